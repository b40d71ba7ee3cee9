// What numbers and strings mean: the text of a token → a Value.
#pragma once

#include "base/diagnostic.h"
#include "syntax/tree.h"

#include <optional>
#include <string>
#include <string_view>

namespace coluber::syntax {

/// A string token taken apart: prefix letters, quotes, body.
struct StringParts {
    bool is_bytes = false, is_raw = false, is_unicode = false;  // b, r, u
    std::string_view body;
};
StringParts take_apart(std::string_view token);

/// What is wrong with an escape; the parser adds the token's place.
using EscapeError = Diagnostic;

/// Appends the text that the body means: escapes resolved (unless raw), line ends as \n.
std::optional<EscapeError> append_text(std::string& out, std::string_view body, bool is_raw);
/// The same for bytes.
std::optional<EscapeError> append_bytes(std::string& out, std::string_view body, bool is_raw);

/// The value of a number token. Its `text` (an integer's digits) lies in `digits`, which the caller moves to the arena.
/// An error is a decimal integer longer than Python converts.
std::optional<Diagnostic> read_number(std::string_view token, Value& value, std::string& digits);

}  // namespace coluber::syntax
