#include "syntax/literals.h"

#include "syntax/diagnostics.h"
#include "syntax/lexer_state.h"
#include "syntax/unicode.h"

#include <charconv>
#include <limits>

namespace coluber::syntax {

namespace {

constexpr std::size_t max_decimal_digits = 4300;  // sys.int_info.default_max_str_digits

template <class... Args, class... Given>
Diagnostic made(const Diag<Args...>& diag, Given&&... given) {
    Diagnostics all;
    all.report({}, diag, std::forward<Given>(given)...);
    return all.items().front();
}

int digit_value(char c) { return is_decimal(c) ? c - '0' : (c | 0x20) - 'a' + 10; }

// Steps over a line end; true if there was one.
bool skip_line_end(std::string_view body, std::size_t& at) {
    if (body[at] == '\r') {
        at += at + 1 < body.size() && body[at + 1] == '\n' ? 2 : 1;
        return true;
    }
    if (body[at] == '\n') {
        ++at;
        return true;
    }
    return false;
}

std::optional<char> simple_escape(char c) {
    constexpr std::string_view from = "\\'\"abfnrtv", to = "\\'\"\a\b\f\n\r\t\v";
    std::size_t place = from.find(c);
    if (place == std::string_view::npos) return std::nullopt;
    return to[place];
}

// Up to three octal digits from `at` on.
unsigned read_octal(std::string_view body, std::size_t& at) {
    unsigned value = 0;
    for (int i = 0; i < 3 && at < body.size() && is_octal(body[at]); ++i)
        value = value * 8 + static_cast<unsigned>(body[at++] - '0');
    return value;
}

// Exactly `count` hexadecimal digits from `at` on.
std::optional<unicode::Code> read_hex(std::string_view body, std::size_t& at, int count) {
    unicode::Code value = 0;
    for (int i = 0; i < count; ++i, ++at) {
        if (at >= body.size() || !is_hex(body[at])) return std::nullopt;
        value = value * 16 + static_cast<unicode::Code>(digit_value(body[at]));
    }
    return value;
}

Diagnostic bad_escape(std::size_t begin, std::size_t end, std::string_view reason) {
    int last = static_cast<int>(end > begin ? end - 1 : begin);
    return made(bad_unicode_escape, static_cast<int>(begin), last, reason);
}

// An escape of characters, `at` behind the backslash and on x, u, U or N.
std::optional<EscapeError> append_character_escape(std::string& out, std::string_view body, std::size_t& at) {
    std::size_t begin = at - 1;
    char kind = body[at++];
    if (kind == 'N') {
        std::size_t close = at < body.size() && body[at] == '{' ? body.find('}', at) : std::string_view::npos;
        if (close == std::string_view::npos || close == at + 1)
            return bad_escape(begin, std::min(at + 1, body.size()), "malformed \\N character escape");
        auto code = unicode::find_character(body.substr(at + 1, close - at - 1));
        if (!code) return bad_escape(begin, close + 1, "unknown Unicode character name");
        unicode::append(out, *code);
        at = close + 1;
        return std::nullopt;
    }
    int count = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    auto code = read_hex(body, at, count);
    std::string_view reason = kind == 'x'   ? "truncated \\xXX escape"
                              : kind == 'u' ? "truncated \\uXXXX escape"
                                            : "truncated \\UXXXXXXXX escape";
    if (!code) return bad_escape(begin, at, reason);
    if (*code > 0x10ffff) return bad_escape(begin, at, "illegal Unicode character");
    unicode::append(out, *code);
    return std::nullopt;
}

// Copies up to the next backslash or line end; true if something is left.
bool copy_plain(std::string& out, std::string_view body, std::size_t& at, bool is_raw) {
    std::size_t next = body.find_first_of(is_raw ? std::string_view("\r") : std::string_view("\\\r"), at);
    if (next == std::string_view::npos) next = body.size();
    out += body.substr(at, next - at);
    at = next;
    return at < body.size();
}

// A float's or imaginary's digits, underscores gone.
double read_real(std::string_view digits) {
    double value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc::result_out_of_range) return value;
    // Infinite or zero: the decimal exponent of the first digit that is not zero tells.
    std::size_t mark = digits.find_first_of("eE");
    std::string_view mantissa = digits.substr(0, mark);
    std::size_t first = mantissa.find_first_of("123456789"), point = std::min(mantissa.find('.'), mantissa.size());
    if (first == std::string_view::npos) return 0;
    bool is_negative = mark != std::string_view::npos && digits[mark + 1] == '-';
    auto exponent = first < point ? static_cast<std::int64_t>(point - first) : -static_cast<std::int64_t>(first - point);
    std::int64_t written = 0;
    if (mark != std::string_view::npos)
        for (char c : digits.substr(mark + 1))
            if (is_decimal(c)) written = std::min<std::int64_t>(written * 10 + (c - '0'), 1'000'000'000'000);
    exponent += is_negative ? -written : written;
    return exponent > 0 ? std::numeric_limits<double>::infinity() : 0;
}

void set_integer(Value& value, std::string_view digits) {
    value.kind = ValueKind::integer;
    value.text = digits;
    int base = 10;
    if (digits.size() > 2 && digits[0] == '0' && !is_decimal(digits[1])) {
        base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : 2;
        digits.remove_prefix(2);
    }
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value.integer, base);
    value.fits = error == std::errc{};
    if (!value.fits) value.integer = 0;
}

}  // namespace

StringParts take_apart(std::string_view token) {
    StringParts parts;
    std::size_t at = 0;
    for (; token[at] != '"' && token[at] != '\''; ++at) {
        char c = static_cast<char>(token[at] | 0x20);
        parts.is_bytes = parts.is_bytes || c == 'b';
        parts.is_raw = parts.is_raw || c == 'r';
        parts.is_unicode = parts.is_unicode || token[at] == 'u';  // `ast` sees only the small one
    }
    std::size_t quotes = token.size() - at >= 6 && token[at + 1] == token[at] && token[at + 2] == token[at] ? 3 : 1;
    parts.body = token.substr(at + quotes, token.size() - at - 2 * quotes);
    return parts;
}

std::optional<EscapeError> append_text(std::string& out, std::string_view body, bool is_raw) {
    for (std::size_t at = 0; copy_plain(out, body, at, is_raw);) {
        if (skip_line_end(body, at)) {
            out += '\n';
            continue;
        }
        if (++at == body.size()) {  // an f-string's text may end with a backslash before a field
            out += '\\';
            break;
        }
        char c = body[at];
        if (auto simple = simple_escape(c)) {
            out += *simple;
            ++at;
        } else if (is_octal(c)) {
            unicode::append(out, read_octal(body, at));
        } else if (c == 'x' || c == 'u' || c == 'U' || c == 'N') {
            if (auto error = append_character_escape(out, body, at)) return error;
        } else if (!skip_line_end(body, at)) {
            out += '\\';
        }
    }
    return std::nullopt;
}

std::optional<EscapeError> append_bytes(std::string& out, std::string_view body, bool is_raw) {
    for (char c : body)
        if (static_cast<unsigned char>(c) >= 0x80) return made(non_ascii_bytes);
    for (std::size_t at = 0; copy_plain(out, body, at, is_raw);) {
        if (skip_line_end(body, at)) {
            out += '\n';
            continue;
        }
        std::size_t begin = at++;
        char c = at < body.size() ? body[at] : '\0';
        if (auto simple = simple_escape(c)) {
            out += *simple;
            ++at;
        } else if (is_octal(c)) {
            out += static_cast<char>(read_octal(body, at) & 0xff);
        } else if (c == 'x') {
            ++at;
            auto code = read_hex(body, at, 2);
            if (!code) return made(bad_byte_escape, static_cast<int>(begin));
            out += static_cast<char>(*code);
        } else if (!skip_line_end(body, at)) {
            out += '\\';
        }
    }
    return std::nullopt;
}

std::optional<Diagnostic> read_number(std::string_view token, Value& value, std::string& digits) {
    digits.clear();
    for (char c : token)
        if (c != '_') digits += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    bool has_radix = digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'o' || digits[1] == 'b');
    if (!has_radix && digits.back() == 'j') {
        value.kind = ValueKind::imaginary;
        value.real = read_real(std::string_view(digits).substr(0, digits.size() - 1));
    } else if (!has_radix && digits.find_first_of(".e") != std::string::npos) {
        value.kind = ValueKind::real;
        value.real = read_real(digits);
    } else {
        if (!has_radix && digits.size() > max_decimal_digits) return made(too_many_digits, static_cast<int>(digits.size()));
        set_integer(value, digits);
    }
    return std::nullopt;
}

}  // namespace coluber::syntax
