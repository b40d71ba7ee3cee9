// `_core.build`: from Python's lists to one request to the compiler library.
#pragma once

#include "module/compile.h"

namespace coluber::module {

/// The dispatcher that the object is; null: a TypeError is set.
Dispatcher* dispatcher_or_raise(PyObject* object);

/// Type texts from a tuple of str, one a parameter. False: an exception is set.
bool read_types(PyObject* tuple, const Dispatcher& dispatcher, std::vector<std::string>& types);

/// build([(number, function, types or None), …], function_count, name, body, [changing global, …], [archive, …], output): the items that
/// were refused, as [(index, exception), …]. `types` None: for Python objects.
PyObject* build(PyObject* self, PyObject* args);

}  // namespace coluber::module
