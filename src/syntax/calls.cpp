// Arguments of calls and of class statements.
#include "syntax/parser.h"

namespace coluber::syntax {

Expr* Parser::parse_call(const SourceRange& start, Expr* func) {
    SourceRange open = here();
    CallArguments arguments;
    if (!parse_arguments(arguments, true)) return nullptr;
    if (arguments.is_bare_generator) arguments.args[0]->at = span_of(open, last_);
    return node<Call>(start, func, arguments.args, arguments.keywords);
}

// From the opening to the closing parenthesis.
bool Parser::parse_arguments(CallArguments& arguments, bool allows_generator) {
    SourceRange open = advance().at;
    Collected<Expr> args(*this);
    Collected<Keyword> keywords(*this);
    bool has_unpacking = false;
    while (!is_on(T::right_paren)) {
        if (!parse_argument(args, keywords, has_unpacking)) return false;
        if (starts_comprehension()) {
            bool is_alone = args.size() == 1 && keywords.empty() && allows_generator;
            return parse_generator_argument(arguments, open, args.empty() ? nullptr : args[args.size() - 1], is_alone);
        }
        if (accept(T::comma)) continue;
        if (is_on(T::right_paren)) break;
        fail_after_item(args.empty() ? keywords[keywords.size() - 1]->value : args[args.size() - 1]);
        return false;
    }
    advance();
    arguments.args = args.done();
    arguments.keywords = keywords.done();
    return true;
}

// `element for …`: right only as the only argument.
bool Parser::parse_generator_argument(CallArguments& arguments, const SourceRange& open, Expr* element, bool is_alone) {
    std::span<Comprehension*> generators;
    if (!parse_generators(generators)) return false;
    if (!element) return fail_here(), false;
    SourceRange at = span_of(element->at, last_);
    if (!is_alone) return fail(at, generator_needs_parentheses), false;
    if (is_on(T::comma)) return fail(at, generator_needs_parentheses), false;
    if (!close_display(T::right_paren, element)) return false;
    Expr* generator = node<GeneratorExp>(open, element, generators);
    if (!generator) return false;
    Collected<Expr> args(*this);
    args.push(generator);
    arguments.args = args.done();
    arguments.is_bare_generator = true;
    return true;
}

bool Parser::check_argument_order(const Expr& value, const Collected<Keyword>& keywords, bool has_unpacking) {
    if (has_unpacking) return fail(value.at, positional_after_unpacking), false;
    if (!keywords.empty()) return fail(value.at, positional_after_keyword), false;
    return true;
}

bool Parser::parse_argument(Collected<Expr>& args, Collected<Keyword>& keywords, bool& has_unpacking) {
    SourceRange start = here();
    if (accept(T::double_star)) {
        Expr* value = parse_expression();
        if (!value) return false;
        if (is_on(T::equal)) return fail(span_of(start, here()), assign_to_unpacking, "keyword"), false;
        keywords.push(node<Keyword>(start, std::string_view(), value));
        has_unpacking = true;
        return !failed_;
    }
    if (accept(T::star)) {
        SourceRange star = last_;
        if (!starts_expression()) return fail(star, invalid_star), false;
        Expr* value = parse_expression();
        if (!value) return false;
        if (is_on(T::equal)) return fail(span_of(start, here()), assign_to_unpacking, "iterable"), false;
        if (has_unpacking) return fail(span_of(start, last_), iterable_after_unpacking), false;
        args.push(node<Starred>(start, value));
        return !failed_;
    }
    if (kind_after() == T::equal) {
        if (is_on(T::name)) return parse_keyword(keywords);
        if (is_on(T::kw_true) || is_on(T::kw_false) || is_on(T::kw_none))
            return fail(span_of(start, token_[1].at), cannot_assign, spelling(kind())), false;
    }
    Expr* value = parse_positional();
    if (!value) return false;
    if (!starts_comprehension() && !check_argument_order(*value, keywords, has_unpacking)) return false;
    args.push(value);
    return true;
}

bool Parser::parse_keyword(Collected<Keyword>& keywords) {
    SourceRange start = here();
    std::string_view name = identifier(advance());
    SourceRange equal = advance().at;
    if (is_on(T::comma) || is_on(T::right_paren)) return fail(span_of(start, equal), expected_argument), false;
    Expr* value = parse_expression();
    if (!value) return false;
    if (starts_comprehension()) return fail(span_of(start, equal), equals_in_expression), false;
    keywords.push(node<Keyword>(start, name, value));
    return !failed_;
}

Expr* Parser::parse_positional() {
    SourceRange start = here();
    if (is_on(T::name) && kind_after() == T::colon_equal) return parse_named_expression();
    Expr* value = parse_expression();
    if (!value) return nullptr;
    if (is_on(T::equal)) return fail(span_of(start, here()), keyword_is_expression);
    if (is_on(T::colon_equal)) return fail(value->at, walrus_target, describe(*value));
    return value;
}

}  // namespace coluber::syntax
