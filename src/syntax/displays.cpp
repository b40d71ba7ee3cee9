// Everything in brackets of its own: groups, tuples, lists, sets, dicts, and their comprehensions.
#include "syntax/parser.h"

namespace coluber::syntax {

namespace {

// Looser than `|` and without parentheses of its own: what may not follow a star in a display.
bool is_loose(const Expr& expr, const SourceRange& start) {
    bool is_bare = expr.at.line == start.line && expr.at.column == start.column;
    auto* unary = as<UnaryOp>(&expr);
    bool is_not = unary && unary->op == UnaryOperator::not_;
    return is_bare && (is_not || is<Compare>(expr) || is<BoolOp>(expr) || is<IfExp>(expr) || is<Lambda>(expr));
}

}  // namespace

bool Parser::close_display(TokenKind close, const Expr* item) {
    if (accept(close)) return true;
    fail_after_item(item);
    return false;
}

bool Parser::parse_items(Collected<Expr>& items, TokenKind close) {
    while (accept(T::comma) && !is_on(close)) {
        if (starts_comprehension() && items.size() == 1 && close != T::right_paren)
            return fail(span_of(items[0]->at, last_), comprehension_target), false;
        if (is_on(T::double_star)) return fail(here(), dict_unpacking_here), false;
        Expr* item = parse_star_named_expression();
        if (!item) return false;
        items.push(item);
    }
    if (is_on(close)) return true;
    bool is_target = starts_comprehension() && items.size() > 1 && close != T::right_paren;
    if (is_target)
        fail(span_of(items[0]->at, items[items.size() - 1]->at), comprehension_target);
    else
        fail_after_item(items[items.size() - 1]);
    return false;
}

Expr* Parser::parse_starred_in_parentheses() {
    SourceRange star = advance().at, start = here();
    Expr* value = parse_expression();
    if (!value) return nullptr;
    if (is_on(T::right_paren)) return fail(span_of(star, last_), starred_here);
    if (!starts_comprehension() && is_loose(*value, start)) {
        return is<IfExp>(*value) ? fail(span_of(star, last_), starred_conditional) : fail_here();
    }
    return node<Starred>(star, value);
}

Expr* Parser::parse_parenthesised() {
    SourceRange start = advance().at;
    if (accept(T::right_paren)) return node<Tuple>(start);
    if (is_on(T::kw_yield)) {
        Expr* inner = parse_yield();
        return inner && close_display(T::right_paren, inner) ? inner : nullptr;
    }
    if (is_on(T::double_star)) {
        SourceRange star = here();
        Expr* value = attempt([&] { return advance(), parse_expression(); });
        if (value && is_on(T::right_paren)) return fail(star, double_starred_here);
        if (value && starts_comprehension()) return fail(span_of(star, last_), dict_unpacking_in, "generator expression");
        return fail(star, dict_unpacking_here);
    }
    Expr* first = is_on(T::star) ? parse_starred_in_parentheses() : parse_named_expression();
    if (!first) return nullptr;
    if (starts_comprehension()) {
        std::span<Comprehension*> generators;
        if (!parse_generators(generators) || !close_display(T::right_paren, first)) return nullptr;
        return node<GeneratorExp>(start, first, generators);
    }
    if (!is_on(T::comma)) return close_display(T::right_paren, first) ? first : nullptr;
    Collected<Expr> elts(*this);
    elts.push(first);
    if (!parse_items(elts, T::right_paren)) return nullptr;
    advance();
    return node<Tuple>(start, elts.done());
}

std::nullptr_t Parser::fail_dict_unpacking(std::string_view place) {
    SourceRange star = here();
    Expr* value = attempt([&] { return advance(), parse_expression(); });
    if (value && starts_comprehension()) return fail(span_of(star, last_), dict_unpacking_in, place);
    return fail(star, dict_unpacking_here);
}

Expr* Parser::parse_list() {
    SourceRange start = advance().at;
    if (accept(T::right_bracket)) return node<List>(start);
    if (is_on(T::double_star)) return fail_dict_unpacking("list comprehension");
    Expr* first = parse_star_named_expression();
    if (!first) return nullptr;
    if (starts_comprehension()) {
        std::span<Comprehension*> generators;
        if (!parse_generators(generators) || !close_display(T::right_bracket, first)) return nullptr;
        return node<ListComp>(start, first, generators);
    }
    Collected<Expr> elts(*this);
    elts.push(first);
    if (!parse_items(elts, T::right_bracket)) return nullptr;
    advance();
    return node<List>(start, elts.done());
}

Expr* Parser::parse_braces() {
    SourceRange start = advance().at;
    if (accept(T::right_brace)) return node<Dict>(start);
    if (is_on(T::double_star)) return parse_dict_unpacking(start);
    if (is_on(T::star)) {
        Expr* first = parse_starred_bitwise();
        if (first && is_on(T::colon)) return fail(first->at, starred_in, "key");
        return first ? parse_set(start, first) : nullptr;
    }
    if (is_on(T::name) && kind_after() == T::colon_equal) {
        Expr* first = parse_named_expression();
        return first ? parse_set(start, first) : nullptr;
    }
    Expr* first = parse_expression();
    if (!first) return nullptr;
    if (is_on(T::colon)) return parse_dict(start, first);
    if (is_on(T::colon_equal)) return fail(first->at, walrus_target, describe(*first));
    if (is_on(T::equal)) return fail_equals(first);
    return parse_set(start, first);
}

Expr* Parser::parse_set(const SourceRange& start, Expr* first) {
    if (starts_comprehension()) {
        std::span<Comprehension*> generators;
        if (!parse_generators(generators) || !close_display(T::right_brace, first)) return nullptr;
        return node<SetComp>(start, first, generators);
    }
    Collected<Expr> elts(*this);
    elts.push(first);
    if (!parse_items(elts, T::right_brace)) return nullptr;
    advance();
    return node<Set>(start, elts.done());
}

// Behind the key, at the colon.
bool Parser::parse_dict_value(Expr* key, Expr*& value) {
    SourceRange colon = advance().at;
    if (is_on(T::right_brace) || is_on(T::comma)) return fail(colon, key_without_value), false;
    if (is_on(T::star) || is_on(T::double_star)) {
        SourceRange star = here();
        bool is_double = is_on(T::double_star);
        Expr* unpacked = attempt([&] { return advance(), parse_bitwise_or(); });
        if (!unpacked) return fail_here(), false;
        if (is_double) return fail(span_of(star, last_), dict_unpacking_in, "a dictionary value"), false;
        return fail(span_of(star, last_), starred_in, "value"), false;
    }
    static_cast<void>(key);
    value = parse_expression();
    return value != nullptr;
}

// `{**a` has been begun: a comprehension, or a dict that starts with an unpacking.
Expr* Parser::parse_dict_unpacking(const SourceRange& start) {
    SourceRange star = advance().at, from = here();
    Expr* value = parse_expression();
    if (!value) return nullptr;
    if (starts_comprehension()) {
        std::span<Comprehension*> generators;
        if (!parse_generators(generators) || !close_display(T::right_brace, value)) return nullptr;
        return node<DictComp>(start, value, nullptr, generators);
    }
    if (is_on(T::colon)) return fail(span_of(star, last_), dict_unpacking_in, "a dictionary key");
    if (is_loose(*value, from)) return is<IfExp>(*value) ? fail(span_of(star, last_), double_starred_conditional) : fail_here();
    Collected<Expr> keys(*this);
    Collected<Expr> values(*this);
    keys.push(nullptr);
    values.push(value);
    return parse_dict_items(keys, values) ? node<Dict>(start, keys.done(), values.done()) : nullptr;
}

Expr* Parser::parse_dict(const SourceRange& start, Expr* key) {
    Expr* value = nullptr;
    if (!parse_dict_value(key, value)) return nullptr;
    if (starts_comprehension()) {
        std::span<Comprehension*> generators;
        if (!parse_generators(generators) || !close_display(T::right_brace, value)) return nullptr;
        return node<DictComp>(start, key, value, generators);
    }
    Collected<Expr> keys(*this);
    Collected<Expr> values(*this);
    keys.push(key);
    values.push(value);
    return parse_dict_items(keys, values) ? node<Dict>(start, keys.done(), values.done()) : nullptr;
}

// The items behind the first, and the closing brace.
bool Parser::parse_dict_items(Collected<Expr>& keys, Collected<Expr>& values) {
    while (accept(T::comma) && !is_on(T::right_brace)) {
        SourceRange start = here();
        Expr *key = nullptr, *value = nullptr;
        if (accept(T::double_star)) {
            value = parse_bitwise_or();
            if (value && is_on(T::kw_if)) return fail(span_of(start, last_), double_starred_conditional), false;
            if (value && is_on(T::colon)) return fail(span_of(start, last_), dict_unpacking_in, "a dictionary key"), false;
        } else if (is_on(T::star)) {
            Expr* starred = parse_starred_bitwise();
            if (starred && is_on(T::colon)) fail(starred->at, starred_in, "key");
            return fail_here(), false;
        } else {
            key = parse_expression();
            if (!key) return false;
            if (!is_on(T::colon)) {
                SourceRange end{key->at.end_line, key->at.end_column - 1, key->at.end_line, key->at.end_column};
                return fail(end, key_without_colon), false;
            }
            if (!parse_dict_value(key, value)) return false;
        }
        if (!value) return false;
        keys.push(key);
        values.push(value);
    }
    return close_display(T::right_brace, values[values.size() - 1]);
}

bool Parser::parse_generators(std::span<Comprehension*>& generators) {
    Collected<Comprehension> found(*this);
    while (starts_comprehension()) {
        Comprehension* generator = parse_generator();
        if (!generator) return false;
        found.push(generator);
    }
    generators = found.done();
    return true;
}

Comprehension* Parser::parse_generator() {
    SourceRange start = here();
    bool is_async = accept(T::kw_async);
    advance();
    Expr* target = parse_star_targets();
    if (!target) return nullptr;
    if (!accept(T::kw_in)) return fail(here(), expected_in);
    Expr* iter = parse_disjunction();
    if (!iter) return nullptr;
    Collected<Expr> ifs(*this);
    while (accept(T::kw_if)) {
        Expr* test = parse_disjunction();
        if (!test) return nullptr;
        ifs.push(test);
    }
    return node<Comprehension>(start, target, iter, ifs.done(), is_async ? 1 : 0);
}

}  // namespace coluber::syntax
