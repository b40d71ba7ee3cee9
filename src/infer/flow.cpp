// Rules for control flow and unpacking.
#include "infer/arrays.h"
#include "infer/containers.h"
#include "infer/fallback.h"
#include "infer/iteration.h"
#include "infer/rules.h"
#include "types/iteration.h"

#include <algorithm>

namespace coluber::infer {

ValueId infer_op(Specialiser& s, const ir::Jump& op) {
    std::vector<ValueId> args;
    ir::Target to = s.target(op.to, args);
    s.builder.emit(ir::Jump{to});
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::Branch& op) {
    ValueId condition = s[op.condition];
    std::vector<ValueId> true_args, false_args;
    if (const ir::Constant* known = s.constant(condition)) {  // `is None` of a number, and the like
        bool taken = std::get<bool>(*known);
        ir::Target to = s.target(taken ? op.if_true : op.if_false, true_args);
        s.builder.emit(ir::Jump{to});
        return s.nothing();
    }
    ir::Target if_true = s.target(op.if_true, true_args);
    ir::Target if_false = s.target(op.if_false, false_args);
    s.builder.emit(ir::Branch{condition, if_true, if_false});
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::OnError& op) {
    // Each typed op that can fail has branched to the handler by itself (Specialiser::split_for_handler).
    std::vector<ValueId> args;
    ir::Target to = s.target(op.ok, args);
    s.builder.emit(ir::Jump{to});
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::Return& op) {
    s.note_return(s[op.value]);
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::Fail& op) {
    s.fail(op.code, s.module.names[op.text]);
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::Unreachable&) {
    s.builder.emit(ir::Unreachable{});
    return s.nothing();
}

// ── tuples and unpacking ──

std::optional<std::size_t> tuple_size(Specialiser& s, ValueId value) {
    if (s.kind(value) != Kind::tuple) return std::nullopt;
    return s.type_info(value).elements.size();
}

ValueId tuple_item(Specialiser& s, ValueId tuple, std::size_t index) {
    ir::InstId by = s.typed[tuple].defined_by;  // looked through, so that literals are seen to be literals
    if (by && s.typed.is<ir::TupleMake>(s.typed[by])) return s.typed.as<ir::TupleMake>(s.typed[by]).items[index];
    return s.emit(ir::TupleGet{static_cast<std::int64_t>(index), tuple}, s.type_info(tuple).elements[index]);
}

ValueId pack_tuple(Specialiser& s, std::span<const ValueId> items) {
    std::vector<TypeId> elements;
    for (ValueId item : items) elements.push_back(s.type(item));
    return s.emit(ir::TupleMake{items}, s.types.tuple(std::move(elements)));
}

ValueId infer_op(Specialiser& s, const ir::PyTuple& op) { return pack_tuple(s, s.mapped(op.items)); }

ValueId infer_op(Specialiser& s, const ir::TupleGet& op) {
    ValueId tuple = s[op.tuple];
    if (s.kind(tuple) == Kind::tuple) return tuple_item(s, tuple, static_cast<std::size_t>(op.index));
    return s.emit(ir::TupleGet{op.index, tuple}, types::object);
}

namespace {

/// ValueError as CPython's when the number of items, `size`, is not `count`.
void check_count(Specialiser& s, ValueId size, std::int64_t count) {
    ValueId expected = s.const_int(count);
    ValueId enough[] = {expected, size};
    s.check(ErrorCode::not_enough_values, "", s.compare(ir::CompareKind::ge, size, expected), enough);
    s.check(ErrorCode::too_many_values, "", s.compare(ir::CompareKind::le, size, expected), std::span(enough, 1));
}

/// The items of a list, one after the other.
ValueId unpack_list(Specialiser& s, ValueId list, std::int64_t count) {
    check_count(s, s.emit(ir::ContainerSize{list}, types::integer), count);
    std::vector<ValueId> items;
    for (std::int64_t i = 0; i < count && !s.is_dead(); ++i) items.push_back(load_item(s, list, s.const_int(i)));
    return s.is_dead() ? s.nothing() : pack_tuple(s, items);
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyUnpack& op) {
    ValueId value = s[op.iterable];
    if (auto size = tuple_size(s, value)) {
        if (static_cast<std::int64_t>(*size) == op.count) return value;
        check_count(s, s.const_int(static_cast<std::int64_t>(*size)), op.count);
        s.kill();
        return s.nothing();
    }
    const types::Type type = s.type_info(value);
    if (type.kind == Kind::list && !s.is_generic()) return unpack_list(s, value, op.count);
    if (type.kind != Kind::array || type.number == 0) return python_level(s, op);
    check_count(s, s.emit(ir::ArrayDim{0, value}, types::integer), op.count);
    std::vector<ValueId> items;
    TypeId item = iterable_item(s, s.type(value));
    for (std::int64_t i = 0; i < op.count; ++i) {
        ValueId index[] = {s.const_int(i)};
        items.push_back(type.number == 1 ? s.emit(ir::ArrayLoad{value, index}, item)
                                         : s.emit(ir::ArrayView{value, index}, item));
    }
    return pack_tuple(s, items);
}

}  // namespace coluber::infer
