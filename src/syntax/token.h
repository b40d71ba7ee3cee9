// The words of Python. A token knows its range and its bytes; what a number or a string means is worked out by the parser (literals.h).
#pragma once

#include "base/source.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coluber::syntax {

enum class TokenKind : std::uint8_t {
    end_of_file,
    error,
    newline,
    indent,
    dedent,
    name,
    number,
    string,
    fstring_start,
    fstring_middle,
    fstring_end,  // f-strings and t-strings (the start token's text tells which)
    // Punctuation.
    left_paren,
    right_paren,
    left_bracket,
    right_bracket,
    left_brace,
    right_brace,
    comma,
    colon,
    colon_equal,
    semicolon,
    dot,
    ellipsis,
    arrow,
    exclamation,
    equal,
    plus_equal,
    minus_equal,
    star_equal,
    slash_equal,
    double_slash_equal,
    percent_equal,
    at_equal,
    amper_equal,
    vbar_equal,
    caret_equal,
    left_shift_equal,
    right_shift_equal,
    double_star_equal,
    plus,
    minus,
    star,
    slash,
    double_slash,
    percent,
    at,
    amper,
    vbar,
    caret,
    tilde,
    left_shift,
    right_shift,
    double_star,
    less,
    greater,
    less_equal,
    greater_equal,
    equal_equal,
    not_equal,
    // Keywords, in the order of the alphabet. `match case type lazy _` are names.
    kw_false,
    kw_none,
    kw_true,
    kw_and,
    kw_as,
    kw_assert,
    kw_async,
    kw_await,
    kw_break,
    kw_class,
    kw_continue,
    kw_def,
    kw_del,
    kw_elif,
    kw_else,
    kw_except,
    kw_finally,
    kw_for,
    kw_from,
    kw_global,
    kw_if,
    kw_import,
    kw_in,
    kw_is,
    kw_lambda,
    kw_nonlocal,
    kw_not,
    kw_or,
    kw_pass,
    kw_raise,
    kw_return,
    kw_try,
    kw_while,
    kw_with,
    kw_yield,
    count
};

struct Token {
    TokenKind kind = TokenKind::end_of_file;
    std::uint32_t begin = 0, end = 0;  // bytes of the source
    SourceRange at;
};

/// The token as written: "(", "lambda"; empty for names, literals and layout.
std::string_view spelling(TokenKind kind);

/// The keyword that the word is, if any.
std::optional<TokenKind> find_keyword(std::string_view word);

inline bool is_keyword(TokenKind kind) { return kind >= TokenKind::kw_false; }

}  // namespace coluber::syntax
