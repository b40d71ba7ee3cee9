// In which order to walk over the axes of arrays that broadcast to each other: NumPy's order "K". No Python in it.
// Compiled code describes arrays as words: for each one its number of axes, its dims, its byte strides.
#pragma once

#include <cstdint>

namespace coluber::runtime {

/// The axes of `arrays`, which broadcast to `ndim` dims, from the slowest to the fastest: by falling strides; where arrays disagree,
/// or nobody has an opinion, as they stand. Source: NumPy's nditer (behaviour, tried).
void find_axis_order(std::int64_t ndim, std::int64_t count, const std::int64_t* arrays, std::int64_t* order);

}  // namespace coluber::runtime

extern "C" {
/// `array.walk`: `out` gets the dims of the walk, then for each array its strides (as many). The first array has all dims.
void cb_array_walk(std::int64_t count, const std::int64_t* arrays, std::int64_t* out);
}
