// Items, sizes and operators of exact lists, dicts, sets, strings and bytes.
#include "infer/containers.h"

#include "infer/call_rules.h"
#include "infer/fallback.h"
#include "infer/join.h"

#include <algorithm>

namespace coluber::infer {

using ir::BinaryKind;
using ir::CompareKind;

bool is_container(Kind kind) { return kind == Kind::list || kind == Kind::dict || kind == Kind::set; }

TypeId item_guess(Specialiser& s, TypeId container, std::size_t at) {
    const types::Type& type = s.types[container];
    if (s.is_generic() || at >= type.elements.size() || type.elements[at] == types::unset) return types::object;
    return type.elements[at];
}

namespace {

/// Types by which an object can be tested and read; an iterator or a function is not worth a guess.
bool is_testable(Specialiser& s, TypeId id) {
    const types::Type& type = s.types[id];
    switch (type.kind) {
        case Kind::boolean:
        case Kind::integer:
        case Kind::floating:
        case Kind::complex:
        case Kind::str:
        case Kind::bytes:
        case Kind::list:
        case Kind::dict:
        case Kind::set:
        case Kind::scalar:
        case Kind::array: return true;
        case Kind::tuple: return std::ranges::all_of(type.elements, [&](TypeId element) { return is_testable(s, element); });
        default: return false;
    }
}

/// How njit names the class in its complaint.
std::string class_text(Specialiser& s, TypeId type) {
    return type == types::integer ? "int of 64 bits" : s.types.print(types::without_items(s.types, type));
}

std::string complaint(Specialiser& s, TypeId type) {
    return fmt::format(
        "`{}`: this item is no {}, as njit took all items to be from what it saw first; use @jit for mixed items",
        s.text_of(s.builder.at), class_text(s, type));
}

}  // namespace

bool is_open(Specialiser& s, TypeId container) {
    const std::vector<TypeId>& items = s.types[container].elements;
    return is_container(s.types.kind(container)) && !items.empty() && items[0] == types::unset;
}

bool fails_when_open(Specialiser& s, TypeId container) {
    if (!s.is_strict() || !is_open(s, container)) return false;
    s.fail(ErrorCode::type_error, fmt::format("`{}`: njit does not know what this {} holds, as it was empty when it was seen",
                                              s.text_of(s.builder.at), class_text(s, container)));
    return true;
}

TypeId container_of(Specialiser& s, Kind kind, std::vector<TypeId> items) {
    if (std::ranges::all_of(items, [](TypeId item) { return item == types::unset; })) return empty_container(s, kind);
    bool all = !s.is_generic() && std::ranges::all_of(items, [&](TypeId item) { return is_testable(s, item); });
    return all ? s.types.container(kind, std::move(items)) : TypeId{static_cast<std::uint32_t>(kind)};
}

ValueId load_item(Specialiser& s, ValueId list, ValueId index) {
    if (fails_when_open(s, s.type(list))) return s.nothing();
    TypeId type = item_guess(s, s.type(list));
    return s.emit(ir::ListItem{s.name(complaint(s, type)), list, index}, type);
}

ValueId expected(Specialiser& s, ValueId object, TypeId type) {
    if (s.is_dead() || type == types::object || s.is_generic() || s.has_handler()) return object;
    return s.emit(ir::Expect{s.name(complaint(s, type)), object}, type);
}

ValueId expected_item(Specialiser& s, ValueId object, TypeId container, TypeId type) {
    if (s.is_dead() || (type == types::object && fails_when_open(s, container))) return s.nothing();
    return expected(s, object, type);
}

ValueId ask_runtime(Specialiser& s, std::string_view function, std::span<const ValueId> args, TypeId result) {
    auto kept = s.keep_checkpoint();
    ValueId value = s.emit(ir::CallRuntime{s.name(function), args}, result);
    s.restore_checkpoint(kept);
    return value;
}

TypeId empty_container(Specialiser& s, Kind kind) {
    if (s.is_generic()) return TypeId{static_cast<std::uint32_t>(kind)};
    return s.types.container(kind, std::vector(kind == Kind::dict ? 2 : 1, types::unset));
}

void note_items(Specialiser& s, ValueId untyped_container, std::vector<TypeId> items) {
    ValueId container = s[untyped_container];
    Kind kind = s.kind(container);
    const std::vector<TypeId> known = s.types[s.type(container)].elements;
    if (s.is_generic() || !is_container(kind) || known.empty() || known == items) return;
    if (!is_open(s, s.type(container))) items.assign(items.size(), types::object);  // of several classes from here on
    s.refine(untyped_container, s.unbox(container, container_of(s, kind, std::move(items))));
}

// ── items ──

namespace {

/// The place in a container of `size` items that Python's index means; IndexError with the sentence if there is none.
ValueId place_of(Specialiser& s, ValueId index, ValueId size, std::string_view sentence) {
    ValueId wrapped = s.emit(ir::WrapIndex{index, size}, types::integer);
    if (!s.inference.options.boundscheck) return wrapped;
    ValueId inside = s.arith(ir::ArithKind::bit_and, s.compare(CompareKind::ge, wrapped, s.const_int(0)),
                             s.compare(CompareKind::lt, wrapped, size));
    s.check(ErrorCode::index_text, sentence, inside);
    return wrapped;
}

ValueId size_of(Specialiser& s, ValueId container) { return s.emit(ir::ContainerSize{container}, types::integer); }

ValueId text_item(Specialiser& s, ValueId text, ValueId index) {
    bool is_str = s.kind(text) == Kind::str;
    ValueId place = place_of(s, index, size_of(s, text), is_str ? "string index out of range" : "index out of range");
    ValueId args[] = {text, place};
    return ask_runtime(s, is_str ? "cb_str_item" : "cb_bytes_item", args, is_str ? types::str : types::integer);
}

}  // namespace

ValueId container_item(Specialiser& s, const ir::PyGetitem& op) {
    ValueId value = s[op.object];
    Kind kind = s.kind(value);
    bool is_sequence = kind == Kind::list || kind == Kind::str || kind == Kind::bytes;
    if (is_sequence && s.kind(s[op.index]) == Kind::slice) return emit_boxed(s, op, s.type(value));
    if (kind == Kind::dict) return expected_item(s, python_level(s, op), s.type(value), item_guess(s, s.type(value), 1));
    ValueId index = is_sequence && !s.is_generic() ? index_argument(s, s[op.index]) : s.nothing();
    if (!index) return index;
    if (kind != Kind::list) return text_item(s, value, index);
    return load_item(s, value, place_of(s, index, size_of(s, value), "list index out of range"));
}

bool store_item(Specialiser& s, const ir::PySetitem& op) {
    ValueId container = s[op.object], value = s[op.value];
    if (s.kind(container) == Kind::dict && is_exact(s.types, s.type(s[op.index]))) {
        emit_boxed(s, op);
        note_items(s, op.object, {s.type(s[op.index]), s.type(value)});
        return true;
    }
    if (s.kind(container) != Kind::list || s.is_generic()) return false;
    ValueId index = index_argument(s, s[op.index]);
    if (!index) return false;
    ValueId place = place_of(s, index, size_of(s, container), "list assignment index out of range");
    bool is_held = s.is_number(value) || s.is_boxed(value);
    s.emit(ir::ListStore{container, place, is_held ? value : s.box(value)});
    return true;
}

// ── operators ──

TypeId sure_binary(Specialiser& s, BinaryKind kind, TypeId left, TypeId right) {
    Kind a = s.types.kind(left), b = s.types.kind(right);
    bool is_text = a == Kind::str || a == Kind::bytes;
    if (kind == BinaryKind::add && a == b && is_text) return left;
    if (kind == BinaryKind::add && a == b && a == Kind::list) return join(s.types, left, right);
    if (kind == BinaryKind::mul && (is_text || a == Kind::list) && (b == Kind::integer || b == Kind::boolean)) return left;
    if (kind == BinaryKind::mul && (b == Kind::str || b == Kind::bytes || b == Kind::list) && a == Kind::integer) return right;
    if (kind == BinaryKind::mod && is_text && is_exact(s.types, right)) return left;
    bool is_set_operator =
        kind == BinaryKind::bit_and || kind == BinaryKind::bit_or || kind == BinaryKind::bit_xor || kind == BinaryKind::sub;
    if (a == Kind::set && b == Kind::set && is_set_operator) return kind == BinaryKind::sub ? left : join(s.types, left, right);
    if (a == Kind::dict && b == Kind::dict && kind == BinaryKind::bit_or) return join(s.types, left, right);
    return types::object;
}

bool compares_to_bool(Specialiser& s, ValueId left, ValueId right) {
    auto is_plain = [&](ValueId value) {
        Kind kind = s.kind(value);
        return is_container(kind) || kind == Kind::str || kind == Kind::bytes || kind == Kind::none || s.is_python_int(value) ||
               kind == Kind::floating || kind == Kind::complex || kind == Kind::bigint;
    };
    return is_plain(left) && is_plain(right);
}

}  // namespace coluber::infer
