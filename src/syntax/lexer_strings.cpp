// Strings, and the text parts of f-strings and t-strings (PEP 701, PEP 750). Escapes are worked out in literals.cpp.
#include "syntax/lexer_state.h"

namespace coluber::syntax {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool is_string_prefix(char first, char second) {
    auto either = [&](char a, char b) { return (first == a && second == b) || (first == b && second == a); };
    return either('b', 'r') || either('f', 'r') || either('t', 'r');
}

}  // namespace

bool Lexer::is_string_ahead(std::size_t& prefix) const {
    char first = lower(peek());
    auto is_quote = [](char c) { return c == '"' || c == '\''; };
    if (is_quote(peek(1))) {
        prefix = 1;
        return first == 'b' || first == 'r' || first == 'u' || first == 'f' || first == 't';
    }
    if (!is_quote(peek(2))) return false;
    prefix = 2;
    return is_string_prefix(first, lower(peek(1)));
}

bool Lexer::read_string(std::size_t prefix) {
    std::uint32_t begin = at_;
    SourceRange from = range_from(begin);
    at_ += static_cast<std::uint32_t>(prefix);
    char quote = peek();
    int quote_size = peek(1) == quote && peek(2) == quote ? 3 : 1;
    bool is_formatted = false;
    for (std::size_t i = 0; i < prefix; ++i) {
        char c = lower(text_[begin + i]);
        is_formatted = is_formatted || c == 'f' || c == 't';
    }
    at_ += static_cast<std::uint32_t>(quote_size);
    if (is_formatted) return begin_fstring(begin, prefix, quote, quote_size);
    for (int closing = 0; closing < quote_size;) {
        char c = peek();
        if (is_at_end() || (quote_size == 1 && (c == '\n' || c == '\r'))) {
            SourceRange at{from.line, from.column, from.line, from.column + 1};
            StringMode* string = mode();
            if (string && string->quote == quote && string->quote_size == quote_size)
                return fail(at, field_expects, std::string_view(&string->letter, 1), "'}'");
            std::string_view what = quote_size == 3 ? "triple-quoted string literal" : "string literal";
            return fail(at, unterminated_string, what,
                        static_cast<int>(line_ - (is_at_end() && at_ == line_begin_ && line_ > 1)));
        }
        if (skip_line_end()) {
            closing = 0;
            continue;
        }
        ++at_;
        closing = c == quote ? closing + 1 : 0;
        if (c == '\\' && !is_at_end() && !skip_line_end()) ++at_;
    }
    add_at(TokenKind::string, begin, {from.line, from.column, line_, at_ - line_begin_});
    return true;
}

bool Lexer::begin_fstring(std::uint32_t begin, std::size_t prefix, char quote, int quote_size) {
    if (modes_.size() + 1 >= max_fstrings) return fail(range_from(begin), too_many_fstrings);
    StringMode mode;
    for (std::size_t i = 0; i < prefix; ++i) {
        char c = lower(text_[begin + i]);
        if (c == 'r')
            mode.is_raw = true;
        else
            mode.letter = c;
    }
    mode.quote = quote;
    mode.quote_size = quote_size;
    mode.start = begin, mode.start_line = line_, mode.start_line_begin = line_begin_;
    modes_.push_back(mode);
    add(TokenKind::fstring_start, begin);
    return true;
}

// The text from here to the next field, `}`, or the end of the string; then the token for what ends it.
bool Lexer::read_fstring_text() {
    StringMode& string = *mode();
    std::uint32_t begin = at_;
    SourceRange from = range_from(begin);
    std::string_view quotes(string.quote_size == 3 ? (string.quote == '"' ? "\"\"\"" : "'''")
                                                   : (string.quote == '"' ? "\"" : "'"));
    bool in_name = false;  // in \N{…}
    for (;;) {
        char c = peek();
        bool in_spec = string.in_format_spec && string.field_depth >= 0;
        if (is_at_end() || (string.quote_size == 1 && (c == '\n' || c == '\r'))) {
            if (is_at_end() || !in_spec) return fail_unterminated(string);
            string.in_text = string.in_format_spec = false;  // the format ends here; the parser looks for `}`
            end_fstring_text(begin, from, at_);
            return true;
        }
        if (text_.substr(at_, quotes.size()) == quotes) {
            end_fstring_text(begin, from, at_);
            std::uint32_t end = at_;
            at_ += static_cast<std::uint32_t>(quotes.size());
            add(TokenKind::fstring_end, end);
            modes_.pop_back();
            return true;
        }
        if (c == '{' && !in_name) {
            if (peek(1) != '{' || in_spec) {
                end_fstring_text(begin, from, at_);
                return begin_field(string);
            }
            at_ += 2;
            end_fstring_text(begin, from, at_ - 1);
            return true;
        }
        if (c == '}' && in_name) {
            in_name = false;
        } else if (c == '}') {
            if (peek(1) == '}' && !in_spec && string.depth == 0) {
                at_ += 2;
                end_fstring_text(begin, from, at_ - 1);
                return true;
            }
            end_fstring_text(begin, from, at_);
            string.in_text = false;
            return close_bracket(TokenKind::right_brace);
        } else if (c == '\\' && peek(1) != '{' && peek(1) != '}') {
            ++at_;
            in_name = !string.is_raw && peek() == 'N' && peek(1) == '{';
            if (in_name) ++at_;
        }
        if (!is_at_end() && !skip_line_end()) ++at_;
    }
}

// The text up to here as a token, if there is any. Of a doubled brace the range has both, the text one.
void Lexer::end_fstring_text(std::uint32_t begin, SourceRange from, std::uint32_t end) {
    if (end == begin) return;
    add_at(TokenKind::fstring_middle, begin, {from.line, from.column, line_, at_ - line_begin_});
    tokens_.items.back().end = end;
}

bool Lexer::begin_field(StringMode& string) {
    if (++string.field_depth >= max_fields) {
        std::string_view letter(&string.letter, 1);
        return fail({line_, at_ - line_begin_, line_, at_ - line_begin_ + 1}, fields_too_deep, letter);
    }
    string.in_text = false;
    return open_bracket(TokenKind::left_brace);
}

bool Lexer::fail_unterminated(const StringMode& string) {
    std::uint32_t column = string.start - string.start_line_begin;
    SourceRange at{string.start_line, column, string.start_line, column + 1};
    std::string what = std::string(string.quote_size == 3 ? "triple-quoted " : "") + string.letter + "-string literal";
    return fail(at, unterminated_string, what, static_cast<int>(line_ - (is_at_end() && at_ == line_begin_ && line_ > 1)));
}

}  // namespace coluber::syntax
