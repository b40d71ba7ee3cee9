// Table: what NumPy's functions and methods return where they stay Python-level. Their results are native values again (`expect`), so
// what follows them is not Python-level too. A row is a function, the names of its parameters in order, and a rule; a rule answers
// `object` where the type depends on more than the types and literals at hand. `ndarray.…` are methods: the array is the first argument.
// A row must be right for every argument of these types, in every NumPy: where one is wrong, njit raises and jit goes on in the twin.
// Layouts: an array of fewer than two axes that was just made is C; `any` is right for every array.
#include "infer/array_results.h"

#include "infer/arrays.h"

#include <algorithm>

namespace coluber::infer {

namespace {

using Args = std::span<const ValueId>;  // in the order of the parameters; an absent one is no value
using ResultRule = TypeId (*)(Specialiser& s, Args args);

constexpr std::uint32_t most_axes = 8;  // of a native array (src/module/typeof.cpp)

struct Description {
    DType dtype;
    std::uint32_t ndim;
    Layout layout = Layout::c;
};

TypeId array_type(Specialiser& s, const Description& d) {
    if (d.ndim > most_axes) return types::object;
    return s.types.array(d.dtype, d.ndim, d.layout);
}

/// An array that the function makes: which layout it has is plain where it has one axis.
TypeId fresh(Specialiser& s, DType dtype, std::uint32_t ndim, Layout layout = Layout::any) {
    return array_type(s, {dtype, ndim, ndim < 2 ? Layout::c : layout});
}

bool is_given(Specialiser& s, ValueId arg) { return arg && s.kind(arg) != Kind::none; }
bool is_array(Specialiser& s, ValueId arg) { return arg && s.kind(arg) == Kind::array; }
bool is_truth(Specialiser& s, ValueId arg, bool value) {
    const ir::Constant* literal = arg ? s.constant(arg) : nullptr;
    const bool* found = literal ? std::get_if<bool>(literal) : nullptr;
    return found && *found == value;
}

/// The dtype of an array of the number; Python's numbers are not weak here.
std::optional<DType> strong_dtype(Specialiser& s, ValueId value) {
    if (!value || !(s.is_number(value) || s.is_complex(value))) return std::nullopt;
    return dtype_of(s.types, s.type(value));
}

std::optional<Description> described(Specialiser& s, ValueId value);

std::optional<Description> described_literal(const ir::Constant& literal) {
    if (std::holds_alternative<bool>(literal)) return Description{DType::boolean, 0};
    if (std::holds_alternative<std::int64_t>(literal)) return Description{DType::int64, 0};
    if (std::holds_alternative<double>(literal)) return Description{DType::float64, 0};
    return std::nullopt;
}

/// What items make together: one axis more.
std::optional<Description> described_items(Specialiser& s, std::span<const ValueId> items) {
    Description all{DType::float64, 0};
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto item = described(s, items[i]);
        if (!item || (i > 0 && item->ndim != all.ndim)) return std::nullopt;
        all = {i == 0 ? item->dtype : types::promote(all.dtype, item->dtype), item->ndim};
    }
    ++all.ndim;
    return all;
}

/// The array that `np.array(value)` would be, for arrays, numbers, tuples, and lists that were just written down.
std::optional<Description> described(Specialiser& s, ValueId value) {
    const types::Type type = s.type_info(value);
    if (type.kind == Kind::array) return Description{type.dtype, type.number, type.layout};
    if (auto dtype = strong_dtype(s, value)) return Description{*dtype, 0};
    if (auto size = tuple_size(s, value)) {
        std::vector<ValueId> items;
        for (std::size_t i = 0; i < *size; ++i) items.push_back(tuple_item(s, value, i));
        return described_items(s, items);
    }
    ir::InstId by = s.typed[value].defined_by;
    if (!by) return std::nullopt;
    if (const ir::Constant* literal = s.constant(value)) return described_literal(*literal);
    if (s.typed.is<ir::Box>(s.typed[by])) return described(s, s.typed.as<ir::Box>(s.typed[by]).value);
    if (!s.typed.is<ir::PyList>(s.typed[by])) return std::nullopt;
    ir::Operands items = s.typed.as<ir::PyList>(s.typed[by]).items;
    return described_items(s, std::vector<ValueId>(items.begin(), items.end()));
}

/// The number of axes that a shape argument asks for.
std::optional<std::uint32_t> rank_of_shape(Specialiser& s, ValueId shape) {
    if (!shape) return std::nullopt;
    auto is_length = [&](TypeId type) { return types::is_number(s.types, type) && types::is_integer(dtype_of(s.types, type)); };
    if (is_length(s.type(shape))) return 1;
    if (s.kind(shape) != Kind::tuple || !std::ranges::all_of(s.type_info(shape).elements, is_length)) return std::nullopt;
    return static_cast<std::uint32_t>(s.type_info(shape).elements.size());
}

std::optional<DType> dtype_or(Specialiser& s, ValueId arg, std::optional<DType> otherwise) {
    return is_given(s, arg) ? dtype_argument(s, arg) : otherwise;
}

/// The layout that `order=` asks for; `kept`: what "K", the default of most functions, means here.
Layout layout_of_order(Specialiser& s, ValueId order, Layout kept) {
    if (!is_given(s, order)) return kept;
    const ir::Constant* literal = s.constant(order);
    const auto* text = literal ? std::get_if<std::string>(literal) : nullptr;
    if (!text) return Layout::any;
    return *text == "C" ? Layout::c : *text == "F" ? Layout::f : *text == "K" ? kept : Layout::any;
}

// ── creation ──

TypeId of_shape(Specialiser& s, Args args) {  // shape dtype order
    auto ndim = rank_of_shape(s, args[0]);
    auto dtype = dtype_or(s, args[1], DType::float64);
    return ndim && dtype ? fresh(s, *dtype, *ndim, layout_of_order(s, args[2], Layout::c)) : types::object;
}

TypeId full(Specialiser& s, Args args) {  // shape fill_value dtype order
    auto dtype = dtype_or(s, args[2], strong_dtype(s, args[1]));
    auto ndim = rank_of_shape(s, args[0]);
    return ndim && dtype ? fresh(s, *dtype, *ndim, layout_of_order(s, args[3], Layout::c)) : types::object;
}

TypeId eye(Specialiser& s, Args args) {  // N M k dtype order
    auto dtype = dtype_or(s, args[3], DType::float64);
    return dtype ? fresh(s, *dtype, 2, layout_of_order(s, args[4], Layout::c)) : types::object;
}

TypeId identity(Specialiser& s, Args args) {  // n dtype
    auto dtype = dtype_or(s, args[1], DType::float64);
    return dtype ? fresh(s, *dtype, 2, Layout::c) : types::object;
}

/// int64 and float64 of Python's and NumPy's numbers of these dtypes; none: another one is among them.
std::optional<DType> wide_dtype(Specialiser& s, Args numbers) {
    DType dtype = DType::int64;
    for (ValueId number : numbers) {
        if (!is_given(s, number)) continue;
        auto found = strong_dtype(s, number);
        if (found != DType::int64 && found != DType::float64) return std::nullopt;
        dtype = types::promote(dtype, *found);
    }
    return dtype;
}

TypeId arange(Specialiser& s, Args args) {  // start stop step dtype
    auto dtype = dtype_or(s, args[3], wide_dtype(s, args.first(3)));
    return dtype ? fresh(s, *dtype, 1) : types::object;
}

TypeId linspace(Specialiser& s, Args args) {  // start stop num endpoint retstep dtype
    if (is_given(s, args[4]) || !args[1]) return types::object;
    auto dtype = dtype_or(s, args[5], wide_dtype(s, args.first(2)) ? std::optional(DType::float64) : std::nullopt);
    return dtype ? fresh(s, *dtype, 1) : types::object;
}

/// `np.array(x, dtype, order=…)` and its kin.
TypeId array_from(Specialiser& s, ValueId object, ValueId dtype_arg, ValueId order) {
    auto found = object ? described(s, object) : std::nullopt;
    auto dtype = found ? dtype_or(s, dtype_arg, found->dtype) : std::nullopt;
    return dtype ? array_type(s, {*dtype, found->ndim, found->ndim < 2 && found->layout != Layout::any
                                                           ? Layout::c
                                                           : layout_of_order(s, order, found->layout)})
                 : types::object;
}
TypeId array(Specialiser& s, Args args) {  // object dtype copy order
    bool is_copied = is_array(s, args[0]) && s.type_info(args[0]).number < 2 && !is_given(s, args[2]);
    auto dtype = is_copied ? dtype_or(s, args[1], s.type_info(args[0]).dtype) : std::nullopt;
    if (dtype) return fresh(s, *dtype, s.type_info(args[0]).number);
    return array_from(s, args[0], args[1], args[3]);
}
TypeId asarray(Specialiser& s, Args args) { return array_from(s, args[0], args[1], args[2]); }  // a dtype order
TypeId contiguous(Specialiser& s, Args args) {                                                  // a dtype
    auto found = args[0] ? described(s, args[0]) : std::nullopt;
    auto dtype = found ? dtype_or(s, args[1], found->dtype) : std::nullopt;
    return dtype ? array_type(s, {*dtype, std::max(found->ndim, 1u), Layout::c}) : types::object;
}

TypeId like(Specialiser& s, ValueId array, ValueId dtype_arg, ValueId order) {
    if (!is_array(s, array)) return types::object;
    const types::Type type = s.type_info(array);
    auto dtype = dtype_or(s, dtype_arg, type.dtype);
    return dtype ? fresh(s, *dtype, type.number, layout_of_order(s, order, type.layout)) : types::object;
}
TypeId array_like(Specialiser& s, Args args) { return like(s, args[0], args[1], args[2]); }  // a dtype order
TypeId full_like(Specialiser& s, Args args) { return like(s, args[0], args[2], args[3]); }   // a fill_value dtype order
TypeId copy(Specialiser& s, Args args) { return like(s, args[0], {}, args[1]); }             // a order
TypeId copy_method(Specialiser& s, Args args) {                                              // self order
    if (!is_given(s, args[1])) return fresh(s, s.type_info(args[0]).dtype, s.type_info(args[0]).number, Layout::c);
    return copy(s, args);
}

// ── the same elements, arranged in another way ──

TypeId reshaped(Specialiser& s, ValueId array, std::optional<std::uint32_t> ndim, ValueId order) {
    if (!is_array(s, array) || !ndim) return types::object;
    bool is_c = s.type_info(array).layout == Layout::c && !is_given(s, order);
    return array_type(s, {s.type_info(array).dtype, *ndim, is_c ? Layout::c : Layout::any});
}
TypeId reshape(Specialiser& s, Args args) {  // a shape order
    return reshaped(s, args[0], rank_of_shape(s, args[1]), args[2]);
}
/// `a.reshape(2, 3)` or `a.reshape((2, 3))`: as many parameters as a native array may have axes.
TypeId reshape_method(Specialiser& s, Args args) {
    auto count = static_cast<std::uint32_t>(std::ranges::find(args.subspan(1, most_axes), ValueId{}) - args.begin() - 1);
    ValueId order = args[most_axes + 1];
    if (count == 1) return reshaped(s, args[0], rank_of_shape(s, args[1]), order);
    for (std::uint32_t i = 1; i <= count; ++i)
        if (rank_of_shape(s, args[i]) != 1) return types::object;
    return reshaped(s, args[0], count, order);
}
TypeId ravel(Specialiser& s, Args args) {  // a order
    if (!is_array(s, args[0]) || is_given(s, args[1])) return types::object;
    return fresh(s, s.type_info(args[0]).dtype, 1);
}
/// The same dtype and as many axes, in any layout.
TypeId rearranged(Specialiser& s, Args args) {
    if (!is_array(s, args[0])) return types::object;
    return array_type(s, {s.type_info(args[0]).dtype, s.type_info(args[0]).number, Layout::any});
}
TypeId broadcast_to(Specialiser& s, Args args) {  // array shape
    auto ndim = rank_of_shape(s, args[1]);
    return is_array(s, args[0]) && ndim ? array_type(s, {s.type_info(args[0]).dtype, *ndim, Layout::any}) : types::object;
}
TypeId expand_dims(Specialiser& s, Args args) {  // a axis
    if (!is_array(s, args[0]) || !args[1] || s.kind(args[1]) != Kind::integer) return types::object;
    return array_type(s, {s.type_info(args[0]).dtype, s.type_info(args[0]).number + 1, Layout::any});
}
TypeId squeeze(Specialiser& s, Args args) {  // a axis
    bool is_one_axis = is_array(s, args[0]) && args[1] && s.kind(args[1]) == Kind::integer;
    if (!is_one_axis || s.type_info(args[0]).number == 0) return types::object;
    return array_type(s, {s.type_info(args[0]).dtype, s.type_info(args[0]).number - 1, Layout::any});
}
TypeId view(Specialiser& s, Args args) {  // self dtype
    const types::Type type = s.type_info(args[0]);
    auto dtype = dtype_or(s, args[1], type.dtype);
    return dtype ? array_type(s, {*dtype, type.number, type.layout}) : types::object;
}
TypeId tolist(Specialiser& s, Args args) { return s.type_info(args[0]).number > 0 ? types::list : types::object; }
TypeId sorted_copy(Specialiser& s, Args args) {  // a axis
    if (!is_array(s, args[0]) || args[1]) return types::object;
    return fresh(s, s.type_info(args[0]).dtype, s.type_info(args[0]).number);
}
TypeId argsort(Specialiser& s, Args args) {  // a axis
    if (!is_array(s, args[0]) || args[1]) return types::object;
    return fresh(s, DType::int64, s.type_info(args[0]).number);
}
TypeId one_axis(Specialiser& s, Args args) {  // a, nothing else
    return is_array(s, args[0]) ? fresh(s, s.type_info(args[0]).dtype, 1) : types::object;
}

// ── several arrays ──

/// dtype and ndim of arrays in a tuple or list that are to be joined; ndim as if `axis` was added.
std::optional<Description> joined(Specialiser& s, ValueId arrays) { return arrays ? described(s, arrays) : std::nullopt; }

TypeId concatenate(Specialiser& s, Args args) {  // arrays axis
    auto all = joined(s, args[0]);
    bool has_axis = !args[1] || s.kind(args[1]) == Kind::integer;
    return all && all->ndim > 1 && has_axis ? fresh(s, all->dtype, all->ndim - 1) : types::object;
}
TypeId stack(Specialiser& s, Args args) {  // arrays axis
    auto all = joined(s, args[0]);
    return all && all->ndim > 0 ? fresh(s, all->dtype, all->ndim) : types::object;
}
TypeId vstack(Specialiser& s, Args args) {  // arrays
    auto all = joined(s, args[0]);
    return all && all->ndim > 0 ? fresh(s, all->dtype, std::max(all->ndim - 1, 2u)) : types::object;
}
TypeId hstack(Specialiser& s, Args args) {  // arrays
    auto all = joined(s, args[0]);
    return all && all->ndim > 0 ? fresh(s, all->dtype, std::max(all->ndim - 1, 1u)) : types::object;
}

TypeId product(Specialiser& s, Args args) {  // a b
    if (!is_array(s, args[0]) || !is_array(s, args[1])) return types::object;
    const types::Type a = s.type_info(args[0]), b = s.type_info(args[1]);
    if (a.number == 0 || b.number == 0 || a.number > 2 || b.number > 2) return types::object;
    DType dtype = types::promote(a.dtype, b.dtype);
    std::uint32_t ndim = a.number + b.number - 2;
    return ndim == 0 ? s.types.scalar(dtype) : fresh(s, dtype, ndim);
}
TypeId outer(Specialiser& s, Args args) {  // a b
    if (!is_array(s, args[0]) || !is_array(s, args[1])) return types::object;
    return fresh(s, types::promote(s.type_info(args[0]).dtype, s.type_info(args[1]).dtype), 2);
}

/// The dtype where arrays and NumPy's numbers meet Python's (NEP 50).
std::optional<DType> common_dtype(Specialiser& s, ValueId a, ValueId b) {
    auto is_weak = [&](ValueId v) { return s.is_python_int(v) || s.kind(v) == Kind::floating || s.kind(v) == Kind::complex; };
    for (ValueId v : {a, b})
        if (!v || !(is_array(s, v) || is_weak(v) || s.kind(v) == Kind::scalar)) return std::nullopt;
    DType x = dtype_of(s.types, s.type(a)), y = dtype_of(s.types, s.type(b));
    if (is_weak(a) == is_weak(b)) return types::promote(x, y);
    return is_weak(a) ? types::promote_weak(y, info(x).kind) : types::promote_weak(x, info(y).kind);
}
std::uint32_t ndim_of(Specialiser& s, ValueId v) { return is_array(s, v) ? s.type_info(v).number : 0; }

TypeId where(Specialiser& s, Args args) {  // condition x y
    auto dtype = common_dtype(s, args[1], args[2]);
    bool is_known = args[0] && (is_array(s, args[0]) || s.is_number(args[0]));
    if (!dtype || !is_known) return types::object;
    return fresh(s, *dtype, std::max({ndim_of(s, args[0]), ndim_of(s, args[1]), ndim_of(s, args[2])}));
}

// ── reductions ──

DType sum_dtype(DType dtype) {
    if (!types::is_integer(dtype) && dtype != DType::boolean) return dtype;
    return info(dtype).kind == types::DTypeKind::unsigned_int ? DType::uint64 : DType::int64;
}
DType mean_dtype(DType dtype) { return types::is_integer(dtype) || dtype == DType::boolean ? DType::float64 : dtype; }

/// A scalar, or an array of the axes that are left.
TypeId reduced(Specialiser& s, ValueId array, ValueId axis, ValueId keepdims, DType dtype) {
    if (!is_array(s, array)) return types::object;
    std::uint32_t ndim = s.type_info(array).number, gone = ndim;
    bool is_kept = is_truth(s, keepdims, true);
    if (keepdims && !is_kept && !is_truth(s, keepdims, false)) return types::object;
    if (is_given(s, axis)) {
        auto axes = rank_of_shape(s, axis);
        if (!axes) return types::object;
        gone = *axes;
    }
    if (is_kept) return fresh(s, dtype, ndim);
    if (gone > ndim) return types::object;
    return gone == ndim ? s.types.scalar(dtype) : fresh(s, dtype, ndim - gone);
}

DType array_dtype(Specialiser& s, ValueId array) {
    return is_array(s, array) ? s.type_info(array).dtype : DType::float64;
}

TypeId sum(Specialiser& s, Args args) {  // a axis dtype out keepdims
    auto dtype = dtype_or(s, args[2], sum_dtype(array_dtype(s, args[0])));
    return dtype && !is_given(s, args[3]) ? reduced(s, args[0], args[1], args[4], *dtype) : types::object;
}
TypeId mean(Specialiser& s, Args args) {  // a axis dtype out keepdims
    auto dtype = dtype_or(s, args[2], mean_dtype(array_dtype(s, args[0])));
    return dtype && !is_given(s, args[3]) ? reduced(s, args[0], args[1], args[4], *dtype) : types::object;
}
TypeId variance(Specialiser& s, Args args) {  // a axis dtype out ddof keepdims
    DType own = array_dtype(s, args[0]);
    if (types::is_complex(own)) own = real_dtype(own);
    auto dtype = dtype_or(s, args[2], mean_dtype(own));
    return dtype && !is_given(s, args[3]) ? reduced(s, args[0], args[1], args[5], *dtype) : types::object;
}
TypeId extreme(Specialiser& s, Args args) {  // a axis out keepdims
    return is_given(s, args[2]) ? types::object : reduced(s, args[0], args[1], args[3], array_dtype(s, args[0]));
}
TypeId truth(Specialiser& s, Args args) {  // a axis out keepdims
    return is_given(s, args[2]) ? types::object : reduced(s, args[0], args[1], args[3], DType::boolean);
}
TypeId position(Specialiser& s, Args args) {  // a axis out keepdims
    return is_given(s, args[2]) ? types::object : reduced(s, args[0], args[1], args[3], DType::int64);
}
TypeId median(Specialiser& s, Args args) {  // a axis
    return reduced(s, args[0], args[1], {}, mean_dtype(array_dtype(s, args[0])));
}
TypeId accumulated(Specialiser& s, Args args) {  // a axis dtype out
    auto dtype = dtype_or(s, args[2], sum_dtype(array_dtype(s, args[0])));
    if (!is_array(s, args[0]) || !dtype || is_given(s, args[3])) return types::object;
    return fresh(s, *dtype, is_given(s, args[1]) ? s.type_info(args[0]).number : 1);
}
TypeId searchsorted(Specialiser& s, Args args) {  // a v side
    if (!is_array(s, args[0]) || !args[1] || !(is_array(s, args[1]) || s.is_number(args[1]))) return types::object;
    std::uint32_t ndim = ndim_of(s, args[1]);
    return is_array(s, args[1]) ? fresh(s, DType::int64, ndim) : s.types.scalar(DType::int64);
}
TypeId yes_or_no(Specialiser&, Args) { return types::boolean; }

struct ResultRow {
    std::string_view function, parameters;  // its first parameters; a call that gives others is not known
    ResultRule rule;
};

constexpr ResultRow rows[] = {
    {"numpy.ones", "shape dtype order", of_shape},
    {"numpy.zeros", "shape dtype order", of_shape},
    {"numpy.empty", "shape dtype order", of_shape},
    {"numpy.full", "shape fill_value dtype order", full},
    {"numpy.eye", "N M k dtype order", eye},
    {"numpy.identity", "n dtype", identity},
    {"numpy.arange", "start stop step dtype", arange},
    {"numpy.linspace", "start stop num endpoint retstep dtype", linspace},
    {"numpy.logspace", "start stop num endpoint base dtype", [](Specialiser& s, Args args) {
         return linspace(s, std::array{args[0], args[1], args[2], args[3], ValueId{}, args[5]});
     }},
    {"numpy.array", "object dtype copy order", array},
    {"numpy.asarray", "a dtype order", asarray},
    {"numpy.ascontiguousarray", "a dtype", contiguous},
    {"numpy.ones_like", "a dtype order", array_like},
    {"numpy.zeros_like", "a dtype order", array_like},
    {"numpy.empty_like", "a dtype order", array_like},
    {"numpy.full_like", "a fill_value dtype order", full_like},
    {"numpy.copy", "a order", copy},
    {"ndarray.copy", "a order", copy_method},
    {"ndarray.astype", "a dtype order", array_like},
    {"numpy.reshape", "a shape order", reshape},
    {"ndarray.reshape", "a 1 2 3 4 5 6 7 8 order", reshape_method},
    {"numpy.ravel", "a order", ravel},
    {"ndarray.ravel", "a order", ravel},
    {"ndarray.flatten", "a order", ravel},
    {"numpy.transpose", "a axes", rearranged},
    {"numpy.swapaxes", "a axis1 axis2", rearranged},
    {"ndarray.swapaxes", "a axis1 axis2", rearranged},
    {"numpy.moveaxis", "a source destination", rearranged},
    {"numpy.flip", "m axis", rearranged},
    {"numpy.fliplr", "m", rearranged},
    {"numpy.flipud", "m", rearranged},
    {"numpy.roll", "a shift axis", rearranged},
    {"numpy.tril", "m k", rearranged},
    {"numpy.triu", "m k", rearranged},
    {"numpy.diff", "a", rearranged},
    {"numpy.broadcast_to", "array shape", broadcast_to},
    {"numpy.expand_dims", "a axis", expand_dims},
    {"numpy.squeeze", "a axis", squeeze},
    {"ndarray.squeeze", "a axis", squeeze},
    {"ndarray.view", "a dtype", view},
    {"ndarray.tolist", "a", tolist},
    {"numpy.sort", "a axis", sorted_copy},
    {"numpy.argsort", "a axis", argsort},
    {"ndarray.argsort", "a axis", argsort},
    {"numpy.unique", "a", one_axis},
    {"numpy.repeat", "a repeats", one_axis},
    {"ndarray.repeat", "a repeats", one_axis},
    {"numpy.concatenate", "arrays axis", concatenate},
    {"numpy.stack", "arrays axis", stack},
    {"numpy.vstack", "arrays", vstack},
    {"numpy.hstack", "arrays", hstack},
    {"numpy.dot", "a b", product},
    {"ndarray.dot", "a b", product},
    {"numpy.matmul", "a b", product},
    {"numpy.outer", "a b", outer},
    {"numpy.where", "condition x y", where},
    {"numpy.sum", "a axis dtype out keepdims", sum},
    {"ndarray.sum", "a axis dtype out keepdims", sum},
    {"numpy.prod", "a axis dtype out keepdims", sum},
    {"ndarray.prod", "a axis dtype out keepdims", sum},
    {"numpy.mean", "a axis dtype out keepdims", mean},
    {"ndarray.mean", "a axis dtype out keepdims", mean},
    {"numpy.std", "a axis dtype out ddof keepdims", variance},
    {"ndarray.std", "a axis dtype out ddof keepdims", variance},
    {"numpy.var", "a axis dtype out ddof keepdims", variance},
    {"ndarray.var", "a axis dtype out ddof keepdims", variance},
    {"numpy.min", "a axis out keepdims", extreme},
    {"ndarray.min", "a axis out keepdims", extreme},
    {"numpy.max", "a axis out keepdims", extreme},
    {"ndarray.max", "a axis out keepdims", extreme},
    {"numpy.any", "a axis out keepdims", truth},
    {"ndarray.any", "a axis out keepdims", truth},
    {"numpy.all", "a axis out keepdims", truth},
    {"ndarray.all", "a axis out keepdims", truth},
    {"numpy.argmin", "a axis out keepdims", position},
    {"ndarray.argmin", "a axis out keepdims", position},
    {"numpy.argmax", "a axis out keepdims", position},
    {"ndarray.argmax", "a axis out keepdims", position},
    {"numpy.median", "a axis", median},
    {"numpy.cumsum", "a axis dtype out", accumulated},
    {"ndarray.cumsum", "a axis dtype out", accumulated},
    {"numpy.cumprod", "a axis dtype out", accumulated},
    {"ndarray.cumprod", "a axis dtype out", accumulated},
    {"numpy.searchsorted", "a v side", searchsorted},
    {"ndarray.searchsorted", "a v side", searchsorted},
    {"numpy.allclose", "a b rtol atol equal_nan", yes_or_no},
    {"numpy.array_equal", "a b", yes_or_no},
};

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        words.push_back(text.substr(0, text.find(' ')));
        text.remove_prefix(std::min(text.size(), words.back().size() + 1));
    }
    return words;
}

/// The arguments in the order of the parameters; none: the call gives what the row does not know.
std::optional<std::vector<ValueId>> in_order(const CallSite& call, std::string_view parameters) {
    std::vector<std::string_view> names = words_of(parameters);
    if (call.args.size() > names.size()) return std::nullopt;
    std::vector<ValueId> args = call.args;
    args.resize(names.size());
    for (auto [name, value] : call.keywords) {
        auto found = std::ranges::find(names, name);
        if (found == names.end()) return std::nullopt;
        args[static_cast<std::size_t>(found - names.begin())] = value;
    }
    return args;
}

const ResultRow* row_of(std::string_view function) {
    auto found = std::ranges::find(rows, function, &ResultRow::function);
    return found == std::end(rows) ? nullptr : found;
}

}  // namespace

bool has_known_result(std::string_view function) { return row_of(function) != nullptr; }

TypeId known_result(Specialiser& s, std::string_view function, const CallSite& call) {
    const ResultRow* row = row_of(function);
    auto args = row ? in_order(call, row->parameters) : std::nullopt;
    return args && !args->empty() && (*args)[0] ? row->rule(s, *args) : types::object;
}

}  // namespace coluber::infer
