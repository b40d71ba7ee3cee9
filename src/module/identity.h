// The public name of an object, verified: "numpy.sqrt" only if that name leads to this very object. Inference knows functions and
// types by these names; an object that merely claims one (`__module__ = "numpy"`) gets none.
#pragma once

#include "module/python.h"

#include <string>

namespace coluber::module {

/// "" where the object has no public name. Modules: "module:numpy".
std::string identity_of(PyObject* object);
/// An exception class whose instances are made by BaseException's own `__new__` and `__init__`: its nearest built-in base ("ValueError").
/// Else "".
std::string plain_exception(PyObject* object);
/// Functions, classes and modules: objects that are known by identity and not by a value.
bool is_known_by_identity(PyObject* object);

}  // namespace coluber::module
