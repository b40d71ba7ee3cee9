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

}  // extern "C"
