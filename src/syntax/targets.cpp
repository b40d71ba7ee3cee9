// What may stand left of `=`, between `for` and `in`, behind `del` and `as`. Targets are read as expressions and then judged.
#include "syntax/parser.h"

namespace coluber::syntax {

std::string_view describe(const Expr& expr) {
    return visit(
        expr, [](const Attribute&) -> std::string_view { return "attribute"; },
        [](const Subscript&) -> std::string_view { return "subscript"; },
        [](const Starred&) -> std::string_view { return "starred"; }, [](const Name&) -> std::string_view { return "name"; },
        [](const List&) -> std::string_view { return "list"; }, [](const Tuple&) -> std::string_view { return "tuple"; },
        [](const Lambda&) -> std::string_view { return "lambda"; },
        [](const Call&) -> std::string_view { return "function call"; },
        [](const BoolOp&) -> std::string_view { return "expression"; },
        [](const BinOp&) -> std::string_view { return "expression"; },
        [](const UnaryOp&) -> std::string_view { return "expression"; },
        [](const GeneratorExp&) -> std::string_view { return "generator expression"; },
        [](const Yield&) -> std::string_view { return "yield expression"; },
        [](const YieldFrom&) -> std::string_view { return "yield expression"; },
        [](const Await&) -> std::string_view { return "await expression"; },
        [](const ListComp&) -> std::string_view { return "list comprehension"; },
        [](const SetComp&) -> std::string_view { return "set comprehension"; },
        [](const DictComp&) -> std::string_view { return "dict comprehension"; },
        [](const Dict&) -> std::string_view { return "dict literal"; },
        [](const Set&) -> std::string_view { return "set display"; },
        [](const JoinedStr&) -> std::string_view { return "f-string expression"; },
        [](const FormattedValue&) -> std::string_view { return "f-string expression"; },
        [](const TemplateStr&) -> std::string_view { return "t-string expression"; },
        [](const Interpolation&) -> std::string_view { return "t-string expression"; },
        [](const Compare&) -> std::string_view { return "comparison"; },
        [](const IfExp&) -> std::string_view { return "conditional expression"; },
        [](const NamedExpr&) -> std::string_view { return "named expression"; },
        [](const Slice&) -> std::string_view { return "slice"; },
        [](const Constant& constant) -> std::string_view {
            if (constant.value.kind == ValueKind::none) return "None";
            if (constant.value.kind == ValueKind::boolean) return constant.value.boolean ? "True" : "False";
            return constant.value.kind == ValueKind::ellipsis ? "ellipsis" : "literal";
        },
        [](const auto&) -> std::string_view { return "expression"; });
}

void Parser::set_context(Expr& expr, ExprContext context) {
    if (auto* name = as<Name>(&expr)) name->ctx = context;
    if (auto* attribute = as<Attribute>(&expr)) attribute->ctx = context;
    if (auto* subscript = as<Subscript>(&expr)) subscript->ctx = context;
    auto set_all = [&](Exprs elts) {
        for (Expr* elt : elts) set_context(*elt, context);
    };
    if (auto* starred = as<Starred>(&expr)) starred->ctx = context, set_context(*starred->value, context);
    if (auto* list = as<List>(&expr)) list->ctx = context, set_all(list->elts);
    if (auto* tuple = as<Tuple>(&expr)) tuple->ctx = context, set_all(tuple->elts);
}

Expr* Parser::find_invalid_target(Expr* expr, TargetUse use) {
    auto find_in = [&](Exprs elts) -> Expr* {
        for (Expr* elt : elts)
            if (Expr* found = find_invalid_target(elt, use)) return found;
        return nullptr;
    };
    if (auto* list = as<List>(expr)) return find_in(list->elts);
    if (auto* tuple = as<Tuple>(expr)) return find_in(tuple->elts);
    if (auto* starred = as<Starred>(expr)) {
        if (use == TargetUse::del || is<Starred>(*starred->value)) return expr;
        return find_invalid_target(starred->value, use);
    }
    if (auto* compare = as<Compare>(expr); compare && use == TargetUse::loop)
        return compare->ops[0] == CompareOperator::in ? find_invalid_target(compare->left, use) : expr;
    return is<Name>(*expr) || is<Attribute>(*expr) || is<Subscript>(*expr) ? nullptr : expr;
}

Expr* Parser::as_target(Expr* expr, TargetUse use) {
    if (!expr) return nullptr;
    if (Expr* wrong = find_invalid_target(expr, use)) {
        if (use == TargetUse::del) return fail(wrong->at, cannot_delete, describe(*wrong));
        return fail(wrong->at, cannot_assign, describe(*wrong));
    }
    set_context(*expr, use == TargetUse::del ? ExprContext::del : ExprContext::store);
    return expr;
}

// In `for … in`: read below comparisons, so that `in` stays.
Expr* Parser::parse_single_star_target() { return is_on(T::star) ? parse_starred_bitwise() : parse_bitwise_or(); }

Expr* Parser::parse_star_targets() {
    SourceRange start = here();
    return as_target(parse_tuple_rest(start, parse_single_star_target(), &Parser::parse_single_star_target), TargetUse::loop);
}

Expr* Parser::parse_star_target() { return as_target(parse_single_star_target(), TargetUse::assign); }

}  // namespace coluber::syntax
