// `array[index]` read and written: NumPy's basic indices (integers, slices, None, `...`) as elements and views; what the others give.
// Source: NumPy, "Indexing on ndarrays"; the order of its errors is that of numpy/core/src/multiarray/mapping.c (behaviour).
#include "infer/arrays.h"
#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>
#include <limits>

namespace coluber::infer {

namespace {

enum class PartKind : std::uint8_t { integer, slice, new_axis, ellipsis };

struct IndexPart {
    PartKind kind;
    ValueId value;
};

/// An index that NumPy takes as an integer, as int; none: another kind of index (bool, float, array).
ValueId integer_index(Specialiser& s, ValueId index) {
    if (s.kind(index) == Kind::integer) return index;
    bool is_numpys = s.kind(index) == Kind::scalar || s.kind(index) == Kind::maybe_np;
    bool is_np_int = is_numpys && types::is_integer(s.type_info(index).dtype);
    if (!is_np_int) return s.nothing();
    if (s.type_info(index).dtype == DType::uint64) {
        ValueId most = s.convert(s.const_int(std::numeric_limits<std::int64_t>::max()), s.type(index));
        s.check(ErrorCode::overflow_error, "Python int too large to convert to C long",
                s.compare(ir::CompareKind::le, index, most));
    }
    return s.convert(index, types::integer);
}

std::optional<IndexPart> basic_part(Specialiser& s, ValueId value) {
    if (s.kind(value) == Kind::none) return IndexPart{PartKind::new_axis, value};
    if (s.kind(value) == Kind::slice) return IndexPart{PartKind::slice, value};
    const ir::Constant* literal = s.constant(value);
    if (literal && std::holds_alternative<ir::Ellipsis>(*literal)) return IndexPart{PartKind::ellipsis, value};
    ValueId integer = integer_index(s, value);
    return integer ? std::optional(IndexPart{PartKind::integer, integer}) : std::nullopt;
}

std::vector<ValueId> index_items(Specialiser& s, ValueId index) {
    auto size = tuple_size(s, index);
    if (!size) return {index};
    std::vector<ValueId> items;
    for (std::size_t i = 0; i < *size; ++i) items.push_back(tuple_item(s, index, i));
    return items;
}

/// The parts of an index, all basic; none: there is another one.
std::optional<std::vector<IndexPart>> basic_parts(Specialiser& s, ValueId index) {
    std::vector<IndexPart> parts;
    for (ValueId item : index_items(s, index)) {
        auto part = basic_part(s, item);
        if (!part) return std::nullopt;
        parts.push_back(*part);
    }
    return parts;
}

std::size_t count_of(const std::vector<IndexPart>& parts, PartKind kind) {
    return static_cast<std::size_t>(std::ranges::count(parts, kind, &IndexPart::kind));
}

/// Are there as many axes as indices? Fails with NumPy's errors where not; false then.
bool fits_axes(Specialiser& s, ValueId array, const std::vector<IndexPart>& parts) {
    std::size_t ndim = s.type_info(array).number;
    std::size_t used = count_of(parts, PartKind::integer) + count_of(parts, PartKind::slice);
    if (count_of(parts, PartKind::ellipsis) > 1)
        s.fail(ErrorCode::index_text, "an index can only have a single ellipsis ('...')");
    else if (used > ndim)
        s.fail(ErrorCode::index_text,
               fmt::format("too many indices for array: array is {}-dimensional, but {} were indexed", ndim, used));
    return !s.is_dead();
}

ValueId checked_index(Specialiser& s, ValueId index, ValueId size, std::uint32_t axis) {
    bool is_negative_literal = s.constant_int(index).value_or(0) < 0;
    if (s.is_library() && !is_negative_literal) return index;  // its word is taken (docs/adding-a-function.md)
    ValueId wrapped = s.emit(ir::WrapIndex{index, size}, types::integer);
    if (!s.inference.options.boundscheck) return wrapped;
    return s.emit(ir::CheckBounds{axis, wrapped, size, index}, types::integer);
}

/// Makes the view of a basic index, part by part.
class ViewMaker {
public:
    ViewMaker(Specialiser& s, ValueId array) : s_(s), array_(array), offset_(s.const_int(0)) {}

    ValueId make(const std::vector<IndexPart>& parts) {
        std::size_t used = count_of(parts, PartKind::integer) + count_of(parts, PartKind::slice);
        auto rest = s_.type_info(array_).number - static_cast<std::uint32_t>(used);
        bool has_ellipsis = count_of(parts, PartKind::ellipsis) > 0;
        for (const IndexPart& part : parts) {
            if (part.kind == PartKind::integer) take_element(part.value);
            if (part.kind == PartKind::slice) take_slice(part.value);
            if (part.kind == PartKind::new_axis) axes_.push_back({s_.const_int(1), s_.const_int(0)}), has_new_axis_ = true;
            if (part.kind == PartKind::ellipsis) take_whole(rest);
            if (s_.is_dead()) return s_.nothing();
        }
        if (!has_ellipsis) take_whole(rest);
        return array_part(s_, array_, offset_, axes_, layout());
    }

private:
    /// How much of one axis of the array is in the view.
    struct Taken {
        std::uint32_t axis;
        bool is_whole, is_unit_step;
    };

    Axis next_axis() const { return {array_dim(s_, array_, axis_), array_stride(s_, array_, axis_)}; }
    void move(ValueId by) {
        if (s_.constant_int(by) == 0) return;
        offset_ = s_.constant_int(offset_) == 0 ? by : s_.arith(ir::ArithKind::add, offset_, by);
    }
    void take_element(ValueId index) {
        Axis axis = next_axis();
        ValueId at = checked_index(s_, index, axis.size, axis_++);
        move(s_.arith(ir::ArithKind::mul, at, axis.stride));
    }
    void take_slice(ValueId slice) {
        SlicedAxis sliced = slice_axis(s_, slice, next_axis());
        if (s_.is_dead()) return;
        axes_.push_back(sliced.axis);
        taken_.push_back({axis_++, sliced.is_whole, sliced.is_unit_step});
        move(sliced.offset);
    }
    void take_whole(std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i) {
            axes_.push_back(next_axis());
            taken_.push_back({axis_++, true, true});
        }
    }
    /// C: the last axes of a C array, whole but for the first of them, which has no gaps. F: the first ones of an F array, likewise.
    Layout layout() const {
        const types::Type& type = s_.type_info(array_);
        if (taken_.empty() && !has_new_axis_) return Layout::c;
        if (type.layout == Layout::any || has_new_axis_) return Layout::any;
        bool is_c = type.layout == Layout::c;
        std::uint32_t count = static_cast<std::uint32_t>(taken_.size()), first = is_c ? type.number - count : 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            bool may_be_cut = i == (is_c ? 0 : count - 1);
            if (taken_[i].axis != first + i || !(taken_[i].is_whole || (may_be_cut && taken_[i].is_unit_step)))
                return Layout::any;
        }
        return count == 1 ? Layout::c : type.layout;
    }

    Specialiser& s_;
    ValueId array_, offset_;
    std::vector<Axis> axes_;
    std::vector<Taken> taken_;
    std::uint32_t axis_ = 0;
    bool has_new_axis_ = false;
};

/// Wrapped and checked: in range for the axes that they index.
std::vector<ValueId> checked_indices(Specialiser& s, ValueId array, const std::vector<IndexPart>& parts) {
    std::vector<ValueId> indices;
    for (std::uint32_t axis = 0; axis < parts.size(); ++axis)
        indices.push_back(checked_index(s, parts[axis].value, array_dim(s, array, axis), axis));
    return indices;
}

bool is_element(Specialiser& s, ValueId array, const std::vector<IndexPart>& parts) {
    return parts.size() == s.type_info(array).number && count_of(parts, PartKind::integer) == parts.size();
}

}  // namespace

ValueId array_item(Specialiser& s, ValueId array, ValueId index) {
    auto parts = basic_parts(s, index);
    if (!parts || !fits_axes(s, array, *parts)) return s.nothing();
    const types::Type type = s.type_info(array);
    if (is_element(s, array, *parts))
        return s.emit(ir::ArrayLoad{array, checked_indices(s, array, *parts)}, s.types.scalar(type.dtype));
    bool are_leading_integers = !parts->empty() && count_of(*parts, PartKind::integer) == parts->size();
    if (!are_leading_integers) return ViewMaker(s, array).make(*parts);
    auto rest = type.number - static_cast<std::uint32_t>(parts->size());
    Layout layout = type.layout == Layout::f ? Layout::any : type.layout;
    return s.emit(ir::ArrayView{array, checked_indices(s, array, *parts)}, s.types.array(type.dtype, rest, layout));
}

namespace {

/// A number that an element of this array takes natively. Into unsigned integers NumPy converts its own numbers in another way than
/// Python's, so one must know whose it is.
bool takes(Specialiser& s, ValueId array, ValueId value) {
    DType dtype = s.type_info(array).dtype;
    bool is_known = s.kind(value) != Kind::maybe_np || info(dtype).kind != types::DTypeKind::unsigned_int;
    return s.is_complex(value) ? types::is_complex(dtype) : s.is_number(value) && is_known;
}

}  // namespace

bool store_array_item(Specialiser& s, ValueId array, ValueId index, ValueId value) {
    bool is_array = s.kind(value) == Kind::array;
    auto parts = takes(s, array, value) || is_array ? basic_parts(s, index) : std::nullopt;
    if (!parts || (is_array && is_element(s, array, *parts))) return false;
    // NumPy's order: writable, then the index, then the value's conversion.
    s.check(ErrorCode::read_only, "", s.emit(ir::ArrayWritable{array}, types::boolean));
    if (!fits_axes(s, array, *parts)) return true;
    DType dtype = s.type_info(array).dtype;
    if (is_element(s, array, *parts)) {
        std::vector<ValueId> indices = checked_indices(s, array, *parts);
        ValueId converted = to_dtype(s, value, dtype);
        s.emit(ir::ArrayStore{array, converted, indices});
        return true;
    }
    ValueId view = ViewMaker(s, array).make(*parts);
    if (s.is_dead()) return true;
    if (is_array)
        s.emit(ir::ArrayAssign{view, value});
    else if (ValueId converted = to_dtype(s, value, dtype); !s.is_dead())
        s.emit(ir::ArrayFill{view, converted});
    return true;
}

std::optional<TypeId> advanced_item_type(Specialiser& s, ValueId array, ValueId index) {
    const types::Type type = s.type_info(array);
    std::size_t used = 0, kept = 0, broadcast = 0, arrays = 0;
    for (ValueId item : index_items(s, index)) {
        if (s.kind(item) == Kind::array) {
            const types::Type& given = s.type_info(item);
            bool is_mask = given.dtype == DType::boolean;
            if (!is_mask && !types::is_integer(given.dtype)) return std::nullopt;
            used += is_mask ? given.number : 1;
            broadcast = std::max<std::size_t>(broadcast, is_mask ? 1 : given.number);
            ++arrays;
            continue;
        }
        auto part = basic_part(s, item);
        if (!part) return std::nullopt;
        used += part->kind == PartKind::integer || part->kind == PartKind::slice ? 1 : 0;
        kept += part->kind == PartKind::slice || part->kind == PartKind::new_axis ? 1 : 0;
    }
    if (arrays == 0 || broadcast == 0 || used > type.number) return std::nullopt;
    auto ndim = static_cast<std::uint32_t>(kept + broadcast + (type.number - used));
    return s.types.array(type.dtype, ndim, ndim == 1 ? Layout::c : Layout::any);
}

}  // namespace coluber::infer
