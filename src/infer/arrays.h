// Arrays as inference sees them: geometry, views, items. Shared by the rules for items, attributes, methods and NumPy's functions.
#pragma once

#include "infer/specialiser.h"
#include "types/iteration.h"

#include <optional>
#include <span>
#include <vector>

namespace coluber::infer {

using types::Layout;

ValueId array_dim(Specialiser& s, ValueId array, std::uint32_t axis);
std::vector<ValueId> array_dims(Specialiser& s, ValueId array);
/// In bytes.
ValueId array_stride(Specialiser& s, ValueId array, std::uint32_t axis);
/// How many elements.
ValueId array_size(Specialiser& s, ValueId array);

/// An axis of a view: its length, and its stride in bytes.
struct Axis {
    ValueId size, stride;
};
std::vector<Axis> array_axes(Specialiser& s, ValueId array);
/// The view of `array` that begins `offset` bytes behind it and has these axes. `layout`: what is known of them.
ValueId array_part(Specialiser& s, ValueId array, ValueId offset, std::span<const Axis> axes, Layout layout);
/// The same with elements of another dtype.
ValueId array_part(Specialiser& s, ValueId array, ValueId offset, std::span<const Axis> axes, Layout layout, DType dtype);
/// The dtype of the parts of complex numbers.
DType real_dtype(DType dtype);

/// Where a slice begins on an axis and how it goes on: offset and stride are those of the view. `step` as in a constant slice, if known.
struct SlicedAxis {
    Axis axis;
    ValueId offset;
    bool is_whole, is_unit_step;  // known when compiling
};
SlicedAxis slice_axis(Specialiser& s, ValueId slice, const Axis& axis);
/// A slice of None and ints; nothing: it has to be Python's.
ValueId make_slice(Specialiser& s, ValueId start, ValueId stop, ValueId step);

/// `array[index]`; nothing (and the block alive): the index is not one of NumPy's basic ones.
ValueId array_item(Specialiser& s, ValueId array, ValueId index);
/// `array[index] = value`; false: Python has to do it.
bool store_array_item(Specialiser& s, ValueId array, ValueId index, ValueId value);
/// The type of `array[index]` where the index has arrays in it; none: not known.
std::optional<TypeId> advanced_item_type(Specialiser& s, ValueId array, ValueId index);

/// `array.name`; nothing: no native form.
ValueId array_attribute(Specialiser& s, ValueId array, std::string_view name);
/// The view with its axes in another order.
ValueId transpose(Specialiser& s, ValueId array, std::span<const std::uint32_t> axes);

/// An iterator over all elements of an array, or over the indices of a shape.
ValueId element_iterator(Specialiser& s, ValueId container, types::Iteration iteration);

/// The result of a Python-level op as a native value of the type that it is sure to have, but for what nobody foresaw: then the twin
/// goes on with the object (docs/types.md). In the twin itself it stays an object.
ValueId expect(Specialiser& s, ValueId object, TypeId type);

}  // namespace coluber::infer
