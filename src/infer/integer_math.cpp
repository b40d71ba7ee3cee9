// The functions of `math` on integers: native where arguments and result fit 64 bits, guarded where they may not.
// Source: CPython, Modules/mathmodule.c (behaviour).
#include "infer/call_rules.h"

#include <limits>

namespace coluber::infer {

using ir::ArithKind;
using ir::CompareKind;

namespace {

/// The arguments as int; empty: one of them is something else.
std::vector<ValueId> ints(Specialiser& s, const CallSite& call, std::size_t low, std::size_t high) {
    std::vector<ValueId> out;
    if (!call.has_args(low, high) || s.is_generic()) return {};
    for (ValueId arg : call.args) {
        ValueId number = index_argument(s, arg);
        if (!number) return {};
        out.push_back(number);
    }
    return out;
}

void guard_fits(Specialiser& s, ValueId fits) { s.guard(ErrorCode::int_overflow, s.text_of(s.builder.at), fits); }

void check_not_negative(Specialiser& s, ValueId number, std::string_view sentence) {
    s.check(ErrorCode::value_error, sentence, s.compare(CompareKind::ge, number, s.const_int(0)));
}

/// |n|, which for -2**63 does not fit.
ValueId magnitude(Specialiser& s, ValueId number) {
    guard_fits(s, s.compare(CompareKind::ne, number, s.const_int(std::numeric_limits<std::int64_t>::min())));
    return s.select(s.compare(CompareKind::lt, number, s.const_int(0)), s.emit(ir::Neg{number}, types::integer), number);
}

ValueId common_divisor(Specialiser& s, ValueId a, ValueId b) {
    ValueId args[] = {a, b};
    return s.native("cb_int_gcd", args, types::integer);
}

ValueId common_multiple(Specialiser& s, ValueId a, ValueId b) {
    ValueId zero = s.const_int(0), divisor = common_divisor(s, a, b);
    ValueId safe = s.select(s.compare(CompareKind::eq, divisor, zero), s.const_int(1), divisor);
    ValueId part = s.arith(ArithKind::floordiv, a, safe);
    return magnitude(s, s.emit(ir::ArithChecked{ArithKind::mul, s.name(s.text_of(s.builder.at)), part, b}, types::integer));
}

constexpr std::size_t most_arguments = 16;

template <ValueId (*combine)(Specialiser&, ValueId, ValueId), int of_nothing>
ValueId call_fold(Specialiser& s, const CallSite& call) {
    if (call.has_args(0, 0) && !s.is_generic()) return s.const_int(of_nothing);
    std::vector<ValueId> args = ints(s, call, 1, most_arguments);
    if (args.empty()) return s.nothing();
    ValueId result = magnitude(s, args[0]);
    for (std::size_t i = 1; i < args.size(); ++i) result = combine(s, result, magnitude(s, args[i]));
    return result;
}

ValueId call_isqrt(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = ints(s, call, 1, 1);
    if (args.empty()) return s.nothing();
    check_not_negative(s, args[0], "isqrt() argument must be nonnegative");
    return s.native("cb_int_isqrt", args, types::integer);
}

ValueId call_factorial(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = ints(s, call, 1, 1);
    if (args.empty()) return s.nothing();
    check_not_negative(s, args[0], "factorial() not defined for negative values");
    guard_fits(s, s.compare(CompareKind::le, args[0], s.const_int(20)));
    return s.native("cb_int_factorial", args, types::integer);
}

/// comb and perm: a native function and its `…_fits`.
ValueId choose(Specialiser& s, std::string_view function, std::span<const ValueId> args) {
    check_not_negative(s, args[0], "n must be a non-negative integer");
    check_not_negative(s, args[1], "k must be a non-negative integer");
    guard_fits(s, s.native(std::string(function) + "_fits", args, types::boolean));
    return s.native(function, args, types::integer);
}

ValueId call_comb(Specialiser& s, const CallSite& call) {
    std::vector<ValueId> args = ints(s, call, 2, 2);
    return args.empty() ? s.nothing() : choose(s, "cb_int_comb", args);
}

ValueId call_perm(Specialiser& s, const CallSite& call) {
    bool is_one = call.has_args(1, 1) || (call.has_args(2, 2) && s.kind(call.args[1]) == Kind::none);
    if (is_one) return call_factorial(s, {nullptr, {call.args[0]}, {}});
    std::vector<ValueId> args = ints(s, call, 2, 2);
    return args.empty() ? s.nothing() : choose(s, "cb_int_perm", args);
}

constexpr NamedRule rules[] = {
    {"math.gcd", call_fold<common_divisor, 0>},
    {"math.lcm", call_fold<common_multiple, 1>},
    {"math.isqrt", call_isqrt},
    {"math.factorial", call_factorial},
    {"math.comb", call_comb},
    {"math.perm", call_perm},
};

}  // namespace

std::optional<ValueId> integer_math_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    for (const NamedRule& named : rules)
        if (named.identity == identity) return named.rule(s, call);
    return std::nullopt;
}

}  // namespace coluber::infer
