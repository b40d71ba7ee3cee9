// The functions of `math` on real numbers: a C function and CPython's rule for its errors, a row each.
// Source: CPython, Modules/mathmodule.c (behaviour): a nan that no argument explains is a domain error; an infinity from finite
// arguments is a range error where the function can overflow, else a domain error.
#include "infer/call_rules.h"

#include <limits>

namespace coluber::infer {

using ir::ArithKind;
using ir::CompareKind;
using ir::MathKind;

namespace {

enum class Errors : std::uint8_t { none, domain, overflow };

struct Row {
    std::string_view identity;
    std::string_view function;  // of the C library
    std::size_t arity;
    Errors errors;  // what an infinite result means
};

constexpr Row table[] = {
    {"math.sin", "sin", 1, Errors::domain},         {"math.cos", "cos", 1, Errors::domain},
    {"math.tan", "tan", 1, Errors::domain},         {"math.asin", "asin", 1, Errors::domain},
    {"math.acos", "acos", 1, Errors::domain},       {"math.atan", "atan", 1, Errors::none},
    {"math.sinh", "sinh", 1, Errors::overflow},     {"math.cosh", "cosh", 1, Errors::overflow},
    {"math.tanh", "tanh", 1, Errors::none},         {"math.asinh", "asinh", 1, Errors::none},
    {"math.acosh", "acosh", 1, Errors::domain},     {"math.atanh", "atanh", 1, Errors::domain},
    {"math.exp", "exp", 1, Errors::overflow},       {"math.exp2", "exp2", 1, Errors::overflow},
    {"math.expm1", "expm1", 1, Errors::overflow},   {"math.log2", "log2", 1, Errors::domain},
    {"math.log10", "log10", 1, Errors::domain},     {"math.log1p", "log1p", 1, Errors::domain},
    {"math.cbrt", "cbrt", 1, Errors::none},         {"math.erf", "erf", 1, Errors::none},
    {"math.erfc", "erfc", 1, Errors::none},         {"math.atan2", "atan2", 2, Errors::none},
    {"math.copysign", "copysign", 2, Errors::none}, {"math.fmod", "fmod", 2, Errors::domain},
    {"math.pow", "pow", 2, Errors::overflow},       {"math.remainder", "remainder", 2, Errors::domain},
    {"math.ulp", "cb_float_ulp", 1, Errors::none},  {"math.nextafter", "nextafter", 2, Errors::none},
};

ValueId either(Specialiser& s, ValueId a, ValueId b) { return s.arith(ArithKind::bit_or, a, b); }
ValueId is_number_value(Specialiser& s, ValueId x) { return s.compare(CompareKind::eq, x, x); }  // not nan
ValueId is_finite(Specialiser& s, ValueId x) {
    ValueId size = s.emit(ir::Math{MathKind::fabs, x}, types::floating);
    return s.compare(CompareKind::lt, size, s.const_float(std::numeric_limits<double>::infinity()));
}
ValueId negate(Specialiser& s, ValueId condition) { return s.emit(ir::Not{condition}, types::boolean); }

void check_result(Specialiser& s, const Row& row, std::span<const ValueId> args, ValueId result) {
    ValueId some_nan = negate(s, is_number_value(s, args[0])), all_finite = is_finite(s, args[0]);
    for (ValueId arg : args.subspan(1)) {
        some_nan = either(s, some_nan, negate(s, is_number_value(s, arg)));
        all_finite = s.arith(ArithKind::bit_and, all_finite, is_finite(s, arg));
    }
    s.check(ErrorCode::value_error, "math domain error", either(s, is_number_value(s, result), some_nan));
    ValueId explained = either(s, is_finite(s, result), negate(s, all_finite));
    if (row.identity == "math.pow") {  // 0.0 ** negative is a domain error, all other overflows are range errors
        ValueId zero_base = s.compare(CompareKind::eq, args[0], s.const_float(0.0));
        s.check(ErrorCode::value_error, "math domain error", either(s, explained, negate(s, zero_base)));
    }
    if (row.errors == Errors::overflow)
        s.check(ErrorCode::overflow_error, "math range error", explained);
    else
        s.check(ErrorCode::value_error, "math domain error", explained);
}

std::vector<ValueId> floats(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> out;
    for (ValueId arg : call.args) {
        if (!s.is_number(arg)) return {};
        out.push_back(to_float(s, arg));
    }
    return out;
}

ValueId call_row(Specialiser& s, const Row& row, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(row.arity, row.arity) ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    ValueId result = s.native(row.function, args, types::floating);
    if (row.errors != Errors::none) check_result(s, row, args, result);
    return result;
}

ValueId call_sqrt(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(1, 1) ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    ValueId fine = negate(s, s.compare(CompareKind::lt, args[0], s.const_float(0.0)));  // nan passes
    s.check(ErrorCode::value_error, "math domain error", fine);
    return s.emit(ir::Math{MathKind::sqrt, args[0]}, types::floating);
}

ValueId call_fabs(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(1, 1) ? floats(s, call) : std::vector<ValueId>{};
    return args.empty() ? s.nothing() : s.emit(ir::Math{MathKind::fabs, args[0]}, types::floating);
}

/// floor, ceil and trunc give ints.
template <MathKind kind>
ValueId call_rounding(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 1) || !s.is_number(call.args[0]) || s.is_generic()) return s.nothing();
    ValueId x = call.args[0];
    if (s.is_python_int(x)) return to_int(s, x);
    if (!types::is_float(dtype_of(s.types, s.type(x)))) return s.nothing();
    bool is_single = s.kind(x) == Kind::scalar && s.type_info(x).dtype == DType::float32;
    if (kind == MathKind::trunc && is_single) return s.nothing();  // np.float32 has no __trunc__
    return truncate_to_int(s, s.emit(ir::Math{kind, to_float(s, x)}, types::floating));
}

template <int which>  // 0 isnan, 1 isinf, 2 isfinite
ValueId call_classify(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(1, 1) ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    if (which == 0) return negate(s, is_number_value(s, args[0]));
    if (which == 2) return is_finite(s, args[0]);
    ValueId size = s.emit(ir::Math{MathKind::fabs, args[0]}, types::floating);
    return s.compare(CompareKind::eq, size, s.const_float(std::numeric_limits<double>::infinity()));
}

template <bool to_degrees>
ValueId call_angle(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(1, 1) ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    constexpr double pi = 3.14159265358979323846;
    return s.arith(ArithKind::mul, args[0], s.const_float(to_degrees ? 180.0 / pi : pi / 180.0));
}

/// log(x), or log(x) / log(base).
ValueId call_log(Specialiser& s, const CallSite& call) {
    static constexpr Row row{"math.log", "log", 1, Errors::domain};
    if (!call.has_args(1, 2)) return s.nothing();
    ValueId log = call_row(s, row, {nullptr, {call.args[0]}, {}});
    if (!log || call.args.size() == 1) return log;
    ValueId divisor = call_row(s, row, {nullptr, {call.args[1]}, {}});
    return divisor ? python_binary(s, ir::BinaryKind::truediv, log, divisor) : s.nothing();
}

ValueId call_ldexp(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || !s.is_number(call.args[0]) || !s.is_python_int(call.args[1])) return s.nothing();
    ValueId args[] = {to_float(s, call.args[0]), to_int(s, call.args[1])};
    ValueId result = s.native("cb_float_ldexp", args, types::floating);
    s.check(ErrorCode::overflow_error, "math range error", either(s, is_finite(s, result), negate(s, is_finite(s, args[0]))));
    return result;
}

ValueId call_frexp(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(1, 1) && !s.is_generic() ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    ValueId parts[] = {s.native("cb_float_frexp", args, types::floating), s.native("cb_float_exponent", args, types::integer)};
    return pack_tuple(s, parts);
}

ValueId call_modf(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(1, 1) ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    ValueId x = args[0], whole = s.emit(ir::Math{MathKind::trunc, x}, types::floating);
    ValueId rest = s.select(is_infinite(s, x), s.const_float(0.0), s.arith(ArithKind::sub, x, whole));
    ValueId signed_rest[] = {rest, x};
    ValueId parts[] = {s.native("copysign", signed_rest, types::floating), whole};
    return pack_tuple(s, parts);
}

ValueId call_hypot(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(0, 2) ? floats(s, call) : std::vector<ValueId>{};
    if (call.has_args(0, 0)) return s.const_float(0.0);
    if (args.empty()) return s.nothing();
    if (args.size() == 1) return s.emit(ir::Math{MathKind::fabs, args[0]}, types::floating);
    return s.native("hypot", args, types::floating);
}

ValueId call_fma(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = call.has_args(3, 3) ? floats(s, call) : std::vector<ValueId>{};
    if (args.empty()) return s.nothing();
    ValueId result = s.native("fma", args, types::floating);
    ValueId some_nan = s.const_bool(false), all_finite = s.const_bool(true);
    for (ValueId arg : args) {
        some_nan = either(s, some_nan, negate(s, is_number_value(s, arg)));
        all_finite = s.arith(ArithKind::bit_and, all_finite, is_finite(s, arg));
    }
    s.check(ErrorCode::value_error, "invalid operation in fma", either(s, is_number_value(s, result), some_nan));
    s.check(ErrorCode::overflow_error, "overflow in fma", either(s, is_finite(s, result), negate(s, all_finite)));
    return result;
}

/// |a - b| within a tolerance; equal infinities are close.
ValueId call_isclose(Specialiser& s, const CallSite& call) {
    if (call.args.size() != 2 || !s.is_number(call.args[0]) || !s.is_number(call.args[1])) return s.nothing();
    ValueId a = to_float(s, call.args[0]), b = to_float(s, call.args[1]);
    ValueId relative = s.const_float(1e-9), absolute = s.const_float(0.0);
    for (auto [name, value] : call.keywords) {
        if (!s.is_number(value) || (name != "rel_tol" && name != "abs_tol")) return s.nothing();
        (name == "rel_tol" ? relative : absolute) = to_float(s, value);
    }
    ValueId zero = s.const_float(0.0);
    s.check(ErrorCode::value_error, "tolerances must be non-negative",
            negate(s, either(s, s.compare(CompareKind::lt, relative, zero), s.compare(CompareKind::lt, absolute, zero))));
    auto size = [&](ValueId x) { return s.emit(ir::Math{MathKind::fabs, x}, types::floating); };
    auto at_most = [&](ValueId x, ValueId y) { return s.compare(CompareKind::le, x, y); };
    ValueId difference = size(s.arith(ArithKind::sub, b, a));
    ValueId by_b = size(s.arith(ArithKind::mul, relative, b)), by_a = size(s.arith(ArithKind::mul, relative, a));
    ValueId within = either(s, either(s, at_most(difference, by_b), at_most(difference, by_a)), at_most(difference, absolute));
    ValueId no_infinity = negate(s, either(s, is_infinite(s, a), is_infinite(s, b)));
    return either(s, s.compare(CompareKind::eq, a, b), s.arith(ArithKind::bit_and, no_infinity, within));
}

constexpr NamedRule special[] = {
    {"math.log", call_log},
    {"math.ldexp", call_ldexp},
    {"math.frexp", call_frexp},
    {"math.modf", call_modf},
    {"math.hypot", call_hypot},
    {"math.fma", call_fma},
    {"math.isclose", call_isclose},
    {"math.sqrt", call_sqrt},
    {"math.fabs", call_fabs},
    {"math.floor", call_rounding<MathKind::floor>},
    {"math.ceil", call_rounding<MathKind::ceil>},
    {"math.trunc", call_rounding<MathKind::trunc>},
    {"math.isnan", call_classify<0>},
    {"math.isinf", call_classify<1>},
    {"math.isfinite", call_classify<2>},
    {"math.degrees", call_angle<true>},
    {"math.radians", call_angle<false>},
};

}  // namespace

std::optional<ValueId> math_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    if (!identity.starts_with("math.")) return std::nullopt;
    for (const NamedRule& named : special)
        if (named.identity == identity) return named.rule(s, call);
    for (const Row& row : table)
        if (row.identity == identity) return call_row(s, row, call);
    return integer_math_call(s, identity, call);
}

}  // namespace coluber::infer
