// Source text and places in it. A position is a line (from 1) and a column in UTF-8 bytes (from 0), as in Python's `ast`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coluber {

struct SourceRange {
    std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;  // line 0: no place

    friend bool operator==(const SourceRange&, const SourceRange&) = default;
    explicit operator bool() const { return line != 0; }
};

/// From the start of the first to the end of the second.
inline SourceRange span_of(const SourceRange& first, const SourceRange& last) {
    return {first.line, first.column, last.end_line, last.end_column};
}

/// A file's name and its text in UTF-8, with fast access to single lines.
class Source {
public:
    Source(std::string name, std::string text);

    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }
    /// The line's text without its line end; empty when there is no such line.
    std::string_view line(std::uint32_t number) const;
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

private:
    std::string name_, text_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace coluber
