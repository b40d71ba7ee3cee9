// Rules for attributes and items: arrays and tuples natively, attributes of modules at compile time.
#include "infer/arrays.h"
#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

using ir::CompareKind;

namespace {

ValueId refuse_layout_change(Specialiser& s) {
    s.report(changes_array, s.text_of(s.builder.at)).hint("use a new array: `b = a.reshape(…)`, `b = a.view(…)`");
    return s.nothing();
}

/// Is the untyped value `array.flags`? They are those of the object, and a view in native code is none until it leaves it.
bool is_flags_of_array(Specialiser& s, ValueId untyped) {
    ir::InstId by = s.untyped[untyped].defined_by;
    if (!by || !s.untyped.is<ir::PyGetattr>(s.untyped[by])) return false;
    auto attribute = s.untyped.as<ir::PyGetattr>(s.untyped[by]);
    return s.module.names[attribute.name] == "flags" && s.kind(s[attribute.object]) == Kind::array;
}

/// A descriptor's attributes that are plain numbers.
ValueId dtype_attribute(Specialiser& s, ValueId dtype, std::string_view name) {
    if (name == "itemsize") return s.const_int(info(s.type_info(dtype).dtype).size);
    if (name == "num") return s.const_int(info(s.type_info(dtype).dtype).type_num);
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

ValueId slice_attribute(Specialiser& s, ValueId slice, std::string_view name) {
    static constexpr std::array<std::string_view, 3> names{"start", "stop", "step"};
    auto found = std::ranges::find(names, name);
    return found == names.end() ? s.nothing() : tuple_item(s, slice, static_cast<std::size_t>(found - names.begin()));
}

ValueId native_attribute(Specialiser& s, ValueId value, std::string_view name) {
    if (s.is_generic()) return s.nothing();
    switch (s.kind(value)) {
        case Kind::array: return array_attribute(s, value, name);
        case Kind::dtype: return dtype_attribute(s, value, name);
        case Kind::slice: return slice_attribute(s, value, name);
        default: return s.nothing();
    }
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PySetattr& op) {
    std::string_view name = s.module.names[op.name];
    bool is_layout = name == "shape" || name == "strides" || name == "dtype" || name == "data";
    if (s.kind(s[op.object]) == Kind::array && is_layout) return refuse_layout_change(s);
    if (name == "writeable" && is_flags_of_array(s, op.object)) return refuse_layout_change(s);
    return python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PyGetattr& op) {
    ValueId value = s[op.object];
    std::string name(s.module.names[op.name]);
    if (s.kind(value) == Kind::known) {
        auto known = s.inference.world.attribute(s.known(value).id, name);
        if (known && !known->is_loaded) return s.known_value(*known);
    }
    if (s.kind(value) == Kind::array && (name == "resize" || name == "setflags")) return refuse_layout_change(s);
    if (ValueId found = number_attribute(s, value, name)) return found;
    if (ValueId found = native_attribute(s, value, name)) return found;
    ValueId object = python_level(s, op);
    bool is_zeros = s.kind(value) == Kind::array && name == "imag" && !s.is_dead();  // of an array of real numbers
    if (!is_zeros) return object;
    const types::Type type = s.type_info(value);
    return expect(s, object, s.types.array(type.dtype, type.number, type.number < 2 ? Layout::c : Layout::any));
}

// ── items ──

namespace {

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

/// `t[1:]`: the items that a slice of literals selects.
ValueId tuple_slice(Specialiser& s, ValueId tuple, ValueId slice) {
    std::optional<std::int64_t> parts[3];
    for (std::size_t i = 0; i < 3; ++i) {
        ValueId part = tuple_item(s, slice, i);
        parts[i] = s.constant_int(part);
        if (!parts[i] && s.kind(part) != Kind::none) return s.nothing();
    }
    auto size = static_cast<std::int64_t>(*tuple_size(s, tuple));
    std::int64_t step = parts[2].value_or(1);
    if (step == 0) {
        s.fail(ErrorCode::value_error, "slice step cannot be zero");
        return s.nothing();
    }
    std::int64_t low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
    auto clip = [&](std::int64_t at) { return std::clamp(at < 0 ? at + size : at, low, high); };
    std::int64_t start = parts[0] ? clip(*parts[0]) : step > 0 ? low : high;
    std::int64_t stop = parts[1] ? clip(*parts[1]) : step > 0 ? high : low;
    std::vector<ValueId> items;
    for (; step > 0 ? start < stop : start > stop; start += std::clamp(step, -size - 1, size + 1))
        items.push_back(tuple_item(s, tuple, static_cast<std::size_t>(start)));
    return pack_tuple(s, items);
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
        ValueId item = s.kind(index) == Kind::slice ? tuple_slice(s, value, index) : native_tuple_item(s, value, index);
        if (!item && !s.is_dead()) item = varying_tuple_item(s, value, index);
        return item || s.is_dead() ? item : python_level(s, op);
    }
    if (s.kind(value) == Kind::array) {
        ValueId item = array_item(s, value, index);
        if (item || s.is_dead()) return item;
        auto type = advanced_item_type(s, value, index);
        ValueId object = python_level(s, op);
        return type && !s.is_dead() ? expect(s, object, *type) : object;
    }
    return python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PySetitem& op) {
    ValueId array = s[op.object], value = s[op.value];
    if (s.kind(array) == Kind::array && store_array_item(s, array, s[op.index], value)) return s.nothing();
    return python_level(s, op);
}

}  // namespace coluber::infer
