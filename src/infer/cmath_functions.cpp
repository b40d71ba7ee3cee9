// The functions of `cmath`: a native function and CPython's rule for its errors, a row each.
// Source: CPython, Modules/cmathmodule.c (behaviour): an infinite part of the argument, or a zero, that has no meaning is a domain
// error; an infinity from a finite argument a range error.
#include "infer/call_rules.h"

namespace coluber::infer {

using ir::ArithKind;
using ir::CompareKind;

namespace {

ValueId both(Specialiser& s, ValueId a, ValueId b) { return s.arith(ArithKind::bit_and, a, b); }
ValueId either(Specialiser& s, ValueId a, ValueId b) { return s.arith(ArithKind::bit_or, a, b); }
ValueId negation(Specialiser& s, ValueId condition) { return s.emit(ir::Not{condition}, types::boolean); }
ValueId equals(Specialiser& s, ValueId real, double value) { return s.compare(CompareKind::eq, real, s.const_float(value)); }

/// Where a function of (re, im) is defined: a native predicate, of the argument turned by 90 degrees where it says so, or a rule.
enum class Domain : std::uint8_t { all, exp, sinh, tanh, sin, tan, nonzero, not_one, not_i };

struct Row {
    std::string_view identity, function;
    Domain domain;
    bool may_overflow;
};

constexpr Row table[] = {
    {"cmath.sqrt", "cb_cmath_sqrt", Domain::all, false},       {"cmath.exp", "cb_cmath_exp", Domain::exp, true},
    {"cmath.log10", "cb_cmath_log10", Domain::nonzero, false}, {"cmath.sin", "cb_cmath_sin", Domain::sin, true},
    {"cmath.cos", "cb_cmath_cos", Domain::sin, true},          {"cmath.tan", "cb_cmath_tan", Domain::tan, false},
    {"cmath.sinh", "cb_cmath_sinh", Domain::sinh, true},       {"cmath.cosh", "cb_cmath_cosh", Domain::sinh, true},
    {"cmath.tanh", "cb_cmath_tanh", Domain::tanh, false},      {"cmath.asin", "cb_cmath_asin", Domain::all, false},
    {"cmath.acos", "cb_cmath_acos", Domain::all, false},       {"cmath.atan", "cb_cmath_atan", Domain::not_i, false},
    {"cmath.asinh", "cb_cmath_asinh", Domain::all, false},     {"cmath.acosh", "cb_cmath_acosh", Domain::all, false},
    {"cmath.atanh", "cb_cmath_atanh", Domain::not_one, false},
};

struct Argument {
    ValueId real, imaginary;
};

std::optional<Argument> argument(Specialiser& s, ValueId value) {
    if (!s.is_number(value) && !s.is_complex(value)) return std::nullopt;
    ValueId z = s.convert(value, types::complex);
    return Argument{s.complex_part(z, 0), s.complex_part(z, 1)};
}

ValueId is_one(Specialiser& s, ValueId unit, ValueId zero) {
    return both(s, either(s, equals(s, unit, 1.0), equals(s, unit, -1.0)), equals(s, zero, 0.0));
}

ValueId is_defined(Specialiser& s, Domain domain, Argument z) {
    ValueId straight[] = {z.real, z.imaginary}, turned[] = {z.imaginary, z.real};
    switch (domain) {
        case Domain::all: break;
        case Domain::exp: return s.native("cb_cmath_exp_is_defined", straight, types::boolean);
        case Domain::sinh: return s.native("cb_cmath_sinh_is_defined", straight, types::boolean);
        case Domain::tanh: return s.native("cb_cmath_tanh_is_defined", straight, types::boolean);
        case Domain::sin: return s.native("cb_cmath_sinh_is_defined", turned, types::boolean);
        case Domain::tan: return s.native("cb_cmath_tanh_is_defined", turned, types::boolean);
        case Domain::nonzero: return negation(s, both(s, equals(s, z.real, 0.0), equals(s, z.imaginary, 0.0)));
        case Domain::not_one: return negation(s, is_one(s, z.real, z.imaginary));
        case Domain::not_i: return negation(s, is_one(s, z.imaginary, z.real));
    }
    return s.const_bool(true);
}

ValueId is_finite(Specialiser& s, ValueId real) {
    return both(s, s.compare(CompareKind::eq, real, real), negation(s, is_infinite(s, real)));
}

void check_range(Specialiser& s, Argument z, ValueId overflows) {
    ValueId all_finite = both(s, is_finite(s, z.real), is_finite(s, z.imaginary));
    s.check(ErrorCode::overflow_error, "math range error", negation(s, both(s, overflows, all_finite)));
}

void check_defined(Specialiser& s, ValueId condition) { s.check(ErrorCode::value_error, "math domain error", condition); }

ValueId call_row(Specialiser& s, const Row& row, const CallSite& call) {
    auto z = call.has_args(1, 1) ? argument(s, call.args[0]) : std::nullopt;
    if (!z) return s.nothing();
    if (row.domain != Domain::all) check_defined(s, is_defined(s, row.domain, *z));
    ValueId args[] = {z->real, z->imaginary};
    ValueId result = s.native(row.function, args, types::complex);
    if (row.may_overflow)
        check_range(s, *z, either(s, is_infinite(s, s.complex_part(result, 0)), is_infinite(s, s.complex_part(result, 1))));
    return result;
}

/// log(z), or log(z) / log(base), of which none may be 0.
ValueId call_log(Specialiser& s, const CallSite& call) {
    auto z = call.has_args(1, 2) ? argument(s, call.args[0]) : std::nullopt;
    auto base = z && call.args.size() == 2 ? argument(s, call.args[1]) : z;
    if (!z || !base) return s.nothing();
    ValueId args[] = {z->real, z->imaginary}, base_args[] = {base->real, base->imaginary};
    ValueId log = s.native("cb_cmath_log", args, types::complex);
    check_defined(s, is_defined(s, Domain::nonzero, *z));
    if (call.args.size() == 1) return log;
    ValueId divisor = s.native("cb_cmath_log", base_args, types::complex);
    Argument by{s.complex_part(divisor, 0), s.complex_part(divisor, 1)};
    check_defined(s, both(s, is_defined(s, Domain::nonzero, *base), is_defined(s, Domain::nonzero, by)));
    ValueId parts[] = {s.complex_part(log, 0), s.complex_part(log, 1), by.real, by.imaginary};
    return s.native("cb_complex_div", parts, types::complex);
}

ValueId call_phase(Specialiser& s, const CallSite& call) {
    auto z = call.has_args(1, 1) ? argument(s, call.args[0]) : std::nullopt;
    if (!z) return s.nothing();
    ValueId args[] = {z->imaginary, z->real};
    ValueId angle = s.native("atan2", args, types::floating);
    // An angle too small for a float is an error here, and 0 in `polar`.
    ValueId underflows = both(s, equals(s, angle, 0.0), negation(s, equals(s, z->imaginary, 0.0)));
    s.check(ErrorCode::overflow_error, "math range error", negation(s, both(s, underflows, is_finite(s, z->real))));
    return angle;
}

ValueId call_polar(Specialiser& s, const CallSite& call) {
    auto z = call.has_args(1, 1) ? argument(s, call.args[0]) : std::nullopt;
    if (!z) return s.nothing();
    ValueId straight[] = {z->real, z->imaginary}, turned[] = {z->imaginary, z->real};
    ValueId size = s.native("hypot", straight, types::floating);
    check_range(s, *z, is_infinite(s, size));
    ValueId parts[] = {size, s.native("atan2", turned, types::floating)};
    return pack_tuple(s, parts);
}

ValueId call_rect(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || !s.is_number(call.args[0]) || !s.is_number(call.args[1])) return s.nothing();
    ValueId size = to_float(s, call.args[0]), angle = to_float(s, call.args[1]);
    ValueId is_nothing = either(s, equals(s, size, 0.0), s.compare(CompareKind::ne, size, size));
    check_defined(s, either(s, negation(s, is_infinite(s, angle)), is_nothing));
    ValueId args[] = {size, angle};
    return s.native("cb_cmath_rect", args, types::complex);
}

template <int which>  // 0 isnan, 1 isinf, 2 isfinite
ValueId call_classify(Specialiser& s, const CallSite& call) {
    auto z = call.has_args(1, 1) ? argument(s, call.args[0]) : std::nullopt;
    if (!z) return s.nothing();
    if (which == 1) return either(s, is_infinite(s, z->real), is_infinite(s, z->imaginary));
    if (which == 2) return both(s, is_finite(s, z->real), is_finite(s, z->imaginary));
    return either(s, s.compare(CompareKind::ne, z->real, z->real), s.compare(CompareKind::ne, z->imaginary, z->imaginary));
}

constexpr NamedRule special[] = {
    {"cmath.log", call_log},
    {"cmath.phase", call_phase},
    {"cmath.polar", call_polar},
    {"cmath.rect", call_rect},
    {"cmath.isnan", call_classify<0>},
    {"cmath.isinf", call_classify<1>},
    {"cmath.isfinite", call_classify<2>},
};

}  // namespace

std::optional<ValueId> cmath_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    if (!identity.starts_with("cmath.")) return std::nullopt;
    for (const NamedRule& named : special)
        if (named.identity == identity) return named.rule(s, call);
    for (const Row& row : table)
        if (row.identity == identity) return call_row(s, row, call);
    return std::nullopt;
}

}  // namespace coluber::infer
