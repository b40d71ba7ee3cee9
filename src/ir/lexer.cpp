#include "ir/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>

namespace coluber::ir {

namespace {

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '<' || c == '>'; }

}  // namespace

void Line::fail(std::string what) const {
    throw TextMistake{rest_.empty() ? what + ", found the line's end"
                                    : fmt::format("{}, found `{}`", what, rest_.substr(0, 20))};
}

void Line::skip_blanks() {
    std::size_t start = rest_.find_first_not_of(" \t");
    rest_.remove_prefix(start == std::string_view::npos ? rest_.size() : start);
}

bool Line::take(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
}

bool Line::take_word(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word) || (rest_.size() > word.size() && in_word(rest_[word.size()]))) return false;
    rest_.remove_prefix(word.size());
    return true;
}

void Line::expect(std::string_view token) {
    if (!take(token)) fail(fmt::format("`{}` is expected", token));
}

bool Line::next_is(char c) {
    skip_blanks();
    return rest_.starts_with(c);
}

std::string_view Line::word() {
    skip_blanks();
    auto end = std::ranges::find_if_not(rest_, in_word);
    auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
}

std::string Line::string() {
    expect("\"");
    std::string out;
    while (!rest_.starts_with('"')) {
        if (rest_.empty()) fail("a closing quote is expected");
        char c = rest_.front();
        rest_.remove_prefix(1);
        if (c == '\\' && rest_.starts_with('x') && rest_.size() >= 3) {
            unsigned code = 0;
            std::from_chars(rest_.data() + 1, rest_.data() + 3, code, 16);
            c = static_cast<char>(code);
            rest_.remove_prefix(3);
        } else if (c == '\\' && !rest_.empty()) {
            c = rest_.front();
            rest_.remove_prefix(1);
        }
        out += c;
    }
    rest_.remove_prefix(1);
    return out;
}

// A type's own text has no blanks outside parentheses.
std::string_view Line::type() {
    skip_blanks();
    int depth = 0;
    std::size_t end = 0;
    for (; end < rest_.size(); ++end) {
        char c = rest_[end];
        if (depth == 0 && (c == ',' || c == ')' || c == ' ' || c == ';' || c == '=')) break;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    auto found = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return found;
}

std::int64_t Line::integer() {
    skip_blanks();
    std::int64_t value = 0;
    auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) fail("a number is expected");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
}

std::uint64_t Line::natural() {
    skip_blanks();
    std::uint64_t value = 0;
    auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) fail("a number is expected");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
}

Constant Line::constant(Module& module) {
    if (take_word("None")) return None{};
    if (take_word("True")) return true;
    if (take_word("False")) return false;
    if (take_word("...")) return Ellipsis{};
    if (next_is('"')) return string();
    if (take("b\"")) {
        rest_ = {rest_.data() - 1, rest_.size() + 1};
        return Bytes{string()};
    }
    if (!take("(")) return number();
    ConstantTuple tuple;
    while (!take(")")) {
        tuple.items.push_back(module.constant(constant(module)));
        expect(",");
    }
    return tuple;
}

Constant Line::number() {
    skip_blanks();
    auto in_number = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '+'; };
    auto end = std::ranges::find_if_not(rest_, in_number);
    std::string text(rest_.begin(), end);
    bool is_integer = !text.empty() &&
                      std::ranges::all_of(text, [](char c) { return c == '-' || std::isdigit(static_cast<unsigned char>(c)); });
    std::size_t length = text.size();
    bool is_complex = text.ends_with('j');
    if (is_complex) text.pop_back();
    char* stop = nullptr;
    double value = std::strtod(text.c_str(), &stop);
    if (text.empty() || *stop != '\0') fail("a constant is expected");
    rest_.remove_prefix(length);
    if (is_complex) return Complex{value};
    if (!is_integer) return value;
    std::int64_t small = 0;
    auto [past, error] = std::from_chars(text.data(), text.data() + text.size(), small);
    if (error == std::errc::result_out_of_range) return BigInt{text};
    return small;
}

SourceRange Line::place() {
    SourceRange at;
    if (!take(";")) return at;
    at.line = static_cast<std::uint32_t>(natural());
    expect(":");
    at.column = static_cast<std::uint32_t>(natural());
    expect("-");
    at.end_line = static_cast<std::uint32_t>(natural());
    expect(":");
    at.end_column = static_cast<std::uint32_t>(natural());
    return at;
}

}  // namespace coluber::ir
