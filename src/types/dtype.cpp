#include "types/dtype.h"

#include <algorithm>
#include <array>

namespace coluber::types {

namespace {

constexpr std::array<DTypeInfo, dtype_count> infos{{
    {"bool", DTypeKind::boolean, 1, 0},
    {"int8", DTypeKind::signed_int, 1, 1},
    {"uint8", DTypeKind::unsigned_int, 1, 2},
    {"int16", DTypeKind::signed_int, 2, 3},
    {"uint16", DTypeKind::unsigned_int, 2, 4},
    {"int32", DTypeKind::signed_int, 4, 5},
    {"uint32", DTypeKind::unsigned_int, 4, 6},
    {"int64", DTypeKind::signed_int, 8, 7},
    {"uint64", DTypeKind::unsigned_int, 8, 8},
    {"float32", DTypeKind::floating, 4, 11},
    {"float64", DTypeKind::floating, 8, 12},
    {"complex64", DTypeKind::complex, 8, 14},
    {"complex128", DTypeKind::complex, 16, 15},
}};

DType find(DTypeKind kind, std::uint8_t size) {
    auto found = std::ranges::find_if(infos, [&](const DTypeInfo& i) { return i.kind == kind && i.size == size; });
    return found == infos.end() ? DType::float64 : static_cast<DType>(found - infos.begin());
}

/// The smallest float size that NumPy takes for an integer dtype: 8 bits fit float16, which becomes float32 here.
std::uint8_t float_size_for(DType d) { return info(d).size <= 2 ? 4 : 8; }

DType promote_integers(DType a, DType b) {
    const DTypeInfo &x = info(a), &y = info(b);
    if (x.kind == y.kind) return x.size >= y.size ? a : b;
    const DTypeInfo& with_sign = x.kind == DTypeKind::signed_int ? x : y;
    const DTypeInfo& without = x.kind == DTypeKind::signed_int ? y : x;
    if (with_sign.size > without.size) return find(DTypeKind::signed_int, with_sign.size);
    if (without.size == 8) return DType::float64;
    return find(DTypeKind::signed_int, static_cast<std::uint8_t>(without.size * 2));
}

std::uint8_t real_size(DType d) {
    const DTypeInfo& i = info(d);
    if (i.kind == DTypeKind::complex) return i.size / 2;
    return i.kind == DTypeKind::floating ? i.size : i.kind == DTypeKind::boolean ? 4 : float_size_for(d);
}

}  // namespace

const DTypeInfo& info(DType dtype) { return infos[static_cast<std::size_t>(dtype)]; }

std::optional<DType> dtype_named(std::string_view name) {
    if (name == "bool_") name = "bool";
    auto found = std::ranges::find_if(infos, [&](const DTypeInfo& i) { return i.name == name; });
    if (found == infos.end()) return std::nullopt;
    return static_cast<DType>(found - infos.begin());
}

DType promote(DType a, DType b) {
    if (a == b) return a;
    if (a == DType::boolean) return b;
    if (b == DType::boolean) return a;
    if (is_integer(a) && is_integer(b)) return promote_integers(a, b);
    std::uint8_t size = std::max(real_size(a), real_size(b));
    if (is_complex(a) || is_complex(b)) return find(DTypeKind::complex, static_cast<std::uint8_t>(2 * size));
    return find(DTypeKind::floating, size);
}

DType promote_weak(DType d, DTypeKind weak) {
    if (weak == DTypeKind::boolean) return d;
    if (weak == DTypeKind::signed_int) return d == DType::boolean ? DType::int64 : d;
    if (weak == DTypeKind::floating) return is_float(d) || is_complex(d) ? d : DType::float64;
    if (is_complex(d)) return d;
    return d == DType::float32 ? DType::complex64 : DType::complex128;
}

}  // namespace coluber::types
