// Blocks and simple statements. Statements with blocks: compound.cpp; imports: imports.cpp.
#include "syntax/parser.h"

#include <array>

namespace coluber::syntax {

namespace {

std::optional<Operator> augmented_operator(TokenKind kind) {
    static constexpr std::pair<TokenKind, Operator> table[] = {{TokenKind::plus_equal, Operator::add},
                                                               {TokenKind::minus_equal, Operator::sub},
                                                               {TokenKind::star_equal, Operator::mult},
                                                               {TokenKind::slash_equal, Operator::div},
                                                               {TokenKind::double_slash_equal, Operator::floor_div},
                                                               {TokenKind::percent_equal, Operator::mod},
                                                               {TokenKind::at_equal, Operator::mat_mult},
                                                               {TokenKind::amper_equal, Operator::bit_and},
                                                               {TokenKind::vbar_equal, Operator::bit_or},
                                                               {TokenKind::caret_equal, Operator::bit_xor},
                                                               {TokenKind::left_shift_equal, Operator::l_shift},
                                                               {TokenKind::right_shift_equal, Operator::r_shift},
                                                               {TokenKind::double_star_equal, Operator::pow}};
    if (kind < TokenKind::plus_equal || kind > TokenKind::double_star_equal) return std::nullopt;
    for (auto [token, op] : table)
        if (token == kind) return op;
    return std::nullopt;
}

// Tighter than a comparison, and not one of the literals and brackets for which CPython does not suggest `==`.
bool may_mean_equality(const Expr& expr) {
    auto* constant = as<Constant>(&expr);
    auto* unary = as<UnaryOp>(&expr);
    bool is_keyword = constant && constant->value.kind <= ValueKind::boolean;
    bool is_loose = (unary && unary->op == UnaryOperator::not_) || is<Compare>(expr) || is<BoolOp>(expr) || is<IfExp>(expr) ||
                    is<Lambda>(expr) || is<NamedExpr>(expr);
    return !is_keyword && !is_loose && !is<GeneratorExp>(expr);
}

}  // namespace

Module* Parser::parse_module() {
    Collected<Stmt> body(*this);
    while (!is_on(T::end_of_file))
        if (!parse_statement(body)) return nullptr;
    SourceRange at{1, 0, last_.end_line ? last_.end_line : 1, last_.end_column};
    return node_at<Module>(at, body.done());
}

Expr* Parser::parse_alone() {
    accept(T::indent);  // leading blanks are no indentation here
    Expr* expr = parse_expressions();
    if (!expr) return nullptr;
    while (accept(T::newline) || accept(T::dedent)) {
    }
    return is_on(T::end_of_file) ? expr : fail_here();
}

bool Parser::parse_statement(Collected<Stmt>& out) {
    Stmt* compound = parse_compound_statement();
    if (compound) out.push(compound);
    return compound || (!failed_ && parse_simple_statements(out));
}

bool Parser::parse_simple_statements(Collected<Stmt>& out) {
    do {
        Stmt* statement = parse_simple_statement();
        if (!statement) return false;
        out.push(statement);
    } while (accept(T::semicolon) && !is_on(T::newline));
    return expect(T::newline);
}

Stmt* Parser::parse_simple_statement() {
    using Rule = Stmt* (*)(Parser&);
    static constexpr std::pair<T, Rule> table[] = {
        {T::kw_return, [](Parser& p) { return p.parse_return(); }},
        {T::kw_import, [](Parser& p) { return p.parse_import(); }},
        {T::kw_from, [](Parser& p) { return p.parse_import(); }},
        {T::kw_raise, [](Parser& p) { return p.parse_raise(); }},
        {T::kw_pass, [](Parser& p) { return p.parse_word_statement<Pass>(); }},
        {T::kw_del, [](Parser& p) { return p.parse_delete(); }},
        {T::kw_assert, [](Parser& p) { return p.parse_assert(); }},
        {T::kw_break, [](Parser& p) { return p.parse_word_statement<Break>(); }},
        {T::kw_continue, [](Parser& p) { return p.parse_word_statement<Continue>(); }},
        {T::kw_global, [](Parser& p) { return p.parse_scope_names(true); }},
        {T::kw_nonlocal, [](Parser& p) { return p.parse_scope_names(false); }}};
    T found = kind();
    if (is_keyword(found))
        for (auto [word, rule] : table)
            if (word == found) return rule(*this);
    if (found == T::name) {
        bool before_import = kind_after() == T::kw_import || kind_after() == T::kw_from;
        if (before_import && is_word("lazy")) return parse_import();
        if (kind_after() == T::name && is_word("type")) return parse_type_alias();
    }
    return parse_expression_statement();
}

template <class N>
Stmt* Parser::parse_word_statement() {
    return node_at<N>(advance().at);
}

bool Parser::parse_block(Stmts& body, std::string_view owner, std::uint32_t line, bool is_colon_required) {
    if (!accept(T::colon)) {
        if (is_colon_required || is_on(T::newline)) return fail(here(), expected_token, ":"), false;
        return fail_here(), false;
    }
    Collected<Stmt> statements(*this);
    if (!is_on(T::newline)) {
        if (!parse_simple_statements(statements)) return false;
        body = statements.done();
        return true;
    }
    advance();
    if (!is_on(T::indent)) {
        if (is_on(T::error) && tokens_.error->is_certain) return fail_here(), false;
        return fail(next_word(), expected_block, owner, static_cast<int>(line)), false;
    }
    advance();
    while (!is_on(T::dedent)) {
        if (!parse_statement(statements)) return false;
    }
    advance();
    body = statements.done();
    return true;
}

// An expression, or what begins like one: assignments and annotations.
Stmt* Parser::parse_expression_statement() {
    SourceRange start = here();
    bool in_parentheses = is_on(T::left_paren);
    Expr* first = parse_annotated_rhs();
    if (!first) return nullptr;
    if (is_on(T::newline) || is_on(T::semicolon)) return node<ExprStmt>(start, first);
    if (is_on(T::equal)) return parse_assignment(start, first);
    if (is_on(T::colon)) return parse_annotation(start, first, in_parentheses);
    if (auto op = augmented_operator(kind())) return parse_augmented(start, first, *op);
    return fail_statement(start, first);
}

Stmt* Parser::fail_statement(const SourceRange& start, Expr* expr) {
    auto* name = as<Name>(expr);
    if (name && (name->id == "print" || name->id == "exec") && starts_expression()) {
        Expr* rest = attempt([&] { return parse_star_expressions(); });
        if (rest) return fail(span_of(start, rest->at), missing_call_parentheses, name->id, name->id);
    }
    if (is_on(T::colon_equal) && !name) return fail(expr->at, walrus_target, describe(*expr));
    if (name && name->id == "match" && starts_expression()) {
        Expr* subject = attempt([&] { return parse_subject(); });
        if (subject && (token_)->kind == T::newline) return fail(here(), expected_token, ":");
    }
    if (name && name->id == "case") {
        const Token* colon = token_;
        Pattern* pattern = attempt([&]() -> Pattern* {
            Pattern* found = parse_patterns();
            colon = token_;
            return found && is_on(T::colon) ? found : nullptr;
        });
        if (pattern) return fail(span_of(start, colon->at), case_outside_match);
    }
    return fail_here();
}

Stmt* Parser::parse_assignment(const SourceRange& start, Expr* first) {
    Collected<Expr> targets(*this);
    Expr* value = first;
    while (is_on(T::equal)) {
        if (!check_assigned(value, targets.empty())) return nullptr;
        targets.push(value);
        advance();
        value = parse_annotated_rhs();
        if (!value) return nullptr;
    }
    if (!is_on(T::newline) && !is_on(T::semicolon)) return fail_statement(start, value);
    return node<Assign>(start, targets.done(), value);
}

// At `=`: is the expression before it a target? Where it stands alone and is none, `==` may have been meant.
bool Parser::check_assigned(Expr* value, bool is_first) {
    bool in_parentheses = (token_ - 1)->kind == T::right_paren;
    bool is_yield = is<Yield>(*value) || is<YieldFrom>(*value);
    if (is_yield && !in_parentheses) return fail(value->at, assign_to_yield), false;
    Expr* wrong = find_invalid_target(value, TargetUse::assign);
    Expr* last = value;
    auto* tuple = as<Tuple>(value);
    bool ends_with_item = tuple && !tuple->elts.empty() && span_of(value->at, tuple->elts.back()->at) == value->at;
    if (ends_with_item) last = tuple->elts.back();
    if (wrong && wrong == last && is_first && may_mean_equality(*wrong)) {
        Expr* right = attempt([&]() -> Expr* {
            advance();
            Expr* found = parse_bitwise_or();
            return found && !is_on(T::equal) && !is_on(T::colon_equal) ? found : nullptr;
        });
        if (right) return fail(wrong->at, cannot_assign_here, describe(*wrong)), false;
    }
    return as_target(value, TargetUse::assign) != nullptr;
}

Stmt* Parser::parse_annotation(const SourceRange& start, Expr* target, bool in_parentheses) {
    if (is<List>(*target) || is<Tuple>(*target)) return fail(target->at, single_annotated, describe(*target));
    if (is<Yield>(*target) || is<YieldFrom>(*target) || is<Starred>(*target)) return fail_here();
    if (!is<Name>(*target) && !is<Attribute>(*target) && !is<Subscript>(*target)) {
        Expr* annotation = attempt([&] { return advance(), parse_expression(); });
        return annotation ? fail(target->at, illegal_annotation) : fail_here();
    }
    set_context(*target, ExprContext::store);
    advance();
    Expr *annotation = parse_expression(), *value = nullptr;
    if (!annotation) return nullptr;
    if (accept(T::equal) && !(value = parse_annotated_rhs())) return nullptr;
    return node<AnnAssign>(start, target, annotation, value, is<Name>(*target) && !in_parentheses ? 1 : 0);
}

Stmt* Parser::parse_augmented(const SourceRange& start, Expr* target, Operator op) {
    if (!is<Name>(*target) && !is<Attribute>(*target) && !is<Subscript>(*target))
        return fail(target->at, illegal_augmented, describe(*target));
    set_context(*target, ExprContext::store);
    advance();
    Expr* value = parse_annotated_rhs();
    return value ? node<AugAssign>(start, target, op, value) : nullptr;
}

Stmt* Parser::parse_type_alias() {
    SourceRange start = advance().at;
    Expr* name = parse_name();
    if (!name) return nullptr;
    set_context(*name, ExprContext::store);
    TypeParams params;
    if (!parse_type_params(params) || !expect(T::equal)) return nullptr;
    Expr* value = parse_expression();
    return value ? node<TypeAlias>(start, name, params, value) : nullptr;
}

Stmt* Parser::parse_return() {
    SourceRange start = advance().at;
    if (!starts_expression()) return node<Return>(start);
    Expr* value = parse_star_expressions();
    return value ? node<Return>(start, value) : nullptr;
}

Stmt* Parser::parse_raise() {
    SourceRange start = advance().at;
    if (is_on(T::kw_from)) return fail(span_of(start, here()), raise_between);
    if (!starts_expression()) return node<Raise>(start);
    Expr *exc = parse_expression(), *cause = nullptr;
    if (!exc) return nullptr;
    if (accept(T::kw_from)) {
        if (is_on(T::newline)) return fail(last_, raise_after_from);
        if (!(cause = parse_expression())) return nullptr;
    }
    return node<Raise>(start, exc, cause);
}

Stmt* Parser::parse_delete() {
    SourceRange start = advance().at;
    Collected<Expr> targets(*this);
    do {
        Expr* target = as_target(parse_star_expression(), TargetUse::del);
        if (!target) return nullptr;
        targets.push(target);
    } while (accept(T::comma) && starts_expression());
    if (!is_on(T::newline) && !is_on(T::semicolon)) return fail_here();
    return node<Delete>(start, targets.done());
}

Stmt* Parser::parse_assert() {
    SourceRange start = advance().at;
    Expr *test = nullptr, *msg = nullptr;
    for (Expr** part : {&test, &msg}) {
        if (part == &msg && !accept(T::comma)) break;
        if (!(*part = parse_expression())) return nullptr;
        if (!is_on(T::equal) && !is_on(T::colon_equal)) continue;
        bool is_equal = is_on(T::equal);
        Expr* right = attempt([&] { return advance(), parse_expression(); });
        if (!right) return fail_here();
        SourceRange at = span_of((*part)->at, right->at);
        return is_equal ? fail(at, cannot_assign_here, describe(**part)) : fail(at, walrus_without_parentheses);
    }
    return node<Assert>(start, test, msg);
}

Stmt* Parser::parse_scope_names(bool is_global) {
    SourceRange start = advance().at;
    std::vector<Identifier> names;
    do {
        std::string_view name;
        if (!expect_name(name)) return nullptr;
        names.push_back(name);
    } while (accept(T::comma));
    if (is_global) return node<Global>(start, list(names));
    return node<Nonlocal>(start, list(names));
}

}  // namespace coluber::syntax
