// What the rules about arrays share: geometry as values, views, attributes.
#include "infer/arrays.h"

#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>
#include <numeric>

namespace coluber::infer {

using ir::ArithKind;

ValueId array_dim(Specialiser& s, ValueId array, std::uint32_t axis) {
    return s.emit(ir::ArrayDim{axis, array}, types::integer);
}

std::vector<ValueId> array_dims(Specialiser& s, ValueId array) {
    std::vector<ValueId> dims;
    for (std::uint32_t axis = 0; axis < s.type_info(array).number; ++axis) dims.push_back(array_dim(s, array, axis));
    return dims;
}

ValueId array_stride(Specialiser& s, ValueId array, std::uint32_t axis) {
    const types::Type& type = s.type_info(array);
    bool is_item_size = (type.layout == Layout::c && axis + 1 == type.number) || (type.layout == Layout::f && axis == 0);
    if (is_item_size) return s.const_int(info(type.dtype).size);
    return s.emit(ir::ArrayStride{axis, array}, types::integer);
}

ValueId array_size(Specialiser& s, ValueId array) {
    ValueId size = s.const_int(1);
    for (ValueId dim : array_dims(s, array)) size = s.arith(ArithKind::mul, size, dim);
    return size;  // NumPy keeps the product of the dimensions within int64
}

std::vector<Axis> array_axes(Specialiser& s, ValueId array) {
    std::vector<Axis> axes;
    for (std::uint32_t axis = 0; axis < s.type_info(array).number; ++axis)
        axes.push_back({array_dim(s, array, axis), array_stride(s, array, axis)});
    return axes;
}

ValueId array_part(Specialiser& s, ValueId array, ValueId offset, std::span<const Axis> axes, Layout layout) {
    return array_part(s, array, offset, axes, layout, s.type_info(array).dtype);
}

ValueId array_part(Specialiser& s, ValueId array, ValueId offset, std::span<const Axis> axes, Layout layout, DType dtype) {
    std::vector<ValueId> geometry;
    for (const Axis& axis : axes) geometry.push_back(axis.size);
    if (layout == Layout::any)
        for (const Axis& axis : axes) geometry.push_back(axis.stride);
    TypeId type = s.types.array(dtype, static_cast<std::uint32_t>(axes.size()), layout);
    return s.emit(ir::ArrayPart{array, offset, geometry}, type);
}

DType real_dtype(DType dtype) { return dtype == DType::complex64 ? DType::float32 : DType::float64; }

ValueId transpose(Specialiser& s, ValueId array, std::span<const std::uint32_t> order) {
    std::vector<Axis> axes = array_axes(s, array), out;
    for (std::uint32_t axis : order) out.push_back(axes[axis]);
    Layout layout = s.type_info(array).layout;
    bool is_same = std::ranges::is_sorted(order);
    bool is_reversed = std::ranges::is_sorted(order, std::greater());
    if (!is_same) layout = layout == Layout::any || !is_reversed ? Layout::any : layout == Layout::c ? Layout::f : Layout::c;
    return array_part(s, array, s.const_int(0), out, layout);
}

ValueId expect(Specialiser& s, ValueId object, TypeId type) {
    if (s.is_generic() || s.is_dead() || s.type(object) == type) return object;
    std::string complaint =
        fmt::format("`{}` gave a value of another class or layout than was expected", s.text_of(s.builder.at));
    return s.emit(ir::Expect{s.name(complaint), object}, type);
}

ValueId element_iterator(Specialiser& s, ValueId container, types::Iteration iteration) {
    return s.emit(ir::IterMake{container}, types::iterator(s.types, s.type(container), iteration));
}

// ── attributes ──

namespace {

ValueId tuple_of(Specialiser& s, const std::vector<ValueId>& items) { return pack_tuple(s, items); }

ValueId strides_attribute(Specialiser& s, ValueId array) {
    std::vector<ValueId> strides;
    for (const Axis& axis : array_axes(s, array)) strides.push_back(axis.stride);
    return tuple_of(s, strides);
}

ValueId transposed(Specialiser& s, ValueId array) {
    std::vector<std::uint32_t> order(s.type_info(array).number);
    std::iota(order.rbegin(), order.rend(), 0u);
    return transpose(s, array, order);
}

/// The parts of complex elements are a view; an array of real numbers is its real part.
ValueId real_or_imaginary(Specialiser& s, ValueId array, bool is_imaginary) {
    DType dtype = s.type_info(array).dtype;
    if (!types::is_complex(dtype)) return is_imaginary ? s.nothing() : array;
    std::vector<Axis> axes = array_axes(s, array);
    ValueId offset = s.const_int(is_imaginary ? info(dtype).size / 2 : 0);
    return array_part(s, array, offset, axes, axes.empty() ? Layout::c : Layout::any, real_dtype(dtype));
}

/// What every array has but the axes themselves.
ValueId number_attribute(Specialiser& s, ValueId array, std::string_view name) {
    const types::Type type = s.type_info(array);
    std::int64_t item_size = info(type.dtype).size;
    if (name == "size") return array_size(s, array);
    if (name == "ndim") return s.const_int(type.number);
    if (name == "itemsize") return s.const_int(item_size);
    if (name == "nbytes") return s.arith(ArithKind::mul, array_size(s, array), s.const_int(item_size));
    return s.nothing();
}

}  // namespace

ValueId array_attribute(Specialiser& s, ValueId array, std::string_view name) {
    if (name == "shape") return tuple_of(s, array_dims(s, array));
    if (name == "strides") return strides_attribute(s, array);
    if (name == "T") return transposed(s, array);
    if (name == "dtype") return s.emit(ir::DtypeValue{}, s.types.dtype(s.type_info(array).dtype));
    if (name == "flat" && s.is_only_iterated()) return element_iterator(s, array, types::Iteration::elements);
    if (name == "real" || name == "imag") return real_or_imaginary(s, array, name == "imag");
    return number_attribute(s, array, name);
}

}  // namespace coluber::infer
