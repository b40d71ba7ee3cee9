// Rules for attributes and items: arrays and tuples natively, attributes of modules at compile time.
#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>
#include <limits>

namespace coluber::infer {

using ir::CompareKind;

namespace {

ValueId array_shape(Specialiser& s, ValueId array) {
    std::vector<ValueId> dims;
    for (std::uint32_t axis = 0; axis < s.type_info(array).number; ++axis)
        dims.push_back(s.emit(ir::ArrayDim{axis, array}, types::integer));
    return pack_tuple(s, dims);
}

ValueId array_size(Specialiser& s, ValueId array) {
    ValueId size = s.const_int(1);
    for (std::uint32_t axis = 0; axis < s.type_info(array).number; ++axis)
        size = s.arith(ir::ArithKind::mul, size, s.emit(ir::ArrayDim{axis, array}, types::integer));
    return size;  // NumPy keeps the product of the dimensions within int64
}

ValueId refuse_layout_change(Specialiser& s) {
    s.report(changes_array, s.text_of(s.builder.at)).hint("use a new array: `b = a.reshape(…)`, `b = a.view(…)`");
    return s.nothing();
}

/// The attributes that are plain numbers of the array's layout.
ValueId array_attribute(Specialiser& s, ValueId array, std::string_view name) {
    const types::Type type = s.type_info(array);
    if (name == "shape") return array_shape(s, array);
    if (name == "size") return array_size(s, array);
    if (name == "ndim") return s.const_int(type.number);
    if (name == "itemsize") return s.const_int(info(type.dtype).size);
    if (name == "nbytes") return s.arith(ir::ArithKind::mul, array_size(s, array), s.const_int(info(type.dtype).size));
    return s.nothing();
}

/// `.real` and `.imag` of a number.
ValueId number_attribute(Specialiser& s, ValueId value, std::string_view name) {
    bool is_real = name == "real", is_known = s.kind(value) != Kind::maybe_np && (!s.is_generic() || !s.is_python_int(value));
    if ((!is_real && name != "imag") || !is_known) return s.nothing();
    if (s.is_complex(value)) return s.complex_part(value, is_real ? 0 : 1);
    if (!s.is_number(value)) return s.nothing();
    TypeId type = s.kind(value) == Kind::boolean ? types::integer : s.type(value);
    return s.convert(is_real ? value : s.const_int(0), type);
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PySetattr& op) {
    std::string_view name = s.module.names[op.name];
    bool is_layout = name == "shape" || name == "strides" || name == "dtype" || name == "data";
    if (s.kind(s[op.object]) == Kind::array && is_layout) return refuse_layout_change(s);
    return python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PyGetattr& op) {
    ValueId value = s[op.object];
    std::string name(s.module.names[op.name]);
    if (s.kind(value) == Kind::known) {
        if (auto known = s.inference.world.attribute(s.known(value).id, name)) return s.known_value(*known);
    }
    if (s.kind(value) == Kind::array && name == "resize") return refuse_layout_change(s);
    if (ValueId found = number_attribute(s, value, name)) return found;
    if (s.kind(value) == Kind::array && !s.is_generic()) {
        if (ValueId found = array_attribute(s, value, name)) return found;
    }
    return python_level(s, op);
}

// ── items ──

namespace {

bool has_complex_items(Specialiser& s, ValueId array) { return types::is_complex(s.type_info(array).dtype); }

/// An index that NumPy takes as an integer, as int; none: another kind of index (bool, slice, None, float, array).
ValueId integer_index(Specialiser& s, ValueId index) {
    if (s.kind(index) == Kind::integer) return index;
    bool is_np_int = s.kind(index) == Kind::scalar && types::is_integer(s.type_info(index).dtype);
    if (!is_np_int) return s.nothing();
    if (s.type_info(index).dtype == DType::uint64) {
        ValueId most = s.convert(s.const_int(std::numeric_limits<std::int64_t>::max()), s.type(index));
        s.check(ErrorCode::overflow_error, "Python int too large to convert to C long",
                s.compare(CompareKind::le, index, most));
    }
    return s.convert(index, types::integer);
}

/// The integers of `a[i]` or `a[i, j]`; empty: the index is of another kind, or has too many parts.
std::vector<ValueId> integer_indices(Specialiser& s, ValueId array, ValueId index) {
    std::vector<ValueId> parts;
    auto size = tuple_size(s, index);
    for (std::size_t i = 0; i < size.value_or(1); ++i) {
        ValueId part = integer_index(s, size ? tuple_item(s, index, i) : index);
        if (!part) return {};
        parts.push_back(part);
    }
    if (parts.size() > s.type_info(array).number) return {};
    return parts;
}

/// Wrapped and checked: in range for the axes that they index.
void check_indices(Specialiser& s, ValueId array, std::vector<ValueId>& indices) {
    for (std::size_t axis = 0; axis < indices.size(); ++axis) {
        auto number = static_cast<std::int64_t>(axis);
        ValueId size = s.emit(ir::ArrayDim{number, array}, types::integer);
        ValueId wrapped = s.emit(ir::WrapIndex{indices[axis], size}, types::integer);
        if (s.inference.options.boundscheck)
            wrapped = s.emit(ir::CheckBounds{number, wrapped, size, indices[axis]}, types::integer);
        indices[axis] = wrapped;
    }
}

ValueId array_item(Specialiser& s, ValueId array, std::vector<ValueId> indices) {
    const types::Type type = s.type_info(array);
    check_indices(s, array, indices);
    if (indices.size() == type.number) return s.emit(ir::ArrayLoad{array, indices}, s.types.scalar(type.dtype));
    auto rest = type.number - static_cast<std::uint32_t>(indices.size());
    return s.emit(ir::ArrayView{array, indices}, s.types.array(type.dtype, rest, type.layout));
}

/// `t[i]`: a literal index at compile time; another one where all elements have one type.
ValueId native_tuple_item(Specialiser& s, ValueId tuple, ValueId index) {
    auto size = static_cast<std::int64_t>(*tuple_size(s, tuple));
    auto literal = s.constant_int(index);
    if (!literal || !s.is_python_int(index)) return s.nothing();
    std::int64_t at = *literal < 0 ? *literal + size : *literal;
    if (at >= 0 && at < size) return tuple_item(s, tuple, static_cast<std::size_t>(at));
    s.fail(ErrorCode::index_text, "tuple index out of range");
    return s.nothing();
}

ValueId varying_tuple_item(Specialiser& s, ValueId tuple, ValueId index) {
    const types::Type type = s.type_info(tuple);
    auto size = static_cast<std::int64_t>(type.elements.size());
    bool alike = size > 0 && std::ranges::all_of(type.elements, [&](TypeId t) { return t == type.elements[0]; });
    if (!alike || s.kind(index) != Kind::integer || !types::is_number(s.types, type.elements[0])) return s.nothing();
    ValueId wrapped = s.emit(ir::WrapIndex{index, s.const_int(size)}, types::integer);
    ValueId inside = s.arith(ir::ArithKind::bit_and, s.compare(CompareKind::ge, wrapped, s.const_int(0)),
                             s.compare(CompareKind::lt, wrapped, s.const_int(size)));
    s.check(ErrorCode::index_text, "tuple index out of range", inside);
    ValueId found = tuple_item(s, tuple, 0);
    for (std::int64_t i = 1; i < size; ++i)
        found = s.select(s.compare(CompareKind::eq, wrapped, s.const_int(i)), tuple_item(s, tuple, static_cast<std::size_t>(i)),
                         found);
    return found;
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyGetitem& op) {
    ValueId value = s[op.object], index = s[op.index];
    if (s.kind(value) == Kind::tuple) {
        ValueId item = native_tuple_item(s, value, index);
        if (!item && !s.is_dead()) item = varying_tuple_item(s, value, index);
        return item || s.is_dead() ? item : python_level(s, op);
    }
    if (s.kind(value) == Kind::array) {
        std::vector<ValueId> indices = integer_indices(s, value, index);
        bool is_view = indices.size() < s.type_info(value).number;
        bool has_view = s.type_info(value).layout != types::Layout::f;
        if (!indices.empty() && (!is_view || has_view)) return array_item(s, value, std::move(indices));
    }
    return python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PySetitem& op) {
    ValueId array = s[op.object], value = s[op.value];
    if (s.kind(array) == Kind::array && (s.is_number(value) || (s.is_complex(value) && has_complex_items(s, array)))) {
        std::vector<ValueId> indices = integer_indices(s, array, s[op.index]);
        DType dtype = s.type_info(array).dtype;
        if (indices.size() == s.type_info(array).number && !indices.empty()) {
            // NumPy's order: writable, then the index, then the value's conversion.
            s.check(ErrorCode::read_only, "", s.emit(ir::ArrayWritable{array}, types::boolean));
            check_indices(s, array, indices);
            ValueId converted = to_dtype(s, value, dtype);
            s.emit(ir::ArrayStore{array, converted, indices});
            return s.nothing();
        }
    }
    return python_level(s, op);
}

}  // namespace coluber::infer
