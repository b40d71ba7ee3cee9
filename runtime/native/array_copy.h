// Copying between strided memory, for arrays of one dtype: what `array.assign` and `array.fill` do without NumPy. No Python in it.
#pragma once

#include <cstdint>

namespace coluber::runtime {

/// Where the elements of an array lie. Lengths are not negative; strides are in bytes.
struct Strided {
    char* data;
    std::int32_t ndim;
    const std::int64_t *shape, *strides;
};

/// May an element of the one lie in the bytes of the other? Judged by their first and last bytes.
bool may_overlap(const Strided& a, const Strided& b, std::int64_t item_size);

/// Copies `from` to `into`: same ndim and shape, a stride of `from` may be 0. They do not overlap.
void copy_elements(const Strided& into, const Strided& from, std::int64_t item_size);

/// Writes the item to all elements.
void fill_elements(const Strided& into, const char* item, std::int64_t item_size);

}  // namespace coluber::runtime
