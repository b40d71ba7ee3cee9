// The parser's inside, shared by its files:
//   expressions.cpp  operators, conditionals, lambda, walrus           strings.cpp     strings, f-strings, t-strings
//   primaries.cpp    atoms, attributes, indices                        calls.cpp       arguments of calls and classes
//   displays.cpp     lists, tuples, sets, dicts, comprehensions        targets.cpp     what may stand left of `=`, in `for`, in `del`
//   parameters.cpp   parameters of functions, lambdas; type parameters patterns.cpp    `match`
//   statements.cpp   blocks, simple statements, imports                compound.cpp    statements with blocks
//
// Recursive descent over the token list, one function a rule, named as in Python's grammar. A function returns null after an error;
// the first error is kept and stops everything. Positions come from tokens: `node<T>(start, fields…)` ends where the last token ended.
// Looking ahead without deciding costs nothing; real trials (`attempt`) stand in two places of right programs: `with (`…`)`, and
// `(*a or b for …)`. All others look for a better sentence after an error has been found.
#pragma once

#include "base/arena.h"
#include "syntax/diagnostics.h"
#include "syntax/lexer.h"
#include "syntax/tree.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace coluber::syntax {

/// What a target is for: which expressions it may be, and the words of the error.
enum class TargetUse : std::uint8_t { assign, loop, del };

/// How an expression is called in messages: "function call", "literal".
std::string_view describe(const Expr& expr);

class Parser {
public:
    Parser(const Source& source, Arena& arena, Tokens tokens)
        : source_(source), arena_(arena), tokens_(std::move(tokens)), token_(tokens_.items.data()) {}

    Module* parse_module();
    Expr* parse_alone();
    /// After a null result: the one error to report.
    Diagnostic error() const;

private:
    using T = TokenKind;

    /// A list under construction; short ones need no memory of their own.
    template <class Item>
    class Collected {
    public:
        explicit Collected(Parser& parser) : arena_(parser.arena_) {}

        void push(Item* item) {
            if (size_ < few)
                first_[size_] = item;
            else
                rest_.push_back(item);
            ++size_;
        }
        std::size_t size() const { return size_; }
        bool empty() const { return size_ == 0; }
        Item* operator[](std::size_t i) const { return i < few ? first_[i] : rest_[i - few]; }
        std::span<Item*> done() const {
            if (empty()) return {};
            auto** place = static_cast<Item**>(arena_.allocate(size_ * sizeof(Item*), alignof(Item*)));
            for (std::size_t i = 0; i < size_; ++i) place[i] = (*this)[i];
            return {place, size_};
        }

    private:
        static constexpr std::size_t few = 8;
        Arena& arena_;
        std::size_t size_ = 0;
        std::array<Item*, few> first_;
        std::vector<Item*> rest_;
    };

    // Our stack: a level takes up to 4 KiB, and a thread may have no more than 2 MiB. Runs of one operator cost no levels.
    static constexpr int max_levels = 700;

    /// Counts one level of recursion while it lives.
    class Level {
    public:
        explicit Level(Parser& parser) : levels_(parser.levels_) { ++levels_; }
        ~Level() { --levels_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        bool is_too_deep() const { return levels_ > max_levels; }

    private:
        int& levels_;
    };

    // ---- Tokens ----
    T kind() const { return token_->kind; }
    T kind_after(std::size_t ahead = 1) const {
        return token_ + ahead < &tokens_.items.back() ? token_[ahead].kind : tokens_.items.back().kind;
    }
    bool is_on(T kind) const { return token_->kind == kind; }
    const SourceRange& here() const { return token_->at; }
    std::string_view text(const Token& token) const { return source_.text().substr(token.begin, token.end - token.begin); }
    bool is_word(std::string_view word) const { return is_on(T::name) && text(*token_) == word; }
    const Token& advance() {
        const Token& token = *token_;
        if (token.kind != T::newline && token.kind != T::indent && token.kind != T::dedent) last_ = token.at;
        if (token_ != &tokens_.items.back()) ++token_;
        return token;
    }
    bool accept(T kind) {
        if (!is_on(kind)) return false;
        advance();
        return true;
    }
    /// Steps over the token, or fails with "invalid syntax".
    bool expect(T kind) { return accept(kind) || (fail_here(), false); }
    /// The same with "expected '…'".
    bool require(T kind) { return accept(kind) || (fail(here(), expected_token, spelling(kind)), false); }
    std::string_view identifier(const Token& token);
    /// A name, or an error.
    bool expect_name(std::string_view& name);
    bool starts_expression() const;
    /// Where an indented block is missing: the next word, or the end of this line where the file ends.
    const SourceRange& next_word() const;
    /// The first token behind the bracket that closes the one at `token`.
    const Token* behind_bracket(const Token* token) const;

    // ---- Errors ----
    template <class... Args, class... Given>
    std::nullptr_t fail(SourceRange at, const Diag<Args...>& diag, Given&&... given) {
        if (failed_) return nullptr;
        Diagnostics made;
        made.report(at, diag, std::forward<Given>(given)...);
        failure_ = made.items().front();
        failed_ = true;
        return nullptr;
    }
    /// "invalid syntax" at this token, or what layout or the lexer say there.
    std::nullptr_t fail_here();
    /// A missing comma, where `item` stands in brackets and another expression follows; else `fail_here`.
    std::nullptr_t fail_after_item(const Expr* item);
    /// Runs a rule; if it fails, or `wanted` does not hold behind it, the tokens are as before and no error is kept.
    template <class Rule>
    auto attempt(Rule rule) -> decltype(rule()) {
        const Token* token = token_;
        SourceRange last = last_;
        if (failed_) return {};
        auto result = rule();
        if (result && !failed_) return result;
        token_ = token, last_ = last;
        failed_ = false, is_generic_ = false;
        return {};
    }

    // ---- Nodes ----
    template <class N>
    using BaseOf = std::conditional_t<
        std::is_base_of_v<Expr, N>, Expr,
        std::conditional_t<std::is_base_of_v<Stmt, N>, Stmt,
                           std::conditional_t<std::is_base_of_v<Pattern, N>, Pattern,
                                              std::conditional_t<std::is_base_of_v<TypeParam, N>, TypeParam, Node>>>>;
    template <class N, class... Fields>
    N* node_at(const SourceRange& at, Fields&&... fields) {
        N* made = arena_.make<N>(BaseOf<N>{}, std::forward<Fields>(fields)...);
        made->at = at;
        made->kind = kind_of<N>;
        set_height(*made);
        return failed_ ? nullptr : made;
    }
    template <class N, class... Fields>
    N* node(const SourceRange& start, Fields&&... fields) {
        return node_at<N>(span_of(start, last_), std::forward<Fields>(fields)...);
    }
    template <class N>
    void set_height(N& made) {
        int height = 0;
        made.fields([&](std::string_view, const auto& field) { raise_height(height, field); });
        if (++height > max_tree_height) fail(made.at, nested_too_deeply);
        made.height = static_cast<std::uint16_t>(height);
    }
    template <class F>
    static void raise_height(int& height, const F& field) {
        if constexpr (std::is_pointer_v<F>) {
            if (field && field->height > height) height = field->height;
        } else if constexpr (requires { field.data()[0]->height; }) {
            for (auto* item : field) raise_height(height, item);
        }
    }
    template <class Item>
    std::span<Item> list(const std::vector<Item>& items) {
        return arena_.copy(items);
    }

    // ---- expressions.cpp ----
    Expr* parse_star_expressions();
    Expr* parse_star_expression();
    Expr* parse_star_named_expression();
    Expr* parse_named_expression();
    Expr* parse_annotated_rhs();
    Expr* parse_expressions();
    Expr* parse_expression();
    Expr* parse_conditional(const SourceRange& from, Expr* first);
    bool step_to_else(const Expr& body, const Expr& test);
    Expr* parse_lambda();
    Expr* parse_yield();
    Expr* parse_disjunction();
    Expr* parse_conjunction();
    Expr* parse_inversion();
    Expr* parse_comparison();
    Expr* parse_bitwise_or();
    Expr* parse_binary(int precedence);
    Expr* parse_factor();
    Expr* parse_power();
    Expr* parse_starred_bitwise();
    std::optional<CompareOperator> accept_comparison();
    /// Turns "invalid syntax" at `=` behind a named expression into a hint at `==`.
    Expr* fail_equals(Expr* left);
    /// `a, b, c` from the first item on; the item itself where no comma follows.
    Expr* parse_tuple_rest(const SourceRange& start, Expr* first, Expr* (Parser::*item)());

    // ---- primaries.cpp ----
    Expr* parse_await();
    Expr* parse_primary();
    Expr* parse_atom();
    Expr* parse_number();
    Expr* parse_constant(ValueKind kind, bool boolean = false);
    Expr* parse_name();
    Expr* parse_subscript(const SourceRange& start, Expr* value);
    Expr* parse_index();
    Expr* parse_slice();

    // ---- strings.cpp ----
    Expr* parse_strings();
    bool parse_string_part(Collected<Expr>& parts, bool& is_bytes);
    bool parse_fstring(Collected<Expr>& parts, bool& is_template);
    bool parse_field(Collected<Expr>& parts, std::string_view letter, bool is_template, bool is_raw);
    Expr* parse_format_spec(std::string_view letter, bool is_raw);
    bool parse_conversion(std::string_view letter, int& conversion, SourceRange& at);
    bool check_field_start(std::string_view letter);
    bool check_field_end(std::string_view letter, bool has_debug, bool has_conversion, bool has_spec);
    Expr* fstring_text(const Token& token, bool is_raw);
    Expr* join_strings(const SourceRange& at, const Collected<Expr>& parts, bool is_formatted, bool is_bytes);
    void join_constants(Collected<Expr>& out, std::span<Expr* const> run);
    Exprs joined_values(std::span<Expr* const> parts);
    std::nullptr_t fail_escape(const SourceRange& at, Diagnostic error);

    // ---- displays.cpp ----
    Expr* parse_parenthesised();
    Expr* parse_starred_in_parentheses();
    Expr* parse_list();
    Expr* parse_braces();
    Expr* parse_dict(const SourceRange& start, Expr* key);
    Expr* parse_dict_unpacking(const SourceRange& start);
    bool parse_dict_items(Collected<Expr>& keys, Collected<Expr>& values);
    bool parse_dict_value(Expr* key, Expr*& value);
    Expr* parse_set(const SourceRange& start, Expr* first);
    /// Items up to the closing bracket, the first one already read.
    bool parse_items(Collected<Expr>& items, TokenKind close);
    bool starts_comprehension() const { return is_on(T::kw_for) || (is_on(T::kw_async) && kind_after() == T::kw_for); }
    bool parse_generators(std::span<Comprehension*>& generators);
    Comprehension* parse_generator();
    bool close_display(TokenKind close, const Expr* item);
    std::nullptr_t fail_dict_unpacking(std::string_view place);

    // ---- calls.cpp ----
    struct CallArguments {
        Exprs args;
        std::span<Keyword*> keywords;
        bool is_bare_generator = false;  // f(x for x in y): the generator's range is the parentheses'
    };
    Expr* parse_call(const SourceRange& start, Expr* func);
    bool parse_arguments(CallArguments& arguments, bool allows_generator);
    bool parse_argument(Collected<Expr>& args, Collected<Keyword>& keywords, bool& has_unpacking);
    bool parse_keyword(Collected<Keyword>& keywords);
    Expr* parse_positional();
    bool check_argument_order(const Expr& value, const Collected<Keyword>& keywords, bool has_unpacking);
    bool parse_generator_argument(CallArguments& arguments, const SourceRange& open, Expr* element, bool allowed);

    // ---- targets.cpp ----
    /// Makes the expression a target, or says why it is none.
    Expr* as_target(Expr* expr, TargetUse use);
    void set_context(Expr& expr, ExprContext context);
    Expr* find_invalid_target(Expr* expr, TargetUse use);
    Expr* parse_star_targets();
    Expr* parse_star_target();
    Expr* parse_single_star_target();

    // ---- parameters.cpp ----
    struct ParameterList;
    Arguments* parse_parameters(TokenKind close);
    bool parse_parameter(ParameterList& list);
    bool parse_plain_parameter(ParameterList& list);
    bool parse_star_parameter(ParameterList& list);
    bool parse_double_star_parameter(ParameterList& list);
    bool parse_slash(ParameterList& list);
    Arg* parse_arg(const ParameterList& list, bool allows_star);
    bool parse_default(const ParameterList& list, Expr*& value);
    bool parse_type_params(TypeParams& params);
    TypeParam* parse_type_param();

    // ---- statements.cpp ----
    bool parse_statement(Collected<Stmt>& out);
    bool parse_simple_statements(Collected<Stmt>& out);
    Stmt* parse_simple_statement();
    /// `:` and what belongs to it; `owner` and `line` are for the error.
    bool parse_block(Stmts& body, std::string_view owner, std::uint32_t line, bool is_colon_required);
    Stmt* parse_expression_statement();
    Stmt* parse_assignment(const SourceRange& start, Expr* first);
    bool check_assigned(Expr* value, bool is_first);
    Stmt* parse_annotation(const SourceRange& start, Expr* target, bool in_parentheses);
    Stmt* parse_augmented(const SourceRange& start, Expr* target, Operator op);
    Stmt* parse_type_alias();
    Stmt* parse_return();
    Stmt* parse_raise();
    Stmt* parse_delete();
    Stmt* parse_assert();
    Stmt* parse_scope_names(bool is_global);
    template <class N>
    Stmt* parse_word_statement();
    Stmt* fail_statement(const SourceRange& start, Expr* expr);

    // ---- imports.cpp ----
    Stmt* parse_import();
    Stmt* parse_import_name(const SourceRange& start, bool is_lazy);
    Stmt* parse_import_from(const SourceRange& start, bool is_lazy);
    bool parse_import_names(Collected<Alias>& names);
    Alias* parse_alias(bool is_dotted);
    bool parse_dotted_name(std::string_view& name);

    // ---- compound.cpp ----
    Stmt* parse_compound_statement();
    bool is_match_statement() const;
    Stmt* parse_if();
    Stmt* parse_while();
    Stmt* parse_for(const SourceRange& start, bool is_async);
    Stmt* parse_with(const SourceRange& start, bool is_async);
    bool parse_with_items(std::span<WithItem*>& items);
    bool has_as_in_bracket() const;
    bool parse_parenthesised_items(std::span<WithItem*>& items);
    WithItem* parse_with_item();
    Stmt* parse_try();
    ExceptHandler* parse_handler(bool& is_star);
    bool parse_handler_type(ExceptHandler& handler, bool is_star);
    Stmt* parse_async();
    Stmt* parse_decorated();
    Stmt* parse_function(const SourceRange& start, Exprs decorators, bool is_async);
    Stmt* parse_class(Exprs decorators);
    bool parse_else(Stmts& body);

    // ---- patterns.cpp ----
    Stmt* parse_match();
    MatchCase* parse_case();
    Expr* parse_subject();
    Pattern* parse_patterns();
    Pattern* parse_pattern();
    Pattern* parse_or_pattern();
    Pattern* parse_closed_pattern();
    Pattern* parse_star_pattern();
    Pattern* parse_maybe_star_pattern();
    Pattern* parse_number_pattern();
    Expr* parse_signed_number();
    Expr* parse_complex(const SourceRange& start, Expr* real);
    Pattern* parse_name_pattern();
    Pattern* parse_group_pattern();
    Pattern* parse_bracket_pattern();
    Pattern* parse_mapping_pattern();
    Expr* parse_mapping_key();
    Pattern* parse_class_pattern(const SourceRange& start, Expr* cls);
    bool parse_pattern_items(Collected<Pattern>& items, TokenKind close);
    Pattern* parse_singleton_pattern(Value value);
    bool parse_capture_name(std::string_view& name);

    const Source& source_;
    Arena& arena_;
    Tokens tokens_;
    const Token* token_;
    SourceRange last_;  // the last token stepped over that is no layout
    std::string buffer_;
    int levels_ = 0;
    bool failed_ = false, is_generic_ = false;
    bool is_flufl_ = false;  // `from __future__ import barry_as_FLUFL`
    Diagnostic failure_;
};

}  // namespace coluber::syntax
