#include "module/identity.h"

#include "module/dispatcher.h"

#include <string_view>

namespace coluber::module {
namespace {

const char* utf8(PyObject* text) {
    const char* chars = text && PyUnicode_Check(text) ? PyUnicode_AsUTF8(text) : nullptr;
    if (!chars) PyErr_Clear();
    return chars;
}

Ref attribute(PyObject* object, const char* name) {
    Ref found = Ref::steal(PyObject_GetAttrString(object, name));
    if (!found) PyErr_Clear();
    return found;
}

/// An item of a module's own dictionary: a module's `__getattr__` is user code.
PyObject* module_item(PyObject* module, PyObject* name) {
    if (!module || !PyModule_Check(module)) return nullptr;
    PyObject* found = PyDict_GetItemWithError(PyModule_GetDict(module), name);
    if (!found) PyErr_Clear();
    return found;
}

PyObject* loaded_module(const char* name) {
    PyObject* modules = PyImport_GetModuleDict();
    return modules ? PyDict_GetItemString(modules, name) : nullptr;
}

/// "module.name" if it leads to the object.
std::string verified(PyObject* object, const char* module, PyObject* name) {
    const char* text = utf8(name);
    if (!module || !text || module_item(loaded_module(module), name) != object) return {};
    return std::string(module) + "." + text;
}

bool is_ufunc(PyObject* object) {
    static PyObject* ufunc = nullptr;  // borrowed from NumPy's module, which stays
    if (!ufunc) {
        PyObject* numpy = loaded_module("numpy");
        Ref name = Ref::steal(PyUnicode_InternFromString("ufunc"));
        ufunc = name ? module_item(numpy, name.get()) : nullptr;
    }
    return reinterpret_cast<PyObject*>(Py_TYPE(object)) == ufunc;
}

/// NumPy's functions that dispatch on `__array_function__` have a class of their own.
bool is_array_function(PyObject* object) {
    const char* name = Py_TYPE(object)->tp_name;
    return std::string_view(name) == "numpy._ArrayFunctionDispatcher";
}

std::string module_identity(PyObject* module) {
    Ref name = Ref::steal(PyModule_GetNameObject(module));
    if (!name) PyErr_Clear();
    const char* text = utf8(name.get());
    return text && loaded_module(text) == module ? "module:" + std::string(text) : "";
}

}  // namespace

bool is_known_by_identity(PyObject* object) {
    return PyModule_Check(object) || PyType_Check(object) || PyFunction_Check(object) || PyCFunction_Check(object) ||
           Py_TYPE(object) == &PyMethodDescr_Type || is_dispatcher(object) || is_ufunc(object) || is_array_function(object);
}

std::string identity_of(PyObject* object) {
    if (!is_known_by_identity(object) || is_dispatcher(object)) return {};
    if (PyModule_Check(object)) return module_identity(object);
    Ref name = attribute(object, "__name__"), module = attribute(object, "__module__");
    std::string found = verified(object, utf8(module.get()), name.get());
    // A ufunc may not say where it is from, and some of NumPy's functions say an inner module.
    return found.empty() && (is_ufunc(object) || is_array_function(object) || PyCFunction_Check(object))
               ? verified(object, "numpy", name.get())
               : found;
}

std::string plain_exception(PyObject* object) {
    if (!PyExceptionClass_Check(object) || Py_TYPE(object) != &PyType_Type) return {};
    auto* type = reinterpret_cast<PyTypeObject*>(object);
    auto* base = reinterpret_cast<PyTypeObject*>(PyExc_BaseException);
    // Those of BaseException and of Exception are the same functions; a class with a Python-level one has a slot function in its place.
    if (type->tp_new != base->tp_new || type->tp_init != base->tp_init) return {};
    while (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
        if (!type->tp_base) return {};
        type = type->tp_base;
    }
    return type->tp_name;
}

}  // namespace coluber::module
