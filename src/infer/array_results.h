// What Python-level calls of NumPy's functions and methods return, where arguments' types say it (array_results.cpp: the table).
#pragma once

#include "infer/call_rules.h"

namespace coluber::infer {

/// Is the function ("numpy.linspace", "ndarray.sum") in the table? It runs no code of the user's on exact arguments then.
bool has_known_result(std::string_view function);
/// The type of the call's result; `object`: not known.
TypeId known_result(Specialiser& s, std::string_view function, const CallSite& call);

}  // namespace coluber::infer
