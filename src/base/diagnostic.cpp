#include "base/diagnostic.h"

#include <algorithm>

namespace coluber {

namespace {

void append_excerpt(std::string& out, const Source& source, SourceRange at) {
    std::string_view line = source.line(at.line);
    if (!at || line.empty()) return;
    std::string margin = fmt::format("{:>5} | ", at.line);
    out += fmt::format("\n{}{}\n", margin, line);
    std::size_t column = std::min<std::size_t>(at.column, line.size());
    std::size_t end = at.end_line == at.line ? std::min<std::size_t>(at.end_column, line.size()) : line.size();
    out += std::string(margin.size() - 2, ' ') + "| ";
    // Tabs are kept and continuation bytes take no room, so that the caret stands under its character.
    auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
    for (char c : line.substr(0, column))
        if (!is_continuation(c)) out += c == '\t' ? '\t' : ' ';
    out += '^';
    for (std::size_t i = column + 1; i < end; ++i)
        if (!is_continuation(line[i])) out += '^';
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source& source) {
    std::string out;
    if (diagnostic.at) out = fmt::format("{}:{}:{}: ", source.name(), diagnostic.at.line, diagnostic.at.column + 1);
    out += fmt::format("error {}: {}", diagnostic.code, diagnostic.sentence);
    append_excerpt(out, source, diagnostic.at);
    for (const Mark& mark : diagnostic.marks) {
        out += fmt::format("\n  line {}: {}", mark.at.line, mark.text);
        if (mark.at.line != diagnostic.at.line) append_excerpt(out, source, mark.at);
    }
    for (const std::string& hint : diagnostic.hints) out += fmt::format("\n  hint: {}", hint);
    return out;
}

}  // namespace coluber
