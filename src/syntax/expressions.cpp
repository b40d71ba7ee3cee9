// Operators by precedence, conditional expressions, lambda, walrus, yield.
#include "syntax/parser.h"

#include <array>

namespace coluber::syntax {

namespace {

struct BinaryOperator {
    std::int8_t precedence = 0;  // 0: no binary operator
    Operator op{};
};

constexpr auto binary_operators = [] {
    std::array<BinaryOperator, static_cast<std::size_t>(TokenKind::count)> table{};
    auto set = [&](TokenKind kind, std::int8_t precedence, Operator op) {
        table[static_cast<std::size_t>(kind)] = {precedence, op};
    };
    set(TokenKind::vbar, 1, Operator::bit_or);
    set(TokenKind::caret, 2, Operator::bit_xor);
    set(TokenKind::amper, 3, Operator::bit_and);
    set(TokenKind::left_shift, 4, Operator::l_shift);
    set(TokenKind::right_shift, 4, Operator::r_shift);
    set(TokenKind::plus, 5, Operator::add);
    set(TokenKind::minus, 5, Operator::sub);
    set(TokenKind::star, 6, Operator::mult);
    set(TokenKind::slash, 6, Operator::div);
    set(TokenKind::double_slash, 6, Operator::floor_div);
    set(TokenKind::percent, 6, Operator::mod);
    set(TokenKind::at, 6, Operator::mat_mult);
    return table;
}();
constexpr int arithmetic_precedence = 5;

std::optional<UnaryOperator> unary_operator(TokenKind kind) {
    if (kind == TokenKind::plus) return UnaryOperator::u_add;
    if (kind == TokenKind::minus) return UnaryOperator::u_sub;
    if (kind == TokenKind::tilde) return UnaryOperator::invert;
    return std::nullopt;
}

}  // namespace

Expr* Parser::parse_tuple_rest(const SourceRange& start, Expr* first, Expr* (Parser::*item)()) {
    if (!first || !is_on(T::comma)) return first;
    Collected<Expr> elts(*this);
    elts.push(first);
    while (accept(T::comma) && starts_expression()) {
        Expr* elt = (this->*item)();
        if (!elt) return nullptr;
        elts.push(elt);
    }
    return node<Tuple>(start, elts.done());
}

Expr* Parser::parse_star_expressions() {
    SourceRange start = here();
    return parse_tuple_rest(start, parse_star_expression(), &Parser::parse_star_expression);
}

Expr* Parser::parse_expressions() {
    SourceRange start = here();
    return parse_tuple_rest(start, parse_expression(), &Parser::parse_expression);
}

Expr* Parser::parse_star_expression() { return is_on(T::star) ? parse_starred_bitwise() : parse_expression(); }

Expr* Parser::parse_star_named_expression() {
    if (!is_on(T::star)) return parse_named_expression();
    T after = kind_after();
    bool is_bare = after == T::comma || after == T::right_paren || after == T::right_bracket || after == T::right_brace;
    return is_bare ? fail(here(), invalid_star) : parse_starred_bitwise();
}

Expr* Parser::parse_starred_bitwise() {
    SourceRange start = advance().at;
    Expr* value = parse_bitwise_or();
    return value ? node<Starred>(start, value) : nullptr;
}

Expr* Parser::parse_annotated_rhs() { return is_on(T::kw_yield) ? parse_yield() : parse_star_expressions(); }

Expr* Parser::parse_named_expression() {
    SourceRange start = here();
    if (is_on(T::name) && kind_after() == T::colon_equal) {
        Expr* target = parse_name();
        if (!target) return nullptr;
        set_context(*target, ExprContext::store);
        advance();
        Expr* value = parse_expression();
        return value ? node<NamedExpr>(start, target, value) : nullptr;
    }
    Expr* expr = parse_expression();
    if (!expr) return nullptr;
    if (is_on(T::colon_equal)) return fail(expr->at, walrus_target, describe(*expr));
    if (is_on(T::equal)) return fail_equals(expr);
    return expr;
}

Expr* Parser::fail_equals(Expr* left) {
    bool is_literal_target = is<List>(*left) || is<Tuple>(*left) || is<GeneratorExp>(*left);
    if (auto* constant = as<Constant>(left))
        is_literal_target = constant->value.kind == ValueKind::boolean || constant->value.kind == ValueKind::none;
    bool is_comparison = is<Compare>(*left) || is<BoolOp>(*left) || is<IfExp>(*left) || is<Lambda>(*left);
    if (is_literal_target || is_comparison) return fail_here();
    Expr* right = attempt([&]() -> Expr* {
        advance();
        Expr* found = parse_bitwise_or();
        return found && !is_on(T::equal) && !is_on(T::colon_equal) ? found : nullptr;
    });
    if (!right) return fail_here();
    if (is<Name>(*left)) return fail(span_of(left->at, right->at), equals_in_expression);
    return fail(left->at, cannot_assign_here, describe(*left));
}

Expr* Parser::parse_expression() {
    Level level(*this);
    if (level.is_too_deep()) return fail(here(), nested_too_deeply);
    if (is_on(T::kw_lambda)) return parse_lambda();
    SourceRange start = here();
    Expr* body = parse_disjunction();
    return body && is_on(T::kw_if) ? parse_conditional(start, body) : body;
}

// `a if b else c if d else e` nests to the right: read in a loop, built from the last one on.
Expr* Parser::parse_conditional(const SourceRange& from, Expr* first) {
    struct Branch {
        SourceRange start;
        Expr *body, *test;
    };
    std::vector<Branch> branches;
    SourceRange start = from;
    Expr* orelse = first;
    while (orelse && is_on(T::kw_if)) {
        advance();
        Expr* test = parse_disjunction();
        if (!test || !step_to_else(*orelse, *test)) return nullptr;
        branches.push_back({start, orelse, test});
        start = here();
        orelse = is_on(T::kw_lambda) ? parse_lambda() : parse_disjunction();
    }
    for (; orelse && !branches.empty(); branches.pop_back())
        orelse = node<IfExp>(branches.back().start, branches.back().test, branches.back().body, orelse);
    return orelse;
}

bool Parser::step_to_else(const Expr& body, const Expr& test) {
    if (!accept(T::kw_else)) {
        if (is_on(T::colon)) return fail_here(), false;
        return fail(span_of(body.at, test.at), expected_else), false;
    }
    if (is_on(T::star)) return fail(here(), unpack_part), false;
    if (is_on(T::double_star)) return fail(here(), unpack_dict_part), false;
    if (starts_expression()) return true;
    is_keyword(kind()) ? fail(here(), statement_after_else) : fail_here();
    return false;
}

Expr* Parser::parse_lambda() {
    SourceRange start = advance().at;
    Arguments* args = parse_parameters(T::colon);
    if (!args) return nullptr;
    SourceRange colon = here();
    if (!expect(T::colon)) return nullptr;
    if (is_on(T::fstring_middle)) return fail(span_of(start, colon), lambda_in_field, "f");
    Expr* body = parse_expression();
    return body ? node<Lambda>(start, args, body) : nullptr;
}

Expr* Parser::parse_yield() {
    SourceRange start = advance().at;
    if (accept(T::kw_from)) {
        Expr* value = parse_expression();
        return value ? node<YieldFrom>(start, value) : nullptr;
    }
    if (!starts_expression()) return node<Yield>(start);
    Expr* value = parse_star_expressions();
    return value ? node<Yield>(start, value) : nullptr;
}

Expr* Parser::parse_disjunction() {
    SourceRange start = here();
    Expr* first = parse_conjunction();
    if (!first || !is_on(T::kw_or)) return first;
    Collected<Expr> values(*this);
    values.push(first);
    while (accept(T::kw_or)) {
        Expr* value = parse_conjunction();
        if (!value) return nullptr;
        values.push(value);
    }
    return node<BoolOp>(start, BoolOperator::or_, values.done());
}

Expr* Parser::parse_conjunction() {
    SourceRange start = here();
    Expr* first = parse_inversion();
    if (!first || !is_on(T::kw_and)) return first;
    Collected<Expr> values(*this);
    values.push(first);
    while (accept(T::kw_and)) {
        Expr* value = parse_inversion();
        if (!value) return nullptr;
        values.push(value);
    }
    return node<BoolOp>(start, BoolOperator::and_, values.done());
}

Expr* Parser::parse_inversion() {
    if (!is_on(T::kw_not)) return parse_comparison();
    Level level(*this);
    if (level.is_too_deep()) return fail(here(), nested_too_deeply);
    SourceRange start = advance().at;
    Expr* operand = parse_inversion();
    return operand ? node<UnaryOp>(start, UnaryOperator::not_, operand) : nullptr;
}

std::optional<CompareOperator> Parser::accept_comparison() {
    T found = kind();
    if (found == T::kw_not) {
        if (kind_after() != T::kw_in) {
            advance(), fail_here();
            return std::nullopt;
        }
        advance(), advance();
        return CompareOperator::not_in;
    }
    if (found == T::kw_is) {
        advance();
        return accept(T::kw_not) ? CompareOperator::is_not : CompareOperator::is;
    }
    static constexpr std::pair<T, CompareOperator> simple[] = {
        {T::equal_equal, CompareOperator::eq}, {T::not_equal, CompareOperator::not_eq_},
        {T::less, CompareOperator::lt},        {T::less_equal, CompareOperator::lt_e},
        {T::greater, CompareOperator::gt},     {T::greater_equal, CompareOperator::gt_e},
        {T::kw_in, CompareOperator::in}};
    for (auto [token, op] : simple) {
        if (token != found) continue;
        if (found == T::not_equal && (text(*token_) == "<>") != is_flufl_) {
            if (is_flufl_) fail(here(), not_flufl);
            return std::nullopt;
        }
        advance();
        return op;
    }
    return std::nullopt;
}

Expr* Parser::parse_comparison() {
    SourceRange start = here();
    Expr* left = parse_bitwise_or();
    if (!left) return nullptr;
    auto op = accept_comparison();
    if (!op) return failed_ ? nullptr : left;
    Collected<Expr> comparators(*this);
    std::vector<CompareOperator> ops;
    for (; op; op = accept_comparison()) {
        Expr* right = parse_bitwise_or();
        if (!right) return nullptr;
        ops.push_back(*op);
        comparators.push(right);
    }
    return node<Compare>(start, left, list(ops), comparators.done());
}

Expr* Parser::parse_bitwise_or() { return parse_binary(1); }

// Left-associative runs are a loop: a long sum costs no stack. Precedence climbing recurses at most once a precedence.
Expr* Parser::parse_binary(int precedence) {
    SourceRange start = here();
    Expr* left = parse_factor();
    while (left) {
        BinaryOperator found = binary_operators[static_cast<std::size_t>(kind())];
        if (found.precedence == 0 || found.precedence < precedence) break;
        advance();
        if (is_on(T::kw_not) && found.precedence >= arithmetic_precedence) {
            SourceRange from = here();
            Expr* operand = attempt([&] { return parse_inversion(); });
            return operand ? fail(span_of(from, last_), not_needs_parentheses) : fail_here();
        }
        Expr* right = parse_binary(found.precedence + 1);
        left = right ? node<BinOp>(start, left, found.op, right) : nullptr;
    }
    return left;
}

Expr* Parser::parse_factor() {
    auto op = unary_operator(kind());
    if (!op) return parse_power();
    Level level(*this);
    if (level.is_too_deep()) return fail(here(), nested_too_deeply);
    SourceRange start = advance().at;
    if (is_on(T::kw_not)) {
        SourceRange from = here();
        Expr* operand = attempt([&] { return parse_inversion(); });
        return operand ? fail(span_of(from, last_), not_needs_parentheses) : fail_here();
    }
    Expr* operand = parse_factor();
    return operand ? node<UnaryOp>(start, *op, operand) : nullptr;
}

Expr* Parser::parse_power() {
    SourceRange start = here();
    Expr* base = parse_await();
    if (!base || !is_on(T::double_star)) return base;
    Level level(*this);
    if (level.is_too_deep()) return fail(here(), nested_too_deeply);
    advance();
    Expr* exponent = parse_factor();
    return exponent ? node<BinOp>(start, base, Operator::pow, exponent) : nullptr;
}

}  // namespace coluber::syntax
