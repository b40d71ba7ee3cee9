// Rules for operators, comparisons and truth: which family of numbers they belong to; all else stays Python-level.
#include "infer/fallback.h"
#include "infer/rules.h"

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;

namespace {

bool is_python_number(Specialiser& s, ValueId value) { return s.is_python_int(value) || s.kind(value) == Kind::floating; }

/// In the twin an int result could overflow with nowhere to go: it is made by Python.
bool stays_boxed_in_twin(Specialiser& s, ValueId left, ValueId right) {
    return s.is_generic() && s.is_python_int(left) && s.is_python_int(right);
}

/// The operator's function of Python numbers exists for these types.
bool has_python_operator(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    if (kind == BinaryKind::matmul) return false;
    bool ints = s.is_python_int(left) && s.is_python_int(right);
    return ints || kind < BinaryKind::lshift;
}

/// Both are numbers and one is complex.
bool has_complex(Specialiser& s, ValueId left, ValueId right) {
    return (s.is_complex(left) && (s.is_complex(right) || s.is_number(right))) || (s.is_complex(right) && s.is_number(left));
}

bool is_division(BinaryKind kind) {
    return kind == BinaryKind::truediv || kind == BinaryKind::floordiv || kind == BinaryKind::mod;
}

/// error_model="numpy": the quotient of NumPy's scalars of the same values, as a Python number.
ValueId numpy_division(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    auto as_np = [&](ValueId value) {
        if (s.kind(value) == Kind::boolean) value = to_int(s, value);
        return s.convert(value, s.types.scalar(dtype_of(s.types, s.type(value))));
    };
    ValueId result = numpy_binary(s, kind, as_np(left), as_np(right));
    bool is_float = types::is_float(dtype_of(s.types, s.type(result)));
    return s.convert(result, is_float ? types::floating : types::integer);
}

ValueId concatenate(Specialiser& s, ValueId left, ValueId right) {
    std::vector<ValueId> items;
    for (ValueId tuple : {left, right})
        for (std::size_t i = 0; i < *tuple_size(s, tuple); ++i) items.push_back(tuple_item(s, tuple, i));
    return pack_tuple(s, items);
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyBinary& op) {
    ValueId left = s[op.left], right = s[op.right];
    if (op.kind == BinaryKind::add && tuple_size(s, left) && tuple_size(s, right)) return concatenate(s, left, right);
    if (has_complex(s, left, right)) {
        ValueId result = complex_binary(s, op.kind, left, right);
        return result || s.is_dead() ? result : python_level(s, op);
    }
    if (!s.is_number(left) || !s.is_number(right)) return python_level(s, op);
    if (is_python_number(s, left) && is_python_number(s, right)) {
        if (!has_python_operator(s, op.kind, left, right) || stays_boxed_in_twin(s, left, right)) return python_level(s, op);
        if (s.inference.options.numpy_division && is_division(op.kind)) return numpy_division(s, op.kind, left, right);
        return python_binary(s, op.kind, left, right);
    }
    ValueId result = op.kind == BinaryKind::matmul ? s.nothing() : numpy_binary(s, op.kind, left, right);
    return result || s.is_dead() ? result : python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PyUnary& op) {
    ValueId value = s[op.operand];
    if (s.is_generic() && s.is_python_int(value)) return python_level(s, op);
    if (s.is_complex(value)) {
        ValueId result = complex_unary(s, op.kind, value);
        return result ? result : python_level(s, op);
    }
    bool is_np_bool = s.kind(value) == Kind::scalar && s.type_info(value).dtype == DType::boolean;
    if (!s.is_number(value) || s.kind(value) == Kind::maybe_np) return python_level(s, op);
    if (is_np_bool) return op.kind == ir::UnaryKind::invert ? s.emit(ir::Not{value}, s.type(value)) : python_level(s, op);
    if (s.kind(value) == Kind::boolean) value = to_int(s, value);
    bool is_float = types::is_float(dtype_of(s.types, s.type(value)));
    switch (op.kind) {
        case ir::UnaryKind::pos: return value;
        case ir::UnaryKind::neg:
            if (s.kind(value) == Kind::integer)
                return s.emit(ir::ArithChecked{ArithKind::sub, s.name(s.text_of(s.builder.at)), s.const_int(0), value},
                              types::integer);
            return s.emit(ir::Neg{value}, s.type(value));
        case ir::UnaryKind::invert: break;
    }
    if (is_float) return python_level(s, op);  // TypeError
    return s.arith(ArithKind::bit_xor, value, s.convert(s.const_int(-1), s.type(value)));
}

// ── comparison ──

namespace {

/// int against float compares the exact values, as CPython does: rounding the int first would call 2**53 + 1 and 2.0**53 equal.
ValueId compare_int_float(Specialiser& s, CompareKind kind, ValueId number, ValueId real, bool int_is_left) {
    constexpr std::int64_t exact = std::int64_t{1} << 53;  // ints up to here are doubles
    auto literal = s.constant_int(number);
    if (literal && *literal >= -exact && *literal <= exact) {
        ValueId rounded = to_float(s, number);
        return int_is_left ? s.compare(kind, rounded, real) : s.compare(kind, real, rounded);
    }
    static constexpr CompareKind mirrored[] = {CompareKind::gt, CompareKind::ge, CompareKind::eq,
                                               CompareKind::ne, CompareKind::lt, CompareKind::le};
    if (!int_is_left) kind = mirrored[static_cast<int>(kind)];
    ValueId args[] = {to_int(s, number), real};
    ValueId order = s.native("cb_int_float_compare", args, types::integer);  // -1, 0, 1; 2 for nan
    auto is = [&](std::int64_t value) { return s.compare(CompareKind::eq, order, s.const_int(value)); };
    switch (kind) {
        case CompareKind::gt: return is(1);
        case CompareKind::ge: return s.arith(ArithKind::bit_or, is(0), is(1));
        default: return s.compare(kind, order, s.const_int(0));
    }
}

ValueId compare_python(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    if (s.is_python_int(left) && s.is_python_int(right)) return s.compare(kind, to_int(s, left), to_int(s, right));
    if (s.kind(left) == Kind::floating && s.kind(right) == Kind::floating) return s.compare(kind, left, right);
    bool int_is_left = s.is_python_int(left);
    ValueId number = int_is_left ? left : right, real = int_is_left ? right : left;
    if (s.kind(number) == Kind::boolean) number = to_int(s, number);
    return compare_int_float(s, kind, number, real, int_is_left);
}

/// uint64 against a number with a sign: exact.
ValueId compare_signed_unsigned(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    TypeId wide = s.types.scalar(DType::uint64);
    bool sign_is_left = s.type(right) == wide;
    ValueId is_negative = s.compare(CompareKind::lt, s.convert(sign_is_left ? left : right, types::integer), s.const_int(0));
    bool if_negative = kind == CompareKind::ne || (sign_is_left ? kind <= CompareKind::le : kind >= CompareKind::gt);
    ValueId answer = s.compare(kind, s.convert(left, wide), s.convert(right, wide));
    return s.select(is_negative, s.const_bool(if_negative), answer);
}

/// One is a uint64, the other an int or a signed integer of NumPy's.
bool mixes_signs(Specialiser& s, ValueId left, ValueId right) {
    auto is_unsigned = [&](ValueId v) { return s.type(v) == s.types.scalar(DType::uint64); };
    auto is_signed = [&](ValueId v) { return info(dtype_of(s.types, s.type(v))).kind == types::DTypeKind::signed_int; };
    return (is_unsigned(left) && is_signed(right)) || (is_signed(left) && is_unsigned(right));
}

ValueId compare_numpy(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    if (depends_on_provenance(s, left, right)) return s.nothing();
    if (mixes_signs(s, left, right))
        return s.convert(compare_signed_unsigned(s, kind, left, right), s.types.scalar(DType::boolean));
    DType dtype = result_dtype(s, left, right);
    // A Python int beyond the dtype is no error here: NumPy 2 compares the exact values.
    if (types::is_integer(dtype) && dtype != DType::uint64) dtype = DType::int64;
    TypeId type = s.types.scalar(dtype);
    ValueId result = s.compare(kind, s.convert(left, type), s.convert(right, type));
    return s.convert(result, s.types.scalar(DType::boolean));
}

}  // namespace

ValueId number_compare(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    if (has_complex(s, left, right)) return complex_compare(s, kind, left, right);
    if (is_python_number(s, left) && is_python_number(s, right)) return compare_python(s, kind, left, right);
    bool has_scalar = s.kind(left) == Kind::scalar || s.kind(right) == Kind::scalar;
    if (has_scalar) return compare_numpy(s, kind, left, right);
    return s.nothing();  // float|np.float64: whether the answer is a bool or an np.bool is not known here
}

namespace {

/// Built-in values of these classes equal values of their own family only. None: the class may equal others (NumPy's compare with anything).
std::optional<int> equality_family(Kind kind) {
    switch (kind) {
        case Kind::none: return 0;
        case Kind::boolean:
        case Kind::integer:
        case Kind::bigint:
        case Kind::floating:
        case Kind::complex: return 1;
        case Kind::str: return 2;
        case Kind::tuple: return 3;
        case Kind::list: return 4;
        case Kind::dict: return 5;
        default: return std::nullopt;
    }
}

/// `==` and `!=` of two families, such as a number and a string.
bool never_equal(Specialiser& s, const ir::PyCompare& op) {
    auto left = equality_family(s.kind(s[op.left])), right = equality_family(s.kind(s[op.right]));
    return (op.kind == CompareKind::eq || op.kind == CompareKind::ne) && left && right && left != right;
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyCompare& op) {
    ValueId left = s[op.left], right = s[op.right];
    if (ValueId found = compare_dtypes(s, op.kind, left, right)) return found;
    if (never_equal(s, op)) return s.const_bool(op.kind == CompareKind::ne);
    if (!has_complex(s, left, right) && (!s.is_number(left) || !s.is_number(right))) return python_level(s, op);
    ValueId result = number_compare(s, op.kind, left, right);
    return result || s.is_dead() ? result : python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PyIs& op) {
    ValueId left = s[op.left], right = s[op.right];
    bool left_none = s.kind(left) == Kind::none, right_none = s.kind(right) == Kind::none;
    if ((left_none && right_none) || left == right) return s.const_bool(true);
    bool one_is_none = left_none || right_none;
    ValueId other = left_none ? right : left;
    if (one_is_none && s.kind(other) != Kind::object) return s.const_bool(false);
    if (s.kind(left) == Kind::boolean && s.kind(right) == Kind::boolean) return s.compare(CompareKind::eq, left, right);
    if (s.kind(left) == Kind::known && s.kind(right) == Kind::known) return s.const_bool(s.type(left) == s.type(right));
    return emit_boxed(s, op, types::boolean);
}

ValueId infer_op(Specialiser& s, const ir::PyContains& op) {
    ValueId item = s[op.item], container = s[op.container];
    auto size = tuple_size(s, container);
    auto is_number = [&](ValueId value) { return s.is_number(value) || s.is_complex(value); };
    if (!size || !is_number(item)) return python_level(s, op, types::boolean);
    ValueId found = s.const_bool(false);
    for (std::size_t i = 0; i < *size; ++i) {
        ValueId element = tuple_item(s, container, i);
        if (element == item) return s.const_bool(true);  // the same object, nan or not
        if (s.kind(element) == Kind::none) continue;
        if (!is_number(element)) return python_level(s, op, types::boolean);
        ValueId equal = number_compare(s, CompareKind::eq, element, item);
        if (!equal) return python_level(s, op, types::boolean);
        found = s.arith(ArithKind::bit_or, found, s.convert(equal, types::boolean));
    }
    return found;
}

// ── truth ──

std::optional<ValueId> native_truth(Specialiser& s, ValueId value) {
    switch (s.kind(value)) {
        case Kind::none: return s.const_bool(false);
        case Kind::boolean: return value;
        case Kind::tuple: return s.const_bool(*tuple_size(s, value) != 0);
        case Kind::range: return s.compare(CompareKind::ne, s.emit(ir::RangePart{3, value}, types::integer), s.const_int(0));
        case Kind::known: return s.const_bool(true);  // modules, functions and classes of the tables
        case Kind::complex: return complex_truth(s, value);
        case Kind::integer:
        case Kind::floating:
        case Kind::scalar:
        case Kind::maybe_np: break;
        default: return std::nullopt;
    }
    if (s.is_complex(value)) return complex_truth(s, value);
    if (s.kind(value) == Kind::maybe_np) value = to_float(s, value);
    return s.emit(ir::Convert{value}, types::boolean);
}

ValueId infer_op(Specialiser& s, const ir::Not& op) {
    ValueId value = s[op.operand];
    if (const ir::Constant* known = s.constant(value)) return s.const_bool(!std::get<bool>(*known));
    return s.emit(ir::Not{value}, types::boolean);
}

ValueId infer_op(Specialiser& s, const ir::PyTruth& op) {
    if (auto truth = native_truth(s, s[op.value])) return *truth;
    return python_level(s, op, types::boolean);
}

}  // namespace coluber::infer
