// The entry points, and the parser's common parts: names, looking ahead, errors.
#include "syntax/parse.h"

#include "syntax/lexer.h"
#include "syntax/parser.h"
#include "syntax/unicode.h"

#include <algorithm>

namespace coluber::syntax {

namespace {

// Beyond this the tree would need gigabytes; nobody writes such files.
constexpr std::size_t max_source_mib = 32, max_source_bytes = max_source_mib << 20;

std::optional<Reported> check_text(const Source& source, Diagnostics& diagnostics) {
    std::string_view text = source.text();
    if (text.size() > max_source_bytes) {
        diagnostics.report({1, 0, 1, 0}, file_too_large, static_cast<int>(max_source_mib));
        return Reported{};
    }
    auto place = [&](std::size_t at) {
        SourceRange range{1, 0, 1, 1};
        for (std::size_t i = 0; i < at; ++i) {
            ++range.column;
            if (text[i] == '\n') ++range.line, range.column = 0;
        }
        range.end_line = range.line, range.end_column = range.column + 1;
        return range;
    };
    if (std::size_t at = text.find('\0'); at != std::string_view::npos) {
        diagnostics.report(place(at), null_byte);
        return Reported{};
    }
    if (auto at = unicode::find_invalid(text)) {
        diagnostics.report(place(*at), not_in_encoding, "utf-8", static_cast<int>(static_cast<unsigned char>(text[*at])));
        return Reported{};
    }
    return std::nullopt;
}

template <class N, class Rule>
Result<N*> parse_with(const Source& source, Arena& arena, Diagnostics& diagnostics, Rule rule) {
    if (auto failure = check_text(source, diagnostics)) return *failure;
    Parser parser(source, arena, read_tokens(source));
    if (N* made = rule(parser)) return made;
    diagnostics.add(parser.error());
    return Reported{};
}

}  // namespace

Result<Module*> parse_module(const Source& source, Arena& arena, Diagnostics& diagnostics) {
    return parse_with<Module>(source, arena, diagnostics, [](Parser& parser) { return parser.parse_module(); });
}

Result<Expr*> parse_expression(const Source& source, Arena& arena, Diagnostics& diagnostics) {
    return parse_with<Expr>(source, arena, diagnostics, [](Parser& parser) { return parser.parse_alone(); });
}

std::string_view Parser::identifier(const Token& token) {
    std::string_view name = text(token);
    bool is_ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii ? name : arena_.copy(std::string_view(unicode::normalise(name)));
}

bool Parser::expect_name(std::string_view& name) {
    if (!is_on(T::name)) return fail_here(), false;
    name = identifier(advance());
    return true;
}

bool Parser::starts_expression() const {
    static constexpr T starts[] = {T::name,       T::number,   T::string,   T::fstring_start, T::left_paren, T::left_bracket,
                                   T::left_brace, T::ellipsis, T::plus,     T::minus,         T::tilde,      T::star,
                                   T::kw_none,    T::kw_true,  T::kw_false, T::kw_not,        T::kw_lambda,  T::kw_await};
    return std::find(std::begin(starts), std::end(starts), kind()) != std::end(starts);
}

const SourceRange& Parser::next_word() const {
    const Token* next = token_;
    while (next->kind == T::dedent) ++next;
    while (next->kind == T::end_of_file || next->kind == T::dedent) --next;
    return next->at;
}

const Token* Parser::behind_bracket(const Token* token) const {
    int depth = 0;
    for (; token != &tokens_.items.back(); ++token) {
        T found = token->kind;
        if (found == T::left_paren || found == T::left_bracket || found == T::left_brace) ++depth;
        if (found == T::right_paren || found == T::right_bracket || found == T::right_brace) --depth;
        if (depth == 0) return token + 1;
    }
    return token;
}

std::nullptr_t Parser::fail_here() {
    if (failed_) return nullptr;
    if (is_on(T::indent)) return fail(here(), unexpected_indent);
    if (is_on(T::dedent)) return fail(here(), unexpected_unindent);
    fail(here(), invalid_syntax);
    is_generic_ = true;
    return nullptr;
}

std::nullptr_t Parser::fail_after_item(const Expr* item) {
    if (failed_) return nullptr;
    bool is_prefix = item && is<Name>(*item) && (is_on(T::string) || is_on(T::fstring_start));
    if (item && !is_prefix && starts_expression() && !is_on(T::star)) {
        Expr* next = attempt([&] { return parse_expression(); });
        if (next) return fail(span_of(item->at, next->at), forgot_comma);
    }
    return fail_here();
}

// The lexer's error comes first where CPython's would: it looks on to the end of the file before it complains.
Diagnostic Parser::error() const {
    if (tokens_.error && tokens_.error->is_certain) return tokens_.error->diagnostic;
    bool is_at_error = token_->kind == T::error;
    auto closing = [&] {
        Diagnostics made;
        made.report(tokens_.unclosed->at, never_closed, tokens_.unclosed->bracket);
        return made.items().front();
    };
    bool ends_early = tokens_.error && tokens_.error->diagnostic.sentence == unexpected_end.sentence;
    if (is_at_error && is_generic_) return tokens_.unclosed && ends_early ? closing() : tokens_.error->diagnostic;
    std::uint32_t reached = std::max(failure_.at.end_line, token_->at.line);
    if (tokens_.unclosed && ends_early && reached > tokens_.unclosed->at.line) return closing();
    return failure_;
}

}  // namespace coluber::syntax
