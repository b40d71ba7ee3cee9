// Atoms and what may follow them: attributes, calls, indices.
#include "syntax/literals.h"
#include "syntax/parser.h"

namespace coluber::syntax {

Expr* Parser::parse_await() {
    if (!is_on(T::kw_await)) return parse_primary();
    SourceRange start = advance().at;
    Expr* value = parse_primary();
    return value ? node<Await>(start, value) : nullptr;
}

Expr* Parser::parse_primary() {
    SourceRange start = here();
    Expr* value = parse_atom();
    while (value) {
        if (accept(T::dot)) {
            std::string_view attr;
            value = expect_name(attr) ? node<Attribute>(start, value, attr) : nullptr;
        } else if (is_on(T::left_paren)) {
            value = parse_call(start, value);
        } else if (is_on(T::left_bracket)) {
            value = parse_subscript(start, value);
        } else {
            break;
        }
    }
    return value;
}

Expr* Parser::parse_atom() {
    T found = kind();
    if (found == T::name) return parse_name();
    if (found == T::number) return parse_number();
    if (found == T::string || found == T::fstring_start) return parse_strings();
    if (found == T::left_paren) return parse_parenthesised();
    if (found == T::left_bracket) return parse_list();
    if (found == T::left_brace) return parse_braces();
    if (found == T::kw_none) return parse_constant(ValueKind::none);
    if (found == T::kw_true || found == T::kw_false) return parse_constant(ValueKind::boolean, found == T::kw_true);
    if (found == T::ellipsis) return parse_constant(ValueKind::ellipsis);
    bool is_word_statement = found == T::kw_pass || found == T::kw_break || found == T::kw_continue;
    if (is_word_statement && kind_after() == T::kw_if) return fail(here(), statement_before_if);
    return fail_here();
}

Expr* Parser::parse_name() {
    const Token& token = advance();
    return node_at<Name>(token.at, identifier(token));
}

Expr* Parser::parse_constant(ValueKind kind, bool boolean) {
    Value value;
    value.kind = kind;
    value.boolean = boolean;
    return node_at<Constant>(advance().at, value);
}

Expr* Parser::parse_number() {
    const Token& token = advance();
    Value value;
    if (auto error = read_number(text(token), value, buffer_)) {
        error->at = token.at;
        if (!failed_) failure_ = *error, failed_ = true;
        return nullptr;
    }
    if (value.kind == ValueKind::integer)
        value.text = buffer_ == text(token) ? text(token) : arena_.copy(std::string_view(buffer_));
    return node_at<Constant>(token.at, value);
}

Expr* Parser::parse_subscript(const SourceRange& start, Expr* value) {
    advance();
    Expr* index = parse_index();
    if (!index || !close_display(T::right_bracket, index)) return nullptr;
    return node<Subscript>(start, value, index);
}

// Slices and stars between the brackets: one slice, or a tuple of them.
Expr* Parser::parse_index() {
    SourceRange start = here();
    Expr* first = parse_slice();
    if (!first || (!is_on(T::comma) && !is<Starred>(*first))) return first;
    Collected<Expr> elts(*this);
    elts.push(first);
    while (accept(T::comma) && !is_on(T::right_bracket)) {
        Expr* elt = parse_slice();
        if (!elt) return nullptr;
        elts.push(elt);
    }
    return node<Tuple>(start, elts.done());
}

Expr* Parser::parse_slice() {
    SourceRange start = here();
    if (accept(T::star)) {
        Expr* value = parse_expression();
        return value ? node<Starred>(start, value) : nullptr;
    }
    Expr* lower = nullptr;
    if (!is_on(T::colon)) {
        lower = parse_named_expression();
        if (!lower || !is_on(T::colon)) return lower;
        if (is<NamedExpr>(*lower) && lower->at.line == start.line && lower->at.column == start.column) return fail_here();
    }
    advance();
    auto has_part = [&] { return !is_on(T::colon) && !is_on(T::comma) && !is_on(T::right_bracket); };
    Expr *upper = nullptr, *step = nullptr;
    if (has_part() && !(upper = parse_expression())) return nullptr;
    if (accept(T::colon) && has_part() && !(step = parse_expression())) return nullptr;
    return node<Slice>(start, lower, upper, step);
}

}  // namespace coluber::syntax
