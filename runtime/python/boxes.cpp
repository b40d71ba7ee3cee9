// Boxing and unboxing of Python's own types, where it is more than one call of the C API.
#include "runtime/python/functions.h"

namespace {

/// Calls `range` with its three parts, which it takes; null parts: an exception is set.
PyObject* make_range(PyObject* start, PyObject* stop, PyObject* step) {
    PyObject* range = start && stop && step
                          ? PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(&PyRange_Type), start, stop, step, nullptr)
                          : nullptr;
    Py_XDECREF(start);
    Py_XDECREF(stop);
    Py_XDECREF(step);
    return range;
}

/// `iter(sequence)`, which it takes.
PyObject* iterator_of(PyObject* sequence) {
    PyObject* iterator = sequence ? PyObject_GetIter(sequence) : nullptr;
    Py_XDECREF(sequence);
    return iterator;
}

bool part_as_int64(PyObject* range, const char* name, std::int64_t* out) {
    PyObject* part = PyObject_GetAttrString(range, name);
    bool fits = part && cb_int_as_int64(part, out);
    Py_XDECREF(part);
    if (!part) PyErr_Clear();
    return fits;
}

}  // namespace

extern "C" {

std::int32_t cb_int_as_int64(PyObject* object, std::int64_t* out) {
    int overflow = 0;
    *out = PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

std::int32_t cb_unbox_range(PyObject* range, std::int64_t* out) {
    return part_as_int64(range, "start", &out[0]) && part_as_int64(range, "stop", &out[1]) &&
           part_as_int64(range, "step", &out[2]);
}

PyObject* cb_box_slice(PyObject* start, PyObject* stop, PyObject* step) {
    PyObject* slice = start && stop && step ? PySlice_New(start, stop, step) : nullptr;
    Py_XDECREF(start);
    Py_XDECREF(stop);
    Py_XDECREF(step);
    return slice;
}

PyObject* cb_box_range(std::int64_t start, std::int64_t stop, std::int64_t step) {
    return make_range(PyLong_FromLongLong(start), PyLong_FromLongLong(stop), PyLong_FromLongLong(step));
}

PyObject* cb_box_range_iterator(std::int64_t start, std::int64_t stop, std::int64_t step) {
    return iterator_of(cb_box_range(start, stop, step));
}

PyObject* cb_box_counted_iterator(std::int64_t start, std::int64_t count, std::int64_t step) {
    // start + count * step may leave int64 by less than a step: Python's ints do it.
    PyObject *first = PyLong_FromLongLong(start), *by = PyLong_FromLongLong(step),
             *times = PyLong_FromUnsignedLongLong(static_cast<unsigned long long>(count));
    PyObject* way = by && times ? PyNumber_Multiply(by, times) : nullptr;
    PyObject* stop = first && way ? PyNumber_Add(first, way) : nullptr;
    Py_XDECREF(times);
    Py_XDECREF(way);
    return iterator_of(make_range(first, stop, by));
}

PyObject* cb_box_sequence_iterator(PyObject* sequence, std::int64_t index) {
    PyObject* iterator = iterator_of(sequence);
    if (!iterator || index == 0) return iterator;
    PyObject* done = PyObject_CallMethod(iterator, "__setstate__", "L", static_cast<long long>(index));
    if (!done) Py_CLEAR(iterator);
    Py_XDECREF(done);
    return iterator;
}

PyObject* cb_box_reversed(PyObject* sequence, std::int64_t index) {
    PyObject* iterator = sequence ? PyObject_CallOneArg(reinterpret_cast<PyObject*>(&PyReversed_Type), sequence) : nullptr;
    Py_XDECREF(sequence);
    if (!iterator) return nullptr;
    PyObject* done = PyObject_CallMethod(iterator, "__setstate__", "L", static_cast<long long>(index));
    if (!done) Py_CLEAR(iterator);
    Py_XDECREF(done);
    return iterator;
}

PyObject* cb_box_enumerate(PyObject* count, PyObject* iterator) {
    PyObject* made = count && iterator
                         ? PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(&PyEnum_Type), iterator, count, nullptr)
                         : nullptr;
    Py_XDECREF(count);
    Py_XDECREF(iterator);
    return made;
}

PyObject* cb_box_zip(std::int64_t count, PyObject** iterators) {
    PyObject* args = cb_box_tuple(count, iterators);
    PyObject* made = args ? PyObject_Call(reinterpret_cast<PyObject*>(&PyZip_Type), args, nullptr) : nullptr;
    Py_XDECREF(args);
    return made;
}

PyObject* cb_str_item(PyObject* text, std::int64_t index) {
    Py_UCS4 letter = PyUnicode_ReadChar(text, static_cast<Py_ssize_t>(index));
    return PyUnicode_FromOrdinal(static_cast<int>(letter));
}

std::int64_t cb_bytes_item(PyObject* bytes, std::int64_t index) {
    return static_cast<unsigned char>(PyBytes_AS_STRING(bytes)[index]);
}

std::int32_t cb_str_compare(PyObject* left, PyObject* right, std::int64_t kind) {
    if (kind == Py_EQ || kind == Py_NE) {
        PyObject* same = PyUnicode_RichCompare(left, right, static_cast<int>(kind));
        if (!same) return -1;
        Py_DECREF(same);
        return same == Py_True;
    }
    int order = PyUnicode_Compare(left, right);
    switch (kind) {
        case Py_LT: return order < 0;
        case Py_LE: return order <= 0;
        case Py_GT: return order > 0;
        default: return order >= 0;
    }
}

void cb_dict_first(PyObject* dict, PyObject** entry) {
    Py_ssize_t at = 0;
    PyDict_Next(dict, &at, &entry[0], &entry[1]);
}

void cb_set_first(PyObject* set, PyObject** item) {
    PyObject* iterator = PyObject_GetIter(set);
    PyObject* first = iterator ? PyIter_Next(iterator) : nullptr;
    if (!first) PyErr_Clear();
    *item = first ? first : set;
    Py_XDECREF(first);  // the set holds it
    Py_XDECREF(iterator);
}

std::int32_t cb_ints_fit(PyObject* object) {
    std::int64_t value = 0;
    if (PyLong_Check(object)) return cb_int_as_int64(object, &value);
    if (!PyTuple_Check(object)) return 1;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(object); ++i)
        if (!cb_ints_fit(PyTuple_GET_ITEM(object, i))) return 0;
    return 1;
}

std::int32_t cb_dies_unseen(PyObject* object) {
    PyTypeObject* type = Py_TYPE(object);
    return type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type || object == Py_None ||
           type == &PyUnicode_Type || type == &PyBytes_Type || type == &PyComplex_Type || Py_REFCNT(object) > 1;
}

PyObject* cb_box_method(PyObject* receiver, PyObject* name) {
    PyObject* method = receiver ? PyObject_GetAttr(receiver, name) : nullptr;
    Py_XDECREF(receiver);
    return method;
}

}  // extern "C"
