#include "module/overload.h"

namespace coluber::module {

namespace {

PyObject* overloads = nullptr;  // function → dispatcher

}  // namespace

PyObject* overload_of(PyObject* function) {
    if (!overloads || PyDict_GET_SIZE(overloads) == 0) return nullptr;
    PyObject* found = PyDict_GetItemWithError(overloads, function);
    if (!found) PyErr_Clear();  // what is not hashable has none
    return found;
}

bool set_overload(PyObject* function, PyObject* dispatcher) {
    if (!overloads) overloads = PyDict_New();
    return overloads && PyDict_SetItem(overloads, function, dispatcher) == 0;
}

}  // namespace coluber::module
