// Arithmetic where a NumPy scalar takes part: NumPy 2's promotion (NEP 50), wrapping integers, inf and nan instead of exceptions.
// A `float|np.float64` value follows whichever it is. Sources: NEP 50; NumPy's scalarmath and loops (behaviour, tried).
#include "infer/fallback.h"
#include "infer/rules.h"

#include <limits>
#include <string>

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;
using types::DTypeKind;

namespace {

bool is_numpy(Specialiser& s, ValueId value) { return s.kind(value) == Kind::scalar || s.kind(value) == Kind::maybe_np; }

DTypeKind weak_kind(Specialiser& s, ValueId value) {
    if (s.kind(value) == Kind::boolean) return DTypeKind::boolean;
    if (s.kind(value) == Kind::complex) return DTypeKind::complex;
    return s.kind(value) == Kind::integer ? DTypeKind::signed_int : DTypeKind::floating;
}

ValueId constant_of(Specialiser& s, DType dtype, std::int64_t value) {
    TypeId type = s.types.scalar(dtype);
    return types::is_float(dtype) ? s.convert(s.const_float(static_cast<double>(value)), type)
                                  : s.convert(s.const_int(value), type);
}

std::string function_for(std::string_view name, DType dtype) {
    return std::string(name) + (dtype == DType::float32 ? "f" : "");
}

// ── integers ──

ValueId quotient(Specialiser& s, ArithKind kind, DType dtype, ValueId a, ValueId b) {
    // NumPy gives 0 for a zero divisor (and warns); the divisor is replaced so that the CPU does not trap.
    ValueId zero = constant_of(s, dtype, 0), one = constant_of(s, dtype, 1);
    ValueId is_zero = s.compare(CompareKind::eq, b, zero);
    return s.select(is_zero, zero, s.arith(kind, a, s.select(is_zero, one, b)));
}

ValueId shifted(Specialiser& s, ArithKind kind, DType dtype, ValueId a, ValueId b) {
    std::int64_t bits = info(dtype).size * 8;
    ValueId zero = constant_of(s, dtype, 0), last = constant_of(s, dtype, bits - 1);
    ValueId in_range = s.arith(ArithKind::bit_and, s.compare(CompareKind::ge, b, zero), s.compare(CompareKind::le, b, last));
    ValueId by = s.select(in_range, b, last);
    ValueId result = s.arith(kind, a, by);
    bool fills_with_sign = kind == ArithKind::rshift && info(dtype).kind == DTypeKind::signed_int;
    return fills_with_sign ? result : s.select(in_range, result, zero);
}

ValueId integer_pow(Specialiser& s, DType dtype, ValueId a, ValueId b) {
    if (info(dtype).kind == DTypeKind::signed_int)
        s.check(ErrorCode::value_error, "Integers to negative integer powers are not allowed.",
                s.compare(CompareKind::ge, b, constant_of(s, dtype, 0)));
    ValueId args[] = {s.convert(a, types::integer), s.convert(b, types::integer)};
    ValueId wide = s.native("cb_np_int_pow", args, types::integer);  // wraps; the low bits are right for every width
    return s.convert(wide, s.types.scalar(dtype));
}

ValueId integer_binary(Specialiser& s, BinaryKind kind, DType dtype, ValueId a, ValueId b) {
    switch (kind) {
        case BinaryKind::add: return s.arith(ArithKind::add, a, b);
        case BinaryKind::sub: return s.arith(ArithKind::sub, a, b);
        case BinaryKind::mul: return s.arith(ArithKind::mul, a, b);
        case BinaryKind::floordiv: return quotient(s, ArithKind::floordiv, dtype, a, b);
        case BinaryKind::mod: return quotient(s, ArithKind::mod, dtype, a, b);
        case BinaryKind::pow: return integer_pow(s, dtype, a, b);
        case BinaryKind::lshift: return shifted(s, ArithKind::lshift, dtype, a, b);
        case BinaryKind::rshift: return shifted(s, ArithKind::rshift, dtype, a, b);
        case BinaryKind::bit_and: return s.arith(ArithKind::bit_and, a, b);
        case BinaryKind::bit_or: return s.arith(ArithKind::bit_or, a, b);
        case BinaryKind::bit_xor: return s.arith(ArithKind::bit_xor, a, b);
        default: return s.nothing();
    }
}

/// np.bool with np.bool or bool: + is or, * is and; // % ** << >> are int8's, - is NumPy's TypeError.
ValueId boolean_binary(Specialiser& s, BinaryKind kind, ValueId a, ValueId b) {
    switch (kind) {
        case BinaryKind::add:
        case BinaryKind::bit_or: return s.arith(ArithKind::bit_or, a, b);
        case BinaryKind::mul:
        case BinaryKind::bit_and: return s.arith(ArithKind::bit_and, a, b);
        case BinaryKind::bit_xor: return s.arith(ArithKind::bit_xor, a, b);
        case BinaryKind::sub: return s.nothing();
        default: {
            TypeId small = s.types.scalar(DType::int8);
            return integer_binary(s, kind, DType::int8, s.convert(a, small), s.convert(b, small));
        }
    }
}

// ── floats ──

ValueId float_binary(Specialiser& s, BinaryKind kind, DType dtype, ValueId a, ValueId b) {
    ValueId args[] = {a, b};
    TypeId type = s.types.scalar(dtype);
    switch (kind) {
        case BinaryKind::add: return s.arith(ArithKind::add, a, b);
        case BinaryKind::sub: return s.arith(ArithKind::sub, a, b);
        case BinaryKind::mul: return s.arith(ArithKind::mul, a, b);
        case BinaryKind::truediv: return s.arith(ArithKind::div, a, b);
        case BinaryKind::floordiv: return s.native(function_for("cb_np_floordiv", dtype), args, type);
        case BinaryKind::mod: return s.native(function_for("cb_np_mod", dtype), args, type);
        case BinaryKind::pow: return s.native(function_for("pow", dtype), args, type);
        default: return s.nothing();
    }
}

}  // namespace

bool depends_on_provenance(Specialiser& s, ValueId left, ValueId right) {
    ValueId maybe = s.kind(left) == Kind::maybe_np ? left : right, other = maybe == left ? right : left;
    if (s.kind(maybe) != Kind::maybe_np || s.kind(other) != Kind::scalar) return false;
    DType number = s.type_info(maybe).dtype, dtype = s.type_info(other).dtype;
    return promote(number, dtype) != promote_weak(dtype, info(number).kind);
}

DType result_dtype(Specialiser& s, ValueId left, ValueId right) {
    DType a = dtype_of(s.types, s.type(left)), b = dtype_of(s.types, s.type(right));
    if (is_numpy(s, left) && is_numpy(s, right)) return promote(a, b);
    return is_numpy(s, left) ? promote_weak(a, weak_kind(s, right)) : promote_weak(b, weak_kind(s, left));
}

namespace {

/// NumPy makes a float32 of a Python int by way of a double: two roundings.
ValueId convert_number(Specialiser& s, ValueId value, TypeId to) {
    DType dtype = dtype_of(s.types, to);
    bool to_single = dtype == DType::float32 || dtype == DType::complex64;
    return s.convert(to_single && s.kind(value) == Kind::integer ? to_float(s, value) : value, to);
}

}  // namespace

ValueId as_scalar(Specialiser& s, ValueId value, DType dtype) {
    if (s.kind(value) == Kind::integer && types::is_integer(dtype) && dtype != DType::int64) {
        bool is_signed = info(dtype).kind == DTypeKind::signed_int;
        int bits = info(dtype).size * 8 - (is_signed ? 1 : 0);
        std::int64_t low = is_signed ? -(std::int64_t{1} << bits) : 0;
        std::int64_t high = bits >= 63 ? std::numeric_limits<std::int64_t>::max() : (std::int64_t{1} << bits) - 1;
        auto literal = s.constant_int(value);
        if (!literal || *literal < low || *literal > high) {
            ValueId fits = s.arith(ArithKind::bit_and, s.compare(CompareKind::ge, value, s.const_int(low)),
                                   s.compare(CompareKind::le, value, s.const_int(high)));
            s.check(ErrorCode::out_of_dtype, info(dtype).name, fits, std::span(&value, 1));
        }
    }
    return convert_number(s, value, s.types.scalar(dtype));
}

// Nothing where there is no native form: the operation goes through NumPy's own scalars then.
ValueId numpy_binary(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    bool has_maybe = s.kind(left) == Kind::maybe_np || s.kind(right) == Kind::maybe_np;
    bool has_scalar = s.kind(left) == Kind::scalar || s.kind(right) == Kind::scalar;
    if (has_maybe && !has_scalar) return joined_binary(s, kind, left, right);
    if (depends_on_provenance(s, left, right)) return s.nothing();
    DType dtype = result_dtype(s, left, right);
    if (kind == BinaryKind::truediv && !types::is_float(dtype)) dtype = DType::float64;
    bool float_only = types::is_float(dtype);
    bool is_bitwise = kind >= BinaryKind::lshift;
    if (float_only && is_bitwise) return s.nothing();
    ValueId a = as_scalar(s, left, dtype), b = as_scalar(s, right, dtype);
    if (float_only) return float_binary(s, kind, dtype, a, b);
    return dtype == DType::boolean ? boolean_binary(s, kind, a, b) : integer_binary(s, kind, dtype, a, b);
}

ValueId array_power(Specialiser& s, ValueId element, ValueId exponent) {
    DType dtype = result_dtype(s, element, exponent);
    const ir::Constant* literal = s.constant(exponent);
    const auto* real = literal ? std::get_if<double>(literal) : nullptr;
    auto whole = s.constant_int(exponent);
    if (whole == 2 && types::is_integer(dtype)) return numpy_binary(s, BinaryKind::mul, element, element);
    if (!types::is_float(dtype)) return numpy_binary(s, BinaryKind::pow, element, exponent);
    TypeId type = s.types.scalar(dtype);
    ValueId x = as_scalar(s, element, dtype), one = s.convert(s.const_float(1.0), type);
    auto root = [&] { return s.emit(ir::Math{ir::MathKind::sqrt, x}, type); };
    auto inverse = [&] { return s.arith(ArithKind::div, one, x); };
    if (whole == 2 || (real && *real == 2.0)) return s.arith(ArithKind::mul, x, x);
    if (whole == 1 || (real && *real == 1.0)) return x;
    if (whole == -1 || (real && *real == -1.0)) return inverse();
    if (real && *real == 0.5) return root();
    ValueId power = numpy_binary(s, BinaryKind::pow, element, exponent);
    if (!power || literal) return power;
    ValueId y = as_scalar(s, exponent, dtype);
    auto is = [&](double value) { return s.compare(CompareKind::eq, y, s.convert(s.const_float(value), type)); };
    return s.select(is(0.5), root(), s.select(is(-1.0), inverse(), power));
}

namespace {

/// C's conversion as x86 does it: what does not fit (and nan) becomes the least integer of 32 or 64 bits.
ValueId truncated(Specialiser& s, ValueId x, bool is_narrow) {
    ValueId above = is_narrow ? s.compare(CompareKind::gt, x, s.const_float(-0x1p31 - 1))
                              : s.compare(CompareKind::ge, x, s.const_float(-0x1p63));
    ValueId below = s.compare(CompareKind::lt, x, s.const_float(is_narrow ? 0x1p31 : 0x1p63));
    ValueId fits = s.arith(ArithKind::bit_and, above, below);
    ValueId number = s.emit(ir::Convert{s.select(fits, x, s.const_float(0.0))}, types::integer);
    ValueId least =
        s.const_int(is_narrow ? std::numeric_limits<std::int32_t>::min() : std::numeric_limits<std::int64_t>::min());
    return s.select(fits, number, least);
}

/// NumPy's loops convert to what is narrower than uint32 through 32 bits, to uint64 in two halves.
ValueId cast_float_to_int(Specialiser& s, ValueId value, DType dtype) {
    ValueId x = to_float(s, value);
    if (dtype != DType::uint64)
        return s.convert(truncated(s, x, info(dtype).size <= 2 || dtype == DType::int32), s.types.scalar(dtype));
    ValueId half = s.const_float(0x1p63), is_high = s.compare(CompareKind::ge, x, half);
    ValueId number = truncated(s, s.select(is_high, s.arith(ArithKind::sub, x, half), x), false);
    ValueId high_bit = s.const_int(std::numeric_limits<std::int64_t>::min());
    ValueId bits = s.select(is_high, s.arith(ArithKind::bit_xor, number, high_bit), number);
    return s.convert(bits, s.types.scalar(dtype));
}

/// A NumPy integer as `dtype`, refused where it does not fit.
ValueId fitting(Specialiser& s, ValueId value, DType dtype) {
    if (s.type_info(value).dtype != DType::uint64) return as_scalar(s, s.convert(value, types::integer), dtype);
    ValueId most =
        s.convert(s.const_int(std::numeric_limits<std::int64_t>::max() >> (64 - 8 * info(dtype).size)), s.type(value));
    ValueId payload[] = {s.convert(value, types::integer), s.const_int(1)};
    s.check(ErrorCode::out_of_dtype, info(dtype).name, s.compare(CompareKind::le, value, most), payload);
    return s.convert(value, s.types.scalar(dtype));
}

}  // namespace

ValueId cast_scalar(Specialiser& s, ValueId value, DType dtype) {
    bool float_to_int = types::is_integer(dtype) && types::is_float(dtype_of(s.types, s.type(value)));
    return float_to_int ? cast_float_to_int(s, value, dtype) : s.convert(value, s.types.scalar(dtype));
}

ValueId to_dtype(Specialiser& s, ValueId value, DType dtype) {
    TypeId to = s.types.scalar(dtype);
    if (dtype == DType::boolean) {
        if (auto truth = native_truth(s, value)) return s.convert(*truth, to);
    }
    if (!types::is_integer(dtype)) return convert_number(s, value, to);
    DType from = dtype_of(s.types, s.type(value));
    bool is_numpys = s.kind(value) == Kind::scalar, is_signed = info(dtype).kind == DTypeKind::signed_int;
    if (from == dtype && (is_numpys || is_signed)) return s.convert(value, to);
    // NumPy casts its own scalars to unsigned integers; of all others it asks for int(value) and refuses what does not fit.
    if (is_numpys && !is_signed) return cast_scalar(s, value, dtype);
    if (types::is_float(from)) return as_scalar(s, truncate_to_int(s, value), dtype);
    return is_numpys && types::is_integer(from) ? fitting(s, value, dtype)
                                                : as_scalar(s, s.convert(value, types::integer), dtype);
}

}  // namespace coluber::infer
