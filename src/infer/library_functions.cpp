// What library functions use of `library.support`, for the compiler. In Python, library/support.py says what each means.
#include "infer/call_rules.h"
#include "infer/diagnostics.h"

namespace coluber::infer {

namespace {

using types::Layout;

/// The array that is the only argument; nothing: it is no array, and the function unfit.
ValueId only_array(Specialiser& s, const CallSite& call) {
    return call.has_args(1, 1) && s.kind(call.args[0]) == Kind::array ? call.args[0] : s.nothing();
}

ValueId call_unfit(Specialiser& s, const CallSite&) {
    s.report(unknown_call, s.text_of(s.builder.at));
    return s.nothing();
}

bool is_contiguous(Specialiser& s, ValueId array) {
    const types::Type& type = s.type_info(array);
    return type.number <= 1 || type.layout != Layout::any;
}

ValueId call_is_contiguous(Specialiser& s, const CallSite& call) {
    ValueId array = only_array(s, call);
    return array ? s.const_bool(is_contiguous(s, array)) : s.nothing();
}

ValueId call_is_c(Specialiser& s, const CallSite& call) {
    ValueId array = only_array(s, call);
    return array ? s.const_bool(s.type_info(array).layout == Layout::c) : s.nothing();
}

ValueId call_flat(Specialiser& s, const CallSite& call) {
    ValueId array = only_array(s, call);
    if (!array || !is_contiguous(s, array)) return s.nothing();
    const types::Type type = s.type_info(array);
    if (type.number == 1) return array;
    ValueId size = s.const_int(1);
    for (std::uint32_t axis = 0; axis < type.number; ++axis)
        size = s.arith(ir::ArithKind::mul, size, s.emit(ir::ArrayDim{axis, array}, types::integer));
    return s.emit(ir::ArrayPart{array, s.const_int(0), std::span(&size, 1)}, s.types.array(type.dtype, 1, Layout::c));
}

ValueId scalar_class(Specialiser& s, DType dtype) {
    return s.known_value(s.inference.world.named("numpy." + std::string(info(dtype).name)));
}

ValueId call_scalar_type(Specialiser& s, const CallSite& call) {
    ValueId array = only_array(s, call);
    return array ? scalar_class(s, s.type_info(array).dtype) : s.nothing();
}

/// The dtype that a class of NumPy's stands for.
std::optional<DType> class_argument(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 1)) return std::nullopt;
    std::string_view identity = s.identity(call.args[0]);
    return identity.starts_with("numpy.") ? types::dtype_named(identity.substr(6)) : std::nullopt;
}

ValueId call_is_float(Specialiser& s, const CallSite& call) {
    auto dtype = class_argument(s, call);
    if (!dtype || types::is_complex(*dtype)) return s.nothing();  // sums of complex numbers are left to NumPy
    return s.const_bool(types::is_float(*dtype));
}

ValueId call_float_type(Specialiser& s, const CallSite& call) {
    auto dtype = class_argument(s, call);
    if (!dtype || types::is_complex(*dtype)) return s.nothing();
    return scalar_class(s, types::is_float(*dtype) ? *dtype : DType::float64);
}

ValueId call_sum_type(Specialiser& s, const CallSite& call) {
    auto dtype = class_argument(s, call);
    if (!dtype) return s.nothing();
    types::DTypeKind kind = info(*dtype).kind;
    if (kind == types::DTypeKind::boolean || kind == types::DTypeKind::signed_int) return scalar_class(s, DType::int64);
    return scalar_class(s, kind == types::DTypeKind::unsigned_int ? DType::uint64 : *dtype);
}

/// The items of a shape with the one at a literal axis replaced (or left out).
ValueId changed_shape(Specialiser& s, ValueId shape, ValueId axis, std::optional<ValueId> item) {
    auto size = tuple_size(s, shape);
    auto at = s.constant_int(axis);
    if (!size || !at || *at < 0 || *at >= static_cast<std::int64_t>(*size)) return s.nothing();
    std::vector<ValueId> items;
    for (std::size_t i = 0; i < *size; ++i) {
        bool is_it = static_cast<std::int64_t>(i) == *at;
        if (!is_it) items.push_back(tuple_item(s, shape, i));
        if (is_it && item) items.push_back(*item);
    }
    return pack_tuple(s, items);
}

ValueId call_drop_axis(Specialiser& s, const CallSite& call) {
    return call.has_args(2, 2) ? changed_shape(s, call.args[0], call.args[1], std::nullopt) : s.nothing();
}

ValueId call_with_axis(Specialiser& s, const CallSite& call) {
    return call.has_args(3, 3) ? changed_shape(s, call.args[0], call.args[1], call.args[2]) : s.nothing();
}

/// A C-contiguous array as one of another shape with as many elements.
ValueId call_as_shape(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || s.kind(call.args[0]) != Kind::array || !tuple_size(s, call.args[1])) return s.nothing();
    const types::Type type = s.type_info(call.args[0]);
    if (type.layout != Layout::c) return s.nothing();
    std::vector<ValueId> dims;
    for (std::size_t i = 0; i < *tuple_size(s, call.args[1]); ++i) {
        ValueId dim = index_argument(s, tuple_item(s, call.args[1], i));
        if (!dim) return s.nothing();
        dims.push_back(dim);
    }
    return s.emit(ir::ArrayPart{call.args[0], s.const_int(0), dims},
                  s.types.array(type.dtype, static_cast<std::uint32_t>(dims.size()), Layout::c));
}

constexpr NamedRule rules[] = {
    {"coluber.library.unfit", call_unfit},
    {"coluber.library.is_contiguous", call_is_contiguous},
    {"coluber.library.is_c", call_is_c},
    {"coluber.library.flat", call_flat},
    {"coluber.library.scalar_type", call_scalar_type},
    {"coluber.library.is_float", call_is_float},
    {"coluber.library.float_type", call_float_type},
    {"coluber.library.sum_type", call_sum_type},
    {"coluber.library.drop_axis", call_drop_axis},
    {"coluber.library.with_axis", call_with_axis},
    {"coluber.library.as_shape", call_as_shape},
};

}  // namespace

std::span<const NamedRule> library_rules() { return rules; }

}  // namespace coluber::infer
