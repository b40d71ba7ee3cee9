// The lexer's inside, shared by its files: lexer.cpp (lines, indentation, names, operators), lexer_numbers.cpp, lexer_strings.cpp.
#pragma once

#include "syntax/diagnostics.h"
#include "syntax/lexer.h"

namespace coluber::syntax {

/// One f-string or t-string being read.
struct StringMode {
    char letter = 'f';  // f or t, for messages
    char quote = '"';
    int quote_size = 1;
    bool is_raw = false;
    bool in_text = true;  // reading text; else an expression between braces
    bool in_format_spec = false;
    int depth = 0;         // brackets of any kind open since the start, the field's brace included
    int field_depth = -1;  // nested fields open; -1: none
    std::uint32_t start = 0, start_line = 0, start_line_begin = 0;  // place of the opening
};

class Lexer {
public:
    explicit Lexer(const Source& source) : source_(source), text_(source.text()) {}
    Tokens run();

private:
    struct Bracket {
        char bracket;
        SourceRange at;
    };

    // Characters. Past the end of the text there are zeros.
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool is_at_end() const { return at_ >= text_.size(); }
    /// Steps over a line end, if there is one: \n, \r\n or \r.
    bool skip_line_end();
    void begin_line() { ++line_, line_begin_ = at_; }
    SourceRange range_from(std::uint32_t begin) const { return {line_, begin - line_begin_, line_, at_ - line_begin_}; }

    // Tokens.
    void add(TokenKind kind, std::uint32_t begin) { tokens_.items.push_back({kind, begin, at_, range_from(begin)}); }
    void add_at(TokenKind kind, std::uint32_t begin, const SourceRange& at) { tokens_.items.push_back({kind, begin, at_, at}); }
    template <class... Args, class... Given>
    bool fail(SourceRange at, const Diag<Args...>& diag, Given&&... given) {
        Diagnostics made;
        made.report(at, diag, std::forward<Given>(given)...);
        return fail(made.items().front(), true);
    }
    template <class... Args, class... Given>
    bool fail_softly(SourceRange at, const Diag<Args...>& diag, Given&&... given) {
        Diagnostics made;
        made.report(at, diag, std::forward<Given>(given)...);
        return fail(made.items().front(), false);
    }
    bool fail(Diagnostic diagnostic, bool is_certain);

    // lexer.cpp; all return false after an error.
    bool read_token();
    bool read_line_start();
    bool indent_to(std::uint32_t column, std::uint32_t alt_column);
    bool skip_continuation();
    bool read_word();
    bool check_identifier(std::uint32_t begin);
    bool read_operator();
    bool open_bracket(TokenKind kind);
    bool close_bracket(TokenKind kind);
    bool read_strange_character();
    void end_line();
    bool finish();

    // lexer_numbers.cpp
    bool read_number();
    bool read_radix_digits(bool (*is_digit)(char), std::string_view name);
    bool read_decimal_tail(std::uint32_t begin);
    bool read_fraction(std::uint32_t begin);
    bool end_number(std::uint32_t begin, std::string_view name);

    // lexer_strings.cpp
    bool is_string_ahead(std::size_t& prefix) const;
    bool read_string(std::size_t prefix);
    bool begin_fstring(std::uint32_t begin, std::size_t prefix, char quote, int quote_size);
    bool read_fstring_text();
    void end_fstring_text(std::uint32_t begin, SourceRange from, std::uint32_t end);
    bool fail_unterminated(const StringMode& mode);
    bool begin_field(StringMode& mode);

    StringMode* mode() { return modes_.empty() ? nullptr : &modes_.back(); }

    const Source& source_;
    std::string_view text_;
    std::uint32_t at_ = 0, line_ = 1, line_begin_ = 0;
    bool at_line_start_ = true;
    std::vector<Bracket> brackets_;
    struct Indent {
        std::uint32_t column, alt_column;  // tabs as 8 and as 1: both must agree
    };
    std::vector<Indent> indents_{{0, 0}};
    std::vector<StringMode> modes_;
    Tokens tokens_;
};

// Character classes of ASCII.
inline bool is_decimal(char c) { return c >= '0' && c <= '9'; }
inline bool is_hex(char c) { return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
inline bool is_octal(char c) { return c >= '0' && c <= '7'; }
inline bool is_binary(char c) { return c == '0' || c == '1'; }
inline bool is_word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_word(char c) { return is_word_start(c) || is_decimal(c); }

inline constexpr std::size_t max_brackets = 200;  // as CPython
inline constexpr std::size_t max_indents = 100;   // as CPython
inline constexpr std::size_t max_fstrings = 150;  // as CPython
inline constexpr int max_fields = 3;              // as CPython: fields nested in format specs

}  // namespace coluber::syntax
