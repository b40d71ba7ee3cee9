// What the patterns of `match` ask of a subject: language reference 8.6, PEP 634, with CPython's order and sentences.
#include "runtime/python/functions.h"

#include <initializer_list>

namespace {

const char* name_of(PyObject* type) { return reinterpret_cast<PyTypeObject*>(type)->tp_name; }

/// 1: the key was not seen before; 0: it was; -1.
int is_new(PyObject* seen, PyObject* key) {
    int is_there = PySet_Contains(seen, key);
    if (is_there != 0) return is_there < 0 ? -1 : 0;
    return PySet_Add(seen, key) < 0 ? -1 : 1;
}

/// Appends the attribute. 0: the subject lacks it; -1 with an exception.
int take_attribute(PyObject* subject, PyObject* type, PyObject* name, PyObject* seen, PyObject* taken) {
    int fresh = is_new(seen, name);
    if (fresh == 0) PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R", name_of(type), name);
    if (fresh <= 0) return -1;
    PyObject* value = PyObject_GetAttr(subject, name);
    if (!value) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        return 0;
    }
    int status = PyList_Append(taken, value);
    Py_DECREF(value);
    return status < 0 ? -1 : 1;
}

/// `type.__match_args__`; `()` where there is none. Null: it is no tuple.
PyObject* match_args(PyObject* type, bool& is_absent) {
    PyObject* args = PyObject_GetAttrString(type, "__match_args__");
    is_absent = !args && PyErr_ExceptionMatches(PyExc_AttributeError);
    if (is_absent) {
        PyErr_Clear();
        return PyTuple_New(0);
    }
    if (args && !PyTuple_CheckExact(args)) {
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", name_of(type), Py_TYPE(args)->tp_name);
        Py_CLEAR(args);
    }
    return args;
}

/// The positional parts. 1, 0 or -1 as `take_attribute`.
int take_positional(PyObject* subject, PyObject* type, Py_ssize_t count, PyObject* seen, PyObject* taken) {
    bool is_absent = false;
    PyObject* args = match_args(type, is_absent);
    if (!args) return -1;
    // int, str, list …: the one positional part is the subject itself.
    bool is_self = is_absent && PyType_HasFeature(reinterpret_cast<PyTypeObject*>(type), _Py_TPFLAGS_MATCH_SELF);
    Py_ssize_t allowed = is_self ? 1 : PyTuple_GET_SIZE(args);
    int status = 1;
    if (allowed < count) {
        PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)", name_of(type), allowed,
                     allowed == 1 ? "" : "s", count);
        status = -1;
    } else if (is_self) {
        status = PyList_Append(taken, subject) < 0 ? -1 : 1;
    }
    for (Py_ssize_t i = 0; status > 0 && !is_self && i < count; ++i) {
        PyObject* name = PyTuple_GET_ITEM(args, i);
        if (!PyUnicode_CheckExact(name)) {
            PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)", Py_TYPE(name)->tp_name);
            status = -1;
        } else {
            status = take_attribute(subject, type, name, seen, taken);
        }
    }
    Py_DECREF(args);
    return status;
}

/// The value of a key by the mapping's own `get`, which makes no default as `[]` may; `missing` where there is none.
PyObject* value_of(PyObject* get, PyObject* key, PyObject* missing, PyObject* seen) {
    int fresh = is_new(seen, key);
    if (fresh == 0) PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
    return fresh <= 0 ? nullptr : PyObject_CallFunctionObjArgs(get, key, missing, nullptr);
}

/// The answer of a matcher: `taken` as a tuple, None for no match, null for an error.
PyObject* answer(int status, PyObject* taken) {
    if (status == 0) return Py_NewRef(Py_None);
    return status < 0 ? nullptr : PyList_AsTuple(taken);
}

}  // namespace

extern "C" {

std::int32_t cb_match_sequence(PyObject* subject, std::int64_t count, std::int32_t at_least) {
    if (!PyType_HasFeature(Py_TYPE(subject), Py_TPFLAGS_SEQUENCE)) return 0;
    if (at_least && count == 0) return 1;
    Py_ssize_t size = PyObject_Size(subject);
    return size < 0 ? -1 : at_least ? size >= count : size == count;
}

std::int32_t cb_match_mapping(PyObject* subject, std::int64_t count) {
    if (!PyType_HasFeature(Py_TYPE(subject), Py_TPFLAGS_MAPPING)) return 0;
    if (count == 0) return 1;
    Py_ssize_t size = PyObject_Size(subject);
    return size < 0 ? -1 : size >= count;
}

PyObject* cb_match_keys(PyObject* subject, std::int64_t count, PyObject* const* keys) {
    PyObject *get = PyObject_GetAttrString(subject, "get"), *seen = PySet_New(nullptr), *taken = PyList_New(0);
    PyObject* missing = PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&PyBaseObject_Type));
    int status = get && seen && taken && missing ? 1 : -1;
    for (std::int64_t i = 0; status > 0 && i < count; ++i) {
        PyObject* value = value_of(get, keys[i], missing, seen);
        status = !value ? -1 : value == missing ? 0 : PyList_Append(taken, value) < 0 ? -1 : 1;
        Py_XDECREF(value);
    }
    PyObject* result = answer(status, taken);
    for (PyObject* object : {get, seen, taken, missing}) Py_XDECREF(object);
    return result;
}

PyObject* cb_match_class(PyObject* subject, PyObject* type, std::int64_t count, PyObject* attributes) {
    if (!PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError, "called match pattern must be a %s", PY_VERSION_HEX >= 0x030C0000 ? "class" : "type");
        return nullptr;
    }
    int is_instance = PyObject_IsInstance(subject, type);
    if (is_instance <= 0) return is_instance < 0 ? nullptr : Py_NewRef(Py_None);
    PyObject *seen = PySet_New(nullptr), *taken = PyList_New(0);
    int status = seen && taken ? 1 : -1;
    if (status > 0 && count > 0) status = take_positional(subject, type, count, seen, taken);
    for (Py_ssize_t i = 0; status > 0 && i < PyTuple_GET_SIZE(attributes); ++i)
        status = take_attribute(subject, type, PyTuple_GET_ITEM(attributes, i), seen, taken);
    PyObject* result = answer(status, taken);
    Py_XDECREF(seen);
    Py_XDECREF(taken);
    return result;
}

PyObject* cb_item_from_end(PyObject* object, std::int64_t from_end) {
    Py_ssize_t size = PyObject_Size(object);
    PyObject* index = size < 0 ? nullptr : PyLong_FromSsize_t(size - from_end);
    PyObject* item = index ? PyObject_GetItem(object, index) : nullptr;
    Py_XDECREF(index);
    return item;
}

}  // extern "C"
