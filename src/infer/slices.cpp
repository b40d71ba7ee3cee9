// Slices as values, and what one selects of an axis. Source: CPython, PySlice_AdjustIndices (behaviour).
#include "infer/arrays.h"
#include "infer/call_rules.h"
#include "infer/fallback.h"
#include "infer/rules.h"

#include <limits>

namespace coluber::infer {

using ir::ArithKind;
using ir::CompareKind;

namespace {

/// A slice's part as Python takes it (`__index__`): None or an int. Nothing: something else.
ValueId slice_bound(Specialiser& s, ValueId part) {
    bool is_np_int =
        s.kind(part) == Kind::scalar && types::is_integer(s.type_info(part).dtype) && s.type_info(part).dtype != DType::uint64;
    if (s.kind(part) == Kind::none || s.kind(part) == Kind::integer) return part;
    return s.kind(part) == Kind::boolean || is_np_int ? part : s.nothing();
}

/// The arithmetic of one slice on one axis. Steps known to be positive or negative need no selects.
class SliceBounds {
public:
    SliceBounds(Specialiser& s, ValueId slice, ValueId size) : s_(s), size_(size) {
        start_ = part(slice, 0), stop_ = part(slice, 1), step_ = part(slice, 2);
        if (!step_) step_ = s.const_int(1);
        known_step_ = s.constant_int(step_);
        check_step();
        if (s.is_dead()) return;
        is_up_ = known_step_ ? s.const_bool(*known_step_ > 0) : s.compare(CompareKind::gt, step_, s.const_int(0));
    }

    bool is_whole() const { return !start_ && !stop_ && is_unit_step(); }
    bool is_unit_step() const { return known_step_ == 1; }
    ValueId step() const { return step_; }
    ValueId first() {
        if (!first_) first_ = start_ ? clipped(start_) : by_direction(s_.const_int(0), minus(size_, s_.const_int(1)));
        return first_;
    }
    ValueId length() {
        if (is_whole()) return size_;
        ValueId end = stop_ ? clipped(stop_) : by_direction(size_, s_.const_int(-1));
        ValueId distance = known_step_ ? (*known_step_ > 0 ? minus(end, first()) : minus(first(), end))
                                       : s_.select(is_up_, minus(end, first()), minus(first(), end));
        bool has_some = known_step_ && *known_step_ > 0 && (!stop_ || s_.constant_int(first()) == 0);  // end >= first
        if (!has_some) distance = s_.arith(ArithKind::max, distance, s_.const_int(0));
        return is_unit_step() || known_step_ == -1 ? distance : rounded_up(distance);
    }

private:
    ValueId part(ValueId slice, std::size_t index) {
        ValueId value = tuple_item(s_, slice, index);
        if (s_.kind(value) == Kind::none) return {};
        return s_.convert(value, types::integer);
    }
    void check_step() {
        constexpr std::string_view sentence = "slice step cannot be zero";
        if (known_step_ == 0) return s_.fail(ErrorCode::value_error, sentence);
        if (!known_step_) s_.check(ErrorCode::value_error, sentence, s_.compare(CompareKind::ne, step_, s_.const_int(0)));
    }
    /// Sums of numbers between -1 and a length, or a constant and a length: none wraps.
    ValueId exact(ArithKind kind, ValueId a, ValueId b) {
        if (s_.constant_int(b) == 0) return a;
        ValueId sum = s_.arith(kind, a, b);
        s_.typed[s_.builder.last()].flags = ir::Flags::exact;
        return sum;
    }
    ValueId minus(ValueId a, ValueId b) { return exact(ArithKind::sub, a, b); }
    ValueId by_direction(ValueId up, ValueId down) {
        if (known_step_) return *known_step_ > 0 ? up : down;
        return s_.select(is_up_, up, down);
    }
    /// An index from the end counted from the start, then between the ends of the axis as the direction sees them.
    ValueId clipped(ValueId index) {
        auto known = s_.constant_int(index);
        if (known_step_ && *known_step_ > 0) {
            if (known == 0) return index;
            if (known && *known < 0) return s_.arith(ArithKind::max, exact(ArithKind::add, index, size_), s_.const_int(0));
            if (known) return s_.arith(ArithKind::min, index, size_);
        }
        ValueId low = by_direction(s_.const_int(0), s_.const_int(-1));
        ValueId high = by_direction(size_, minus(size_, s_.const_int(1)));
        ValueId wrapped = s_.emit(ir::WrapIndex{index, size_}, types::integer);
        return s_.arith(ArithKind::min, s_.arith(ArithKind::max, wrapped, low), high);
    }
    /// distance / |step|, rounded up.
    ValueId rounded_up(ValueId distance) {
        constexpr std::int64_t least = -std::numeric_limits<std::int64_t>::max();
        ValueId stride = step_;
        if (known_step_)
            stride = s_.const_int(*known_step_ > 0 ? *known_step_ : -std::max(*known_step_, least));
        else
            stride = s_.select(is_up_, step_,
                               s_.arith(ArithKind::sub, s_.const_int(0), s_.arith(ArithKind::max, step_, s_.const_int(least))));
        ValueId last = s_.arith(ArithKind::floordiv, minus(distance, s_.const_int(1)), stride);
        return exact(ArithKind::add, last, s_.const_int(1));  // of 0: -1 // stride + 1
    }

    Specialiser& s_;
    ValueId size_, start_, stop_, step_, is_up_, first_;
    std::optional<std::int64_t> known_step_;
};

}  // namespace

ValueId make_slice(Specialiser& s, ValueId start, ValueId stop, ValueId step) {
    ValueId parts[] = {slice_bound(s, start), slice_bound(s, stop), slice_bound(s, step)};
    for (ValueId part : parts)
        if (!part) return s.nothing();
    return s.emit(ir::TupleMake{parts}, s.types.slice(s.type(parts[0]), s.type(parts[1]), s.type(parts[2])));
}

SlicedAxis slice_axis(Specialiser& s, ValueId slice, const Axis& axis) {
    SliceBounds bounds(s, slice, axis.size);
    SlicedAxis out{axis, s.const_int(0), false, false};
    if (s.is_dead()) return out;
    out.is_whole = bounds.is_whole();
    out.is_unit_step = bounds.is_unit_step();
    if (out.is_whole) return out;
    ValueId first = bounds.first();
    if (s.constant_int(first) != 0) out.offset = s.arith(ArithKind::mul, first, axis.stride);
    out.axis.size = bounds.length();
    if (!out.is_unit_step) out.axis.stride = s.arith(ArithKind::mul, axis.stride, bounds.step());
    return out;
}

ValueId call_slice(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 3) || s.is_generic()) return s.nothing();
    ValueId none = s.none();
    if (call.args.size() == 1) return make_slice(s, none, call.args[0], none);
    return make_slice(s, call.args[0], call.args[1], call.args.size() == 3 ? call.args[2] : none);
}

ValueId infer_op(Specialiser& s, const ir::PySlice& op) {
    if (!s.is_generic())
        if (ValueId made = make_slice(s, s[op.start], s[op.stop], s[op.step])) return made;
    return emit_boxed(s, op);
}

}  // namespace coluber::infer
