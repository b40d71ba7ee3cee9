#include "syntax/token.h"

#include <array>

namespace coluber::syntax {

namespace {

// One entry for each TokenKind, in its order.
constexpr std::array<std::string_view, static_cast<std::size_t>(TokenKind::count)> spellings = {
    "",         "",     "",       "",        "",       "",       "",       "",      "",       "",         "",    "(",
    ")",        "[",    "]",      "{",       "}",      ",",      ":",      ":=",    ";",      ".",        "...", "->",
    "!",        "=",    "+=",     "-=",      "*=",     "/=",     "//=",    "%=",    "@=",     "&=",       "|=",  "^=",
    "<<=",      ">>=",  "**=",    "+",       "-",      "*",      "/",      "//",    "%",      "@",        "&",   "|",
    "^",        "~",    "<<",     ">>",      "**",     "<",      ">",      "<=",    ">=",     "==",       "!=",  "False",
    "None",     "True", "and",    "as",      "assert", "async",  "await",  "break", "class",  "continue", "def", "del",
    "elif",     "else", "except", "finally", "for",    "from",   "global", "if",    "import", "in",       "is",  "lambda",
    "nonlocal", "not",  "or",     "pass",    "raise",  "return", "try",    "while", "with",   "yield"};
static_assert(!spellings.back().empty());

// Keywords by first letter: the range of kinds that begin with it.
struct Bucket {
    std::uint8_t first = 0, end = 0;
};
constexpr auto buckets = [] {
    std::array<Bucket, 128> table{};
    for (auto k = static_cast<std::uint8_t>(TokenKind::kw_false); k < spellings.size(); ++k) {
        Bucket& bucket = table[static_cast<unsigned char>(spellings[k][0])];
        if (bucket.end == 0) bucket.first = k;
        bucket.end = static_cast<std::uint8_t>(k + 1);
    }
    return table;
}();

}  // namespace

std::string_view spelling(TokenKind kind) { return spellings[static_cast<std::size_t>(kind)]; }

std::optional<TokenKind> find_keyword(std::string_view word) {
    auto letter = static_cast<unsigned char>(word[0]);
    if (letter >= buckets.size() || word.size() < 2 || word.size() > 8) return std::nullopt;
    for (std::uint8_t k = buckets[letter].first; k < buckets[letter].end; ++k)
        if (spellings[k] == word) return static_cast<TokenKind>(k);
    return std::nullopt;
}

}  // namespace coluber::syntax
