// Where CPython and NumPy keep what compiled code reads and writes itself. Data of the running Python, because one compiler library
// serves all versions; the driver fills it from the request, `python_layout` knows the versions tried.
#pragma once

#include <cstdint>

namespace coluber::lower {

/// How reference counts are counted.
enum class RefcountRule : std::uint8_t {
    plain,         // 3.11: 64 bits, always counted
    immortal_low,  // 3.12, 3.13: the low 32 bits; negative as int32: immortal, left alone
};

/// Where a Python int keeps size and sign.
enum class IntLayout : std::uint8_t {
    signed_size,  // 3.11: ob_size, negative for negative numbers
    tag,          // 3.12: lv_tag; bits 0-1: sign (0 positive, 1 zero, 2 negative), from bit 3: number of digits
};

struct PythonLayout {
    RefcountRule refcounts = RefcountRule::plain;
    IntLayout ints = IntLayout::signed_size;
    std::uint32_t refcount = 0, type = 8;         // PyObject
    std::uint32_t float_value = 16;               // PyFloatObject
    std::uint32_t complex_value = 16;             // PyComplexObject: real, imaginary
    std::uint32_t int_size = 16, int_digit = 24;  // PyLongObject: size or tag, first digit (30 bits in 32)
    std::uint32_t tuple_size = 16, tuple_items = 24;
    std::uint32_t slice_parts = 16;          // start, stop, step
    std::uint32_t scalar_value = 16;         // NumPy scalars
    std::uint32_t list_items = 24;           // where the items lie
    std::uint32_t size = 16, set_size = 24;  // number of items of list, dict, str and bytes; of a set
    std::uint32_t array_data = 16, array_ndim = 24, array_dims = 32, array_strides = 40, array_base = 48, array_descr = 56,
                  array_flags = 64;
};

/// The layout of CPython `major.minor` (64 bits, with GIL).
inline PythonLayout python_layout(int major, int minor) {
    PythonLayout layout;
    if (major > 3 || (major == 3 && minor >= 12)) {
        layout.refcounts = RefcountRule::immortal_low;
        layout.ints = IntLayout::tag;
    }
    return layout;
}

}  // namespace coluber::lower
