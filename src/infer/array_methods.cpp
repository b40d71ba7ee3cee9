// Methods of arrays in native form: those that give a view, an element, or a plain copy. The others are rows of array_results.cpp.
#include "infer/arrays.h"
#include "infer/call_rules.h"

#include <numeric>

namespace coluber::infer {

namespace {

const types::Type& array_of(Specialiser& s, const CallSite& call) { return s.type_info(call.args[0]); }

/// A constant axis, counted from the start; none: not a literal, or out of range.
std::optional<std::uint32_t> axis_argument(Specialiser& s, ValueId value, std::uint32_t ndim) {
    auto axis = s.is_python_int(value) ? s.constant_int(value) : std::nullopt;
    if (axis && *axis < 0) *axis += ndim;
    if (!axis || *axis < 0 || *axis >= ndim) return std::nullopt;
    return static_cast<std::uint32_t>(*axis);
}

/// A new array with the same elements, converted; layout C or F.
ValueId copied(Specialiser& s, ValueId array, DType dtype, Layout layout) {
    std::uint32_t ndim = s.type_info(array).number;
    TypeId type = s.types.array(dtype, ndim, ndim < 2 ? Layout::c : layout);
    ValueId made = s.emit(ir::ArrayNew{0, array_dims(s, array)}, type);
    s.emit(ir::ArrayAssign{made, array});
    return made;
}

ValueId call_copy(Specialiser& s, const CallSite& call) {
    return call.has_args(1, 1) ? copied(s, call.args[0], array_of(s, call).dtype, Layout::c) : s.nothing();
}

ValueId call_astype(Specialiser& s, const CallSite& call) {
    const types::Type type = array_of(s, call);
    auto dtype = call.has_args(2, 2) ? dtype_argument(s, call.args[1]) : std::nullopt;
    if (!dtype) return s.nothing();
    Layout layout = type.number < 2 ? Layout::c : type.layout;
    return layout == Layout::any ? s.nothing() : copied(s, call.args[0], *dtype, layout);
}

ValueId call_fill(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || !s.is_number(call.args[1])) return s.nothing();
    s.check(ErrorCode::read_only, "", s.emit(ir::ArrayWritable{call.args[0]}, types::boolean));
    ValueId value = to_dtype(s, call.args[1], array_of(s, call).dtype);
    if (s.is_dead()) return s.nothing();
    s.emit(ir::ArrayFill{call.args[0], value});
    return s.none();
}

/// All elements of a C array as one axis: a view.
ValueId one_row(Specialiser& s, ValueId array) {
    Axis row{array_size(s, array), s.const_int(info(s.type_info(array).dtype).size)};
    return array_part(s, array, s.const_int(0), std::span(&row, 1), Layout::c);
}

ValueId call_ravel(Specialiser& s, const CallSite& call) {
    return call.has_args(1, 1) && array_of(s, call).layout == Layout::c ? one_row(s, call.args[0]) : s.nothing();
}

ValueId call_flatten(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 1) || array_of(s, call).layout != Layout::c) return s.nothing();
    return copied(s, one_row(s, call.args[0]), array_of(s, call).dtype, Layout::c);
}

/// `a.item(i, j)`: a Python number.
ValueId call_item(Specialiser& s, const CallSite& call) {
    const types::Type type = array_of(s, call);
    bool has_python_number = type.dtype != DType::uint64;  // which may be a bigger int
    if (!call.has_args(type.number + 1, type.number + 1) || !has_python_number) return s.nothing();
    for (std::size_t i = 1; i < call.args.size(); ++i)
        if (s.kind(call.args[i]) != Kind::integer) return s.nothing();
    ValueId element = array_item(s, call.args[0], pack_tuple(s, std::span(call.args).subspan(1)));
    if (!element) return element;
    return s.convert(element, types::python_number(type.dtype));
}

constexpr NamedRule rules[] = {
    {"ndarray.copy", call_copy},           {"ndarray.astype", call_astype},     {"ndarray.fill", call_fill},
    {"ndarray.ravel", call_ravel},         {"ndarray.flatten", call_flatten},   {"ndarray.item", call_item},
    {"ndarray.transpose", transpose_call}, {"ndarray.swapaxes", swapaxes_call},
};

}  // namespace

ValueId transpose_call(Specialiser& s, const CallSite& call) {
    if (!call.keywords.empty() || s.kind(call.args[0]) != Kind::array || s.is_generic()) return s.nothing();
    const std::uint32_t ndim = array_of(s, call).number;
    std::vector<ValueId> given(call.args.begin() + 1, call.args.end());
    if (given.size() == 1 && tuple_size(s, given[0])) {
        ValueId tuple = given[0];
        given.clear();
        for (std::size_t i = 0; i < *tuple_size(s, tuple); ++i) given.push_back(tuple_item(s, tuple, i));
    }
    std::vector<std::uint32_t> order(ndim);
    std::iota(order.rbegin(), order.rend(), 0u);
    if (!given.empty()) {
        if (given.size() != ndim) return s.nothing();  // ValueError
        std::uint64_t seen = 0;
        for (std::uint32_t i = 0; i < ndim; ++i) {
            auto axis = axis_argument(s, given[i], ndim);
            if (!axis || (seen >> *axis & 1)) return s.nothing();
            seen |= std::uint64_t{1} << *axis;
            order[i] = *axis;
        }
    }
    return transpose(s, call.args[0], order);
}

ValueId swapaxes_call(Specialiser& s, const CallSite& call) {
    if (!call.has_args(3, 3) || s.kind(call.args[0]) != Kind::array || s.is_generic()) return s.nothing();
    const std::uint32_t ndim = array_of(s, call).number;
    auto a = axis_argument(s, call.args[1], ndim), b = axis_argument(s, call.args[2], ndim);
    if (!a || !b) return s.nothing();
    std::vector<std::uint32_t> order(ndim);
    std::iota(order.begin(), order.end(), 0u);
    std::swap(order[*a], order[*b]);
    return transpose(s, call.args[0], order);
}

std::span<const NamedRule> array_method_rules() { return rules; }

}  // namespace coluber::infer
