#include "front/scope_builder.h"

#include "front/children.h"
#include "front/diagnostics.h"

#include <fmt/format.h>

namespace coluber::front {

using namespace syntax;

bool ScopeBuilder::module(const Module& node) {
    current_ = enter(ScopeKind::module, "", node);
    visit_all(node.body);
    return !failed_;
}

bool ScopeBuilder::function(const Node& node, std::string_view private_class) {
    private_class_ = private_class;
    if (auto* def = as<FunctionDef>(&node)) function_body(*def, false);
    if (auto* def = as<AsyncFunctionDef>(&node)) function_body(*def, true);
    if (auto* lambda = as<Lambda>(&node)) lambda_body(*lambda);
    return !failed_;
}

void ScopeBuilder::visit(const Node* node) {
    if (!node || failed_) return;
    syntax::visit(*node, [this](const auto& it) { visit_node(it); });
}

template <class T>
void ScopeBuilder::visit_parts(const T& node) {
    each_part(node, [this](const Node* part) { visit(part); });
}

// ── names ──

Symbol& ScopeBuilder::symbol(ScopeId scope, std::string_view name, SourceRange at) {
    Scope& into = scopes_[scope];
    std::string full = mangled(private_class_, name);
    auto [place, is_new] = into.places.try_emplace(full, into.symbols.size());
    if (is_new) {
        into.symbols.emplace_back();
        into.symbols.back().name = std::move(full);
        into.symbols.back().at = at;
    }
    return into.symbols[place->second];
}

void ScopeBuilder::bind(std::string_view name, const Node& node) {
    if (name == "__debug__") return refuse(node.at, "cannot assign to __debug__");
    symbol(current_, name, node.at).is_assigned = true;
}

ScopeId ScopeBuilder::enter(ScopeKind kind, std::string_view name, const Node& node) {
    Scope scope;
    scope.kind = kind;
    scope.name = name;
    scope.node = &node;
    scope.parent = current_;
    scope.private_class = private_class_;
    return scopes_.add(std::move(scope));
}

void ScopeBuilder::refuse(SourceRange at, std::string sentence) {
    if (!failed_) diagnostics_.report(at, scope_error, std::move(sentence));
    failed_ = true;
}

void ScopeBuilder::visit_node(const Name& node) {
    if (node.ctx == ExprContext::load) {
        symbol(current_, node.id, node.at).is_used = true;
        if (node.id == "super" && scope().is_function_like()) symbol(current_, "__class__", node.at).is_used = true;
        return;
    }
    if (node.id == "__debug__") {
        return refuse(node.at, node.ctx == ExprContext::del ? "cannot delete __debug__" : "cannot assign to __debug__");
    }
    Symbol& found = symbol(current_, node.id, node.at);
    if (in_target_ && scope().kind == ScopeKind::comprehension && found.is_walrus_target)
        return refuse(node.at,
                      fmt::format("comprehension inner loop cannot rebind assignment expression target '{}'", node.id));
    found.is_assigned = true;
    found.is_iteration_target |= in_target_;
}

void ScopeBuilder::declare(std::string_view name, const Node& node, bool is_global) {
    std::string_view kind = is_global ? "global" : "nonlocal";
    Symbol& found = symbol(current_, name, node.at);
    if (found.is_parameter) return refuse(node.at, fmt::format("name '{}' is parameter and {}", name, kind));
    if (found.is_used) return refuse(node.at, fmt::format("name '{}' is used prior to {} declaration", name, kind));
    if (found.is_annotated) return refuse(node.at, fmt::format("annotated name '{}' can't be {}", name, kind));
    if (found.is_assigned) return refuse(node.at, fmt::format("name '{}' is assigned to before {} declaration", name, kind));
    if (!is_global && scope().kind == ScopeKind::module)
        return refuse(node.at, "nonlocal declaration not allowed at module level");
    if (SourceRange other = is_global ? found.nonlocal_at : found.global_at)
        return refuse(other, fmt::format("name '{}' is nonlocal and global", name));
    (is_global ? found.global_at : found.nonlocal_at) = node.at;
}
void ScopeBuilder::visit_node(const Global& node) {
    for (Identifier name : node.names) declare(name, node, true);
}
void ScopeBuilder::visit_node(const Nonlocal& node) {
    for (Identifier name : node.names) declare(name, node, false);
}

void ScopeBuilder::visit_node(const Import& node) {
    for (const Alias* alias : node.names)
        bind(alias->asname.empty() ? alias->name_.substr(0, alias->name_.find('.')) : alias->asname, *alias);
}
void ScopeBuilder::visit_node(const ImportFrom& node) {
    if (node.module == "__future__")
        for (const Alias* alias : node.names) annotations_are_text_ |= alias->name_ == "annotations";
    for (const Alias* alias : node.names) {
        if (alias->name_ != "*")
            bind(alias->asname.empty() ? alias->name_ : alias->asname, *alias);
        else if (scope().kind != ScopeKind::module)
            refuse(alias->at, "import * only allowed at module level");
    }
}

void ScopeBuilder::visit_node(const AnnAssign& node) {
    if (auto* target = as<Name>(node.target)) {
        Symbol& found = symbol(current_, target->id, target->at);
        SourceRange declared = found.global_at ? found.global_at : found.nonlocal_at;
        if (declared && scope().kind != ScopeKind::module && node.simple)
            return refuse(node.at,
                          fmt::format("annotated name '{}' can't be {}", target->id, found.global_at ? "global" : "nonlocal"));
        if (node.simple || node.value) {
            if (target->id == "__debug__") return refuse(node.at, "cannot assign to __debug__");
            found.is_assigned = true;
            found.is_annotated |= node.simple != 0;
        }
    } else {
        visit(node.target);
    }
    visit_annotation(node.annotation);
    visit(node.value);
}

void ScopeBuilder::visit_node(const ExceptHandler& node) {
    visit(node.type);
    if (!node.name_.empty()) bind(node.name_, node);
    visit_all(node.body);
}
void ScopeBuilder::visit_node(const MatchAs& node) {
    visit(node.pattern);
    if (!node.name_.empty()) bind(node.name_, node);
}
void ScopeBuilder::visit_node(const MatchStar& node) {
    if (!node.name_.empty()) bind(node.name_, node);
}
void ScopeBuilder::visit_node(const MatchMapping& node) {
    visit_parts(node);
    if (!node.rest.empty()) bind(node.rest, node);
}

// ── functions and classes ──

void ScopeBuilder::visit_defaults(const Arguments& args) {
    visit_all(args.defaults);
    visit_all(args.kw_defaults);
}

// Under `from __future__ import annotations` an annotation is text: its names are nobody's.
void ScopeBuilder::visit_annotation(const Node* annotation) {
    if (!annotations_are_text_ && annotation) visit_item(annotation);
}

void ScopeBuilder::visit_annotations(const Arguments& args) {
    auto each = [&](const Arg* arg) {
        if (arg) visit_annotation(arg->annotation);
    };
    for (const Arg* arg : args.posonlyargs) each(arg);
    for (const Arg* arg : args.args) each(arg);
    each(args.vararg);
    for (const Arg* arg : args.kwonlyargs) each(arg);
    each(args.kwarg);
}

void ScopeBuilder::add_parameters(const Arguments& args) {
    auto each = [&](const Arg* arg) {
        if (!arg) return;
        if (arg->arg_ == "__debug__") return refuse(arg->at, "cannot assign to __debug__");
        Symbol& found = symbol(current_, arg->arg_, arg->at);
        if (found.is_parameter)
            return refuse(arg->at, fmt::format("duplicate argument '{}' in function definition", arg->arg_));
        found.is_parameter = true;
    };
    for (const Arg* arg : args.posonlyargs) each(arg);
    for (const Arg* arg : args.args) each(arg);
    for (const Arg* arg : args.kwonlyargs) each(arg);
    each(args.vararg);
    each(args.kwarg);
}

template <class Def>
void ScopeBuilder::function_body(const Def& node, bool is_async) {
    ScopeId outer = current_;
    current_ = enter(ScopeKind::function, node.name_, node);
    scope().is_async = is_async;
    std::uint32_t loops = std::exchange(loops_, 0), star = std::exchange(in_except_star_, 0);
    add_parameters(*node.args);
    visit_all(node.body);
    loops_ = loops;
    in_except_star_ = star;
    current_ = outer;
}

template <class Def>
void ScopeBuilder::visit_function(const Def& node, bool is_async) {
    visit_all(node.decorator_list);
    bind(node.name_, node);
    visit_defaults(*node.args);
    visit_type_params(node.name_, node, node.type_params);
    visit_annotations(*node.args);
    visit_annotation(node.returns);
    function_body(node, is_async);
    leave_type_params(node.type_params);
}
void ScopeBuilder::visit_node(const FunctionDef& node) { visit_function(node, false); }
void ScopeBuilder::visit_node(const AsyncFunctionDef& node) { visit_function(node, true); }

void ScopeBuilder::lambda_body(const Lambda& node) {
    ScopeId outer = current_;
    current_ = enter(ScopeKind::lambda, "<lambda>", node);
    std::uint32_t loops = std::exchange(loops_, 0);
    add_parameters(*node.args);
    visit(node.body);
    loops_ = loops;
    current_ = outer;
}
void ScopeBuilder::visit_node(const Lambda& node) {
    visit_defaults(*node.args);
    lambda_body(node);
}

void ScopeBuilder::visit_node(const ClassDef& node) {
    visit_all(node.decorator_list);
    bind(node.name_, node);
    std::string outer_class = private_class_;
    visit_type_params(node.name_, node, node.type_params);
    for (const Expr* base : node.bases) visit_item(base);
    visit_all(node.keywords);
    ScopeId outer = current_;
    private_class_ = node.name_;
    current_ = enter(ScopeKind::class_body, node.name_, node);
    std::uint32_t loops = std::exchange(loops_, 0), star = std::exchange(in_except_star_, 0);
    visit_all(node.body);
    loops_ = loops;
    in_except_star_ = star;
    current_ = outer;
    private_class_ = outer_class;
    leave_type_params(node.type_params);
}

void ScopeBuilder::visit_type_params(std::string_view name, const Node& node, TypeParams params) {
    if (params.empty()) return;
    current_ = enter(ScopeKind::type_params, name, node);
    visit_all(params);
}
void ScopeBuilder::leave_type_params(TypeParams params) {
    if (!params.empty()) current_ = scope().parent;
}
void ScopeBuilder::visit_node(const TypeVar& node) {
    bind(node.name_, node);
    visit(node.bound);
    visit(node.default_value);
}
void ScopeBuilder::visit_node(const ParamSpec& node) {
    bind(node.name_, node);
    visit(node.default_value);
}
void ScopeBuilder::visit_node(const TypeVarTuple& node) {
    bind(node.name_, node);
    visit(node.default_value);
}
void ScopeBuilder::visit_node(const TypeAlias& node) {
    visit(node.name_);
    visit_type_params("", node, node.type_params);
    ScopeId outer = current_;
    current_ = enter(ScopeKind::type_alias, "", node);
    visit(node.value);
    current_ = outer;
    leave_type_params(node.type_params);
}

// ── comprehensions and walrus ──

void ScopeBuilder::visit_comprehension(const Node& node, ScopeKind kind, std::span<Comprehension*> generators,
                                       std::initializer_list<const Expr*> elements) {
    bool outer_iterable = std::exchange(in_iterable_, true), outer_target = std::exchange(in_target_, false);
    visit(generators.front()->iter);  // in the scope around it
    in_iterable_ = outer_iterable;
    ScopeId outer = current_;
    current_ = enter(kind, "", node);
    scope().is_async = scopes_[outer].is_async;
    bool is_first = true;
    for (const Comprehension* part : generators) {
        if (part->is_async && !scope().await_at) scope().await_at = part->target->at;
        if (!std::exchange(is_first, false)) {
            in_iterable_ = true;
            visit(part->iter);
            in_iterable_ = outer_iterable;
        }
        in_target_ = true;
        visit(part->target);
        in_target_ = false;
        visit_all(part->ifs);
    }
    for (const Expr* element : elements) visit_item(element);
    SourceRange awaits = scope().await_at;
    current_ = outer;
    in_target_ = outer_target;
    if (awaits && kind == ScopeKind::comprehension) {
        if (scope().is_function_like() && !scope().is_async && scope().kind != ScopeKind::generator_expression)
            refuse(node.at, "asynchronous comprehension outside of an asynchronous function");
        scope().await_at = awaits;
    }
}
void ScopeBuilder::visit_node(const ListComp& node) {
    visit_comprehension(node, ScopeKind::comprehension, node.generators, {node.elt});
}
void ScopeBuilder::visit_node(const SetComp& node) {
    visit_comprehension(node, ScopeKind::comprehension, node.generators, {node.elt});
}
void ScopeBuilder::visit_node(const DictComp& node) {
    visit_comprehension(node, ScopeKind::comprehension, node.generators, {node.key, node.value});
}
void ScopeBuilder::visit_node(const GeneratorExp& node) {
    visit_comprehension(node, ScopeKind::generator_expression, node.generators, {node.elt});
}

void ScopeBuilder::visit_node(const NamedExpr& node) {
    if (in_iterable_) return refuse(node.at, "assignment expression cannot be used in a comprehension iterable expression");
    const Name& target = cast<Name>(*node.target);
    ScopeKind kind = scope().kind;
    if (kind == ScopeKind::comprehension || kind == ScopeKind::generator_expression)
        bind_walrus(target, node);
    else
        visit(&target);
    visit(node.value);
}

// The name is bound in the nearest scope that is no comprehension; those between see it as theirs from outside.
void ScopeBuilder::bind_walrus(const Name& target, const NamedExpr& node) {
    for (ScopeId id = current_; id; id = scopes_[id].parent) {
        Scope& into = scopes_[id];
        if (into.kind == ScopeKind::comprehension || into.kind == ScopeKind::generator_expression) {
            const Symbol* found = into.find(mangled(private_class_, target.id));
            if (found && found->is_iteration_target)
                return refuse(
                    target.at,
                    fmt::format("assignment expression cannot rebind comprehension iteration variable '{}'", target.id));
            Symbol& seen = symbol(id, target.id, target.at);
            seen.is_used = seen.is_walrus_target = true;
        } else if (into.kind == ScopeKind::class_body) {
            return refuse(node.at, "assignment expression within a comprehension cannot be used in a class body");
        } else {
            symbol(id, target.id, target.at).is_assigned = true;
            return;
        }
    }
}

// ── statements that belong into something ──

template <class Loop>
void ScopeBuilder::visit_loop(const Loop& node) {
    if constexpr (requires { node.test; }) {
        visit(node.test);
    } else {
        visit(node.target);
        visit(node.iter);
    }
    ++loops_;
    ++loops_in_except_star_;
    visit_all(node.body);
    --loops_;
    --loops_in_except_star_;
    visit_all(node.orelse);
}
void ScopeBuilder::visit_node(const For& node) { visit_loop(node); }
void ScopeBuilder::visit_node(const While& node) { visit_loop(node); }
void ScopeBuilder::visit_node(const AsyncFor& node) {
    if (!scope().is_async) return refuse(node.at, "'async for' outside async function");
    visit_loop(node);
}
void ScopeBuilder::visit_node(const AsyncWith& node) {
    if (!scope().is_async) return refuse(node.at, "'async with' outside async function");
    visit_parts(node);
}
void ScopeBuilder::visit_node(const Break& node) {
    if (loops_ == 0) return refuse(node.at, "'break' outside loop");
    if (in_except_star_ && !loops_in_except_star_)
        refuse(node.at, "'break', 'continue' and 'return' cannot appear in an except* block");
}
void ScopeBuilder::visit_node(const Continue& node) {
    if (loops_ == 0) return refuse(node.at, "'continue' not properly in loop");
    if (in_except_star_ && !loops_in_except_star_)
        refuse(node.at, "'break', 'continue' and 'return' cannot appear in an except* block");
}
void ScopeBuilder::visit_node(const Return& node) {
    ScopeKind kind = scope().kind;
    if (kind != ScopeKind::function) return refuse(node.at, "'return' outside function");
    if (in_except_star_) return refuse(node.at, "'break', 'continue' and 'return' cannot appear in an except* block");
    visit(node.value);
}

template <class TryNode>
void ScopeBuilder::visit_try(const TryNode& node) {
    visit_all(node.body);
    for (const ExceptHandler* handler : node.handlers)
        if (!handler->type && handler != node.handlers.back()) return refuse(handler->at, "default 'except:' must be last");
    std::uint32_t loops = loops_in_except_star_;
    if constexpr (std::is_same_v<TryNode, TryStar>) {
        ++in_except_star_;
        loops_in_except_star_ = 0;
    }
    visit_all(node.handlers);
    if constexpr (std::is_same_v<TryNode, TryStar>) --in_except_star_;
    loops_in_except_star_ = loops;
    visit_all(node.orelse);
    visit_all(node.finalbody);
}
void ScopeBuilder::visit_node(const Try& node) { visit_try(node); }
void ScopeBuilder::visit_node(const TryStar& node) { visit_try(node); }

void ScopeBuilder::visit_yield(const Node& node, const Expr* value) {
    visit(value);
    switch (scope().kind) {
        case ScopeKind::module:
        case ScopeKind::class_body: return refuse(node.at, "'yield' outside function");
        case ScopeKind::comprehension: {
            bool is_list = is<ListComp>(*scope().node), is_set = is<SetComp>(*scope().node);
            return refuse(node.at, fmt::format("'yield' inside {} comprehension", is_list ? "list" : is_set ? "set" : "dict"));
        }
        case ScopeKind::generator_expression: return refuse(node.at, "'yield' inside generator expression");
        case ScopeKind::type_params:
        case ScopeKind::type_alias: return refuse(node.at, "yield expression cannot be used within a type parameter");
        case ScopeKind::function:
        case ScopeKind::lambda: break;
    }
    if (!scope().yield_at) scope().yield_at = node.at;
}
void ScopeBuilder::visit_node(const Yield& node) { visit_yield(node, node.value); }
void ScopeBuilder::visit_node(const YieldFrom& node) {
    visit_yield(node, node.value);
    if (scope().is_async) refuse(node.at, "'yield from' inside async function");
}
void ScopeBuilder::visit_node(const Await& node) {
    visit(node.value);
    ScopeKind kind = scope().kind;
    if (kind == ScopeKind::module || kind == ScopeKind::class_body) return refuse(node.at, "'await' outside function");
    if (!scope().is_async && kind != ScopeKind::generator_expression) return refuse(node.at, "'await' outside async function");
    if (!scope().await_at) scope().await_at = node.at;
}

void ScopeBuilder::visit_node(const Assign& node) {
    for (const Expr* target : node.targets) {
        if (is<Starred>(*target)) return refuse(target->at, "starred assignment target must be in a list or tuple");
        visit(target);
    }
    visit(node.value);
}

// ── stars: only in displays, calls and targets that are sequences ──

void ScopeBuilder::visit_node(const Starred& node) { refuse(node.at, "can't use starred expression here"); }

void ScopeBuilder::visit_item(const Node* node) {
    auto* star = as<Starred>(node);
    visit(star ? star->value : node);
}

void ScopeBuilder::visit_sequence(const Node& node, Exprs items, ExprContext ctx) {
    int stars = 0;
    for (const Expr* item : items) {
        stars += is<Starred>(*item) ? 1 : 0;
        if (ctx == ExprContext::store && stars > 1) return refuse(node.at, "multiple starred expressions in assignment");
    }
    for (const Expr* item : items) visit_item(item);
}
void ScopeBuilder::visit_node(const Tuple& node) { visit_sequence(node, node.elts, node.ctx); }
void ScopeBuilder::visit_node(const List& node) { visit_sequence(node, node.elts, node.ctx); }
void ScopeBuilder::visit_node(const Set& node) { visit_sequence(node, node.elts, ExprContext::load); }
void ScopeBuilder::visit_node(const Call& node) {
    visit(node.func);
    for (const Expr* arg : node.args) visit_item(arg);
    visit_all(node.keywords);
}

}  // namespace coluber::front
