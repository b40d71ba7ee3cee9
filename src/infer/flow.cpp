// Rules for control flow, iteration and unpacking.
#include "infer/arrays.h"
#include "infer/fallback.h"
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

// ── iteration ──

namespace {

/// The type of the items that a loop over the container gives.
TypeId items_of(Specialiser& s, TypeId container) {
    const types::Type& type = s.types[container];
    if (type.kind == Kind::range) return types::integer;
    if (type.kind == Kind::tuple) return type.elements[0];
    Layout layout = type.layout == Layout::f ? Layout::any : type.layout;
    return type.number == 1 ? s.types.scalar(type.dtype) : s.types.array(type.dtype, type.number - 1, layout);
}

/// The type of a native iterator's items.
TypeId item_type(Specialiser& s, TypeId iterator) {
    const types::Type type = s.types[iterator];
    auto iteration = types::iteration_of(type);
    if (iteration == types::Iteration::items) return items_of(s, type.elements[0]);
    TypeId element = iteration == types::Iteration::indices ? types::none : s.types.scalar(s.types[type.elements[0]].dtype);
    TypeId indices = s.types.tuple(std::vector<TypeId>(types::axes_of(s.types, type), types::integer));
    return iteration == types::Iteration::elements  ? element
           : iteration == types::Iteration::indices ? indices
                                                    : s.types.tuple({indices, element});
}

bool is_iterable_natively(Specialiser& s, ValueId value) {
    const types::Type& type = s.type_info(value);
    if (type.kind == Kind::range) return true;
    if (type.kind == Kind::array) return type.number > 0;
    return type.kind == Kind::tuple && !type.elements.empty() &&
           std::ranges::all_of(type.elements, [&](TypeId element) { return element == type.elements[0]; });
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyIter& op) {
    ValueId value = s[op.iterable];
    if (s.kind(value) == Kind::iterator) return value;
    if (is_iterable_natively(s, value)) return s.emit(ir::IterMake{value}, s.types.iterator(s.type(value)));
    return python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::IterNext& op) {
    ValueId iterator = s[op.iterator];
    bool native = s.kind(iterator) == Kind::iterator;
    if (!native && !require_exact(s, std::span(&op.iterator, 1))) return s.nothing();
    // The item and the iterator after it arrive in a block of their own, so that the rest of the arguments convert as always.
    ir::BlockId body = s.typed.add_block(), done = s.typed.add_block(), failed;
    TypeId item = native ? item_type(s, s.type(iterator)) : types::object;
    if (!native) s.handle_pending();
    std::vector<ValueId> in_front{s.typed.add_param(body, item), s.typed.add_param(body, s.type(iterator))};
    if (!native && op.error.block) failed = s.typed.add_block();
    s.builder.emit(ir::IterNext{iterator, {body, {}}, {done, {}}, {failed, {}}});
    if (!native) s.after_unknown_code();

    auto go_on = [&](ir::BlockId from, const ir::Target& to, std::span<const ValueId> front) {
        if (!from) return;
        s.builder.block = from;
        std::vector<ValueId> args;
        ir::Target target = s.target(to, args, front);
        s.builder.emit(ir::Jump{target});
    };
    go_on(body, op.body, in_front);
    go_on(done, op.done, {});
    go_on(failed, op.error, {});
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
    if (type.kind != Kind::array || type.number == 0) return python_level(s, op);
    check_count(s, s.emit(ir::ArrayDim{0, value}, types::integer), op.count);
    std::vector<ValueId> items;
    TypeId item = items_of(s, s.type(value));
    for (std::int64_t i = 0; i < op.count; ++i) {
        ValueId index[] = {s.const_int(i)};
        items.push_back(type.number == 1 ? s.emit(ir::ArrayLoad{value, index}, item)
                                         : s.emit(ir::ArrayView{value, index}, item));
    }
    return pack_tuple(s, items);
}

// Of a native tuple: its own items around a new list.
ValueId infer_op(Specialiser& s, const ir::PyUnpackEx& op) {
    ValueId value = s[op.iterable];
    auto size = tuple_size(s, value);
    auto before = static_cast<std::size_t>(op.before), after = static_cast<std::size_t>(op.after);
    if (!size || *size < before + after) return python_level(s, op);
    std::vector<ValueId> items, rest;
    for (std::size_t i = 0; i < before; ++i) items.push_back(tuple_item(s, value, i));
    for (std::size_t i = before; i < *size - after; ++i) rest.push_back(s.box(tuple_item(s, value, i)));
    items.push_back(s.emit(ir::PyList{rest}, types::list));
    for (std::size_t i = *size - after; i < *size; ++i) items.push_back(tuple_item(s, value, i));
    return pack_tuple(s, items);
}

}  // namespace coluber::infer
