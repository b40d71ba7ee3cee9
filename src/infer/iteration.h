// Iterators in native code are values: a container and a position, or iterators in iterators (`enumerate`, `zip`). A loop holds the one
// for its next round. One that a program holds as an object, and that two places could advance, stays Python's.
#pragma once

#include "infer/rules.h"

#include <optional>

namespace coluber::infer {

/// The type of the items of a container, range, array, tuple of one type or native iterator, as far as it is known.
TypeId iterable_item(Specialiser& s, TypeId iterable);
/// `d.keys()`, `d.values()`, `d.items()` of a dict of this type.
TypeId dict_view(Specialiser& s, TypeId dict, std::string_view method);
/// A Python iterator (`map`, `filter`, …) whose items are expected to be of a type.
TypeId python_iterator(Specialiser& s, TypeId item);
/// `iter(value)` as a native iterator; none: Python's.
std::optional<ValueId> native_iterator(Specialiser& s, ValueId value);
/// The value that the op at hand makes is used once and in its block, so nobody sees what becomes of its state.
bool is_used_once(Specialiser& s);

}  // namespace coluber::infer
