// Numbers: their extent only; values are made in literals.cpp.
#include "syntax/lexer_state.h"

namespace coluber::syntax {

// A number may stand right before a keyword (`1if x else y`) but not before any other word (`1abc`).
bool Lexer::end_number(std::uint32_t begin, std::string_view name) {
    static constexpr std::string_view allowed[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
    bool before_keyword = false;
    for (std::string_view word : allowed) before_keyword = before_keyword || text_.substr(at_, word.size()) == word;
    char c = peek();
    if (!before_keyword && is_word(c) && static_cast<unsigned char>(c) < 0x80) {
        ++at_;
        return fail({line_, at_ - line_begin_ - 2, line_, at_ - line_begin_ - 1}, invalid_number, name);
    }
    add(TokenKind::number, begin);
    return true;
}

// Digits with single underscores between, `_` before the first allowed (after a radix prefix).
bool Lexer::read_radix_digits(bool (*is_digit)(char), std::string_view name) {
    do {
        if (peek() == '_') ++at_;
        if (!is_digit(peek())) {
            std::uint32_t column = at_ - line_begin_;
            if (is_decimal(peek())) return fail({line_, column, line_, column + 1}, invalid_digit, peek(), name);
            return fail({line_, column - 1, line_, column}, invalid_number, name);
        }
        while (is_digit(peek())) ++at_;
    } while (peek() == '_');
    if (is_decimal(peek())) return fail({line_, at_ - line_begin_, line_, at_ - line_begin_ + 1}, invalid_digit, peek(), name);
    return true;
}

bool Lexer::read_decimal_tail(std::uint32_t begin) {
    for (;;) {
        while (is_decimal(peek())) ++at_;
        if (peek() != '_') return true;
        ++at_;
        if (!is_decimal(peek()))
            return fail({line_, at_ - line_begin_ - 1, line_, at_ - line_begin_}, invalid_number, "decimal");
    }
    static_cast<void>(begin);
}

// What may follow the digits before the point: fraction, exponent, j.
bool Lexer::read_fraction(std::uint32_t begin) {
    std::string_view name = "decimal";
    if (peek() == '.') {
        ++at_;
        if (is_decimal(peek()) && !read_decimal_tail(begin)) return false;
    }
    if (peek() == 'e' || peek() == 'E') {
        std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if (is_decimal(peek(1 + sign))) {
            at_ += static_cast<std::uint32_t>(1 + sign);
            if (!read_decimal_tail(begin)) return false;
        } else if (sign != 0) {
            at_ += 2;
            return fail({line_, at_ - line_begin_ - 1, line_, at_ - line_begin_}, invalid_number, name);
        }
    }
    if (peek() == 'j' || peek() == 'J') {
        ++at_;
        name = "imaginary";
    }
    return end_number(begin, name);
}

bool Lexer::read_number() {
    std::uint32_t begin = at_;
    if (peek() != '0') {
        if (is_decimal(peek()) && !read_decimal_tail(begin)) return false;
        return read_fraction(begin);
    }
    char radix = static_cast<char>(peek(1) | 0x20);
    if (radix == 'x' || radix == 'o' || radix == 'b') {
        at_ += 2;
        auto is_digit = radix == 'x' ? is_hex : radix == 'o' ? is_octal : is_binary;
        std::string_view name = radix == 'x' ? "hexadecimal" : radix == 'o' ? "octal" : "binary";
        return read_radix_digits(is_digit, name) && end_number(begin, name);
    }
    if (!read_decimal_tail(begin)) return false;
    bool is_zero = text_.substr(begin, at_ - begin).find_first_not_of("0_") == std::string_view::npos;
    bool goes_on = peek() == '.' || peek() == 'e' || peek() == 'E' || peek() == 'j' || peek() == 'J';
    if (!is_zero && !goes_on) return fail({line_, begin - line_begin_, line_, at_ - line_begin_}, leading_zeros);
    return read_fraction(begin);
}

}  // namespace coluber::syntax
