// NumPy: scalars and arrays as objects. The only file that sees NumPy's headers, so its table of functions is this file's own.
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

/// Is the array all of its owner, as it stands?
bool is_whole(PyArrayObject* owner, const char* data, int ndim, const npy_intp* shape, const npy_intp* strides, PyObject* descr,
              bool is_contiguous) {
    if (PyArray_BYTES(owner) != data || PyArray_NDIM(owner) != ndim) return false;
    if (reinterpret_cast<PyObject*>(PyArray_DESCR(owner)) != descr || !std::equal(shape, shape + ndim, PyArray_DIMS(owner)))
        return false;
    if (is_contiguous) return true;  // the layout follows from the shape
    for (int axis = 0; axis < ndim; ++axis)
        if (shape[axis] > 1 && strides[axis] != PyArray_STRIDE(owner, axis)) return false;
    return true;
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

PyObject* cb_array_new(PyObject* descr, std::int32_t ndim, const std::int64_t* shape, std::int32_t zeroed) {
    auto* type = reinterpret_cast<PyArray_Descr*>(Py_NewRef(descr));  // both functions take it
    return zeroed ? PyArray_Zeros(ndim, shape, type, 0) : PyArray_Empty(ndim, shape, type, 0);
}

PyObject* cb_box_array(PyObject* owner, char* data, std::int32_t ndim, const std::int64_t* shape, const std::int64_t* strides,
                       PyObject* descr, std::int32_t is_contiguous) {
    auto* base = reinterpret_cast<PyArrayObject*>(owner);
    if (is_whole(base, data, ndim, shape, strides, descr, is_contiguous != 0)) return Py_NewRef(owner);
    PyObject* view = PyArray_NewFromDescr(&PyArray_Type, reinterpret_cast<PyArray_Descr*>(Py_NewRef(descr)), ndim, shape,
                                          strides, data, PyArray_FLAGS(base) & NPY_ARRAY_WRITEABLE, nullptr);
    if (!view) return nullptr;
    if (PyArray_SetBaseObject(reinterpret_cast<PyArrayObject*>(view), Py_NewRef(owner)) < 0)
        Py_CLEAR(view);  // takes the reference
    return view;
}

}  // extern "C"
