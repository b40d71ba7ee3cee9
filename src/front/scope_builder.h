// Walks a tree and notes in each scope which names are bound, used and declared. Inner part of scopes.h.
#pragma once

#include "front/scopes.h"

#include <optional>

namespace coluber::front {

class ScopeBuilder {
public:
    ScopeBuilder(Scopes& scopes, Diagnostics& diagnostics, bool annotations_are_text = false)
        : scopes_(scopes), diagnostics_(diagnostics), annotations_are_text_(annotations_are_text) {}

    /// Both give false after they reported an error.
    bool module(const syntax::Module& node);
    bool function(const syntax::Node& node, std::string_view private_class);

private:
    // One function a kind of node where more is to do than to visit its parts.
    void visit(const syntax::Node* node);
    template <class T>
    void visit_all(std::span<T*> nodes) {
        for (T* node : nodes) visit(node);
    }
    template <class T>
    void visit_parts(const T& node);

    void visit_node(const syntax::FunctionDef& node);
    void visit_node(const syntax::AsyncFunctionDef& node);
    void visit_node(const syntax::ClassDef& node);
    void visit_node(const syntax::TypeAlias& node);
    void visit_node(const syntax::Lambda& node);
    void visit_node(const syntax::ListComp& node);
    void visit_node(const syntax::SetComp& node);
    void visit_node(const syntax::DictComp& node);
    void visit_node(const syntax::GeneratorExp& node);
    void visit_node(const syntax::NamedExpr& node);
    void visit_node(const syntax::Name& node);
    void visit_node(const syntax::Global& node);
    void visit_node(const syntax::Nonlocal& node);
    void visit_node(const syntax::Import& node);
    void visit_node(const syntax::ImportFrom& node);
    void visit_node(const syntax::AnnAssign& node);
    void visit_node(const syntax::ExceptHandler& node);
    void visit_node(const syntax::MatchAs& node);
    void visit_node(const syntax::MatchStar& node);
    void visit_node(const syntax::MatchMapping& node);
    void visit_node(const syntax::TypeVar& node);
    void visit_node(const syntax::ParamSpec& node);
    void visit_node(const syntax::TypeVarTuple& node);
    void visit_node(const syntax::For& node);
    void visit_node(const syntax::AsyncFor& node);
    void visit_node(const syntax::AsyncWith& node);
    void visit_node(const syntax::While& node);
    void visit_node(const syntax::Try& node);
    void visit_node(const syntax::TryStar& node);
    void visit_node(const syntax::Return& node);
    void visit_node(const syntax::Break& node);
    void visit_node(const syntax::Continue& node);
    void visit_node(const syntax::Yield& node);
    void visit_node(const syntax::YieldFrom& node);
    void visit_node(const syntax::Await& node);
    void visit_node(const syntax::Assign& node);
    void visit_node(const syntax::Starred& node);
    void visit_node(const syntax::Tuple& node);
    void visit_node(const syntax::List& node);
    void visit_node(const syntax::Set& node);
    void visit_node(const syntax::Call& node);
    template <class T>
    void visit_node(const T& node) {
        visit_parts(node);
    }

    /// An item of a display or call, which may be starred.
    void visit_item(const syntax::Node* node);
    void visit_sequence(const syntax::Node& node, syntax::Exprs items, syntax::ExprContext ctx);
    template <class Def>
    void visit_function(const Def& node, bool is_async);
    template <class Def>
    void function_body(const Def& node, bool is_async);
    void lambda_body(const syntax::Lambda& node);
    void visit_defaults(const syntax::Arguments& args);
    void visit_annotation(const syntax::Node* annotation);
    void visit_annotations(const syntax::Arguments& args);
    void add_parameters(const syntax::Arguments& args);
    void visit_comprehension(const syntax::Node& node, ScopeKind kind, std::span<syntax::Comprehension*> generators,
                             std::initializer_list<const syntax::Expr*> elements);
    void visit_yield(const syntax::Node& node, const syntax::Expr* value);
    template <class Loop>
    void visit_loop(const Loop& node);
    template <class TryNode>
    void visit_try(const TryNode& node);
    void visit_type_params(std::string_view name, const syntax::Node& node, syntax::TypeParams params);
    void leave_type_params(syntax::TypeParams params);
    void declare(std::string_view name, const syntax::Node& node, bool is_global);
    void bind_walrus(const syntax::Name& target, const syntax::NamedExpr& node);

    Symbol& symbol(ScopeId scope, std::string_view name, SourceRange at);
    void bind(std::string_view name, const syntax::Node& node);
    ScopeId enter(ScopeKind kind, std::string_view name, const syntax::Node& node);
    Scope& scope() { return scopes_[current_]; }
    void refuse(SourceRange at, std::string sentence);

    Scopes& scopes_;
    Diagnostics& diagnostics_;
    bool annotations_are_text_;
    ScopeId current_;
    std::string private_class_;
    bool failed_ = false;
    std::uint32_t loops_ = 0;   // around this place in its scope
    bool in_target_ = false;    // of a comprehension's `for`
    bool in_iterable_ = false;  // a comprehension's `in`
    std::uint32_t in_except_star_ = 0, loops_in_except_star_ = 0;
};

}  // namespace coluber::front
