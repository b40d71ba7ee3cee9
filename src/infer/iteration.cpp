// Rules for iteration: `iter`, the steps of loops, `enumerate`, `zip`, `reversed`.
// The state of an iterator over lists, strings or other iterators is a tuple (`tuple.make`); its steps are written out here. Those over
// ranges, arrays and tuples are single operations (`iter_next`), because passes reason about them.
#include "infer/iteration.h"

#include "infer/arrays.h"
#include "infer/call_rules.h"
#include "infer/containers.h"
#include "infer/fallback.h"
#include "types/iteration.h"

#include <algorithm>

namespace coluber::infer {

using ir::CompareKind;

namespace {

bool is_alike(const types::Type& tuple) {
    return !tuple.elements.empty() &&
           std::ranges::all_of(tuple.elements, [&](TypeId element) { return element == tuple.elements[0]; });
}

bool is_iterable_at_once(const types::Type& type) {
    if (type.kind == Kind::array) return type.number > 0;
    return type.kind == Kind::range || (type.kind == Kind::tuple && (type.elements.empty() || is_alike(type)));
}

/// What `iter.flat(…)`, `iter.numbered(…)` and `iter.indices(…)` give.
TypeId element_item(Specialiser& s, const types::Type& type) {
    auto iteration = types::iteration_of(type);
    TypeId element = iteration == types::Iteration::indices ? types::none : s.types.scalar(s.types[type.elements[0]].dtype);
    TypeId indices = s.types.tuple(std::vector<TypeId>(types::axes_of(s.types, type), types::integer));
    return iteration == types::Iteration::elements  ? element
           : iteration == types::Iteration::indices ? indices
                                                    : s.types.tuple({indices, element});
}

/// A new iterator of a kind whose state is a tuple.
ValueId make_iterator(Specialiser& s, std::string_view name, std::span<const ValueId> state) {
    std::vector<TypeId> elements;
    for (ValueId part : state) elements.push_back(s.type(part));
    return s.emit(ir::TupleMake{state}, s.types.iterator(std::string(name), std::move(elements)));
}

ValueId state_part(Specialiser& s, ValueId iterator, std::size_t index) {
    return s.emit(ir::TupleGet{static_cast<std::int64_t>(index), iterator}, s.type_info(iterator).elements[index]);
}

/// "keys", "values", "items" of a dict, "keys" of any other container: Python's own iterator, with items that are expected to be of a
/// type. "dict_keys", "dict_values", "dict_items": a dict's view.
TypeId boxed_iterator(Specialiser& s, TypeId container, std::string_view what) {
    return s.types.iterator(std::string(what), {container});
}

TypeId state_item(Specialiser& s, const types::Type& type) {
    const std::vector<TypeId>& parts = type.elements;
    if (type.name == "enumerate") return s.types.tuple({types::integer, iterable_item(s, parts[1])});
    if (type.name.ends_with("values")) return item_guess(s, parts[0], 1);
    if (type.name.ends_with("items")) {
        TypeId key = item_guess(s, parts[0], 0), value = item_guess(s, parts[0], 1);
        return key == types::object || value == types::object ? types::object : s.types.tuple({key, value});
    }
    if (type.name != "zip") return iterable_item(s, parts[0]);
    std::vector<TypeId> items;
    for (TypeId inner : parts) items.push_back(iterable_item(s, inner));
    return s.types.tuple(std::move(items));
}

}  // namespace

TypeId iterable_item(Specialiser& s, TypeId id) {
    const types::Type type = s.types[id];
    switch (type.kind) {
        case Kind::range: return types::integer;
        case Kind::str: return types::str;
        case Kind::bytes: return types::integer;
        case Kind::list:
        case Kind::dict:
        case Kind::set: return item_guess(s, id);
        case Kind::tuple: return is_alike(type) ? type.elements[0] : types::object;
        case Kind::array: {
            if (type.number == 0) return types::object;
            Layout layout = type.layout == Layout::f ? Layout::any : type.layout;
            return type.number == 1 ? s.types.scalar(type.dtype) : s.types.array(type.dtype, type.number - 1, layout);
        }
        case Kind::iterator:
            if (!type.name.empty()) return state_item(s, type);
            if (types::iteration_of(type) != types::Iteration::items) return element_item(s, type);
            return iterable_item(s, type.elements[0]);
        default: return types::object;
    }
}

std::optional<ValueId> native_iterator(Specialiser& s, ValueId value) {
    const types::Type type = s.type_info(value);
    if (is_iterable_at_once(type)) return s.emit(ir::IterMake{value}, s.types.iterator(s.type(value)));
    if (type.kind == Kind::iterator && !s.is_boxed(value)) return value;
    if (s.is_generic() || (type.kind != Kind::list && type.kind != Kind::str && type.kind != Kind::bytes)) return std::nullopt;
    ValueId state[] = {value, s.const_int(0)};
    return make_iterator(s, "sequence", state);
}

// ── steps ──

namespace {

struct Step {
    ValueId item, next;
};

Step next_of(Specialiser& s, ValueId iterator, ir::BlockId done);

/// Goes on where `more` holds, else to `done`.
void go_on_while(Specialiser& s, ValueId more, ir::BlockId done) {
    ir::BlockId body = s.typed.add_block();
    s.builder.emit(ir::Branch{more, {body, {}}, {done, {}}});
    s.builder.block = body;
}

ValueId sequence_item(Specialiser& s, ValueId sequence, ValueId index) {
    if (s.kind(sequence) == Kind::list) return load_item(s, sequence, index);
    bool is_str = s.kind(sequence) == Kind::str;
    ValueId args[] = {sequence, index};
    return ask_runtime(s, is_str ? "cb_str_item" : "cb_bytes_item", args, is_str ? types::str : types::integer);
}

/// The size is asked each time: a list may grow and shrink meanwhile.
Step sequence_step(Specialiser& s, ValueId iterator, ir::BlockId done) {
    ValueId sequence = state_part(s, iterator, 0), index = state_part(s, iterator, 1);
    go_on_while(s, s.compare(CompareKind::lt, index, s.emit(ir::ContainerSize{sequence}, types::integer)), done);
    ValueId item = sequence_item(s, sequence, index);
    if (s.is_dead()) return {};
    ValueId state[] = {sequence, s.arith(ir::ArithKind::add, index, s.const_int(1))};
    return {item, make_iterator(s, "sequence", state)};
}

/// From the last item down; a list that was shortened meanwhile ends the loop, as in CPython.
Step reversed_step(Specialiser& s, ValueId iterator, ir::BlockId done) {
    ValueId sequence = state_part(s, iterator, 0), index = state_part(s, iterator, 1);
    go_on_while(s, s.compare(CompareKind::ge, index, s.const_int(0)), done);
    go_on_while(s, s.compare(CompareKind::lt, index, s.emit(ir::ContainerSize{sequence}, types::integer)), done);
    ValueId item = sequence_item(s, sequence, index);
    if (s.is_dead()) return {};
    ValueId state[] = {sequence, s.arith(ir::ArithKind::sub, index, s.const_int(1))};
    return {item, make_iterator(s, "reversed", state)};
}

Step enumerate_step(Specialiser& s, ValueId iterator, ir::BlockId done) {
    ValueId count = state_part(s, iterator, 0);
    Step inner = next_of(s, state_part(s, iterator, 1), done);
    if (s.is_dead()) return {};
    ValueId pair[] = {count, inner.item};
    ValueId item = pack_tuple(s, pair);
    ValueId state[] = {s.arith(ir::ArithKind::add, count, s.const_int(1)), inner.next};
    return {item, make_iterator(s, "enumerate", state)};
}

Step zip_step(Specialiser& s, ValueId iterator, ir::BlockId done) {
    std::vector<ValueId> items, state;
    for (std::size_t i = 0; i < s.type_info(iterator).elements.size(); ++i) {
        Step inner = next_of(s, state_part(s, iterator, i), done);
        if (s.is_dead()) return {};
        items.push_back(inner.item);
        state.push_back(inner.next);
    }
    return {pack_tuple(s, items), make_iterator(s, "zip", state)};
}

/// Emits one step of a native iterator and goes on where there is an item; the other way leads to `done`.
Step next_of(Specialiser& s, ValueId iterator, ir::BlockId done) {
    const types::Type type = s.type_info(iterator);
    if (type.name == "sequence") return sequence_step(s, iterator, done);
    if (type.name == "reversed") return reversed_step(s, iterator, done);
    if (type.name == "enumerate") return enumerate_step(s, iterator, done);
    if (type.name == "zip") return zip_step(s, iterator, done);
    ir::BlockId body = s.typed.add_block();
    Step step{s.typed.add_param(body, iterable_item(s, s.type(iterator))), s.typed.add_param(body, s.type(iterator))};
    s.builder.emit(ir::IterNext{iterator, {body, {}}, {done, {}}, {}});
    s.builder.block = body;
    return step;
}

void go_on(Specialiser& s, const ir::Target& to, std::span<const ValueId> in_front) {
    std::vector<ValueId> args;
    ir::Target target = s.target(to, args, in_front);
    s.builder.emit(ir::Jump{target});
}

/// The item of Python's iterator, on two ways: as what it is expected to be, and as the object that it is.
void go_on_with_item(Specialiser& s, const ir::IterNext& op, ValueId item, ValueId next, TypeId expected) {
    if (s.kind(next) == Kind::iterator && fails_when_open(s, s.type_info(next).elements[0])) return s.end_dead_block();
    if (expected != types::object) {
        ir::BlockId is = s.typed.add_block(), other = s.typed.add_block();
        s.builder.emit(ir::Branch{s.emit(ir::TypeIs{expected, item}, types::boolean), {is, {}}, {other, {}}});
        s.builder.block = is;
        if (s.types.print(expected).find("int") != std::string::npos) {  // one of any size
            ir::BlockId fits = s.typed.add_block();
            s.builder.emit(
                ir::Branch{ask_runtime(s, "cb_ints_fit", std::span(&item, 1), types::boolean), {fits, {}}, {other, {}}});
            s.builder.block = fits;
        }
        ValueId typed[] = {s.unbox(item, expected), next};
        go_on(s, op.body, typed);
        s.builder.block = other;
    }
    if (s.is_strict() && expected != types::object) {
        s.fail(ErrorCode::type_error,
               fmt::format("`{}`: an item is no {}, as njit took all items to be from what it saw first; use "
                           "@jit for mixed items",
                           s.text_of(s.builder.at), s.types.print(expected)));
        return s.end_dead_block();
    }
    ValueId plain[] = {item, next};
    go_on(s, op.body, plain);
}

/// Of a tuple's type; none: another type.
std::optional<std::size_t> tuple_type_size(Specialiser& s, TypeId id) {
    const types::Type& type = s.types[id];
    return type.kind == Kind::tuple ? std::optional(type.elements.size()) : std::nullopt;
}

void step_of_object(Specialiser& s, const ir::IterNext& op) {
    ValueId iterator = s[op.iterator];
    TypeId expected = s.kind(iterator) == Kind::iterator ? iterable_item(s, s.type(iterator)) : types::object;
    ir::BlockId body = s.typed.add_block(), done = s.typed.add_block(), failed;
    ValueId item = s.typed.add_param(body, types::object), next = s.typed.add_param(body, s.type(iterator));
    if (op.error.block) failed = s.typed.add_block();
    s.builder.emit(ir::IterNext{iterator, {body, {}}, {done, {}}, {failed, {}}});
    s.after_unknown_code();
    s.builder.block = body;
    go_on_with_item(s, op, item, next, expected);
    s.builder.block = done;
    go_on(s, op.done, {});
    if (!failed) return;
    s.builder.block = failed;
    go_on(s, op.error, {});
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::IterNext& op) {
    ValueId iterator = s[op.iterator];
    bool native = s.kind(iterator) == Kind::iterator && !s.is_boxed(iterator);
    if (!native && !require_exact(s, std::span(&op.iterator, 1))) return s.nothing();
    bool is_plain =
        native && s.type_info(iterator).name.empty() && types::iteration_of(s.type_info(iterator)) == types::Iteration::items;
    if (is_plain && tuple_type_size(s, s.type_info(iterator).elements[0]) == 0) {  // there is no item to have a type
        go_on(s, op.done, {});
        return s.nothing();
    }
    if (!native) {
        step_of_object(s, op);
        return s.nothing();
    }
    ir::BlockId done = s.typed.add_block();
    ir::OnError on_error{{}, op.error};
    if (op.error.block) s.set_handler(&on_error);
    Step step = next_of(s, iterator, done);
    s.set_handler(nullptr);
    ValueId in_front[] = {step.item, step.next};
    if (!s.is_dead()) go_on(s, op.body, in_front);
    if (s.is_dead()) s.end_dead_block();
    s.builder.block = done;
    go_on(s, op.done, {});
    return s.nothing();
}

TypeId dict_view(Specialiser& s, TypeId dict, std::string_view method) {
    return s.is_generic() ? types::object : boxed_iterator(s, dict, fmt::format("dict_{}", method));
}

TypeId python_iterator(Specialiser& s, TypeId item) {
    return s.is_generic() ? types::object : boxed_iterator(s, container_of(s, Kind::list, {item}), "keys");
}

ValueId infer_op(Specialiser& s, const ir::PyIter& op) {
    ValueId value = s[op.iterable];
    if (auto iterator = native_iterator(s, value)) return *iterator;
    if (s.is_generic()) return python_level(s, op);
    if (s.kind(value) == Kind::dict || s.kind(value) == Kind::set)
        return emit_boxed(s, op, boxed_iterator(s, s.type(value), "keys"));
    const types::Type type = s.type_info(value);
    if (type.kind != Kind::iterator) return python_level(s, op);
    std::string_view name = type.name;
    if (name.starts_with("dict_")) name.remove_prefix(5);
    return emit_boxed(s, op, boxed_iterator(s, type.elements[0], name));
}

// ── iterators that a program makes ──

bool is_used_once(Specialiser& s) {
    int uses = 0;
    for (ir::InstId id : s.untyped[s.untyped_block()].insts) {
        const ir::Inst& inst = s.untyped[id];
        if (s.untyped.is<ir::Checkpoint>(inst) || s.untyped.is<ir::EndBinding>(inst)) continue;
        uses += static_cast<int>(std::ranges::count(s.untyped.operands(inst), s.at_hand()));
        for (std::size_t t = 0; t < inst.target_count; ++t)
            uses += inst.targets[t].block
                        ? 2 * static_cast<int>(std::ranges::count(s.untyped.target_args(inst.targets[t]), s.at_hand()))
                        : 0;
    }
    return uses == 1;
}

ValueId call_enumerate(Specialiser& s, const CallSite& call) {
    if (s.is_generic() || call.args.empty() || call.args.size() + call.keywords.size() > 2 || !is_used_once(s))
        return s.nothing();
    ValueId start = s.const_int(0);
    if (call.args.size() == 2) start = call.args[1];
    if (!call.keywords.empty()) start = call.keywords[0].first == "start" ? call.keywords[0].second : s.nothing();
    constexpr std::int64_t far = std::int64_t{1} << 62;  // the count cannot get from here to the end of int64
    auto literal = start ? s.constant_int(start) : std::nullopt;
    if (!literal || *literal > far || s.kind(start) != Kind::integer) return s.nothing();
    auto inner = native_iterator(s, call.args[0]);
    if (!inner) return s.nothing();
    ValueId state[] = {start, *inner};
    return make_iterator(s, "enumerate", state);
}

ValueId call_zip(Specialiser& s, const CallSite& call) {
    if (s.is_generic() || call.args.empty() || !call.keywords.empty() || !is_used_once(s)) return s.nothing();
    std::vector<ValueId> state;
    for (ValueId arg : call.args) {
        auto inner = native_iterator(s, arg);
        if (!inner) return s.nothing();
        state.push_back(*inner);
    }
    return make_iterator(s, "zip", state);
}

ValueId call_reversed(Specialiser& s, const CallSite& call) {
    if (s.is_generic() || !call.has_args(1, 1) || !is_used_once(s)) return s.nothing();
    ValueId value = call.args[0];
    if (s.kind(value) == Kind::list) {
        ValueId size = s.emit(ir::ContainerSize{value}, types::integer);
        ValueId state[] = {value, s.arith(ir::ArithKind::sub, size, s.const_int(1))};
        return make_iterator(s, "reversed", state);
    }
    const types::Type type = s.type_info(value);
    bool is_short =
        type.kind == Kind::range && type.step && *type.step > -1024 && *type.step < 1024;  // -step does not overflow
    if (!is_short) return s.nothing();
    auto minus = [&](ValueId a, ValueId b) {
        return s.emit(ir::ArithChecked{ir::ArithKind::sub, s.name(s.text_of(s.builder.at)), a, b}, types::integer);
    };
    ValueId start = s.emit(ir::RangePart{0, value}, types::integer), step = s.const_int(*type.step);
    ValueId length = s.emit(ir::RangePart{3, value}, types::integer);
    ValueId behind = minus(start, step);
    ValueId way = s.arith(ir::ArithKind::mul, length, step);  // within the range's own bounds
    ValueId range[] = {s.arith(ir::ArithKind::add, behind, way), behind, s.const_int(-*type.step)};
    ValueId back = s.emit(ir::RangeMake{range[0], range[1], range[2]}, s.types.range(-*type.step));
    return s.emit(ir::IterMake{back}, s.types.iterator(s.type(back)));
}

constexpr NamedRule rules[] = {
    {"builtins.enumerate", call_enumerate},
    {"builtins.zip", call_zip},
    {"builtins.reversed", call_reversed},
};

std::span<const NamedRule> iterator_rules() { return rules; }

}  // namespace coluber::infer
