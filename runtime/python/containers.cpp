// Displays, comprehension steps, f-strings and unpacking, with CPython's sentences where they fail.
#include "runtime/python/functions.h"

namespace {

bool is_iterable(PyObject* object) { return Py_TYPE(object)->tp_iter || PySequence_Check(object); }

/// `module.qualname()` as CPython names a callee in messages about its arguments; new reference.
PyObject* function_text(PyObject* callee) {
    PyObject *qualname = PyObject_GetAttrString(callee, "__qualname__"), *module = nullptr, *text = nullptr;
    if (qualname) module = PyObject_GetAttrString(callee, "__module__");
    PyErr_Clear();
    if (qualname && module && PyUnicode_Check(module) && PyUnicode_CompareWithASCIIString(module, "builtins") != 0)
        text = PyUnicode_FromFormat("%S.%S()", module, qualname);
    else
        text = qualname ? PyUnicode_FromFormat("%S()", qualname) : PyObject_Str(callee);
    Py_XDECREF(qualname);
    Py_XDECREF(module);
    return text;
}

/// Keyword arguments from one more mapping: a key that is there already is an error.
int merge_keywords(PyObject* dict, PyObject* mapping, PyObject* callee) {
    PyObject* keys = PyDict_CheckExact(mapping) ? PyDict_Keys(mapping) : nullptr;
    if (!keys && PyObject_HasAttrString(mapping, "keys")) {
        PyObject* made = PyObject_CallMethod(mapping, "keys", nullptr);
        keys = made ? PySequence_List(made) : nullptr;
        Py_XDECREF(made);
        if (!keys) return -1;
    }
    PyObject* function = nullptr;
    int status = keys ? 0 : -1;
    if (!keys && (function = function_text(callee)))
        PyErr_Format(PyExc_TypeError, "%U argument after ** must be a mapping, not %.200s", function,
                     Py_TYPE(mapping)->tp_name);
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(keys); ++i) {
        PyObject* key = PyList_GET_ITEM(keys, i);
        int is_there = PyDict_Contains(dict, key);
        if (is_there > 0 && (function = function_text(callee)))
            PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", function, key);
        PyObject* value = is_there == 0 ? PyObject_GetItem(mapping, key) : nullptr;
        status = value ? PyDict_SetItem(dict, key, value) : -1;
        Py_XDECREF(value);
    }
    Py_XDECREF(keys);
    Py_XDECREF(function);
    return status;
}

/// A list of up to `most` items of the iterator (negative: all).
PyObject* take_items(PyObject* iterator, Py_ssize_t most) {
    PyObject* items = PyList_New(0);
    while (items && (most < 0 || PyList_GET_SIZE(items) < most)) {
        PyObject* item = PyIter_Next(iterator);
        if (!item) break;
        if (PyList_Append(items, item) < 0) Py_CLEAR(items);
        Py_DECREF(item);
    }
    if (items && PyErr_Occurred()) Py_CLEAR(items);
    return items;
}

/// `iter(iterable)` with the words of unpacking.
PyObject* iterator_for_unpacking(PyObject* iterable) {
    PyObject* iterator = PyObject_GetIter(iterable);
    if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError) && !is_iterable(iterable))
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(iterable)->tp_name);
    return iterator;
}

/// Exactly `count` items, as a list.
PyObject* unpack_exactly(PyObject* iterator, Py_ssize_t count) {
    PyObject* items = take_items(iterator, count);
    if (!items) return nullptr;
    if (Py_ssize_t got = PyList_GET_SIZE(items); got < count) {
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %zd, got %zd)", count, got);
        Py_CLEAR(items);
        return nullptr;
    }
    PyObject* one_more = PyIter_Next(iterator);
    if (one_more) PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)", count);
    Py_XDECREF(one_more);
    if (PyErr_Occurred()) Py_CLEAR(items);
    return items;
}

/// A list's items as `before`, the list between, `after`, in one tuple.
PyObject* split(PyObject* items, Py_ssize_t before, Py_ssize_t after) {
    Py_ssize_t size = PyList_GET_SIZE(items), rest = size - before - after;
    PyObject* parts = PyTuple_New(before + 1 + after);
    PyObject* middle = parts ? PyList_GetSlice(items, before, before + rest) : nullptr;
    if (!middle) {
        Py_XDECREF(parts);
        return nullptr;
    }
    for (Py_ssize_t i = 0; i < before; ++i) PyTuple_SET_ITEM(parts, i, Py_NewRef(PyList_GET_ITEM(items, i)));
    PyTuple_SET_ITEM(parts, before, middle);
    for (Py_ssize_t i = 0; i < after; ++i)
        PyTuple_SET_ITEM(parts, before + 1 + i, Py_NewRef(PyList_GET_ITEM(items, before + rest + i)));
    return parts;
}

}  // namespace

extern "C" {

PyObject* cb_build_tuple(std::int64_t count, PyObject* const* items) {
    PyObject* tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple && i < count; ++i) PyTuple_SET_ITEM(tuple, i, Py_NewRef(items[i]));
    return tuple;
}

PyObject* cb_box_tuple(std::int64_t count, PyObject* const* items) {
    bool is_whole = true;
    for (Py_ssize_t i = 0; i < count; ++i) is_whole &= items[i] != nullptr;
    PyObject* tuple = is_whole ? PyTuple_New(count) : nullptr;
    for (Py_ssize_t i = 0; i < count; ++i)
        if (tuple)
            PyTuple_SET_ITEM(tuple, i, items[i]);
        else
            Py_XDECREF(items[i]);
    return tuple;
}

PyObject* cb_build_list(std::int64_t count, PyObject* const* items) {
    PyObject* list = PyList_New(count);
    for (Py_ssize_t i = 0; list && i < count; ++i) PyList_SET_ITEM(list, i, Py_NewRef(items[i]));
    return list;
}

PyObject* cb_build_set(std::int64_t count, PyObject* const* items) {
    PyObject* set = PySet_New(nullptr);
    for (Py_ssize_t i = 0; set && i < count; ++i)
        if (PySet_Add(set, items[i]) < 0) Py_CLEAR(set);
    return set;
}

PyObject* cb_build_dict(std::int64_t count, PyObject* const* items) {
    PyObject* dict = PyDict_New();
    for (Py_ssize_t i = 0; dict && i < count; i += 2)
        if (PyDict_SetItem(dict, items[i], items[i + 1]) < 0) Py_CLEAR(dict);
    return dict;
}

PyObject* cb_join(std::int64_t count, PyObject* const* pieces) {
    PyObject *list = cb_build_list(count, pieces), *empty = PyUnicode_New(0, 127);
    PyObject* joined = list && empty ? PyUnicode_Join(empty, list) : nullptr;
    Py_XDECREF(list);
    Py_XDECREF(empty);
    return joined;
}

std::int32_t cb_list_extend(PyObject* list, PyObject* iterable) {
    if (!is_iterable(iterable)) {
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(iterable)->tp_name);
        return -1;
    }
    return PyList_SetSlice(list, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, iterable);
}

PyObject* cb_star_args(PyObject* iterable, std::int64_t count, PyObject* const* first) {
    PyObject* list = cb_build_list(count, first);
    if (list && cb_list_extend(list, iterable) < 0) Py_CLEAR(list);
    return list;
}

std::int32_t cb_set_update(PyObject* set, PyObject* iterable) {
    PyObject* iterator = PyObject_GetIter(iterable);
    if (!iterator) return -1;
    int status = 0;
    while (PyObject* item = status == 0 ? PyIter_Next(iterator) : nullptr) {
        status = PySet_Add(set, item);
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : status;
}

std::int32_t cb_dict_update(PyObject* dict, PyObject* mapping, std::int32_t merge, PyObject* callee) {
    if (merge) return merge_keywords(dict, mapping, callee);
    int status = PyDict_Update(dict, mapping);
    if (status < 0 && PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
    return status;
}

PyObject* cb_format(PyObject* value, std::int32_t conversion, PyObject* spec) {
    static constexpr unaryfunc conversions[] = {nullptr, PyObject_Str, PyObject_Repr,
                                                PyObject_ASCII};  // order of ir::FormatKind
    PyObject* converted = conversions[conversion] ? conversions[conversion](value) : Py_NewRef(value);
    if (!converted || (spec == Py_None && PyUnicode_CheckExact(converted))) return converted;
    PyObject* formatted = PyObject_Format(converted, spec == Py_None ? nullptr : spec);
    Py_DECREF(converted);
    return formatted;
}

PyObject* cb_unpack(PyObject* iterable, std::int64_t count) {
    if (PyTuple_CheckExact(iterable) && PyTuple_GET_SIZE(iterable) == count) return Py_NewRef(iterable);
    if (PyList_CheckExact(iterable) && PyList_GET_SIZE(iterable) == count) return PyList_AsTuple(iterable);
    PyObject* iterator = iterator_for_unpacking(iterable);
    PyObject* items = iterator ? unpack_exactly(iterator, count) : nullptr;
    PyObject* tuple = items ? PyList_AsTuple(items) : nullptr;
    Py_XDECREF(iterator);
    Py_XDECREF(items);
    return tuple;
}

PyObject* cb_unpack_ex(PyObject* iterable, std::int64_t before, std::int64_t after) {
    PyObject* iterator = iterator_for_unpacking(iterable);
    PyObject *items = iterator ? take_items(iterator, -1) : nullptr, *parts = nullptr;
    if (items && PyList_GET_SIZE(items) < before + after)
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected at least %zd, got %zd)",
                     static_cast<Py_ssize_t>(before + after), PyList_GET_SIZE(items));
    else if (items)
        parts = split(items, before, after);
    Py_XDECREF(iterator);
    Py_XDECREF(items);
    return parts;
}

PyObject* cb_iter_next(PyObject* iterator) { return PyIter_Next(iterator); }

}  // extern "C"
