// World's questions, asked of the live objects: what a global, a closure cell, an attribute or a default is at this moment.
// Apart from record.cpp because the same question is asked twice: when compiling, and when an entry's record is tested.
// No lookup runs user code: what only `__getattr__` or a descriptor could answer has no answer here, and is asked at run time.
#pragma once

#include "module/python.h"

#include <cstdint>

namespace coluber::module {

/// A new reference, or null when there is none; never with an exception set.
Ref look_up_global(PyObject* function, PyObject* name);
Ref look_up_free(PyObject* function, std::uint32_t index);
/// Of a module, or of a class whose metaclass is `type`.
Ref look_up_attribute(PyObject* holder, PyObject* name);
/// Of the parameter `index` in the order of the code object's variables.
Ref look_up_default(PyObject* function, std::uint32_t index);

/// Does the global come from the builtins?
bool is_in_globals(PyObject* function, PyObject* name);

}  // namespace coluber::module
