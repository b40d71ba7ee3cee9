// Arithmetic of Python's own numbers: bool, int (checked 64 bits), float. Sentences of errors are CPython's.
// Sources: CPython Objects/longobject.c and floatobject.c (behaviour), Language Reference 6.5–6.9.
#include "infer/fallback.h"
#include "infer/rules.h"

#include <limits>
#include <utility>

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;

ValueId to_int(Specialiser& s, ValueId number) { return s.convert(number, types::integer); }

ValueId np_int_to_int(Specialiser& s, ValueId number) {
    if (dtype_of(s.types, s.type(number)) == DType::uint64) {
        if (s.is_generic()) return s.nothing();
        ValueId most = s.convert(s.const_int(std::numeric_limits<std::int64_t>::max()), s.type(number));
        s.guard(ErrorCode::int_overflow, s.text_of(s.builder.at), s.compare(CompareKind::le, number, most));
    }
    return s.convert(number, types::integer);
}

ValueId to_float(Specialiser& s, ValueId number) { return s.convert(number, types::floating); }

namespace {

void check_nonzero(Specialiser& s, ValueId divisor, ValueId zero, std::string_view sentence) {
    s.check(ErrorCode::zero_division, sentence, s.compare(CompareKind::ne, divisor, zero));
}

ValueId checked(Specialiser& s, ArithKind kind, ValueId a, ValueId b) {
    if (s.is_library()) {  // its ints are sizes and places of arrays: far from 64 bits (docs/adding-a-function.md)
        ir::Flags before = std::exchange(s.builder.flags, s.builder.flags | ir::Flags::exact);
        ValueId sum = s.arith(kind, a, b);
        s.builder.flags = before;
        return sum;
    }
    return s.emit(ir::ArithChecked{kind, s.name(s.text_of(s.builder.at)), a, b}, types::integer);
}

/// The guard of an int result that may not fit 64 bits.
void guard_fits(Specialiser& s, ValueId fits) { s.guard(ErrorCode::int_overflow, s.text_of(s.builder.at), fits); }

// ── int ──

/// -2**63 // -1 is the one quotient that does not fit.
void guard_quotient(Specialiser& s, ValueId a, ValueId b) {
    if (auto divisor = s.constant_int(b); divisor && *divisor != -1) return;
    ValueId is_least = s.compare(CompareKind::eq, a, s.const_int(std::numeric_limits<std::int64_t>::min()));
    ValueId is_minus_one = s.compare(CompareKind::eq, b, s.const_int(-1));
    ValueId both = s.arith(ArithKind::bit_and, is_least, is_minus_one);
    guard_fits(s, s.emit(ir::Not{both}, types::boolean));
}

ValueId int_floordiv(Specialiser& s, ValueId a, ValueId b) {
    check_nonzero(s, b, s.const_int(0), "integer division or modulo by zero");
    guard_quotient(s, a, b);
    return s.arith(ArithKind::floordiv, a, b);
}

ValueId int_mod(Specialiser& s, ValueId a, ValueId b) {
    check_nonzero(s, b, s.const_int(0), "integer modulo by zero");
    return s.arith(ArithKind::mod, a, b);
}

ValueId int_truediv(Specialiser& s, ValueId a, ValueId b) {
    check_nonzero(s, b, s.const_int(0), "division by zero");
    ValueId args[] = {a, b};
    return s.native("cb_int_truediv", args, types::floating);
}

ValueId float_pow(Specialiser& s, ValueId a, ValueId b);

/// int ** int is an int for an exponent >= 0, else a float: the exponent's value decides the type, so a varying one is guarded.
ValueId int_pow(Specialiser& s, ValueId a, ValueId b) {
    auto exponent = s.constant_int(b);
    if (exponent && *exponent < 0) return float_pow(s, to_float(s, a), to_float(s, b));
    if (exponent == 0) return s.const_int(1);
    if (exponent == 1) return a;
    if (exponent == 2) return checked(s, ArithKind::mul, a, a);
    if (!exponent)
        s.guard(ErrorCode::value_error, "a negative exponent makes `int ** int` a float: write `float(x) ** n`",
                s.compare(CompareKind::ge, b, s.const_int(0)));
    ValueId args[] = {a, b};
    guard_fits(s, s.native("cb_int_pow_fits", args, types::boolean));
    return s.native("cb_int_pow", args, types::integer);
}

ValueId int_lshift(Specialiser& s, ValueId a, ValueId b) {
    s.check(ErrorCode::value_error, "negative shift count", s.compare(CompareKind::ge, b, s.const_int(0)));
    ValueId args[] = {a, b};
    guard_fits(s, s.native("cb_int_lshift_fits", args, types::boolean));
    return s.arith(ArithKind::lshift, a, s.arith(ArithKind::min, b, s.const_int(63)));  // 0 << 64 fits
}

ValueId int_rshift(Specialiser& s, ValueId a, ValueId b) {
    s.check(ErrorCode::value_error, "negative shift count", s.compare(CompareKind::ge, b, s.const_int(0)));
    return s.arith(ArithKind::rshift, a, s.arith(ArithKind::min, b, s.const_int(63)));
}

/// Of two literals, where the result fits: inference looks at it (`axis - 1`). Nothing for other operators.
ValueId literal_binary(Specialiser& s, BinaryKind kind, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    bool overflows = kind == BinaryKind::add   ? __builtin_add_overflow(a, b, &result)
                     : kind == BinaryKind::sub ? __builtin_sub_overflow(a, b, &result)
                     : kind == BinaryKind::mul ? __builtin_mul_overflow(a, b, &result)
                                               : true;
    return overflows ? s.nothing() : s.const_int(result);
}

ValueId int_binary(Specialiser& s, BinaryKind kind, ValueId a, ValueId b) {
    auto left = s.constant_int(a), right = s.constant_int(b);
    ValueId result = left && right ? literal_binary(s, kind, *left, *right) : s.nothing();
    if (result && (s.is_from_literal(a) || s.is_from_literal(b))) s.note_literal(result);
    if (result) return result;
    switch (kind) {
        case BinaryKind::add: return checked(s, ArithKind::add, a, b);
        case BinaryKind::sub: return checked(s, ArithKind::sub, a, b);
        case BinaryKind::mul: return checked(s, ArithKind::mul, a, b);
        case BinaryKind::truediv: return int_truediv(s, a, b);
        case BinaryKind::floordiv: return int_floordiv(s, a, b);
        case BinaryKind::mod: return int_mod(s, a, b);
        case BinaryKind::pow: return int_pow(s, a, b);
        case BinaryKind::lshift: return int_lshift(s, a, b);
        case BinaryKind::rshift: return int_rshift(s, a, b);
        case BinaryKind::bit_and: return s.arith(ArithKind::bit_and, a, b);
        case BinaryKind::bit_or: return s.arith(ArithKind::bit_or, a, b);
        case BinaryKind::bit_xor: return s.arith(ArithKind::bit_xor, a, b);
        case BinaryKind::matmul: break;
    }
    return s.nothing();
}

// ── float ──

ValueId is_finite(Specialiser& s, ValueId value) {
    ValueId size = s.emit(ir::Math{ir::MathKind::fabs, value}, types::floating);
    return s.compare(CompareKind::lt, size, s.const_float(std::numeric_limits<double>::infinity()));
}

ValueId float_pow(Specialiser& s, ValueId a, ValueId b) {
    const ir::Constant* exponent = s.constant(b);
    if (exponent && std::holds_alternative<double>(*exponent) && std::get<double>(*exponent) == 2.0) {
        // pow(x, 2.0) is x * x rounded once, in every libm; CPython's OverflowError stays.
        ValueId square = s.arith(ArithKind::mul, a, a);
        ValueId fits = s.arith(ArithKind::bit_or, is_finite(s, square), s.emit(ir::Not{is_finite(s, a)}, types::boolean));
        s.check(ErrorCode::overflow_error, "(34, 'Numerical result out of range')", fits);
        return square;
    }
    ValueId args[] = {a, b};
    ValueId status = s.native("cb_float_pow_status", args, types::integer);
    auto is_not = [&](std::int64_t problem) { return s.compare(CompareKind::ne, status, s.const_int(problem)); };
    s.check(ErrorCode::zero_division, "0.0 cannot be raised to a negative power", is_not(1));
    s.guard(ErrorCode::value_error, "a negative number to a fractional power is complex: write `complex(x) ** y`", is_not(2));
    s.check(ErrorCode::overflow_error, "(34, 'Numerical result out of range')", is_not(3));
    return s.native("cb_float_pow", args, types::floating);
}

ValueId float_binary(Specialiser& s, BinaryKind kind, ValueId a, ValueId b) {
    ValueId args[] = {a, b};
    switch (kind) {
        case BinaryKind::add: return s.arith(ArithKind::add, a, b);
        case BinaryKind::sub: return s.arith(ArithKind::sub, a, b);
        case BinaryKind::mul: return s.arith(ArithKind::mul, a, b);
        case BinaryKind::truediv:
            check_nonzero(s, b, s.const_float(0.0), "float division by zero");
            return s.arith(ArithKind::div, a, b);
        case BinaryKind::floordiv:
            check_nonzero(s, b, s.const_float(0.0), "float floor division by zero");
            return s.native("cb_float_floordiv", args, types::floating);
        case BinaryKind::mod:
            check_nonzero(s, b, s.const_float(0.0), "float modulo");
            return s.native("cb_float_mod", args, types::floating);
        case BinaryKind::pow: return float_pow(s, a, b);
        default: return s.nothing();
    }
}

bool is_bitwise(BinaryKind kind) {
    return kind == BinaryKind::bit_and || kind == BinaryKind::bit_or || kind == BinaryKind::bit_xor;
}

}  // namespace

// Nothing where the operands have no such operator (1.5 << 2): Python raises its TypeError then.
ValueId python_binary(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    bool both_bool = s.kind(left) == Kind::boolean && s.kind(right) == Kind::boolean;
    if (both_bool && is_bitwise(kind)) return int_binary(s, kind, left, right);
    if (s.is_python_int(left) && s.is_python_int(right)) return int_binary(s, kind, to_int(s, left), to_int(s, right));
    return float_binary(s, kind, to_float(s, left), to_float(s, right));
}

ValueId truncate_to_int(Specialiser& s, ValueId number) {
    ValueId x = to_float(s, number);
    s.check(ErrorCode::value_error, "cannot convert float NaN to integer", s.compare(CompareKind::eq, x, x));
    s.check(ErrorCode::overflow_error, "cannot convert float infinity to integer", is_finite(s, x));
    ValueId low = s.compare(CompareKind::ge, x, s.const_float(-0x1p63)),
            high = s.compare(CompareKind::lt, x, s.const_float(0x1p63));
    guard_fits(s, s.arith(ArithKind::bit_and, low, high));
    return s.emit(ir::Convert{x}, types::integer);
}

}  // namespace coluber::infer
