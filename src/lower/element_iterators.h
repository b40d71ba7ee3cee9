// Iterators over all elements of an array (element_iterators.cpp): their steps, for `iter.make`, `iter_next` and boxes.
#pragma once

#include "lower/lowering.h"

namespace coluber::lower {

/// The iterator at the start.
Parts start_of_elements(Lowering& l, const Type& iterator, PartsRef container);
llvm::Value* has_element(Lowering& l, const Type& iterator, PartsRef parts);
/// The item, where there is one, and the iterator after it.
Parts element_at(Lowering& l, const Type& iterator, PartsRef parts);
Parts after_element(Lowering& l, const Type& iterator, PartsRef parts);
/// Python's iterator at the same place: new, or null with an exception.
llvm::Value* box_element_iterator(Emit& e, const Type& iterator, PartsRef parts);

}  // namespace coluber::lower
