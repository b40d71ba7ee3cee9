#include "driver/function_text.h"

namespace coluber::driver {

namespace {

/// Walks over text by what ends a logical line: knows strings, brackets, comments and joined lines, nothing else.
class LineScanner {
public:
    explicit LineScanner(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ >= text_.size(); }
    std::size_t position() const { return at_; }

    std::size_t indentation() const {
        std::size_t end = text_.find_first_not_of(" \t\f", at_);
        return (end == std::string_view::npos ? text_.size() : end) - at_;
    }
    /// The first character of the line; '\n' for a blank one.
    char first() const {
        std::size_t at = at_ + indentation();
        return at < text_.size() && text_[at] != '\r' ? text_[at] : '\n';
    }
    void skip_line() {
        std::size_t end = text_.find('\n', at_);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
    }
    void skip_logical_line() {
        int depth = 0;
        while (!at_end()) {
            char c = text_[at_];
            if (c == '\'' || c == '"') {
                skip_string(c);
                continue;
            }
            if (c == '#') {
                std::size_t end = text_.find('\n', at_);
                at_ = end == std::string_view::npos ? text_.size() : end;
                continue;
            }
            if (c == '(' || c == '[' || c == '{') ++depth;
            if (c == ')' || c == ']' || c == '}') --depth;
            ++at_;
            if (c == '\\' && !at_end()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
            if (c == '\n' && depth <= 0) return;
        }
    }

private:
    void skip_string(char quote) {
        std::string triple(3, quote);
        bool is_triple = text_.substr(at_).starts_with(triple);
        at_ += is_triple ? 3 : 1;
        while (!at_end()) {
            if (text_[at_] == '\\') {
                at_ += 2;
            } else if (is_triple ? text_.substr(at_).starts_with(triple) : text_[at_] == quote) {
                at_ += is_triple ? 3 : 1;
                return;
            } else if (!is_triple && text_[at_] == '\n') {
                return;
            } else {
                ++at_;
            }
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::string_view first_statement(std::string_view text) {
    LineScanner scan(text);
    std::size_t base = scan.indentation();
    bool in_decorators = true;
    while (!scan.at_end()) {
        char first = scan.first();
        if (first == '\n' || first == '#') {
            scan.skip_line();
            continue;
        }
        if (!in_decorators && scan.indentation() <= base) break;
        in_decorators = in_decorators && first == '@';
        scan.skip_logical_line();
    }
    return text.substr(0, scan.position() < text.size() ? scan.position() : text.size());
}

std::string_view from_line(std::string_view text, std::uint32_t lines) {
    for (; lines > 0 && !text.empty(); --lines) {
        std::size_t end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return text;
}

std::string at_its_lines(std::string_view statement, std::uint32_t first_line) {
    bool is_indented = statement.starts_with(' ') || statement.starts_with('\t');
    std::uint32_t above = first_line > 0 ? first_line - 1 : 0;
    std::string text;
    if (is_indented && above > 0) {
        text.assign(above - 1, '\n');
        text += "if 1:\n";
    } else {
        text.assign(above, '\n');
    }
    text += statement;
    if (!text.ends_with('\n')) text += '\n';
    return text;
}

}  // namespace coluber::driver
