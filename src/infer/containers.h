// Exact lists, dicts, sets, strings and bytes: real Python objects, read in place. What their items are is a guess (`list(float)`) that
// each read tests: in jit the twin goes on where it fails, in njit it is a TypeError that names the item.
#pragma once

#include "infer/rules.h"

namespace coluber::infer {

/// What an item is taken to be: `at` 0 for lists, sets and the keys of dicts, 1 for the values of dicts. `object`: nothing is known.
TypeId item_guess(Specialiser& s, TypeId container, std::size_t at = 0);
/// The list, dict or set type with such items; without, where they are not worth a guess.
TypeId container_of(Specialiser& s, Kind kind, std::vector<TypeId> items);
bool is_container(Kind kind);

/// Made empty, and nothing was seen to be put in.
bool is_open(Specialiser& s, TypeId container);
/// In njit nothing can be said of an item that came into an open container unseen: emits the exception for where one is found after all.
bool fails_when_open(Specialiser& s, TypeId container);

/// `list[index]` for an index in range.
ValueId load_item(Specialiser& s, ValueId list, ValueId index);
/// What an op with effects has given, as the type that it is expected to have; an object where that cannot be guarded.
ValueId expected(Specialiser& s, ValueId object, TypeId type);
/// The same for what came out of a container.
ValueId expected_item(Specialiser& s, ValueId object, TypeId container, TypeId type);
/// A function of the runtime that neither writes nor runs code.
ValueId ask_runtime(Specialiser& s, std::string_view function, std::span<const ValueId> args, TypeId result);

/// `container[index]` and `container[index] = value`; nothing (and the block alive): no native form.
ValueId container_item(Specialiser& s, const ir::PyGetitem& op);
bool store_item(Specialiser& s, const ir::PySetitem& op);
/// The type that a Python-level operator is sure to give for exact containers and strings, or `object`.
TypeId sure_binary(Specialiser& s, ir::BinaryKind kind, TypeId left, TypeId right);
bool compares_to_bool(Specialiser& s, ValueId left, ValueId right);

/// Such items were put into a container: the untyped value stands for one of such items from here on, if it was empty; for one of any
/// items, if it held others.
void note_items(Specialiser& s, ValueId untyped_container, std::vector<TypeId> items);
/// The type of an empty container made here: `list(unset)`, `dict(unset, unset)`, `set(unset)`.
TypeId empty_container(Specialiser& s, Kind kind);

}  // namespace coluber::infer
