// `match` and its patterns (PEP 634).
#include "syntax/parser.h"

namespace coluber::syntax {

// `match` is a name unless an expression and a colon at the line's end follow.
bool Parser::is_match_statement() const {
    ++const_cast<Parser*>(this)->token_;
    bool begins = starts_expression();
    --const_cast<Parser*>(this)->token_;
    if (!begins) return false;
    const Token* end = token_;
    while (end->kind != T::newline && end->kind != T::end_of_file && end->kind != T::error) ++end;
    return end->kind == T::newline && (end - 1)->kind == T::colon;
}

Expr* Parser::parse_subject() {
    SourceRange start = here();
    Expr* first = parse_star_named_expression();
    if (first && is<Starred>(*first) && !is_on(T::comma)) return fail_here();
    return parse_tuple_rest(start, first, &Parser::parse_star_named_expression);
}

Stmt* Parser::parse_match() {
    SourceRange start = advance().at;
    Expr* subject = parse_subject();
    if (!subject) return nullptr;
    if (!is_on(T::colon)) return is_on(T::newline) ? fail(here(), expected_token, ":") : fail_here();
    advance();
    if (!expect(T::newline)) return nullptr;
    if (!is_on(T::indent)) {
        return fail(next_word(), expected_block, "'match' statement", static_cast<int>(start.line));
    }
    advance();
    Collected<MatchCase> cases(*this);
    while (!is_on(T::dedent)) {
        MatchCase* made = is_word("case") ? parse_case() : fail_here();
        if (!made) return nullptr;
        cases.push(made);
    }
    advance();
    return node<Match>(start, subject, cases.done());
}

MatchCase* Parser::parse_case() {
    SourceRange start = advance().at;
    Pattern* pattern = parse_patterns();
    if (!pattern) return nullptr;
    Expr* guard = nullptr;
    if (accept(T::kw_if) && !(guard = parse_named_expression())) return nullptr;
    Stmts body;
    if (!parse_block(body, "'case' statement", start.line, false)) return nullptr;
    return node<MatchCase>(start, pattern, guard, body);
}

Pattern* Parser::parse_patterns() {
    SourceRange start = here();
    Pattern* first = parse_maybe_star_pattern();
    if (!first) return nullptr;
    if (!is_on(T::comma)) return is<MatchStar>(*first) ? fail_here() : first;
    Collected<Pattern> items(*this);
    items.push(first);
    while (accept(T::comma) && !is_on(T::colon) && !is_on(T::kw_if)) {
        Pattern* item = parse_maybe_star_pattern();
        if (!item) return nullptr;
        items.push(item);
    }
    return node<MatchSequence>(start, items.done());
}

Pattern* Parser::parse_maybe_star_pattern() { return is_on(T::star) ? parse_star_pattern() : parse_pattern(); }

bool Parser::parse_capture_name(std::string_view& name) {
    T after = kind_after();
    if (!is_on(T::name) || is_word("_") || after == T::dot || after == T::left_paren || after == T::equal)
        return fail_here(), false;
    name = identifier(advance());
    return true;
}

Pattern* Parser::parse_star_pattern() {
    SourceRange start = advance().at;
    std::string_view name;
    if (is_word("_")) {
        advance();
        return node<MatchStar>(start);
    }
    return parse_capture_name(name) ? node<MatchStar>(start, name) : nullptr;
}

Pattern* Parser::parse_pattern() {
    SourceRange start = here();
    Pattern* pattern = parse_or_pattern();
    if (!pattern || !accept(T::kw_as)) return pattern;
    if (is_word("_")) return fail(here(), wildcard_target);
    T after = kind_after();
    if (!is_on(T::name) || after == T::dot || after == T::left_paren || after == T::equal) {
        Expr* target = attempt([&] { return parse_expression(); });
        return target && !is<Name>(*target) ? fail(target->at, bad_pattern_target, describe(*target)) : fail_here();
    }
    std::string_view name = identifier(advance());
    return node<MatchAs>(start, pattern, name);
}

Pattern* Parser::parse_or_pattern() {
    SourceRange start = here();
    Pattern* first = parse_closed_pattern();
    if (!first || !is_on(T::vbar)) return first;
    Collected<Pattern> patterns(*this);
    patterns.push(first);
    while (accept(T::vbar)) {
        Pattern* next = parse_closed_pattern();
        if (!next) return nullptr;
        patterns.push(next);
    }
    return node<MatchOr>(start, patterns.done());
}

Pattern* Parser::parse_closed_pattern() {
    Level level(*this);
    if (level.is_too_deep()) return fail(here(), nested_too_deeply);
    T found = kind();
    if (found == T::name) return parse_name_pattern();
    if (found == T::number || found == T::minus || found == T::plus) return parse_number_pattern();
    if (found == T::left_paren) return parse_group_pattern();
    if (found == T::left_bracket) return parse_bracket_pattern();
    if (found == T::left_brace) return parse_mapping_pattern();
    SourceRange start = here();
    if (found == T::string || found == T::fstring_start) {
        Expr* value = parse_strings();
        return value ? node<MatchValue>(start, value) : nullptr;
    }
    if (found == T::kw_none || found == T::kw_true || found == T::kw_false) {
        Value value;
        value.kind = found == T::kw_none ? ValueKind::none : ValueKind::boolean;
        value.boolean = found == T::kw_true;
        return parse_singleton_pattern(value);
    }
    return fail_here();
}

Pattern* Parser::parse_singleton_pattern(Value value) { return node_at<MatchSingleton>(advance().at, value); }

Expr* Parser::parse_signed_number() {
    SourceRange start = here();
    bool is_negative = is_on(T::minus);
    if (is_negative || is_on(T::plus)) advance();
    if (!is_on(T::number)) return fail_here();
    Expr* number = parse_number();
    if (!number) return nullptr;
    return is_negative ? node<UnaryOp>(start, UnaryOperator::u_sub, number) : number;
}

// Behind a signed number: `+ 2j` or `- 2j`, if it stands there.
Expr* Parser::parse_complex(const SourceRange& start, Expr* real) {
    if (!real || (!is_on(T::plus) && !is_on(T::minus))) return real;
    auto* unary = as<UnaryOp>(real);
    auto& left = cast<Constant>(unary ? *unary->operand : *real);
    if (left.value.kind == ValueKind::imaginary) return fail(left.at, real_expected);
    Operator op = advance().kind == T::plus ? Operator::add : Operator::sub;
    if (!is_on(T::number)) return fail_here();
    Expr* right = parse_number();
    if (!right) return nullptr;
    if (cast<Constant>(*right).value.kind != ValueKind::imaginary) return fail(right->at, imaginary_expected);
    return node<BinOp>(start, real, op, right);
}

Pattern* Parser::parse_number_pattern() {
    SourceRange start = here();
    Expr* value = parse_complex(start, parse_signed_number());
    return value ? node<MatchValue>(start, value) : nullptr;
}

// A capture, the wildcard, a dotted value, a class.
Pattern* Parser::parse_name_pattern() {
    SourceRange start = here();
    if (kind_after() != T::dot && kind_after() != T::left_paren) {
        bool is_wildcard = is_word("_");
        std::string_view name = identifier(advance());
        if (is_on(T::equal)) return fail_here();
        return is_wildcard ? node<MatchAs>(start) : node<MatchAs>(start, nullptr, name);
    }
    Expr* value = parse_name();
    while (value && accept(T::dot)) {
        std::string_view attr;
        value = expect_name(attr) ? node<Attribute>(start, value, attr) : nullptr;
    }
    if (!value) return nullptr;
    if (is_on(T::left_paren)) return parse_class_pattern(start, value);
    return is_on(T::equal) ? fail_here() : node<MatchValue>(start, value);
}

bool Parser::parse_pattern_items(Collected<Pattern>& items, TokenKind close) {
    while (!is_on(close)) {
        Pattern* item = parse_maybe_star_pattern();
        if (!item) return false;
        items.push(item);
        if (!accept(T::comma) && !is_on(close)) return fail_here(), false;
    }
    advance();
    return true;
}

Pattern* Parser::parse_group_pattern() {
    SourceRange start = advance().at;
    Collected<Pattern> items(*this);
    if (accept(T::right_paren)) return node<MatchSequence>(start);
    Pattern* first = parse_maybe_star_pattern();
    if (!first) return nullptr;
    if (is_on(T::right_paren) && !is<MatchStar>(*first)) return advance(), first;
    items.push(first);
    if (!expect(T::comma) || !parse_pattern_items(items, T::right_paren)) return nullptr;
    return node<MatchSequence>(start, items.done());
}

Pattern* Parser::parse_bracket_pattern() {
    SourceRange start = advance().at;
    Collected<Pattern> items(*this);
    return parse_pattern_items(items, T::right_bracket) ? node<MatchSequence>(start, items.done()) : nullptr;
}

Expr* Parser::parse_mapping_key() {
    SourceRange start = here();
    T found = kind();
    if (found == T::number || found == T::minus || found == T::plus) return parse_complex(start, parse_signed_number());
    if (found == T::string || found == T::fstring_start) return parse_strings();
    if (found == T::kw_none) return parse_constant(ValueKind::none);
    if (found == T::kw_true || found == T::kw_false) return parse_constant(ValueKind::boolean, found == T::kw_true);
    if (found != T::name || kind_after() != T::dot) return fail_here();
    Expr* value = parse_name();
    while (value && accept(T::dot)) {
        std::string_view attr;
        value = expect_name(attr) ? node<Attribute>(start, value, attr) : nullptr;
    }
    return value;
}

Pattern* Parser::parse_mapping_pattern() {
    SourceRange start = advance().at;
    Collected<Expr> keys(*this);
    Collected<Pattern> patterns(*this);
    std::string_view rest;
    SourceRange rest_at;
    while (!is_on(T::right_brace)) {
        if (!rest.empty()) return fail(rest_at, rest_not_last);
        if (accept(T::double_star)) {
            rest_at = here();
            if (!parse_capture_name(rest)) return nullptr;
        } else {
            Expr* key = parse_mapping_key();
            if (!key || !expect(T::colon)) return nullptr;
            Pattern* pattern = parse_pattern();
            if (!pattern) return nullptr;
            keys.push(key);
            patterns.push(pattern);
        }
        if (!accept(T::comma) && !is_on(T::right_brace)) return fail_here();
    }
    advance();
    return node<MatchMapping>(start, keys.done(), patterns.done(), rest);
}

Pattern* Parser::parse_class_pattern(const SourceRange& start, Expr* cls) {
    advance();
    Collected<Pattern> positional(*this), by_name(*this);
    std::vector<Identifier> names;
    while (!is_on(T::right_paren)) {
        bool is_named = is_on(T::name) && kind_after() == T::equal;
        if (is_named) {
            names.push_back(identifier(advance()));
            advance();
        }
        Pattern* pattern = parse_pattern();
        if (!pattern) return nullptr;
        if (!is_named && !names.empty()) return fail(pattern->at, positional_pattern_after);
        (is_named ? by_name : positional).push(pattern);
        if (!accept(T::comma) && !is_on(T::right_paren)) return fail_here();
    }
    advance();
    return node<MatchClass>(start, cls, positional.done(), list(names), by_name.done());
}

}  // namespace coluber::syntax
