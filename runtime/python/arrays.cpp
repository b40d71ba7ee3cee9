// Whole arrays: shapes that broadcast, with NumPy's sentences where they do not.
#include "runtime/python/functions.h"

#include <algorithm>
#include <string>
#include <vector>

namespace {

using Shape = std::vector<std::int64_t>;

std::vector<Shape> read_shapes(std::int64_t count, const std::int64_t* words) {
    std::vector<Shape> shapes;
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t ndim = *words++;
        shapes.emplace_back(words, words + ndim);
        words += ndim;
    }
    return shapes;
}

/// As NumPy writes it in its errors: no space behind the comma.
std::string text_of(const Shape& shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? "," : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

/// Widens `whole` so that `shape` broadcasts to it; false: they do not fit.
bool broadcast(Shape& whole, const Shape& shape) {
    if (shape.size() > whole.size()) whole.insert(whole.begin(), shape.size() - whole.size(), 1);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        std::int64_t& dim = whole[whole.size() - shape.size() + i];
        if (shape[i] == dim || shape[i] == 1) continue;
        if (dim != 1) return false;
        dim = shape[i];
    }
    return true;
}

}  // namespace

extern "C" std::int32_t cb_broadcast(std::int64_t into, std::int64_t count, const std::int64_t* words, std::int64_t* out) {
    std::vector<Shape> shapes = read_shapes(count, words);
    if (into) std::rotate(shapes.begin(), shapes.begin() + 1, shapes.end());  // NumPy names it last
    Shape whole;
    bool fits = std::all_of(shapes.begin(), shapes.end(), [&](const Shape& shape) { return broadcast(whole, shape); });
    if (!fits) {
        std::string list;
        for (const Shape& shape : shapes) list += text_of(shape) + " ";
        PyErr_Format(PyExc_ValueError, "operands could not be broadcast together with shapes %s", list.c_str());
        return 0;
    }
    if (into && shapes.back() != whole) {
        PyErr_Format(PyExc_ValueError, "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s",
                     text_of(shapes.back()).c_str(), text_of(whole).c_str());
        return 0;
    }
    std::copy(whole.begin(), whole.end(), out);
    return 1;
}
