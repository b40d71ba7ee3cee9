// The text form's characters: what reader functions take from the front of a line. A mistake throws `TextMistake`, which `read`
// turns into a TextError: it never leaves src/ir.
#pragma once

#include "ir/function.h"

#include <string>
#include <string_view>

namespace coluber::ir {

struct TextMistake {
    std::string what;
};

class Line {
public:
    explicit Line(std::string_view text) : rest_(text) {}

    bool at_end() {
        skip_blanks();
        return rest_.empty();
    }
    /// Takes `token` if it comes next.
    bool take(std::string_view token);
    /// `take` for words: `none` does not take the start of `nonesuch`.
    bool take_word(std::string_view word);
    void expect(std::string_view token);
    bool next_is(char c);

    /// Letters, digits, `_`, `.` and what else names in the text may have; may be empty.
    std::string_view word();
    std::string string();  // "…"
    std::string_view type();
    std::int64_t integer();
    std::uint64_t natural();
    Constant constant(Module& module);
    SourceRange place();
    [[noreturn]] void fail(std::string what) const;

private:
    void skip_blanks();
    Constant number();

    std::string_view rest_;
};

}  // namespace coluber::ir
