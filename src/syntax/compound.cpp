// Statements with blocks, but for `match` (patterns.cpp).
#include "syntax/parser.h"

namespace coluber::syntax {

// Null without an error: no compound statement stands here.
Stmt* Parser::parse_compound_statement() {
    using Rule = Stmt* (*)(Parser&);
    static constexpr std::pair<T, Rule> table[] = {{T::kw_def, [](Parser& p) { return p.parse_function(p.here(), {}, false); }},
                                                   {T::kw_if, [](Parser& p) { return p.parse_if(); }},
                                                   {T::kw_class, [](Parser& p) { return p.parse_class({}); }},
                                                   {T::kw_for, [](Parser& p) { return p.parse_for(p.here(), false); }},
                                                   {T::kw_with, [](Parser& p) { return p.parse_with(p.here(), false); }},
                                                   {T::kw_try, [](Parser& p) { return p.parse_try(); }},
                                                   {T::kw_while, [](Parser& p) { return p.parse_while(); }},
                                                   {T::kw_async, [](Parser& p) { return p.parse_async(); }},
                                                   {T::at, [](Parser& p) { return p.parse_decorated(); }}};
    T found = kind();
    if (found == T::name) return is_word("match") && is_match_statement() ? parse_match() : nullptr;
    if (is_keyword(found) || found == T::at)
        for (auto [word, rule] : table)
            if (word == found) return rule(*this);
    return nullptr;
}

bool Parser::parse_else(Stmts& body) {
    if (!is_on(T::kw_else)) return true;
    std::uint32_t line = advance().at.line;
    if (!parse_block(body, "'else' statement", line, true)) return false;
    if (is_on(T::kw_elif)) return fail(here(), elif_after_else), false;
    return true;
}

// `elif`s are read in a loop and nested from the last one on, so that a long chain costs no stack.
Stmt* Parser::parse_if() {
    struct Branch {
        SourceRange start;
        Expr* test;
        Stmts body;
    };
    std::vector<Branch> branches;
    while (branches.empty() || is_on(T::kw_elif)) {
        bool is_first = branches.empty();
        Branch branch{advance().at, nullptr, {}};
        if (!(branch.test = parse_named_expression())) return nullptr;
        if (!parse_block(branch.body, is_first ? "'if' statement" : "'elif' statement", branch.start.line, false))
            return nullptr;
        branches.push_back(branch);
    }
    Stmts orelse;
    if (!parse_else(orelse)) return nullptr;
    for (;; branches.pop_back()) {
        Branch& branch = branches.back();
        Stmt* made = node<If>(branch.start, branch.test, branch.body, orelse);
        if (!made || branches.size() == 1) return made;
        orelse = arena_.copy(std::span<Stmt* const>(&made, 1));
    }
}

Stmt* Parser::parse_while() {
    SourceRange start = advance().at;
    Stmts body, orelse;
    Expr* test = parse_named_expression();
    if (!test || !parse_block(body, "'while' statement", start.line, false) || !parse_else(orelse)) return nullptr;
    return node<While>(start, test, body, orelse);
}

Stmt* Parser::parse_for(const SourceRange& start, bool is_async) {
    std::uint32_t line = advance().at.line;
    Expr* target = parse_star_targets();
    if (!target || !expect(T::kw_in)) return nullptr;
    Expr* iter = parse_star_expressions();
    Stmts body, orelse;
    if (!iter || !parse_block(body, "'for' statement", line, false) || !parse_else(orelse)) return nullptr;
    if (is_async) return node<AsyncFor>(start, target, iter, body, orelse);
    return node<For>(start, target, iter, body, orelse);
}

WithItem* Parser::parse_with_item() {
    SourceRange start = here();
    Expr *context = parse_expression(), *target = nullptr;
    if (!context) return nullptr;
    if (accept(T::kw_as)) {
        target = parse_single_star_target();
        if (!target) return nullptr;
        if (!is_on(T::comma) && !is_on(T::right_paren) && !is_on(T::colon)) return fail_here();
        if (!as_target(target, TargetUse::assign)) return nullptr;
    }
    return node<WithItem>(start, context, target);
}

// `(item, item,)` before the colon.
bool Parser::parse_parenthesised_items(std::span<WithItem*>& items) {
    advance();
    Collected<WithItem> found(*this);
    do {
        WithItem* item = parse_with_item();
        if (!item) return false;
        found.push(item);
    } while (accept(T::comma) && !is_on(T::right_paren));
    items = found.done();
    return expect(T::right_paren) && (is_on(T::colon) || (fail_here(), false));
}

// Does `as` stand in the brackets that open here? Then they hold items.
bool Parser::has_as_in_bracket() const {
    int depth = 0;
    for (const Token *token = token_, *end = behind_bracket(token_); token != end; ++token) {
        T found = token->kind;
        if (found == T::left_paren || found == T::left_bracket || found == T::left_brace) ++depth;
        if (found == T::right_paren || found == T::right_bracket || found == T::right_brace) --depth;
        if (found == T::kw_as && depth == 1) return true;
    }
    return false;
}

bool Parser::parse_with_items(std::span<WithItem*>& items) {
    if (is_on(T::left_paren)) {
        const Token* after = behind_bracket(token_);
        bool may_be_items = after->kind == T::colon || after->kind == T::newline;
        if (has_as_in_bracket()) return parse_parenthesised_items(items);
        if (may_be_items && attempt([&] { return parse_parenthesised_items(items) ? &items : nullptr; })) return true;
    }
    Collected<WithItem> found(*this);
    do {
        if (!found.empty() && is_on(T::colon)) return fail(last_, with_trailing_comma), false;
        WithItem* item = parse_with_item();
        if (!item) return false;
        found.push(item);
    } while (accept(T::comma));
    items = found.done();
    return true;
}

Stmt* Parser::parse_with(const SourceRange& start, bool is_async) {
    std::uint32_t line = advance().at.line;
    std::span<WithItem*> items;
    Stmts body;
    if (!parse_with_items(items) || !parse_block(body, "'with' statement", line, false)) return nullptr;
    if (is_async) return node<AsyncWith>(start, items, body);
    return node<With>(start, items, body);
}

Stmt* Parser::parse_try() {
    SourceRange start = advance().at;
    Stmts body, orelse, finalbody;
    if (!parse_block(body, "'try' statement", start.line, true)) return nullptr;
    if (!is_on(T::kw_except) && !is_on(T::kw_finally))
        return is_on(T::indent) ? fail_here() : fail(next_word(), expected_handler);
    Collected<ExceptHandler> handlers(*this);
    bool has_star = false;
    while (is_on(T::kw_except)) {
        SourceRange word = here();
        bool is_star = false;
        ExceptHandler* handler = parse_handler(is_star);
        if (!handler) return nullptr;
        if (!handlers.empty() && is_star != has_star) return fail(word, mixed_handlers);
        has_star = is_star;
        handlers.push(handler);
    }
    if (!handlers.empty() && !parse_else(orelse)) return nullptr;
    if (is_on(T::kw_finally)) {
        std::uint32_t line = advance().at.line;
        if (!parse_block(finalbody, "'finally' statement", line, true)) return nullptr;
    }
    if (has_star) return node<TryStar>(start, body, handlers.done(), orelse, finalbody);
    return node<Try>(start, body, handlers.done(), orelse, finalbody);
}

// `except`, `except A`, `except A, B` (PEP 758), `except A as name`.
ExceptHandler* Parser::parse_handler(bool& is_star) {
    SourceRange start = advance().at;
    is_star = accept(T::star);
    Expr* type = nullptr;
    std::string_view name;
    if (is_star && (is_on(T::colon) || is_on(T::newline))) return fail(here(), no_exception_types);
    if (!is_on(T::colon) && !is_on(T::newline)) {
        SourceRange from = here();
        Expr* first = parse_expression();
        bool is_bare_tuple = is_on(T::comma);
        type = parse_tuple_rest(from, first, &Parser::parse_expression);
        if (!type) return nullptr;
        if (is_on(T::kw_as) && is_bare_tuple) {
            advance();
            return is_on(T::name) && kind_after() == T::colon ? fail(span_of(from, here()), as_needs_parentheses) : fail_here();
        }
        if (accept(T::kw_as)) {
            Expr* target = attempt([&] { return parse_expression(); });
            if (!target || !is_on(T::colon))
                return is_on(T::newline) && target ? fail(here(), expected_token, ":") : fail_here();
            if (!is<Name>(*target) || span_of(target->at, target->at) != last_)
                return fail(target->at, bad_except_target, is_star ? "except*" : "except", describe(*target));
            name = cast<Name>(*target).id;
        }
    }
    Stmts body;
    std::string_view owner = is_star ? "'except*' statement" : "'except' statement";
    if (!parse_block(body, owner, start.line, false)) return nullptr;
    return node<ExceptHandler>(start, type, name, body);
}

Stmt* Parser::parse_async() {
    SourceRange start = here();
    T after = kind_after();
    if (after != T::kw_def && after != T::kw_for && after != T::kw_with) {
        advance();
        return fail_here();
    }
    advance();
    if (after == T::kw_def) return parse_function(start, {}, true);
    return after == T::kw_for ? parse_for(start, true) : parse_with(start, true);
}

Stmt* Parser::parse_decorated() {
    Collected<Expr> decorators(*this);
    while (accept(T::at)) {
        Expr* decorator = parse_named_expression();
        if (!decorator || !expect(T::newline)) return nullptr;
        decorators.push(decorator);
    }
    SourceRange start = here();
    if (is_on(T::kw_class)) return parse_class(decorators.done());
    bool is_async = is_on(T::kw_async) && kind_after() == T::kw_def;
    if (is_async) advance();
    return is_on(T::kw_def) ? parse_function(start, decorators.done(), is_async) : fail_here();
}

// At `def`; start is there or at `async`.
Stmt* Parser::parse_function(const SourceRange& from, Exprs decorators, bool is_async) {
    SourceRange start = from;
    std::uint32_t line = advance().at.line;
    std::string_view name;
    TypeParams type_params;
    if (!expect_name(name) || !parse_type_params(type_params) || !require(T::left_paren)) return nullptr;
    Arguments* args = parse_parameters(T::right_paren);
    if (!args || !expect(T::right_paren)) return nullptr;
    Expr* returns = nullptr;
    if (accept(T::arrow) && !(returns = parse_expression())) return nullptr;
    Stmts body;
    if (!parse_block(body, "function definition", line, true)) return nullptr;
    if (is_async) return node<AsyncFunctionDef>(start, name, args, body, decorators, returns, type_params);
    return node<FunctionDef>(start, name, args, body, decorators, returns, type_params);
}

Stmt* Parser::parse_class(Exprs decorators) {
    SourceRange start = advance().at;
    std::string_view name;
    TypeParams type_params;
    if (!expect_name(name) || !parse_type_params(type_params)) return nullptr;
    CallArguments arguments;
    if (is_on(T::left_paren) && !parse_arguments(arguments, false)) return nullptr;
    Stmts body;
    if (!parse_block(body, "class definition", start.line, false)) return nullptr;
    return node<ClassDef>(start, name, arguments.args, arguments.keywords, body, decorators, type_params);
}

}  // namespace coluber::syntax
