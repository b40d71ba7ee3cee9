// Globals, closure cells, imports and calls, with CPython's errors.
#include "runtime/python/functions.h"

namespace coluber::runtime {

const char free_variable_without_value[] =
    "cannot access free variable '%U' where it is not associated with a value in enclosing scope";

void raise_name_error(PyObject* type, const char* format, PyObject* name) {
    PyObject* text = PyUnicode_FromFormat(format, name);
    PyObject* error = text ? PyObject_CallOneArg(type, text) : nullptr;
    if (error && PyObject_SetAttrString(error, "name", name) == 0) PyErr_SetObject(type, error);
    Py_XDECREF(text);
    Py_XDECREF(error);
}

}  // namespace coluber::runtime

namespace {

using coluber::runtime::raise_name_error;

/// A builtin, borrowed; null without an exception where there is none.
PyObject* builtin(PyFunctionObject* function, PyObject* name) {
    PyObject* builtins = function->func_builtins;
    if (PyDict_CheckExact(builtins)) return PyDict_GetItemWithError(builtins, name);
    PyObject* found = PyObject_GetItem(builtins, name);
    if (!found && PyErr_ExceptionMatches(PyExc_KeyError)) PyErr_Clear();
    Py_XDECREF(found);  // the mapping keeps it
    return found;
}

/// `from package import module` where the package does not have it yet: a cycle of imports.
PyObject* imported_submodule(PyObject* module_name, PyObject* name) {
    PyObject* full = PyUnicode_FromFormat("%U.%U", module_name, name);
    PyObject* found = full ? PyImport_GetModule(full) : nullptr;
    Py_XDECREF(full);
    return found;
}

void raise_import_from(PyObject* module, PyObject* module_name, PyObject* name) {
    PyObject* path = PyModule_Check(module) ? PyModule_GetFilenameObject(module) : nullptr;
    if (!path) PyErr_Clear();
    PyObject* shown = module_name ? Py_NewRef(module_name) : PyUnicode_FromString("<unknown module name>");
    PyObject* text = path ? PyUnicode_FromFormat("cannot import name %R from %R (%S)", name, shown, path)
                          : PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, shown);
    if (text) PyErr_SetImportError(text, shown, path);
    Py_XDECREF(path);
    Py_XDECREF(shown);
    Py_XDECREF(text);
}

}  // namespace

extern "C" {

PyObject* cb_load_global(PyFunctionObject* function, PyObject* name) {
    PyObject* found = PyDict_GetItemWithError(function->func_globals, name);
    if (!found && !PyErr_Occurred()) found = builtin(function, name);
    if (!found && !PyErr_Occurred()) raise_name_error(PyExc_NameError, "name '%U' is not defined", name);
    return Py_XNewRef(found);
}

std::int32_t cb_store_global(PyFunctionObject* function, PyObject* name, PyObject* value) {
    if (value) return PyDict_SetItem(function->func_globals, name, value);
    int status = PyDict_DelItem(function->func_globals, name);
    if (status < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        raise_name_error(PyExc_NameError, "name '%U' is not defined", name);
    }
    return status;
}

PyObject* cb_load_free(PyFunctionObject* function, std::int64_t index, PyObject* name) {
    PyObject* content = PyCell_Get(PyTuple_GET_ITEM(function->func_closure, index));
    if (!content) raise_name_error(PyExc_NameError, coluber::runtime::free_variable_without_value, name);
    return content;
}

std::int32_t cb_store_free(PyFunctionObject* function, std::int64_t index, PyObject* value) {
    return PyCell_Set(PyTuple_GET_ITEM(function->func_closure, index), value);
}

PyObject* cb_import(PyFunctionObject* function, PyObject* name, PyObject* from_list, std::int32_t level) {
    PyObject* key = PyUnicode_InternFromString("__import__");
    PyObject* import = key ? Py_XNewRef(builtin(function, key)) : nullptr;
    Py_XDECREF(key);
    if (!import) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_ImportError, "__import__ not found");
        return nullptr;
    }
    PyObject* module =
        PyObject_CallFunction(import, "OOOOi", name, function->func_globals, Py_None, from_list, static_cast<int>(level));
    Py_DECREF(import);
    return module;
}

PyObject* cb_import_from(PyObject* module, PyObject* name) {
    PyObject* found = PyObject_GetAttr(module, name);
    if (found || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
    PyErr_Clear();
    PyObject* module_name = PyObject_GetAttrString(module, "__name__");
    if (module_name && !PyUnicode_Check(module_name)) Py_CLEAR(module_name);
    if (!module_name) PyErr_Clear();
    if (module_name) found = imported_submodule(module_name, name);
    if (!found && !PyErr_Occurred()) raise_import_from(module, module_name, name);
    Py_XDECREF(module_name);
    return found;
}

PyObject* cb_special(PyObject* object, PyObject* name) {
    PyTypeObject* type = Py_TYPE(object);
    PyObject* method = _PyType_Lookup(type, name);  // borrowed
    if (!method) {
        bool is_exit = PyUnicode_CompareWithASCIIString(name, "__exit__") == 0;
        PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol%s", type->tp_name,
                     is_exit ? " (missed __exit__ method)" : "");
        return nullptr;
    }
    descrgetfunc get = Py_TYPE(method)->tp_descr_get;
    return get ? get(method, object, reinterpret_cast<PyObject*>(type)) : Py_NewRef(method);
}

PyObject* cb_call_ex(PyObject* callee, PyObject* args, PyObject* kwargs) {
    PyObject* tuple = PyTuple_CheckExact(args) ? Py_NewRef(args) : PySequence_Tuple(args);
    if (!tuple) return nullptr;
    PyObject* result = PyObject_Call(callee, tuple, kwargs == Py_None ? nullptr : kwargs);
    Py_DECREF(tuple);
    return result;
}

}  // extern "C"
