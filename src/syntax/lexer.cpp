// Lines, indentation, names and operators. Numbers and strings: lexer_numbers.cpp, lexer_strings.cpp.
#include "syntax/lexer.h"

#include "syntax/lexer_state.h"
#include "syntax/unicode.h"

#include <algorithm>
#include <array>

namespace coluber::syntax {

namespace {

// The operators that begin with each character, the longest first.
constexpr std::size_t max_per_character = 4;
using OperatorRow = std::array<TokenKind, max_per_character>;

std::array<OperatorRow, 128> make_operator_table() {
    std::array<OperatorRow, 128> table;
    for (OperatorRow& row : table) row.fill(TokenKind::error);
    for (std::size_t length = 1; length <= 3; ++length) {
        for (auto k = static_cast<int>(TokenKind::left_paren); k <= static_cast<int>(TokenKind::not_equal); ++k) {
            std::string_view text = spelling(static_cast<TokenKind>(k));
            if (text.size() != length) continue;
            OperatorRow& row = table[static_cast<unsigned char>(text[0])];
            std::copy_backward(row.begin(), row.end() - 1, row.end());
            row[0] = static_cast<TokenKind>(k);
        }
    }
    return table;
}

char closing_of(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

}  // namespace

Tokens read_tokens(const Source& source) { return Lexer(source).run(); }

Tokens Lexer::run() {
    tokens_.items.reserve(text_.size() / 4 + 16);  // a token has 4 to 5 bytes on average
    while (read_token()) {
    }
    if (!brackets_.empty()) tokens_.unclosed = {brackets_.back().bracket, brackets_.back().at};
    return std::move(tokens_);
}

bool Lexer::fail(Diagnostic diagnostic, bool is_certain) {
    tokens_.items.push_back({TokenKind::error, at_, at_, diagnostic.at});
    tokens_.error = {std::move(diagnostic), is_certain};
    return false;
}

bool Lexer::skip_line_end() {
    if (peek() == '\r') {
        at_ += peek(1) == '\n' ? 2 : 1;
    } else if (peek() == '\n') {
        ++at_;
    } else {
        return false;
    }
    begin_line();
    line_begin_ = at_;
    return true;
}

bool Lexer::read_token() {
    if (StringMode* string = mode(); string && string->in_text) return read_fstring_text();
    if (at_line_start_) return read_line_start();
    while (peek() == ' ' || peek() == '\t' || peek() == '\f') ++at_;
    char c = peek();
    if (is_word_start(c)) return read_word();
    if (is_decimal(c) || (c == '.' && is_decimal(peek(1)))) return read_number();
    if (c == '"' || c == '\'') return read_string(0);
    if (c == '\n' || c == '\r') {
        end_line();
        return true;
    }
    if (c == '#') {
        while (!is_at_end() && peek() != '\n' && peek() != '\r') ++at_;
        return true;
    }
    if (c == '\\') return skip_continuation();
    if (is_at_end()) return finish();
    return read_operator();
}

void Lexer::end_line() {
    if (brackets_.empty()) {
        add(TokenKind::newline, at_);
        at_line_start_ = true;
    }
    skip_line_end();
}

bool Lexer::skip_continuation() {
    ++at_;
    if (!skip_line_end()) {
        if (is_at_end()) return fail_softly(range_from(at_), unexpected_end);
        return fail_softly({line_, at_ - line_begin_, line_, at_ - line_begin_ + 1}, after_line_continuation);
    }
    if (is_at_end()) return fail_softly({line_ - 1, at_ - line_begin_, line_ - 1, at_ - line_begin_}, unexpected_end);
    return true;
}

// Blank lines and comments mean nothing; any other line's blanks are its indentation. A backslash in them joins lines and
// fixes the column where it stands.
bool Lexer::read_line_start() {
    std::uint32_t column = 0, alt_column = 0, joined_column = 0;
    for (;;) {
        char c = peek();
        if (c == ' ') {
            ++column, ++alt_column;
        } else if (c == '\t') {
            column = (column / 8 + 1) * 8, ++alt_column;
        } else if (c == '\f') {
            column = alt_column = 0;
        } else if (c == '\\') {
            if (joined_column == 0) joined_column = column;
            if (!skip_continuation()) return false;
            continue;
        } else {
            break;
        }
        ++at_;
    }
    if (peek() == '#')
        while (!is_at_end() && peek() != '\n' && peek() != '\r') ++at_;
    if (skip_line_end()) return true;  // still at a line's start
    at_line_start_ = false;
    if (is_at_end()) return finish();
    if (joined_column != 0) column = alt_column = joined_column;
    return indent_to(column, alt_column);
}

bool Lexer::indent_to(std::uint32_t column, std::uint32_t alt_column) {
    if (column > indents_.back().column) {
        if (indents_.size() >= max_indents) return fail_softly(range_from(line_begin_), too_many_indents);
        if (alt_column <= indents_.back().alt_column) return fail_softly(range_from(line_begin_), mixed_tabs);
        indents_.push_back({column, alt_column});
        add(TokenKind::indent, line_begin_);
        return true;
    }
    while (column < indents_.back().column) {
        indents_.pop_back();
        add(TokenKind::dedent, at_);
    }
    if (column != indents_.back().column) return fail_softly(range_from(line_begin_), unmatched_unindent);
    if (alt_column != indents_.back().alt_column) return fail_softly(range_from(line_begin_), mixed_tabs);
    return true;
}

bool Lexer::finish() {
    if (!brackets_.empty() || !modes_.empty()) return fail_softly(range_from(at_), unexpected_end);
    if (!tokens_.items.empty() && tokens_.items.back().kind != TokenKind::newline) add(TokenKind::newline, at_);
    for (; indents_.size() > 1; indents_.pop_back()) add(TokenKind::dedent, at_);
    add(TokenKind::end_of_file, at_);
    return false;
}

bool Lexer::read_word() {
    std::size_t prefix = 0;
    if (is_string_ahead(prefix)) return read_string(prefix);
    std::uint32_t begin = at_;
    bool is_ascii = true;
    for (; is_word(peek()); ++at_) is_ascii = is_ascii && static_cast<unsigned char>(peek()) < 0x80;
    if (!is_ascii && !check_identifier(begin)) return false;
    auto keyword = find_keyword(text_.substr(begin, at_ - begin));
    add(keyword ? *keyword : TokenKind::name, begin);
    return true;
}

bool Lexer::check_identifier(std::uint32_t begin) {
    for (std::uint32_t i = begin; i < at_;) {
        auto found = unicode::decode(text_.substr(i));
        bool is_right = found.code < 0x80 ||
                        (i == begin ? unicode::is_identifier_start(found.code) : unicode::is_identifier_continue(found.code));
        if (is_right) {
            i += static_cast<std::uint32_t>(found.length);
            continue;
        }
        auto column = i - line_begin_;
        SourceRange at{line_, column, line_, column + static_cast<std::uint32_t>(found.length)};
        if (unicode::is_printable(found.code))
            return fail(at, invalid_character, text_.substr(i, static_cast<std::size_t>(found.length)), found.code);
        return fail(at, non_printable_character, found.code);
    }
    return true;
}

bool Lexer::read_operator() {
    static const auto table = make_operator_table();
    std::uint32_t begin = at_;
    auto c = static_cast<unsigned char>(peek());
    if (StringMode* string = mode(); string && c == ':' && string->depth - 1 == string->field_depth) {
        ++at_;
        add(TokenKind::colon, begin);
        string->in_text = string->in_format_spec = true;
        return true;
    }
    if (c == '<' && peek(1) == '>') {  // `from __future__ import barry_as_FLUFL`; the parser looks at the text
        at_ += 2;
        add(TokenKind::not_equal, begin);
        return true;
    }
    for (TokenKind kind : table[c]) {
        if (kind == TokenKind::error) break;
        std::string_view text = spelling(kind);
        if (text_.substr(at_, text.size()) != text) continue;
        if (kind == TokenKind::left_paren || kind == TokenKind::left_bracket || kind == TokenKind::left_brace)
            return open_bracket(kind);
        if (kind == TokenKind::right_paren || kind == TokenKind::right_bracket || kind == TokenKind::right_brace)
            return close_bracket(kind);
        at_ += static_cast<std::uint32_t>(text.size());
        add(kind, begin);
        return true;
    }
    return read_strange_character();
}

bool Lexer::read_strange_character() {
    auto c = static_cast<unsigned char>(peek());
    SourceRange at{line_, at_ - line_begin_, line_, at_ - line_begin_ + 1};
    if (!unicode::is_printable(c)) return fail(at, non_printable_character, c);
    return fail_softly(at, invalid_syntax);
}

bool Lexer::open_bracket(TokenKind kind) {
    std::uint32_t begin = at_++;
    if (brackets_.size() >= max_brackets) return fail(range_from(begin), too_many_parentheses);
    brackets_.push_back({text_[begin], range_from(begin)});
    if (StringMode* string = mode()) ++string->depth;
    add(kind, begin);
    return true;
}

bool Lexer::close_bracket(TokenKind kind) {
    std::uint32_t begin = at_++;
    char c = text_[begin];
    StringMode* string = mode();
    SourceRange at = range_from(begin);
    auto letter = [&] { return std::string_view(&string->letter, 1); };
    if (string && string->depth == 0 && c == '}') return fail(at, lone_brace, letter());
    if (brackets_.empty()) return fail(at, unmatched_closing, c);
    Bracket opening = brackets_.back();
    if (closing_of(opening.bracket) != c) {
        if (string && opening.bracket == '{' && string->depth - 1 == string->field_depth)
            return fail(at, field_unmatched, letter(), c);
        if (opening.at.line != line_)
            return fail(at, wrong_closing_on_line, c, opening.bracket, static_cast<int>(opening.at.line));
        return fail(at, wrong_closing, c, opening.bracket);
    }
    brackets_.pop_back();
    if (string) {
        if (--string->depth < 0) return fail(at, field_unmatched, letter(), c);
        if (c == '}' && string->depth == string->field_depth) {
            --string->field_depth;
            string->in_text = true;
            string->in_format_spec = false;
        }
    }
    add(kind, begin);
    return true;
}

}  // namespace coluber::syntax
