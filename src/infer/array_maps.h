// Elementwise expressions on whole arrays: the rule for single numbers, made the body of an `array.map`. So what an operator or function
// does for which dtypes is said once, for numbers.
#pragma once

#include "infer/specialiser.h"

#include <functional>

namespace coluber::infer {

/// What becomes of one element of each array and the other arguments as they are; nothing: no native form.
using NumberRule = std::function<ValueId(Specialiser& s, std::span<const ValueId> numbers)>;

/// Is one of these an array?
bool has_array(const Specialiser& s, std::span<const ValueId> values);

/// The rule on all elements of the arrays among `args`, which broadcast; the others are numbers. A new array, or where all arrays have no
/// axes a scalar, as in NumPy. Nothing: there is no native form for these.
ValueId map_arrays(Specialiser& s, std::span<const ValueId> args, const NumberRule& rule);

/// The same written into `into`, which must be writable, as large as the arguments together, and of a dtype that takes the results by
/// NumPy's rule "same_kind". Gives `into`.
ValueId map_arrays_into(Specialiser& s, ValueId into, std::span<const ValueId> args, const NumberRule& rule);

}  // namespace coluber::infer
