// What compiled code looks like from outside, by hand: wrappers for the functions of test_dispatcher.py, in the image format.
// Entries are called `function(types)`. The one slot's descriptor is filled in by fake_compiler.cpp.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define NPY_TARGET_VERSION NPY_2_0_API_VERSION
#define NO_IMPORT_ARRAY
#define PY_ARRAY_UNIQUE_SYMBOL fake_numpy
#include <numpy/arrayobject.h>

#include "loader/image.h"
#include "runtime/native/context.h"

namespace {

using State = coluber_entry_state;

[[gnu::section(".data.rel.ro")]] void* slots[1] = {nullptr};

PyObject* object(void* const* args, size_t i) { return static_cast<PyObject*>(args[i]); }
bool is_int(void* const* args, size_t i) { return Py_TYPE(object(args, i)) == &PyLong_Type; }
bool is_float(void* const* args, size_t i) { return Py_TYPE(object(args, i)) == &PyFloat_Type; }
double to_float(void* const* args, size_t i) { return PyFloat_AS_DOUBLE(object(args, i)); }

bool is_array(void* const* args, size_t i) {
    PyObject* array = object(args, i);
    auto* fields = reinterpret_cast<PyArrayObject_fields*>(array);
    return Py_TYPE(array)->tp_basicsize == sizeof(PyArrayObject_fields) && fields->nd == 1 && (fields->flags & 0x501) == 0x501;
}
double first(void* const* args, size_t i) {
    return *reinterpret_cast<double*>(reinterpret_cast<PyArrayObject_fields*>(args[i])->data);
}

void* add1_int(void* const* args, size_t, State*) {
    if (!is_int(args, 0)) return COLUBER_MISS;
    return PyLong_FromLongLong(PyLong_AsLongLong(object(args, 0)) + 1);
}
void* add1_float(void* const* args, size_t, State*) {
    if (!is_float(args, 0)) return COLUBER_MISS;
    return PyFloat_FromDouble(to_float(args, 0) + 1.0);
}
/// Takes anything, as code for `object` does.
void* add1_object(void* const* args, size_t, State*) {
    return PyUnicode_FromFormat("object %s", Py_TYPE(object(args, 0))->tp_name);
}
void* first_array(void* const* args, size_t, State*) {
    if (!is_array(args, 0)) return COLUBER_MISS;
    return PyFloat_FromDouble(first(args, 0));
}
void* mixed(void* const* args, size_t, State*) {
    if (!is_array(args, 0) || !is_array(args, 1) || !is_array(args, 2) || !is_float(args, 3) || !is_int(args, 4))
        return COLUBER_MISS;
    double sum = first(args, 0) + first(args, 1) + first(args, 2);
    return PyFloat_FromDouble(sum + to_float(args, 3) + double(PyLong_AsLongLong(object(args, 4))));
}
/// Returns all its arguments, so that binding can be seen.
void* all(void* const* args, size_t count, State*) {
    PyObject* tuple = PyTuple_New(Py_ssize_t(count));
    for (size_t i = 0; i < count; ++i) PyTuple_SET_ITEM(tuple, Py_ssize_t(i), Py_NewRef(object(args, i)));
    return tuple;
}
/// Returns the object that the slot holds: an answer of World.
void* known(void* const*, size_t, State*) { return Py_NewRef(static_cast<PyObject*>(slots[0])); }

const coluber::loader::ImageEntry entries[] = {
    {"add1(int)", reinterpret_cast<void*>(add1_int)},
    {"add1(float)", reinterpret_cast<void*>(add1_float)},
    {"add1(object)", reinterpret_cast<void*>(add1_object)},
    {"first", reinterpret_cast<void*>(first_array)},
    {"mixed", reinterpret_cast<void*>(mixed)},
    {"all", reinterpret_cast<void*>(all)},
    {"known", reinterpret_cast<void*>(known)},
};

}  // namespace

extern "C" {
__attribute__((visibility("default"))) char coluber_slot_text[64] = "SLOT DESCRIPTOR";
__attribute__((visibility("default"))) extern const coluber::loader::ImageHeader coluber_image;
const coluber::loader::ImageHeader coluber_image = {coluber::loader::image_magic,
                                                    coluber::loader::image_version,
                                                    1,
                                                    sizeof(entries) / sizeof(entries[0]),
                                                    0,
                                                    slots,
                                                    coluber_slot_text,
                                                    entries};
}
