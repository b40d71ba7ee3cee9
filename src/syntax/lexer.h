// Source text → tokens, all at once: the parser then looks ahead as far as it likes.
//
// Holds after: the list ends with end_of_file or with one error token; indents and dedents pair up; brackets pair up.
// Inside an f-string the lexer keeps a stack of modes (text, or expression between braces), as PEP 701 asks: quotes may nest.
// An error is not reported here but kept: the parser decides whether its own error comes first (`parse.cpp`), as CPython does.
// Source: Python's reference, "Lexical analysis"; PEP 701; behaviour in corners checked against CPython's tokenizer.
#pragma once

#include "base/diagnostic.h"
#include "base/source.h"
#include "syntax/token.h"

#include <optional>
#include <string_view>
#include <vector>

namespace coluber::syntax {

/// A lexer's error. `is_certain`: it comes before any error of the parser (CPython looks on to the end of file for those).
struct LexError {
    Diagnostic diagnostic;
    bool is_certain = true;
};

/// A bracket that is still open where the text ended.
struct OpenBracket {
    char bracket = '(';
    SourceRange at;
};

struct Tokens {
    std::vector<Token> items;
    std::optional<LexError> error;
    std::optional<OpenBracket> unclosed;  // the innermost, where the end of file or of reading found one open
};

/// Reads the whole text. The text has no null byte and is UTF-8.
Tokens read_tokens(const Source& source);

}  // namespace coluber::syntax
