#include "infer/array_maps.h"

#include "infer/rules.h"

#include <algorithm>

namespace coluber::infer {

namespace {

bool is_array(const Specialiser& s, ValueId value) { return s.kind(value) == Kind::array; }

/// The body of a map: a function of numbers, and the arguments that it takes (a literal is part of the function).
struct Body {
    ir::FunctionId function;
    DType dtype;  // of what it gives
    std::vector<ValueId> args;
};

/// May the op stand in a body? It looks at its operands alone; a check raises, but nothing goes on in the twin from within a loop.
bool is_elementwise(const ir::Function& body) {
    return std::ranges::all_of(body[body.entry].insts, [&](ir::InstId id) {
        const ir::Inst& inst = body[id];
        bool is_guard = body.is<ir::Guard>(inst) || body.is<ir::ArithChecked>(inst) || body.is<ir::CheckBound>(inst);
        return ir::info(inst.op).effects == ir::Effects::none && !is_guard;
    });
}

/// A parameter for each array's element and each number; literals are written into the body, where rules look at them.
std::vector<ValueId> add_params(Specialiser& s, Specialiser& inner, std::span<const ValueId> args,
                                std::vector<ValueId>& taken) {
    std::vector<ValueId> numbers;
    for (ValueId arg : args) {
        ir::InstId by = s.typed[arg].defined_by;
        if (by && s.typed.is<ir::Const>(s.typed[by])) {
            numbers.push_back(inner.emit(s.typed.as<ir::Const>(s.typed[by]), s.type(arg)));
            continue;
        }
        TypeId type = is_array(s, arg) ? s.types.scalar(s.type_info(arg).dtype) : s.type(arg);
        numbers.push_back(inner.typed.add_param(inner.typed.entry, type));
        taken.push_back(arg);
    }
    return numbers;
}

/// NumPy's `can_cast(from, to, "same_kind")`.
bool casts_in_kind(DType from, DType to) {
    return types::info(from).kind <= types::info(to).kind &&
           !(info(to).kind == types::DTypeKind::unsigned_int && info(from).kind == types::DTypeKind::signed_int);
}

std::optional<Body> make_body(Specialiser& s, std::span<const ValueId> args, const NumberRule& rule,
                              std::optional<DType> into) {
    ir::Function from;  // the body is no function of the user's: it stands for this place in one
    from.handle = s.untyped.handle;
    ir::Function made;
    made.name = s.typed.name + ".<element>";
    made.file = s.typed.file;
    made.code_name = s.typed.code_name;
    made.handle = s.typed.handle;
    made.is_strict = s.typed.is_strict;
    made.entry = made.add_block();
    Specialiser inner(s.inference, from, made);
    inner.builder.block = made.entry;
    inner.builder.at = s.builder.at;
    inner.builder.flags = s.builder.flags;
    Body body{};
    std::vector<ValueId> numbers = add_params(s, inner, args, body.args);
    ValueId result = rule(inner, numbers);
    if (!result || inner.is_dead() || inner.kind(result) != Kind::scalar) return std::nullopt;
    body.dtype = inner.type_info(result).dtype;
    if (into) {
        if (!casts_in_kind(body.dtype, *into)) return std::nullopt;
        result = cast_scalar(inner, result, *into);
    }
    made.result_type = inner.type(result);
    inner.builder.emit(ir::Return{result});
    if (made.block_count() > 1 || !is_elementwise(made)) return std::nullopt;
    body.function = s.module.functions.add(std::move(made));
    return body;
}

/// Arrays without axes as the elements that they are, "a float or np.float64" as a number where the difference does not matter. Empty:
/// one is no number and no array, or the difference matters.
std::vector<ValueId> plain_arguments(Specialiser& s, std::span<const ValueId> args) {
    auto is_single = [&](ValueId arg) {
        TypeId type = s.type(arg);
        bool has_dtype = is_array(s, arg) || s.kind(arg) == Kind::scalar;
        DType dtype = has_dtype ? s.types[type].dtype : DType::float64;
        return dtype == DType::float32 || dtype == DType::complex64;
    };
    bool has_single = std::ranges::any_of(args, is_single);
    std::vector<ValueId> out;
    for (ValueId arg : args) {
        if (!is_array(s, arg) && !s.is_number(arg) && !s.is_complex(arg)) return {};
        if (s.kind(arg) == Kind::maybe_np) {
            if (has_single) return {};
            arg = s.convert(arg, types::python_number(s.type_info(arg).dtype));
        }
        if (is_array(s, arg) && s.type_info(arg).number == 0)
            arg = s.emit(ir::ArrayLoad{arg, {}}, s.types.scalar(s.type_info(arg).dtype));
        out.push_back(arg);
    }
    return out;
}

std::vector<ValueId> arrays_of(const Specialiser& s, std::span<const ValueId> values) {
    std::vector<ValueId> out;
    for (ValueId value : values)
        if (is_array(s, value) && std::ranges::find(out, value) == out.end()) out.push_back(value);
    return out;
}

/// The tuple of an array's dims; for what a map made the very one that it was made by, so that equal shapes are seen to be equal.
ValueId shape_of(Specialiser& s, ValueId array) {
    ir::InstId by = s.typed[array].defined_by;
    if (by && s.typed.is<ir::ArrayMap>(s.typed[by])) return s.typed.as<ir::ArrayMap>(s.typed[by]).shape;
    std::vector<ValueId> dims;
    for (std::uint32_t axis = 0; axis < s.type_info(array).number; ++axis)
        dims.push_back(s.emit(ir::ArrayDim{axis, array}, types::integer));
    return pack_tuple(s, dims);
}

/// The common shape; numbers take part with `()`, as NumPy's sentence names them.
ValueId broadcast_shape(Specialiser& s, std::span<const ValueId> args) {
    std::vector<ValueId> shapes, distinct;
    std::vector<std::pair<ValueId, ValueId>> known;
    std::size_t ndim = 0;
    for (ValueId arg : args) {
        auto found = std::ranges::find(known, arg, [](const auto& each) { return each.first; });
        ValueId shape = found != known.end() ? found->second : is_array(s, arg) ? shape_of(s, arg) : pack_tuple(s, {});
        known.emplace_back(arg, shape);
        shapes.push_back(shape);
        if (!is_array(s, arg)) continue;
        ndim = std::max<std::size_t>(ndim, s.type_info(arg).number);
        if (std::ranges::find(distinct, shape) == distinct.end()) distinct.push_back(shape);
    }
    if (distinct.size() == 1) return distinct[0];
    TypeId type = s.types.tuple(std::vector<TypeId>(ndim, types::integer));
    return s.emit(ir::ArrayBroadcast{0, shapes}, type);
}

/// NumPy's order "K": as all operands lie, else whatever the runtime finds.
types::Layout layout_of_result(const Specialiser& s, std::span<const ValueId> arrays, std::size_t ndim) {
    if (ndim == 1 || std::ranges::all_of(arrays, [&](ValueId a) { return s.type_info(a).layout == types::Layout::c; }))
        return types::Layout::c;
    return arrays.size() == 1 ? s.type_info(arrays[0]).layout : types::Layout::any;
}

}  // namespace

bool has_array(const Specialiser& s, std::span<const ValueId> values) {
    return std::ranges::any_of(values, [&](ValueId value) { return is_array(s, value); });
}

ValueId map_arrays(Specialiser& s, std::span<const ValueId> args, const NumberRule& rule) {
    if (s.is_generic()) return s.nothing();
    std::vector<ValueId> plain = plain_arguments(s, args);
    if (plain.empty()) return s.nothing();
    if (!has_array(s, plain)) return rule(s, plain);
    auto body = make_body(s, plain, rule, std::nullopt);
    if (!body) return s.nothing();
    ValueId shape = broadcast_shape(s, plain);
    std::size_t ndim = s.type_info(shape).elements.size();
    types::Layout layout = layout_of_result(s, arrays_of(s, plain), ndim);
    TypeId type = s.types.array(body->dtype, static_cast<std::uint32_t>(ndim), layout);
    return s.emit(ir::ArrayMap{body->function, shape, body->args}, type);
}

ValueId map_arrays_into(Specialiser& s, ValueId into, std::span<const ValueId> args, const NumberRule& rule) {
    if (s.is_generic()) return s.nothing();
    std::vector<ValueId> plain = plain_arguments(s, args);
    if (plain.empty()) return s.nothing();
    const types::Type type = s.type_info(into);
    auto body = make_body(s, plain, rule, type.dtype);
    if (!body) return s.nothing();
    s.check(ErrorCode::value_error, "output array is read-only", s.emit(ir::ArrayWritable{into}, types::boolean));
    std::vector<ValueId> shapes{shape_of(s, into)};
    bool is_larger = false;
    for (ValueId arg : plain) {
        if (arg == into) {
            if (shapes.size() == 1) shapes.push_back(shapes[0]);
        } else if (is_array(s, arg)) {
            shapes.push_back(shape_of(s, arg));
            is_larger |= s.type_info(arg).number > type.number;
        }
    }
    bool is_alone = std::ranges::all_of(shapes, [&](ValueId shape) { return shape == shapes[0]; });
    if (!is_alone) s.emit(ir::ArrayBroadcast{1, shapes}, s.types.tuple(std::vector<TypeId>(type.number, types::integer)));
    if (is_larger) s.kill();  // more axes than there is room for: that always fails
    if (!s.is_dead()) s.emit(ir::ArrayMapInto{body->function, into, body->args});
    return s.is_dead() ? s.nothing() : into;
}

}  // namespace coluber::infer
