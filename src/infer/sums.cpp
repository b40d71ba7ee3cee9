// `sum` over a generator, step by step, in CPython's arithmetic (Python/bltinmodule.c, builtin_sum: behaviour): ints exactly, floats
// compensated after Neumaier from 3.12 on, everything else by `+`.
#include "infer/fallback.h"
#include "infer/rules.h"

namespace coluber::infer {

using ir::ArithKind;
using ir::CompareKind;

namespace {

constexpr std::int32_t first_compensated = 0x030c;

bool is_compensated(const Specialiser& s) { return s.inference.options.python_version >= first_compensated; }

ValueId state(Specialiser& s, ValueId total, ValueId compensation) {
    if (s.is_dead()) return s.nothing();
    ValueId parts[] = {total, compensation};
    return pack_tuple(s, parts);
}

/// The total with the compensation, unless that is 0 (the total may be -0.0) or no number.
ValueId compensated(Specialiser& s, ValueId total, ValueId compensation) {
    if (!is_compensated(s)) return total;
    ValueId zero = s.const_float(0.0);
    ValueId is_finite = s.compare(CompareKind::eq, s.arith(ArithKind::sub, compensation, compensation), zero);
    ValueId counts = s.arith(ArithKind::bit_and, is_finite, s.compare(CompareKind::ne, compensation, zero));
    return s.select(counts, s.arith(ArithKind::add, total, compensation), total);
}

ValueId float_step(Specialiser& s, ValueId total, ValueId compensation, ValueId item) {
    ValueId next = s.arith(ArithKind::add, total, item);
    if (!is_compensated(s)) return state(s, next, compensation);
    auto magnitude = [&](ValueId x) { return s.emit(ir::Math{ir::MathKind::fabs, x}, types::floating); };
    ValueId keeps_total = s.compare(CompareKind::ge, magnitude(total), magnitude(item));
    ValueId large = s.select(keeps_total, total, item), small = s.select(keeps_total, item, total);
    ValueId lost = s.arith(ArithKind::add, s.arith(ArithKind::sub, large, next), small);
    return state(s, next, s.arith(ArithKind::add, compensation, lost));
}

/// By `+`, natively or not; nothing, and the block dead: refused.
ValueId plus(Specialiser& s, const ir::PySumStep& op, ValueId total, ValueId item) {
    ValueId sum = number_add(s, total, item);
    if (sum || s.is_dead()) return sum;
    ValueId operands[] = {op.total, op.item};
    if (!require_exact(s, operands)) return s.nothing();
    return s.emit(ir::PyBinary{ir::BinaryKind::add, s.box(total), s.box(item)}, types::object);
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PySumStep& op) {
    ValueId total = s[op.total], compensation = s[op.compensation], item = s[op.item];
    Kind mode = s.kind(compensation);
    if (s.is_generic() || mode == Kind::object) return python_level(s, op);
    if (mode == Kind::floating && s.kind(item) == Kind::floating) return float_step(s, total, compensation, item);
    if (mode == Kind::floating && s.is_python_int(item))
        return state(s, s.arith(ArithKind::add, total, to_float(s, item)), compensation);
    if (mode == Kind::none && s.is_python_int(total) && s.is_python_int(item))
        return state(s, plus(s, op, total, item), compensation);
    if (mode == Kind::floating) total = compensated(s, total, compensation);
    if (mode == Kind::none && s.kind(item) == Kind::object) return python_level(s, op);  // it may be an int, or a float
    ValueId sum = plus(s, op, total, item);
    if (s.is_dead()) return s.nothing();
    bool begins_floats = mode == Kind::none && s.kind(sum) == Kind::floating;
    return state(s, sum, begins_floats ? s.const_float(0.0) : s.const_bool(false));
}

ValueId infer_op(Specialiser& s, const ir::PySumEnd& op) {
    ValueId total = s[op.total], compensation = s[op.compensation];
    if (s.is_generic() || s.kind(compensation) == Kind::object) return python_level(s, op);
    return s.kind(compensation) == Kind::floating ? compensated(s, total, compensation) : total;
}

ValueId infer_op(Specialiser& s, const ir::PyConsumed& op) { return emit_boxed(s, op); }

}  // namespace coluber::infer
