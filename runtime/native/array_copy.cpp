#include "runtime/native/array_copy.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace coluber::runtime {

namespace {

constexpr int max_ndim = 64;  // NumPy's

struct Axis {
    std::int64_t length, into, from;  // strides
};

/// The axes of a copy: those of length 1 left out, the largest stride of `into` first, neighbours that make one row joined.
struct Walk {
    Axis axes[max_ndim];
    int count = 0;
    bool is_empty = false;

    Walk(const Strided& into, const std::int64_t* from_strides, std::int64_t item_size) {
        for (int i = 0; i < into.ndim; ++i) {
            is_empty |= into.shape[i] == 0;
            if (into.shape[i] != 1) axes[count++] = {into.shape[i], into.strides[i], from_strides ? from_strides[i] : 0};
        }
        std::stable_sort(axes, axes + count, [](const Axis& a, const Axis& b) { return std::abs(a.into) > std::abs(b.into); });
        join_rows();
        if (count == 0) axes[count++] = {1, item_size, item_size};
    }

private:
    void join_rows() {
        int last = 0;
        for (int i = 1; i < count; ++i) {
            Axis &outer = axes[last], &inner = axes[i];
            bool is_one_row = outer.into == inner.length * inner.into && outer.from == inner.length * inner.from;
            if (is_one_row)
                outer = {outer.length * inner.length, inner.into, inner.from};
            else
                axes[++last] = inner;
        }
        count = std::min(count, last + 1);
    }
};

template <class Item>
void copy_row(char* into, const char* from, const Axis& axis) {
    for (std::int64_t i = 0; i < axis.length; ++i, into += axis.into, from += axis.from) std::memcpy(into, from, sizeof(Item));
}

struct Pair {
    double parts[2];
};
using CopyRow = void (*)(char*, const char*, const Axis&);

/// For items of 1, 2, 4, 8 or 16 bytes, which are all that dtypes have.
CopyRow row_copier(std::int64_t item_size) {
    switch (item_size) {
        case 1: return copy_row<char>;
        case 2: return copy_row<std::int16_t>;
        case 4: return copy_row<std::int32_t>;
        case 8: return copy_row<std::int64_t>;
        default: return copy_row<Pair>;
    }
}

void walk(const Walk& way, int depth, char* into, const char* from, std::int64_t item_size, CopyRow row) {
    const Axis& axis = way.axes[depth];
    if (depth + 1 < way.count) {
        for (std::int64_t i = 0; i < axis.length; ++i)
            walk(way, depth + 1, into + i * axis.into, from + i * axis.from, item_size, row);
    } else if (axis.into == item_size && axis.from == item_size) {
        std::memcpy(into, from, static_cast<std::size_t>(axis.length * item_size));
    } else {
        row(into, from, axis);
    }
}

/// The bytes from the first to behind the last.
std::pair<const char*, const char*> extent(const Strided& array, std::int64_t item_size) {
    const char *begin = array.data, *end = array.data + item_size;
    for (int i = 0; i < array.ndim; ++i) {
        if (array.shape[i] == 0) return {begin, begin};
        std::int64_t reach = (array.shape[i] - 1) * array.strides[i];
        (reach < 0 ? begin : end) += reach;
    }
    return {begin, end};
}

}  // namespace

bool may_overlap(const Strided& a, const Strided& b, std::int64_t item_size) {
    auto [a_begin, a_end] = extent(a, item_size);
    auto [b_begin, b_end] = extent(b, item_size);
    return a_begin < b_end && b_begin < a_end;
}

void copy_elements(const Strided& into, const Strided& from, std::int64_t item_size) {
    Walk way(into, from.strides, item_size);
    if (!way.is_empty) walk(way, 0, into.data, from.data, item_size, row_copier(item_size));
}

void fill_elements(const Strided& into, const char* item, std::int64_t item_size) {
    Walk way(into, nullptr, item_size);
    if (!way.is_empty) walk(way, 0, into.data, item, item_size, row_copier(item_size));
}

}  // namespace coluber::runtime
