// Inner functions as objects, and the cells that they share. A function object is made from the code object that CPython made for it,
// so whoever gets it has Python's own function: name, defaults, attributes, and its code, which CPython runs when it is called
// from outside.
#include "runtime/python/functions.h"

namespace {

/// Where a name stands in a tuple of names, from `skip` characters on; -1: nowhere.
Py_ssize_t place_of(PyObject* names, PyObject* name, Py_ssize_t skip = 0) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); ++i) {
        PyObject* given = PyTuple_GET_ITEM(names, i);
        Py_ssize_t length = PyUnicode_GET_LENGTH(given) - skip;
        if (length == PyUnicode_GET_LENGTH(name) && PyUnicode_Tailmatch(given, name, skip, PY_SSIZE_T_MAX, -1) == 1) return i;
    }
    return -1;
}

/// The cell of a function's free variable, borrowed; null: it has none of this name.
PyObject* cell_named(PyFunctionObject* function, PyObject* name) {
    PyObject* names = PyCode_GetFreevars(reinterpret_cast<PyCodeObject*>(function->func_code));
    Py_ssize_t at = names && function->func_closure ? place_of(names, name) : -1;
    Py_XDECREF(names);
    return at < 0 ? nullptr : PyTuple_GET_ITEM(function->func_closure, at);
}

struct Captured {
    PyObject* names;  // `x`, `&x` for a cell, `*x` for the function itself
    PyObject* const* values;
};

/// The cell for a free variable of the new function: new reference. `self` gets the cell that is to hold the function.
PyObject* cell_for(PyFunctionObject* outer, const Captured& captured, PyObject* name, PyObject*& self) {
    if (Py_ssize_t at = place_of(captured.names, name); at >= 0) return PyCell_New(captured.values[at]);
    if (Py_ssize_t at = place_of(captured.names, name, 1); at >= 0) {
        Py_UCS4 mark = PyUnicode_READ_CHAR(PyTuple_GET_ITEM(captured.names, at), 0);
        if (mark == '&') return Py_NewRef(captured.values[at]);
        if (mark == '*') return self = PyCell_New(nullptr);
    }
    PyObject* cell = cell_named(outer, name);
    if (!cell) PyErr_Format(PyExc_SystemError, "coluber: no value for the free variable '%U'", name);
    return Py_XNewRef(cell);
}

bool set_closure(PyObject* function, PyFunctionObject* outer, const Captured& captured) {
    auto* code = reinterpret_cast<PyCodeObject*>(reinterpret_cast<PyFunctionObject*>(function)->func_code);
    PyObject *names = PyCode_GetFreevars(code), *self = nullptr;
    Py_ssize_t count = names ? PyTuple_GET_SIZE(names) : 0;
    PyObject* cells = names ? PyTuple_New(count) : nullptr;
    bool is_made = cells != nullptr;
    for (Py_ssize_t i = 0; is_made && i < count; ++i) {
        PyObject* cell = cell_for(outer, captured, PyTuple_GET_ITEM(names, i), self);
        is_made = cell != nullptr;
        if (cell) PyTuple_SET_ITEM(cells, i, cell);
    }
    is_made = is_made && (count == 0 || PyFunction_SetClosure(function, cells) == 0);
    if (is_made && self) PyCell_Set(self, function);
    Py_XDECREF(names);
    Py_XDECREF(cells);
    return is_made;
}

bool set_defaults(PyObject* function, PyObject* names, PyObject* const* values) {
    Py_ssize_t count = PyTuple_GET_SIZE(names), positional = 0;
    while (positional < count && PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(names, positional)) == 0) ++positional;
    PyObject *tuple = positional > 0 ? PyTuple_New(positional) : nullptr, *dict = positional < count ? PyDict_New() : nullptr;
    bool is_made = (tuple || positional == 0) && (dict || positional == count);
    for (Py_ssize_t i = 0; is_made && i < positional; ++i) PyTuple_SET_ITEM(tuple, i, Py_NewRef(values[i]));
    for (Py_ssize_t i = positional; is_made && i < count; ++i)
        is_made = PyDict_SetItem(dict, PyTuple_GET_ITEM(names, i), values[i]) == 0;
    is_made = is_made && (!tuple || PyFunction_SetDefaults(function, tuple) == 0);
    is_made = is_made && (!dict || PyFunction_SetKwDefaults(function, dict) == 0);
    Py_XDECREF(tuple);
    Py_XDECREF(dict);
    return is_made;
}

}  // namespace

extern "C" {

PyObject* cb_make_function(PyFunctionObject* outer, PyObject* code, PyObject* captured, PyObject* defaults,
                           PyObject* const* values) {
    Py_ssize_t captured_count = PyTuple_GET_SIZE(captured), default_count = PyTuple_GET_SIZE(defaults);
    bool has_self = captured_count > 0 && PyUnicode_READ_CHAR(PyTuple_GET_ITEM(captured, captured_count - 1), 0) == '*';
    PyObject* const* default_values = values + captured_count - (has_self ? 1 : 0);
    bool is_made = true;
    for (Py_ssize_t i = 0; i < default_count; ++i) is_made &= default_values[i] != nullptr;
    is_made = is_made && !PyErr_Occurred();
    PyObject* function = is_made ? PyFunction_New(code, outer->func_globals) : nullptr;
    is_made = function && set_closure(function, outer, {captured, values}) && set_defaults(function, defaults, default_values);
    for (PyObject* const* value = values; value != default_values + default_count; ++value) Py_XDECREF(*value);
    if (!is_made) Py_CLEAR(function);
    return function;
}

PyObject* cb_captured_cell(PyObject* function, PyObject* name) {
    PyObject* cell = cell_named(reinterpret_cast<PyFunctionObject*>(function), name);
    if (!cell) PyErr_Format(PyExc_SystemError, "coluber: the function captured no '%U'", name);
    return Py_XNewRef(cell);
}

PyObject* cb_captured(PyObject* function, PyObject* name, std::int32_t may_be_unset) {
    PyObject* cell = cb_captured_cell(function, name);
    PyObject* content = !cell ? nullptr : may_be_unset ? PyCell_Get(cell) : cb_cell_get(cell, name, 1);
    Py_XDECREF(cell);
    return content;
}

PyObject* cb_cell_get(PyObject* cell, PyObject* name, std::int32_t is_free) {
    PyObject* content = PyCell_GET(cell);
    if (content) return Py_NewRef(content);
    if (is_free)
        coluber::runtime::raise_name_error(PyExc_NameError, coluber::runtime::free_variable_without_value, name);
    else
        PyErr_Format(PyExc_UnboundLocalError, "cannot access local variable '%U' where it is not associated with a value",
                     name);
    return nullptr;
}

std::int32_t cb_is_builtin(PyObject* object, PyObject* name) {
    if (PyType_Check(object)) {
        PyTypeObject* const types[] = {&PyList_Type, &PyTuple_Type, &PySet_Type, &PyDict_Type, &PyFrozenSet_Type};
        for (PyTypeObject* type : types)
            if (reinterpret_cast<PyObject*>(type) == object) return PyUnicode_CompareWithASCIIString(name, type->tp_name) == 0;
        return 0;
    }
    if (!PyCFunction_Check(object)) return 0;
    auto* function = reinterpret_cast<PyCFunctionObject*>(object);
    bool is_of_builtins = function->m_module && PyUnicode_Check(function->m_module) &&
                          PyUnicode_CompareWithASCIIString(function->m_module, "builtins") == 0;
    return is_of_builtins && PyUnicode_CompareWithASCIIString(name, function->m_ml->ml_name) == 0;
}

}  // extern "C"
