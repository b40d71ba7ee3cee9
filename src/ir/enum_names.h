// The text form's words for the enums among an op's immediates, and for its flags.
#pragma once

#include "ir/function.h"

#include <array>
#include <span>
#include <string_view>

namespace coluber::ir {

/// The names in the order of the enumerators; the text form spells an enum by them.
inline std::span<const std::string_view> names_of(BinaryKind) {
    static constexpr std::array<std::string_view, 13> names{
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "bit_and", "bit_or", "bit_xor"};
    return names;
}
inline std::span<const std::string_view> names_of(UnaryKind) {
    static constexpr std::array<std::string_view, 3> names{"neg", "pos", "invert"};
    return names;
}
inline std::span<const std::string_view> names_of(CompareKind) {
    static constexpr std::array<std::string_view, 6> names{"lt", "le", "eq", "ne", "gt", "ge"};
    return names;
}
inline std::span<const std::string_view> names_of(ArithKind) {
    static constexpr std::array<std::string_view, 13> names{
        "add", "sub", "mul", "div", "floordiv", "mod", "bit_and", "bit_or", "bit_xor", "lshift", "rshift", "min", "max"};
    return names;
}
inline std::span<const std::string_view> names_of(MathKind) {
    static constexpr std::array<std::string_view, 6> names{"sqrt", "floor", "ceil", "trunc", "rint", "fabs"};
    return names;
}
inline std::span<const std::string_view> names_of(FormatKind) {
    static constexpr std::array<std::string_view, 4> names{"none", "str", "repr", "ascii"};
    return names;
}
inline std::span<const std::string_view> names_of(ErrorCode) { return error_code_names; }

template <class Enum>
std::string_view name_of(Enum value) {
    auto index = static_cast<std::size_t>(value);
    return index < names_of(value).size() ? names_of(value)[index] : "?";
}

struct FlagName {
    Flags flag;
    std::string_view name;
};
inline constexpr std::array flag_names{FlagName{Flags::inplace, "inplace"},     FlagName{Flags::fastmath, "fastmath"},
                                       FlagName{Flags::unchecked, "unchecked"}, FlagName{Flags::no_wraparound, "no_wraparound"},
                                       FlagName{Flags::exact, "exact"},         FlagName{Flags::disjoint, "disjoint"},
                                       FlagName{Flags::pending, "pending"}};

}  // namespace coluber::ir
