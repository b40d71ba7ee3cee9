// Complex numbers: Python's `complex` and NumPy's complex64 and complex128. Arithmetic is composed of operations on the parts; what is
// more than a formula is a native function. Sources: CPython, Objects/complexobject.c (3.11 to 3.13: a real operand is converted
// first); NumPy 2, scalarmath (behaviour of both, tried).
#include "infer/fallback.h"
#include "infer/rules.h"

#include <limits>

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;

namespace {

struct Pair {
    ValueId real, imaginary;
};

Pair parts_of(Specialiser& s, ValueId number) { return {s.complex_part(number, 0), s.complex_part(number, 1)}; }

ValueId make(Specialiser& s, Pair parts, TypeId type) { return s.emit(ir::ComplexMake{parts.real, parts.imaginary}, type); }

Pair product(Specialiser& s, Pair a, Pair b) {
    auto times = [&](ValueId x, ValueId y) { return s.arith(ArithKind::mul, x, y); };
    return {s.arith(ArithKind::sub, times(a.real, b.real), times(a.imaginary, b.imaginary)),
            s.arith(ArithKind::add, times(a.real, b.imaginary), times(a.imaginary, b.real))};
}

/// +, - and * of two numbers of one complex type: the same formulas for Python and NumPy.
ValueId ring_operation(Specialiser& s, BinaryKind kind, Pair a, Pair b, TypeId type) {
    if (kind == BinaryKind::mul) return make(s, product(s, a, b), type);
    ArithKind each = kind == BinaryKind::add ? ArithKind::add : ArithKind::sub;
    return make(s, {s.arith(each, a.real, b.real), s.arith(each, a.imaginary, b.imaginary)}, type);
}

bool is_ring_operation(BinaryKind kind) {
    return kind == BinaryKind::add || kind == BinaryKind::sub || kind == BinaryKind::mul;
}

ValueId is_zero(Specialiser& s, Pair z) {
    ValueId zero = s.convert(s.const_float(0.0), s.type(z.real));
    return s.arith(ArithKind::bit_and, s.compare(CompareKind::eq, z.real, zero), s.compare(CompareKind::eq, z.imaginary, zero));
}

bool is_scalar(Specialiser& s, ValueId value) { return s.kind(value) == Kind::scalar; }
bool is_maybe(Specialiser& s, ValueId value) { return s.kind(value) == Kind::maybe_np; }

ValueId negation(Specialiser& s, ValueId condition) { return s.emit(ir::Not{condition}, types::boolean); }

// ── Python's ──

void check_power(Specialiser& s, ValueId is_infinite) {
    s.check(ErrorCode::overflow_error, "complex exponentiation", negation(s, is_infinite));
}

/// z ** n with a literal n from 2 on, as CPython multiplies: the first factor is 1.
ValueId literal_power(Specialiser& s, ValueId base, std::int64_t exponent) {
    Pair factor = parts_of(s, base), power{s.const_float(1.0), s.const_float(0.0)};
    for (std::int64_t bits = exponent; bits > 0; bits >>= 1) {
        if (bits & 1) power = product(s, power, factor);
        if (bits > 1) factor = product(s, factor, factor);
    }
    check_power(s, s.arith(ArithKind::bit_or, is_infinite(s, power.real), is_infinite(s, power.imaginary)));
    return make(s, power, types::complex);
}

ValueId python_power(Specialiser& s, ValueId left, ValueId right) {
    constexpr std::int64_t most_inline = 8;
    auto literal = s.constant_int(right);
    if (literal && *literal >= 2 && *literal <= most_inline) return literal_power(s, left, *literal);
    Pair a = parts_of(s, left), b = parts_of(s, s.convert(right, types::complex));
    ValueId args[] = {a.real, a.imaginary, b.real, b.imaginary};
    ValueId status = s.native("cb_complex_pow_status", args, types::integer);
    s.check(ErrorCode::zero_division, "0.0 to a negative or complex power", s.compare(CompareKind::ne, status, s.const_int(1)));
    check_power(s, s.compare(CompareKind::eq, status, s.const_int(2)));
    return s.native("cb_complex_pow", args, types::complex);
}

ValueId python_complex(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    if (kind == BinaryKind::pow) return python_power(s, s.convert(left, types::complex), right);
    Pair a = parts_of(s, s.convert(left, types::complex)), b = parts_of(s, s.convert(right, types::complex));
    if (is_ring_operation(kind)) return ring_operation(s, kind, a, b, types::complex);
    if (kind != BinaryKind::truediv) return s.nothing();  // Python's TypeError
    s.check(ErrorCode::zero_division, "complex division by zero", negation(s, is_zero(s, b)));
    ValueId args[] = {a.real, a.imaginary, b.real, b.imaginary};
    return s.native("cb_complex_div", args, types::complex);
}

// ── NumPy's ──

ValueId numpy_complex(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    DType dtype = result_dtype(s, left, right);
    TypeId type = s.types.scalar(dtype);
    Pair a = parts_of(s, as_scalar(s, left, dtype)), b = parts_of(s, as_scalar(s, right, dtype));
    if (is_ring_operation(kind)) return ring_operation(s, kind, a, b, type);
    if (kind != BinaryKind::truediv && kind != BinaryKind::pow) return s.nothing();
    ValueId args[] = {a.real, a.imaginary, b.real, b.imaginary};
    if (kind == BinaryKind::pow) {
        if (s.is_generic()) return s.nothing();
        ValueId is_real = s.compare(CompareKind::eq, b.imaginary, s.convert(s.const_float(0.0), s.type(b.imaginary)));
        s.guard(ErrorCode::value_error, "0 to a complex power is another number in each version of NumPy",
                s.arith(ArithKind::bit_or, is_real, negation(s, is_zero(s, a))));
    }
    return complex_native(s, kind == BinaryKind::pow ? "cb_np_cpow" : "cb_np_cdiv", args, dtype);
}

/// complex or np.complex128, with a number of Python's or another such value: the result is of the same kind. On the right of a
/// complex a float and an np.float64 are the same.
ValueId maybe_complex(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    if (!is_ring_operation(kind)) return s.nothing();
    ValueId is_np = s.const_bool(false);
    for (ValueId side : {left, right})
        if (is_maybe(s, side) && (side == left || s.is_complex(right) || s.is_number(left)))
            is_np = s.arith(ArithKind::bit_or, is_np, s.emit(ir::MaybeNpBit{side}, types::boolean));
    Pair a = parts_of(s, s.convert(left, types::complex)), b = parts_of(s, s.convert(right, types::complex));
    ValueId number = ring_operation(s, kind, a, b, types::complex);
    return s.emit(ir::MaybeNp{number, is_np}, s.types.maybe_np(DType::complex128));
}

/// `complex` on the left takes an np.float64 for the float that it also is, and answers first.
bool is_python_first(Specialiser& s, ValueId left, ValueId right) {
    return s.kind(left) == Kind::complex && s.is_number(right) && dtype_of(s.types, s.type(right)) == DType::float64;
}

}  // namespace

ValueId complex_native(Specialiser& s, std::string_view function, std::span<const ValueId> parts, DType dtype) {
    bool is_single = dtype == DType::complex64;
    ValueId wide = s.native(std::string(function) + (is_single ? "f" : ""), parts, s.types.scalar(DType::complex128));
    return s.convert(wide, s.types.scalar(dtype));  // a single-precision function gives its floats as doubles
}

ValueId is_infinite(Specialiser& s, ValueId real) {
    ValueId size = s.emit(ir::Math{ir::MathKind::fabs, real}, s.type(real));
    ValueId infinity = s.convert(s.const_float(std::numeric_limits<double>::infinity()), s.type(real));
    return s.compare(CompareKind::eq, size, infinity);
}

// Nothing where there is no native form.
ValueId complex_binary(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    if (is_python_first(s, left, right)) return python_complex(s, kind, left, to_float(s, right));
    if (is_maybe(s, left) || is_maybe(s, right))
        return is_scalar(s, left) || is_scalar(s, right) ? s.nothing() : maybe_complex(s, kind, left, right);
    return is_scalar(s, left) || is_scalar(s, right) ? numpy_complex(s, kind, left, right)
                                                     : python_complex(s, kind, left, right);
}

ValueId complex_unary(Specialiser& s, ir::UnaryKind kind, ValueId value) {
    if (kind == ir::UnaryKind::pos) return is_maybe(s, value) ? s.nothing() : value;
    if (kind == ir::UnaryKind::invert || is_maybe(s, value)) return s.nothing();
    Pair z = parts_of(s, value);
    TypeId part = s.type(z.real);
    return make(s, {s.emit(ir::Neg{z.real}, part), s.emit(ir::Neg{z.imaginary}, part)}, s.type(value));
}

ValueId complex_conjugate(Specialiser& s, ValueId value) {
    if (is_maybe(s, value)) return s.nothing();
    Pair z = parts_of(s, value);
    return make(s, {z.real, s.emit(ir::Neg{z.imaginary}, s.type(z.imaginary))}, s.type(value));
}

ValueId complex_absolute(Specialiser& s, ValueId value) {
    if (is_maybe(s, value)) return s.nothing();
    Pair z = parts_of(s, value);
    ValueId parts[] = {z.real, z.imaginary};
    bool is_single = dtype_of(s.types, s.type(value)) == DType::complex64;
    ValueId size = s.native(is_single ? "hypotf" : "hypot", parts, s.type(z.real));
    if (is_scalar(s, value)) return size;
    ValueId from_infinity = s.arith(ArithKind::bit_or, is_infinite(s, z.real), is_infinite(s, z.imaginary));
    s.check(ErrorCode::overflow_error, "absolute value too large",
            s.arith(ArithKind::bit_or, negation(s, is_infinite(s, size)), from_infinity));
    return size;
}

ValueId complex_truth(Specialiser& s, ValueId value) {
    return negation(s, is_zero(s, parts_of(s, is_maybe(s, value) ? s.convert(value, types::complex) : value)));
}

namespace {

/// Equality with an int is exact, as between float and int.
ValueId equal_python(Specialiser& s, ValueId left, ValueId right) {
    ValueId number = types::is_complex(s.types, s.type(left)) ? left : right, other = number == left ? right : left;
    Pair z = parts_of(s, number);
    bool is_real = s.is_number(other);
    ValueId real = number_compare(s, CompareKind::eq, z.real, is_real ? other : s.complex_part(other, 0));
    ValueId imaginary = s.compare(CompareKind::eq, z.imaginary, is_real ? s.const_float(0.0) : s.complex_part(other, 1));
    return s.arith(ArithKind::bit_and, real, imaginary);
}

/// NumPy orders its scalars by the real parts, where these are equal by the imaginary ones. Where it converts one of them first, its rule
/// for nans is another: that stays Python-level.
ValueId compare_scalars(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    DType dtype = result_dtype(s, left, right);
    Pair a = parts_of(s, as_scalar(s, left, dtype)), b = parts_of(s, as_scalar(s, right, dtype));
    ValueId equal = s.compare(CompareKind::eq, a.real, b.real);
    ValueId imaginary = s.compare(kind, a.imaginary, b.imaginary);
    if (kind == CompareKind::eq) return s.arith(ArithKind::bit_and, equal, imaginary);
    if (kind == CompareKind::ne) return s.arith(ArithKind::bit_or, s.compare(kind, a.real, b.real), imaginary);
    return s.select(equal, imaginary, s.compare(kind, a.real, b.real));
}

}  // namespace

ValueId complex_compare(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    if (is_python_first(s, left, right)) right = to_float(s, right);
    if (is_maybe(s, left) || is_maybe(s, right)) return s.nothing();
    bool is_order = kind != CompareKind::eq && kind != CompareKind::ne;
    if (is_order && s.type(left) != s.type(right)) return s.nothing();
    if (is_scalar(s, left) || is_scalar(s, right))
        return s.convert(compare_scalars(s, kind, left, right), s.types.scalar(DType::boolean));
    if (is_order) return s.nothing();  // Python's TypeError
    ValueId equal = equal_python(s, left, right);
    return kind == CompareKind::eq ? equal : negation(s, equal);
}

// ── the constructor ──

ValueId complex_of(Specialiser& s, std::span<const ValueId> args) {
    if (args.empty()) return make(s, {s.const_float(0.0), s.const_float(0.0)}, types::complex);
    for (ValueId arg : args)
        if (!s.is_number(arg) && !types::is_complex(s.types, s.type(arg))) return s.nothing();
    if (args.size() == 1) return s.convert(args[0], types::complex);
    bool is_first = types::is_complex(s.types, s.type(args[0])), is_second = types::is_complex(s.types, s.type(args[1]));
    if (is_second && s.type(args[1]) != types::complex) return s.nothing();
    ValueId a = is_first ? s.convert(args[0], types::complex) : args[0];
    ValueId real = is_first ? s.complex_part(a, 0) : to_float(s, a);
    ValueId imaginary = is_second ? s.complex_part(args[1], 0) : to_float(s, args[1]);
    if (is_second) real = s.arith(ArithKind::sub, real, s.complex_part(args[1], 1));
    if (is_first) imaginary = s.arith(ArithKind::add, imaginary, s.complex_part(a, 1));
    return make(s, {real, imaginary}, types::complex);
}

}  // namespace coluber::infer
