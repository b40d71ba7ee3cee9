// NumPy: scalars and arrays as objects. The only file that sees NumPy's headers, so its table of functions is this file's own.
#include "runtime/native/array_copy.h"
#include "runtime/native/array_order.h"
#include "runtime/python/functions.h"
#include "runtime/python/numpy_objects.h"

#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>

#include <algorithm>
#include <cstring>

namespace coluber::runtime {

int start_numpy() {
    import_array1(-1);
    return 0;
}

void* numpy_object(std::string_view name) {
    struct Row {
        std::string_view name;
        int type_num;
    };
    static constexpr Row rows[] = {{"bool", NPY_BOOL},         {"int8", NPY_BYTE},      {"uint8", NPY_UBYTE},
                                   {"int16", NPY_SHORT},       {"uint16", NPY_USHORT},  {"int32", NPY_INT},
                                   {"uint32", NPY_UINT},       {"int64", NPY_LONG},     {"uint64", NPY_ULONG},
                                   {"float32", NPY_FLOAT},     {"float64", NPY_DOUBLE}, {"complex64", NPY_CFLOAT},
                                   {"complex128", NPY_CDOUBLE}};
    if (name == "ARRAY_TYPE") return &PyArray_Type;
    bool is_scalar = name.starts_with("scalar:");
    if (!is_scalar && !name.starts_with("descr:")) return nullptr;
    name.remove_prefix(name.find(':') + 1);
    for (const Row& row : rows) {
        if (row.name != name) continue;
        PyArray_Descr* descr = PyArray_DescrFromType(row.type_num);
        if (!descr) return nullptr;
        Py_DECREF(descr);  // a singleton
        return is_scalar ? static_cast<void*>(descr->typeobj) : descr;
    }
    return nullptr;
}

}  // namespace coluber::runtime

namespace {

/// A new scalar of a class that keeps its value behind the object's head.
template <class Scalar, class Value>
PyObject* make_scalar(PyTypeObject* type, Value value) {
    PyObject* made = type->tp_alloc(type, 0);
    if (made) reinterpret_cast<Scalar*>(made)->obval = static_cast<decltype(Scalar::obval)>(value);
    return made;
}

/// `numpy.name(argument)`.
PyObject* call_numpy(const char* name, PyObject* argument) {
    PyObject* numpy = PyImport_ImportModule("numpy");
    PyObject* function = numpy ? PyObject_GetAttrString(numpy, name) : nullptr;
    PyObject* result = function ? PyObject_CallOneArg(function, argument) : nullptr;
    Py_XDECREF(function);
    Py_XDECREF(numpy);
    return result;
}

/// How many elements come before an index.
std::int64_t steps_before(int ndim, const std::int64_t* shape, const std::int64_t* index) {
    std::int64_t steps = 0;
    for (int axis = 0; axis < ndim; ++axis) steps = steps * shape[axis] + index[axis];
    return steps;
}

bool go_to(PyObject* flat_iterator, std::int64_t steps) {
    if (flat_iterator) PyArray_ITER_GOTO1D(reinterpret_cast<PyArrayIterObject*>(flat_iterator), steps);
    return flat_iterator != nullptr;
}

PyObject* flat_at(PyObject* array, std::int64_t steps) {
    PyObject* iterator = PyArray_IterNew(array);
    go_to(iterator, steps);
    return iterator;
}

PyObject* numbered_at(PyObject* array, std::int64_t steps) {
    PyObject* iterator = call_numpy("ndenumerate", array);
    PyObject* flat = iterator ? PyObject_GetAttrString(iterator, "iter") : nullptr;
    if (!go_to(flat, steps)) Py_CLEAR(iterator);
    Py_XDECREF(flat);
    return iterator;
}

PyObject* indices_at(PyObject* shape, std::int64_t steps) {
    PyObject* iterator = call_numpy("ndindex", shape);
    for (; iterator && steps > 0; --steps) {
        PyObject* skipped = PyIter_Next(iterator);
        if (!skipped) break;
        Py_DECREF(skipped);
    }
    if (PyErr_Occurred()) Py_CLEAR(iterator);
    return iterator;
}

using coluber::runtime::Strided;

/// An array object for memory that somebody else keeps.
PyArrayObject* array_over(const Strided& array, PyObject* descr, int flags) {
    return reinterpret_cast<PyArrayObject*>(PyArray_NewFromDescr(&PyArray_Type,
                                                                 reinterpret_cast<PyArray_Descr*>(Py_NewRef(descr)), array.ndim,
                                                                 array.shape, array.strides, array.data, flags, nullptr));
}

/// NumPy's own assignment: other dtypes, other shapes, shared memory.
int assign_by_numpy(const Strided& into, PyObject* into_descr, const Strided& from, PyObject* from_descr) {
    PyArrayObject *target = array_over(into, into_descr, NPY_ARRAY_WRITEABLE), *source = array_over(from, from_descr, 0);
    int status = target && source ? PyArray_CopyInto(target, source) : -1;
    Py_XDECREF(target);
    Py_XDECREF(source);
    return status;
}

}  // namespace

extern "C" {

PyObject* cb_box_np_float64(double value) { return make_scalar<PyDoubleScalarObject>(&PyDoubleArrType_Type, value); }
PyObject* cb_box_np_float32(float value) { return make_scalar<PyFloatScalarObject>(&PyFloatArrType_Type, value); }
PyObject* cb_box_np_int64(std::int64_t value) { return make_scalar<PyLongScalarObject>(&PyLongArrType_Type, value); }
PyObject* cb_box_np_bool(std::int32_t value) { return Py_NewRef(value ? PyArrayScalar_True : PyArrayScalar_False); }

PyObject* cb_box_np_int(std::int32_t type_num, std::int64_t bits) {
    switch (type_num) {
        case NPY_BYTE: return make_scalar<PyByteScalarObject>(&PyByteArrType_Type, bits);
        case NPY_UBYTE: return make_scalar<PyUByteScalarObject>(&PyUByteArrType_Type, bits);
        case NPY_SHORT: return make_scalar<PyShortScalarObject>(&PyShortArrType_Type, bits);
        case NPY_USHORT: return make_scalar<PyUShortScalarObject>(&PyUShortArrType_Type, bits);
        case NPY_INT: return make_scalar<PyIntScalarObject>(&PyIntArrType_Type, bits);
        case NPY_UINT: return make_scalar<PyUIntScalarObject>(&PyUIntArrType_Type, bits);
        case NPY_LONG: return make_scalar<PyLongScalarObject>(&PyLongArrType_Type, bits);
        case NPY_ULONG: return make_scalar<PyULongScalarObject>(&PyULongArrType_Type, bits);
        default: break;
    }
    PyErr_Format(PyExc_SystemError, "coluber: no integer scalar has NumPy's type number %d", type_num);
    return nullptr;
}

PyObject* cb_box_np_complex128(double re, double im) {
    const double value[] = {re, im};
    PyArray_Descr* descr = PyArray_DescrFromType(NPY_CDOUBLE);
    PyObject* made = PyArray_Scalar(const_cast<double*>(value), descr, nullptr);
    Py_DECREF(descr);
    return made;
}

PyObject* cb_box_np_complex64(float re, float im) {
    const float value[] = {re, im};
    PyArray_Descr* descr = PyArray_DescrFromType(NPY_CFLOAT);
    PyObject* made = PyArray_Scalar(const_cast<float*>(value), descr, nullptr);
    Py_DECREF(descr);
    return made;
}

std::int32_t cb_is_number(PyObject* object, std::int32_t type_num) {
    PyArray_Descr* descr = PyArray_DescrFromType(type_num);
    bool is_numpy = Py_TYPE(object) == descr->typeobj;
    Py_DECREF(descr);
    if (is_numpy) return 1;
    if (type_num == NPY_BOOL) return PyBool_Check(object);
    if (PyTypeNum_ISFLOAT(type_num)) return PyFloat_CheckExact(object);
    if (PyTypeNum_ISCOMPLEX(type_num)) return PyComplex_CheckExact(object);
    std::int64_t value;
    return type_num == NPY_LONG && PyLong_CheckExact(object) && cb_int_as_int64(object, &value);
}

std::int32_t cb_unbox_number(PyObject* object, std::int32_t type_num, void* out) {
    if (PyArray_IsScalar(object, Generic)) {
        PyArray_ScalarAsCtype(object, out);
        return 1;
    }
    if (type_num == NPY_BOOL) {
        *static_cast<npy_bool*>(out) = object == Py_True;
    } else if (type_num == NPY_FLOAT) {
        *static_cast<float*>(out) = static_cast<float>(PyFloat_AS_DOUBLE(object));
    } else if (type_num == NPY_DOUBLE) {
        *static_cast<double*>(out) = PyFloat_AS_DOUBLE(object);
    } else if (type_num == NPY_CDOUBLE) {
        Py_complex value = PyComplex_AsCComplex(object);
        std::memcpy(out, &value, sizeof value);
    } else {
        cb_int_as_int64(object, static_cast<std::int64_t*>(out));
    }
    return 0;
}

PyObject* cb_array_new(PyObject* descr, std::int32_t ndim, const std::int64_t* shape, std::int32_t zeroed,
                       std::int32_t is_fortran) {
    auto* type = reinterpret_cast<PyArray_Descr*>(Py_NewRef(descr));  // both functions take it
    return zeroed ? PyArray_Zeros(ndim, shape, type, is_fortran) : PyArray_Empty(ndim, shape, type, is_fortran);
}

PyObject* cb_array_new_like(PyObject* descr, std::int32_t ndim, const std::int64_t* shape, std::int64_t count,
                            const std::int64_t* arrays) {
    npy_intp order[NPY_MAXDIMS], strides[NPY_MAXDIMS];
    auto* type = reinterpret_cast<PyArray_Descr*>(Py_NewRef(descr));
    coluber::runtime::find_axis_order(ndim, count, arrays, order);
    npy_intp stride = PyDataType_ELSIZE(type);
    for (int i = ndim; i-- > 0;) {
        strides[order[i]] = stride;
        stride *= std::max<npy_intp>(shape[order[i]], 1);  // an array without elements still has strides
    }
    return PyArray_NewFromDescr(&PyArray_Type, type, ndim, shape, strides, nullptr, 0, nullptr);
}

PyObject* cb_array_copy(PyObject* array) { return PyArray_NewCopy(reinterpret_cast<PyArrayObject*>(array), NPY_KEEPORDER); }

PyObject* cb_box_element_iterator(PyObject* container, std::int32_t iteration, const std::int64_t* index,
                                  std::int32_t has_one_count) {
    if (!container) return nullptr;
    std::int64_t shape[NPY_MAXDIMS] = {};
    bool is_tuple = PyTuple_CheckExact(container);
    auto* array = reinterpret_cast<PyArrayObject*>(container);
    int ndim = is_tuple ? static_cast<int>(PyTuple_GET_SIZE(container)) : PyArray_NDIM(array);
    for (int axis = 0; axis < ndim; ++axis)
        shape[axis] = is_tuple ? PyLong_AsLongLong(PyTuple_GET_ITEM(container, axis)) : PyArray_DIM(array, axis);
    std::int64_t steps = has_one_count ? *index : steps_before(ndim, shape, index);
    PyObject* iterator = iteration == 1   ? flat_at(container, steps)
                         : iteration == 2 ? numbered_at(container, steps)
                                          : indices_at(container, steps);
    Py_DECREF(container);
    return iterator;
}

PyObject* cb_box_view(PyObject* owner, char* data, std::int32_t ndim, const std::int64_t* shape, const std::int64_t* strides,
                      PyObject* descr) {
    auto* base = reinterpret_cast<PyArrayObject*>(owner);
    PyArrayObject* view = array_over({data, ndim, shape, strides}, descr, PyArray_FLAGS(base) & NPY_ARRAY_WRITEABLE);
    if (view && PyArray_SetBaseObject(view, Py_NewRef(owner)) < 0) Py_CLEAR(view);  // takes the reference
    return reinterpret_cast<PyObject*>(view);
}

void cb_array_fill(char* data, std::int32_t ndim, const std::int64_t* shape_and_strides, PyObject* descr, const char* value) {
    Strided into{data, ndim, shape_and_strides, shape_and_strides + ndim};
    coluber::runtime::fill_elements(into, value, PyDataType_ELSIZE(reinterpret_cast<PyArray_Descr*>(descr)));
}

std::int32_t cb_array_assign(char* into_data, std::int32_t into_ndim, const std::int64_t* into_words, PyObject* into_descr,
                             char* from_data, std::int32_t from_ndim, const std::int64_t* from_words, PyObject* from_descr) {
    Strided into{into_data, into_ndim, into_words, into_words + into_ndim};
    Strided from{from_data, from_ndim, from_words, from_words + from_ndim};
    auto item_size = PyDataType_ELSIZE(reinterpret_cast<PyArray_Descr*>(into_descr));
    bool is_alike =
        into_descr == from_descr && into_ndim == from_ndim && std::equal(into.shape, into.shape + into_ndim, from.shape);
    if (is_alike && into_data == from_data && std::equal(into.strides, into.strides + into_ndim, from.strides))
        return 0;  // onto itself: `a[1:] += x` ends with this
    if (!is_alike || may_overlap(into, from, item_size)) return assign_by_numpy(into, into_descr, from, from_descr);
    coluber::runtime::copy_elements(into, from, item_size);
    return 0;
}

}  // extern "C"
