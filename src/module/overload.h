// The public `overload`: which compiled function stands for a Python function inside compiled code. For the life of the process.
#pragma once

#include "module/python.h"

namespace coluber::module {

/// The dispatcher that stands for the function, borrowed; null: none.
PyObject* overload_of(PyObject* function);
/// False: a Python exception is set.
bool set_overload(PyObject* function, PyObject* dispatcher);

}  // namespace coluber::module
