// Numbers that are Python's or NumPy's, whichever way control came: `float|np.float64`, `int|np.int64`, `bool|np.bool`. An operation is done
// once for both, and the result's bit says whose it is. Where Python would raise or leave 64 bits and NumPy would not, the bit decides;
// where the two give different numbers there is no native form. (`complex|np.complex128`: complex_numbers.cpp.)
#include "infer/fallback.h"
#include "infer/rules.h"

#include <limits>

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;

namespace {

DType dtype_at(Specialiser& s, ValueId value) { return dtype_of(s.types, s.type(value)); }
bool is_joined(Specialiser& s, ValueId value) { return s.kind(value) == Kind::maybe_np; }

/// Is one of the two NumPy's?
ValueId is_numpys(Specialiser& s, ValueId left, ValueId right) {
    auto bit = [&](ValueId v) { return s.emit(ir::MaybeNpBit{v}, types::boolean); };
    if (!is_joined(s, left)) return bit(right);
    return is_joined(s, right) ? s.arith(ArithKind::bit_or, bit(left), bit(right)) : bit(left);
}

ValueId joined(Specialiser& s, ValueId number, ValueId is_np) {
    return s.emit(ir::MaybeNp{number, is_np}, s.types.maybe_np(dtype_at(s, number)));
}

/// One of the two is a float: they are both taken as floats.
ValueId float_operation(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    static constexpr ArithKind kinds[] = {ArithKind::add, ArithKind::sub, ArithKind::mul, ArithKind::div};
    if (kind > BinaryKind::truediv) return s.nothing();
    ValueId is_np = is_numpys(s, left, right), a = to_float(s, left), b = to_float(s, right);
    if (kind == BinaryKind::truediv) {
        ValueId nonzero = s.compare(CompareKind::ne, b, s.const_float(0.0));
        s.check(ErrorCode::zero_division, "float division by zero", s.arith(ArithKind::bit_or, nonzero, is_np));
    }
    return joined(s, s.arith(kinds[static_cast<int>(kind)], a, b), is_np);
}

/// Does a kind b, which came out as `result`, fit 64 bits?
ValueId fits(Specialiser& s, BinaryKind kind, ValueId a, ValueId b, ValueId result) {
    ValueId args[] = {a, b};
    if (kind == BinaryKind::mul) return s.native("cb_int_mul_fits", args, types::boolean);
    auto differs = [&](ValueId x, ValueId y) { return s.arith(ArithKind::bit_xor, x, y); };
    // The sign is wrong: of a sum where it is neither operand's, of a difference where they differ and it is not the first one's.
    ValueId wrong =
        s.arith(ArithKind::bit_and, differs(a, result), kind == BinaryKind::add ? differs(b, result) : differs(a, b));
    return s.compare(CompareKind::ge, wrong, s.const_int(0));
}

ValueId int_operation(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    struct Row {
        BinaryKind kind;
        ArithKind arith;
    };
    static constexpr Row rows[] = {{BinaryKind::add, ArithKind::add},       {BinaryKind::sub, ArithKind::sub},
                                   {BinaryKind::mul, ArithKind::mul},       {BinaryKind::bit_and, ArithKind::bit_and},
                                   {BinaryKind::bit_or, ArithKind::bit_or}, {BinaryKind::bit_xor, ArithKind::bit_xor}};
    if (s.is_generic()) return s.nothing();
    for (const Row& row : rows) {
        if (row.kind != kind) continue;
        ValueId is_np = is_numpys(s, left, right), a = to_int(s, left), b = to_int(s, right);
        ValueId result = s.arith(row.arith, a, b);
        if (kind <= BinaryKind::mul)
            s.guard(ErrorCode::int_overflow, s.text_of(s.builder.at),
                    s.arith(ArithKind::bit_or, fits(s, kind, a, b, result), is_np));
        return joined(s, result, is_np);
    }
    return s.nothing();
}

}  // namespace

ValueId joined_binary(Specialiser& s, BinaryKind kind, ValueId left, ValueId right) {
    DType a = dtype_at(s, left), b = dtype_at(s, right);
    if (a == DType::float64 || b == DType::float64) return float_operation(s, kind, left, right);
    // np.bool and bool are more than narrow ints: their sum is no int.
    bool has_int = (a == DType::int64 && is_joined(s, left)) || (b == DType::int64 && is_joined(s, right)) ||
                   (a == DType::int64 && b == DType::int64);
    return has_int ? int_operation(s, kind, left, right) : s.nothing();
}

ValueId joined_compare(Specialiser& s, CompareKind kind, ValueId left, ValueId right) {
    constexpr std::int64_t exact = std::int64_t{1} << 53;  // ints up to here are floats
    DType a = dtype_at(s, left), b = dtype_at(s, right);
    auto is_exact_float = [&](ValueId v, DType dtype) {
        auto literal = s.constant_int(v);
        return dtype == DType::float64 || dtype == DType::boolean || (literal && *literal >= -exact && *literal <= exact);
    };
    if (a != DType::float64 && b != DType::float64)
        return joined(s, s.compare(kind, to_int(s, left), to_int(s, right)), is_numpys(s, left, right));
    if (!is_exact_float(left, a) || !is_exact_float(right, b)) return s.nothing();  // Python compares exactly, NumPy as floats
    return joined(s, s.compare(kind, to_float(s, left), to_float(s, right)), is_numpys(s, left, right));
}

ValueId joined_negative(Specialiser& s, ValueId value) {
    if (dtype_at(s, value) != DType::float64) return s.nothing();
    return joined(s, s.emit(ir::Neg{to_float(s, value)}, types::floating), s.emit(ir::MaybeNpBit{value}, types::boolean));
}

ValueId joined_absolute(Specialiser& s, ValueId value) {
    if (dtype_at(s, value) != DType::float64) return s.nothing();
    ValueId size = s.emit(ir::Math{ir::MathKind::fabs, to_float(s, value)}, types::floating);
    return joined(s, size, s.emit(ir::MaybeNpBit{value}, types::boolean));
}

}  // namespace coluber::infer
