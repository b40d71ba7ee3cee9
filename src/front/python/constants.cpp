// Literals as IR constants.
#include "front/python/lowering.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace coluber::front {

using namespace syntax;

namespace {

constexpr std::uint32_t chunk = 1'000'000'000;  // nine decimal digits a word: their products fit 64 bits

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// The decimal digits of a literal such as 0xff…: Horner's rule over words of nine digits.
std::string decimal(std::string_view text) {
    unsigned base = 10;
    if (text.size() > 2 && text[0] == '0' && text[1] > '9') {
        base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : 2;
        text.remove_prefix(2);
    }
    if (base == 10) {
        text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
        return std::string(text);
    }
    std::vector<std::uint32_t> words{0};  // least significant first
    for (char c : text) {
        std::uint64_t carry = static_cast<std::uint64_t>(digit_of(c));
        for (std::uint32_t& word : words) {
            std::uint64_t next = std::uint64_t{word} * base + carry;
            word = static_cast<std::uint32_t>(next % chunk);
            carry = next / chunk;
        }
        if (carry != 0) words.push_back(static_cast<std::uint32_t>(carry));
    }
    std::string digits = std::to_string(words.back());
    for (std::size_t i = words.size() - 1; i > 0; --i) {
        std::string part = std::to_string(words[i - 1]);
        digits += std::string(9 - part.size(), '0') + part;
    }
    return digits;
}

}  // namespace

ir::Constant constant_of(const Value& value) {
    switch (value.kind) {
        case ValueKind::none: return ir::None{};
        case ValueKind::boolean: return value.boolean;
        case ValueKind::integer:
            if (value.fits) return value.integer;
            return ir::BigInt{decimal(value.text)};
        case ValueKind::real: return value.real;
        case ValueKind::imaginary: return ir::Complex{value.real};
        case ValueKind::string: return std::string(value.text);
        case ValueKind::bytes: return ir::Bytes{std::string(value.text)};
        case ValueKind::ellipsis: return ir::Ellipsis{};
    }
    CHECK(false, "a literal of no kind");
    return ir::None{};
}

std::optional<ir::Constant> negated(const Value& value) {
    if (value.kind == ValueKind::real) return -value.real;
    if (value.kind != ValueKind::integer) return std::nullopt;
    if (value.fits) return -value.integer;
    std::string digits = "-" + decimal(value.text);
    std::int64_t integer = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), integer);
    if (error == std::errc{} && end == digits.data() + digits.size()) return integer;
    return ir::BigInt{std::move(digits)};
}

std::optional<bool> constant_truth(const Expr& node, bool debug) {
    if (auto* name = as<Name>(&node); name && name->id == "__debug__") return debug;
    auto* constant = as<Constant>(&node);
    if (!constant) return std::nullopt;
    const Value& value = constant->value;
    switch (value.kind) {
        case ValueKind::none: return false;
        case ValueKind::boolean: return value.boolean;
        case ValueKind::integer: return !value.fits || value.integer != 0;
        case ValueKind::real:
        case ValueKind::imaginary: return value.real != 0;
        case ValueKind::string:
        case ValueKind::bytes: return !value.text.empty();
        case ValueKind::ellipsis: return true;
    }
    return std::nullopt;
}

}  // namespace coluber::front
