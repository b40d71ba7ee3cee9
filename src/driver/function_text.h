// Cuts one function out of the lines of its file, so that a small function in a large file costs what it is worth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace coluber::driver {

/// The first statement of `text` (with its decorators, if it is a definition): up to the first line outside strings and brackets that
/// is indented no deeper and is no decorator's. The parser sees what is cut and judges it; this only finds the end.
std::string_view first_statement(std::string_view text);

/// The text without its first `lines` lines.
std::string_view from_line(std::string_view text, std::uint32_t lines);

/// The statement as a text of its own that parses, at the lines that it has in the file: blank lines in front, and `if 1:` above
/// it where it is indented.
std::string at_its_lines(std::string_view statement, std::uint32_t first_line);

}  // namespace coluber::driver
