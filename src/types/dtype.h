// NumPy's numeric dtypes and their promotion (NEP 50).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coluber::types {

enum class DType : std::uint8_t {
    boolean,
    int8,
    uint8,
    int16,
    uint16,
    int32,
    uint32,
    int64,
    uint64,
    float32,
    float64,
    complex64,
    complex128,
};
inline constexpr int dtype_count = 13;

enum class DTypeKind : std::uint8_t { boolean, signed_int, unsigned_int, floating, complex };

struct DTypeInfo {
    std::string_view name;  // NumPy's: "bool", "int8", …
    DTypeKind kind;
    std::uint8_t size;  // bytes
    int type_num;       // NPY_TYPES of an LP64 platform
};

const DTypeInfo& info(DType dtype);
std::optional<DType> dtype_named(std::string_view name);

inline bool is_integer(DType d) { return info(d).kind == DTypeKind::signed_int || info(d).kind == DTypeKind::unsigned_int; }
inline bool is_float(DType d) { return info(d).kind == DTypeKind::floating; }
inline bool is_complex(DType d) { return info(d).kind == DTypeKind::complex; }

/// NumPy's common type of two dtypes (`np.promote_types`).
DType promote(DType a, DType b);
/// The dtype that results when a NumPy value of dtype `d` meets a Python number of kind `weak` (NEP 50).
DType promote_weak(DType d, DTypeKind weak);

}  // namespace coluber::types
