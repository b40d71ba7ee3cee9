// What a Python function is made of, as a fingerprint that another process computes alike: its code object, field by field (marshal's
// bytes depend on reference counts). A text that was accepted for a code object says the same as it (sources.py), so the code object
// stands for the text.
#pragma once

#include "loader/hash.h"
#include "module/python.h"

namespace coluber::module {

/// Adds the function's code to the fingerprint. False: a constant of an unknown kind is in it; such a function has none.
bool add_code(loader::Hasher& hasher, PyObject* code);

}  // namespace coluber::module
