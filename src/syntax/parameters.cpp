// Parameters of functions and lambdas, and type parameters (PEP 695, PEP 696).
#include "syntax/parser.h"

namespace coluber::syntax {

/// The parameters read so far.
struct Parser::ParameterList {
    ParameterList(Parser& parser, TokenKind closing)
        : close(closing), positional_only(parser), args(parser), keyword_only(parser), kw_defaults(parser), defaults(parser) {}

    TokenKind close;  // `)` of a function, `:` of a lambda
    Collected<Arg> positional_only, args, keyword_only;
    Collected<Expr> kw_defaults, defaults;
    Arg *vararg = nullptr, *kwarg = nullptr;
    bool has_slash = false, has_star = false;
    std::size_t slash_at = 0;  // how many stand before `/`

    bool is_lambda() const { return close == TokenKind::colon; }
};

Arguments* Parser::parse_parameters(TokenKind close) {
    SourceRange start = here();
    ParameterList list(*this, close);
    while (!is_on(close)) {
        if (!parse_parameter(list)) return nullptr;
        if (accept(T::comma) || is_on(close)) continue;
        return fail_here();
    }
    std::span<Arg*> all = list.args.done();
    std::size_t split = list.has_slash ? list.slash_at : 0;
    return node<Arguments>(start, all.first(split), all.subspan(split), list.vararg, list.keyword_only.done(),
                           list.kw_defaults.done(), list.kwarg, list.defaults.done());
}

bool Parser::parse_parameter(ParameterList& list) {
    if (list.kwarg) return fail(here(), after_kwargs), false;
    if (is_on(T::name)) return parse_plain_parameter(list);
    if (is_on(T::slash)) return parse_slash(list);
    if (is_on(T::star)) return parse_star_parameter(list);
    if (is_on(T::double_star)) return parse_double_star_parameter(list);
    if (is_on(T::left_paren) && list.defaults.empty()) {
        const Token* after = behind_bracket(token_);
        if (kind_after() == T::name) {
            std::string_view whose = list.is_lambda() ? "Lambda expression" : "Function";
            return fail(span_of(here(), (after - 1)->at), parameter_parentheses, whose), false;
        }
    }
    return fail_here(), false;
}

Arg* Parser::parse_arg(const ParameterList& list, bool allows_star) {
    SourceRange start = here();
    std::string_view name;
    if (!expect_name(name)) return nullptr;
    Expr* annotation = nullptr;
    if (!list.is_lambda() && accept(T::colon)) {
        annotation = allows_star ? parse_star_expression() : parse_expression();
        if (!annotation) return nullptr;
    }
    return node<Arg>(start, name, annotation);
}

bool Parser::parse_default(const ParameterList& list, Expr*& value) {
    if (!is_on(T::equal)) return true;
    SourceRange equal = advance().at;
    if (is_on(T::comma) || is_on(list.close)) return fail(equal, expected_default), false;
    value = parse_expression();
    return value != nullptr;
}

bool Parser::parse_plain_parameter(ParameterList& list) {
    Arg* arg = parse_arg(list, false);
    Expr* value = nullptr;
    if (!arg || !parse_default(list, value)) return false;
    if (list.has_star) {
        list.keyword_only.push(arg);
        list.kw_defaults.push(value);
        return true;
    }
    if (!value && !list.defaults.empty()) return fail(arg->at, no_default_after_default), false;
    list.args.push(arg);
    if (value) list.defaults.push(value);
    return true;
}

bool Parser::parse_slash(ParameterList& list) {
    if (list.has_slash) return fail(here(), second_slash), false;
    if (list.has_star) return fail(here(), slash_after_star), false;
    if (list.args.empty()) return fail(here(), nothing_before_slash), false;
    advance();
    if (is_on(T::star)) return fail(here(), comma_between), false;
    list.has_slash = true;
    list.slash_at = list.args.size();
    return true;
}

bool Parser::parse_star_parameter(ParameterList& list) {
    if (list.has_star) return fail(here(), second_star), false;
    SourceRange star = advance().at;
    list.has_star = true;
    if (is_on(list.close)) return fail(star, nothing_after_star), false;
    if (is_on(T::comma)) {
        bool is_last = kind_after() == list.close || kind_after() == T::double_star;
        return is_last ? (fail(star, nothing_after_star), false) : true;
    }
    list.vararg = parse_arg(list, true);
    if (list.vararg && is_on(T::equal)) return fail(here(), star_default, "positional"), false;
    return list.vararg != nullptr;
}

bool Parser::parse_double_star_parameter(ParameterList& list) {
    advance();
    list.kwarg = parse_arg(list, false);
    if (list.kwarg && is_on(T::equal)) return fail(here(), star_default, "keyword"), false;
    return list.kwarg != nullptr;
}

bool Parser::parse_type_params(TypeParams& params) {
    if (!accept(T::left_bracket)) return true;
    if (is_on(T::right_bracket)) return fail(here(), no_type_parameters), false;
    Collected<TypeParam> found(*this);
    while (!is_on(T::right_bracket)) {
        TypeParam* param = parse_type_param();
        if (!param) return false;
        found.push(param);
        if (!accept(T::comma) && !is_on(T::right_bracket)) return fail_here(), false;
    }
    advance();
    params = found.done();
    return true;
}

TypeParam* Parser::parse_type_param() {
    SourceRange start = here();
    T stars = kind();
    bool is_plain = !accept(T::star) && !accept(T::double_star);
    std::string_view name;
    if (!expect_name(name)) return nullptr;
    Expr *bound = nullptr, *value = nullptr;
    if (is_on(T::colon)) {
        SourceRange colon = advance().at;
        if (!(bound = parse_expression())) return nullptr;
        std::string_view what = is<Tuple>(*bound) ? "constraints" : "bound";
        if (!is_plain) return fail(span_of(colon, last_), no_bound, what, stars == T::star ? "TypeVarTuple" : "ParamSpec");
    }
    if (accept(T::equal) && !(value = stars == T::star ? parse_star_expression() : parse_expression())) return nullptr;
    if (stars == T::star) return node<TypeVarTuple>(start, name, value);
    if (stars == T::double_star) return node<ParamSpec>(start, name, value);
    return node<TypeVar>(start, name, bound, value);
}

}  // namespace coluber::syntax
