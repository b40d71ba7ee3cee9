// One walk over a function's tree that emits its IR: a small function a node, sorted into files by theme. Inner part of lower_function.h.
//
// Expressions push one value on the frame's operand stack, statements leave the stack as it was; so a value that must outlive a
// branch or a failing op inside `try` is always in a slot, as in CPython's own compiler (Python/compile.c), whose order of evaluation this is.
#pragma once

#include "front/frame.h"
#include "front/lower_function.h"
#include "front/scopes.h"

#include <map>

namespace coluber::front {

class Lowering {
public:
    Lowering(const Scopes& scopes, const FrontOptions& options, ir::Module& module, ir::Function& function,
             Diagnostics& diagnostics);

    /// False: refused and reported.
    bool function(const syntax::Node& node, const syntax::Arguments& args, syntax::Stmts body);
    bool lambda(const syntax::Lambda& node);

private:
    // ── names (names.cpp) ──
    enum class VariableKind : std::uint8_t { local, global, free };
    struct Variable {
        VariableKind kind;
        NameId name;
        Slot slot = 0;           // local
        std::int64_t index = 0;  // free
    };
    Variable variable(std::string_view name);
    Slot slot_of(ScopeId scope, const std::string& name);
    NameId intern(std::string_view name) { return module_.names.intern(name); }
    /// With the class's name put in front of a private name.
    NameId intern_mangled(std::string_view name);
    void load_name(std::string_view name);
    void store_name(std::string_view name);
    void delete_name(std::string_view name, SourceRange at);
    void end_name(std::string_view name);

    // ── expressions: each pushes its value ──
    void expr(const syntax::Expr& node);
    void optional_expr(const syntax::Expr* node);  // None where there is none
    void exprs(std::span<syntax::Expr* const> nodes);
    // expressions.cpp
    void lower(const syntax::NamedExpr& node);
    void lower(const syntax::BinOp& node);
    void lower(const syntax::UnaryOp& node);
    void lower(const syntax::JoinedStr& node);
    void lower(const syntax::FormattedValue& node);
    void lower(const syntax::Constant& node);
    void lower(const syntax::Attribute& node);
    void lower(const syntax::Subscript& node);
    void lower(const syntax::Slice& node);
    void lower(const syntax::Name& node);
    void lower(const syntax::Starred& node);
    // displays.cpp
    void lower(const syntax::Tuple& node);
    void lower(const syntax::List& node);
    void lower(const syntax::Set& node);
    void lower(const syntax::Dict& node);
    void list_with_stars(std::span<syntax::Expr* const> items);
    // calls.cpp
    void lower(const syntax::Call& node);
    void super_of_first_argument(const syntax::Call& node);
    void call_plain(const syntax::Call& node);
    void call_with_stars(const syntax::Call& node);
    void keyword_dict(const syntax::Call& node);
    // conditions.cpp
    void lower(const syntax::BoolOp& node);
    void lower(const syntax::Compare& node);
    void lower(const syntax::IfExp& node);
    void condition(const syntax::Expr& node, LabelId yes, LabelId no);
    void condition_chain(const syntax::Compare& node, LabelId yes, LabelId no);
    void truth(const syntax::Expr& of, LabelId yes, LabelId no);
    void compare(syntax::CompareOperator op);
    // comprehensions.cpp
    void lower(const syntax::ListComp& node);
    void lower(const syntax::SetComp& node);
    void lower(const syntax::DictComp& node);
    template <class Comp>
    void comprehension(const Comp& node);
    template <class Comp>
    void comprehension_loop(const Comp& node, std::size_t generator, std::uint32_t container);
    void add_element(const syntax::ListComp& node, std::uint32_t container);
    void add_element(const syntax::SetComp& node, std::uint32_t container);
    void add_element(const syntax::DictComp& node, std::uint32_t container);
    // refused
    void lower(const syntax::Lambda& node);
    void lower(const syntax::GeneratorExp& node);
    void lower(const syntax::Await& node);
    void lower(const syntax::Yield& node);
    void lower(const syntax::YieldFrom& node);
    void lower(const syntax::TemplateStr& node);
    void lower(const syntax::Interpolation& node);

    // ── statements ──
    void statements(syntax::Stmts nodes);
    void statement(const syntax::Stmt& node);
    // statements.cpp
    void lower(const syntax::ExprStmt& node);
    void lower(const syntax::Pass&) {}
    void lower(const syntax::Global&) {}
    void lower(const syntax::Nonlocal&) {}
    void lower(const syntax::If& node);
    void lower(const syntax::Assert& node);
    void lower(const syntax::Raise& node);
    void raise_call(std::size_t args);
    void lower(const syntax::Import& node);
    void lower(const syntax::ImportFrom& node);
    // loops.cpp
    void lower(const syntax::For& node);
    void lower(const syntax::While& node);
    void lower(const syntax::Break& node);
    void lower(const syntax::Continue& node);
    void lower(const syntax::Return& node);
    void start_loop(LabelId head, std::initializer_list<const syntax::Node*> parts, syntax::Stmts body);
    void scan_changes(const syntax::Node& node, Bits& stored, Bits& deleted);
    void leave_function();
    // assignments.cpp
    void lower(const syntax::Assign& node);
    void lower(const syntax::AugAssign& node);
    void lower(const syntax::AnnAssign& node);
    void lower(const syntax::Delete& node);
    void store(const syntax::Expr& target);
    void store_sequence(std::span<syntax::Expr* const> targets, const syntax::Expr& node);
    bool store_side_by_side(const syntax::Expr& target, const syntax::Expr& value);
    void delete_target(const syntax::Expr& target);
    void augment(const syntax::AugAssign& node);
    // exceptions.cpp
    void lower(const syntax::Try& node);
    void lower(const syntax::TryStar& node);
    void lower(const syntax::With& node);
    template <class AnyTry>
    void try_finally(const AnyTry& node);
    template <class AnyTry>
    void try_except(const AnyTry& node);
    void handlers(const syntax::Try& node, LabelId end);
    void handlers(const syntax::TryStar& node, LabelId end);
    void handler_body(const syntax::ExceptHandler& node, LabelId end);
    void star_handler(const syntax::ExceptHandler& node, std::uint32_t depth);
    void star_handler_body(const syntax::ExceptHandler& node, LabelId next);
    void finally_on_error(syntax::Stmts final_body);
    void with_item(const syntax::With& node, std::size_t item);
    void with_on_error(std::uint32_t exit_depth, LabelId end);
    void call_exit(std::uint32_t exit_depth);
    void enter_handler();
    void end_handling(std::uint32_t before_depth);
    void reraise_from(std::uint32_t before_depth);
    void clean_up(LabelId handler, std::uint32_t before_depth, std::string_view name);
    // match.cpp
    /// Where the values of a pattern's names wait until all of it has matched, and where a test that fails goes.
    struct Captures {
        std::uint32_t depth;  // of the first name's place on the stack
        std::vector<std::string_view> names;
        LabelId failed;
    };
    void lower(const syntax::Match& node);
    void match_case(const syntax::MatchCase& node, LabelId failed, LabelId end);
    void pattern(const syntax::Pattern& node, const Captures& captures);
    void match(const syntax::MatchValue& node, const Captures& captures);
    void match(const syntax::MatchSingleton& node, const Captures& captures);
    void match(const syntax::MatchSequence& node, const Captures& captures);
    void match(const syntax::MatchMapping& node, const Captures& captures);
    void match(const syntax::MatchClass& node, const Captures& captures);
    void match(const syntax::MatchStar& node, const Captures& captures);
    void match(const syntax::MatchAs& node, const Captures& captures);
    void match(const syntax::MatchOr& node, const Captures& captures);
    void match_around_star(const syntax::MatchSequence& node, std::size_t star, const Captures& captures);
    void match_rest(const syntax::MatchMapping& node, const Captures& captures);
    void match_parts(syntax::Patterns parts, const Captures& captures);
    void require_match(const Captures& captures);
    void require_not_none(const Captures& captures);
    void capture(std::string_view name, const Captures& captures);
    // refused
    void lower(const syntax::FunctionDef& node);
    void lower(const syntax::AsyncFunctionDef& node);
    void lower(const syntax::ClassDef& node);
    void lower(const syntax::TypeAlias& node);
    void lower(const syntax::AsyncFor& node);
    void lower(const syntax::AsyncWith& node);

    // ── what is around the place of the walk: what a jump out of it must do (unwind.cpp) ──
    enum class ContextKind : std::uint8_t { loop, guarded, finally, with, handling };
    struct Context {
        ContextKind kind;
        std::optional<LabelId> outer_handler;  // of failures outside of it
        std::uint32_t depth =
            0;  // loop: of the stack at `continue_to`; with: of `__exit__`; handling: of what was handled before
        LabelId break_to, continue_to;  // loop
        std::uint32_t break_depth = 0;  // loop
        syntax::Stmts final_body;       // finally
        std::string_view name;          // handling: `as name`
    };
    /// Leaves the contexts down to `floor`: runs `finally` bodies, calls `__exit__`, ends handling. The walk itself stays in them.
    void unwind(std::size_t floor);
    void leave(const Context& context);
    void push_context(Context context) { contexts_.push_back(std::move(context)); }
    void pop_context();

    // ── emission ──
    void at(const syntax::Node& node) { place(node.at); }
    void place(SourceRange range);
    void push_constant(ir::Constant value);
    void push_none() { push_constant(ir::None{}); }
    void push_copy(std::uint32_t below = 0) { frame_.push(frame_.peek(below)); }
    void binary(ir::BinaryKind kind, ir::Flags flags = ir::Flags::none);
    /// Calls the value under the `args` topmost ones.
    void call(std::size_t args, std::vector<NameId> keywords = {});
    void unpack_tuple(std::size_t count);
    void refuse(SourceRange at, std::string what);
    void refuse_expr(const syntax::Node& node, std::string what);

    const Scopes& scopes_;
    const FrontOptions& options_;
    ir::Module& module_;
    Diagnostics& diagnostics_;
    Frame frame_;
    std::vector<ScopeId> active_;  // the function's scope, then the comprehensions around this place
    std::map<ScopeId, std::unordered_map<std::string, Slot>> slots_;
    std::vector<Context> contexts_;
    bool failed_ = false;
};

ir::BinaryKind binary_kind(syntax::Operator op);
ir::Constant constant_of(const syntax::Value& value);
/// -value for an int or float literal, as CPython folds it.
std::optional<ir::Constant> negated(const syntax::Value& value);
/// The truth value of a literal; none for anything else.
std::optional<bool> constant_truth(const syntax::Expr& node, bool debug);

}  // namespace coluber::front
