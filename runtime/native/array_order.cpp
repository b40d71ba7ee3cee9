#include "runtime/native/array_order.h"

#include <cstdlib>
#include <vector>

namespace coluber::runtime {

namespace {

/// Arrays as compiled code describes them, with the strides that they have once broadcast: 0 along an axis that is repeated.
class Strides {
public:
    Strides(std::int64_t ndim, std::int64_t count, const std::int64_t* arrays)
        : ndim_(ndim), strides_(static_cast<std::size_t>(ndim * count)) {
        for (std::int64_t array = 0; array < count; ++array) {
            std::int64_t own = *arrays++, skipped = ndim - own;
            for (std::int64_t axis = 0; axis < own; ++axis) {
                bool is_repeated = arrays[axis] == 1;  // an axis of one element has no direction, whatever its stride says
                at(array, skipped + axis) = is_repeated ? 0 : arrays[own + axis];
            }
            arrays += 2 * own;
        }
    }
    std::int64_t& at(std::int64_t array, std::int64_t axis) { return strides_[static_cast<std::size_t>(array * ndim_ + axis)]; }

private:
    std::int64_t ndim_;
    std::vector<std::int64_t> strides_;
};

enum class Opinion : std::uint8_t { none, stay, swap };

/// Should `inner`, which stands further in, stand further out than `outer`? One array that says no decides.
Opinion compare(Strides& strides, std::int64_t count, std::int64_t outer, std::int64_t inner) {
    Opinion opinion = Opinion::none;
    for (std::int64_t array = 0; array < count; ++array) {
        std::int64_t a = std::abs(strides.at(array, outer)), b = std::abs(strides.at(array, inner));
        if (a == 0 || b == 0) continue;
        if (b <= a) return Opinion::stay;
        opinion = Opinion::swap;
    }
    return opinion;
}

void sort_axes(Strides& strides, std::int64_t ndim, std::int64_t count, std::int64_t* order) {
    for (std::int64_t i = 0; i < ndim; ++i) order[i] = i;
    // From the innermost axis outwards: each further one goes inwards as long as it should.
    for (std::int64_t from = ndim - 2; from >= 0; --from) {
        std::int64_t to = from, axis = order[from];
        for (std::int64_t inner = from + 1; inner < ndim; ++inner) {
            Opinion opinion = compare(strides, count, axis, order[inner]);
            if (opinion == Opinion::stay) break;
            if (opinion == Opinion::swap) to = inner;
        }
        for (std::int64_t i = from; i < to; ++i) order[i] = order[i + 1];
        order[to] = axis;
    }
}

}  // namespace

void find_axis_order(std::int64_t ndim, std::int64_t count, const std::int64_t* arrays, std::int64_t* order) {
    Strides strides(ndim, count, arrays);
    sort_axes(strides, ndim, count, order);
}

}  // namespace coluber::runtime

extern "C" void cb_array_walk(std::int64_t count, const std::int64_t* arrays, std::int64_t* out) {
    std::int64_t ndim = arrays[0];
    const std::int64_t* dims = arrays + 1;
    coluber::runtime::Strides strides(ndim, count, arrays);
    std::vector<std::int64_t> order(static_cast<std::size_t>(ndim));
    coluber::runtime::sort_axes(strides, ndim, count, order.data());
    // From the innermost axis outwards; one that goes on where the last one ends becomes part of it.
    std::int64_t place = ndim;
    for (std::int64_t i = ndim; i-- > 0;) {
        std::int64_t axis = order[static_cast<std::size_t>(i)], dim = dims[axis];
        if (dim == 1) continue;
        bool goes_on = place < ndim;
        for (std::int64_t array = 0; goes_on && array < count; ++array)
            goes_on = strides.at(array, axis) == out[ndim + array * ndim + place] * out[place];
        if (goes_on) {
            out[place] *= dim;
            continue;
        }
        out[--place] = dim;
        for (std::int64_t array = 0; array < count; ++array) out[ndim + array * ndim + place] = strides.at(array, axis);
    }
    while (place > 0) {
        out[--place] = 1;
        for (std::int64_t array = 0; array < count; ++array) out[ndim + array * ndim + place] = 0;
    }
}
