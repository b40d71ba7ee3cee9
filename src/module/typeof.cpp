#include "module/typeof.h"

#include <array>
#include <cstring>

namespace coluber::module {
namespace {

struct Dtype {
    const char* name;
    int number;
    PyObject* descr = nullptr;  // the singleton: an array with another descriptor (byte-swapped, structured) is an `object`
    PyTypeObject* scalar = nullptr;  // NumPy's class of its elements
};

// The dtypes that compiled code knows, the common ones first. `longlong` and `ulonglong` are types of their own for NumPy, with scalar
// classes of their own though they are as wide as int64: arrays and scalars of them are objects.
std::array<Dtype, 13> dtypes{{
    {"float64", NPY_DOUBLE},
    {"float32", NPY_FLOAT},
    {"int64", NPY_LONG},
    {"int32", NPY_INT},
    {"bool", NPY_BOOL},
    {"uint8", NPY_UBYTE},
    {"complex128", NPY_CDOUBLE},
    {"int8", NPY_BYTE},
    {"int16", NPY_SHORT},
    {"uint16", NPY_USHORT},
    {"uint32", NPY_UINT},
    {"uint64", NPY_ULONG},
    {"complex64", NPY_CFLOAT},
}};

constexpr int max_ndim = 8;  // types and wrappers grow with it

const Dtype* dtype_of_array(PyArrayObject* array) {
    auto* descr = reinterpret_cast<PyObject*>(PyArray_DESCR(array));
    for (const Dtype& dtype : dtypes)
        if (dtype.descr == descr) return &dtype;
    return nullptr;
}

bool append_array(std::string& text, PyArrayObject* array) {
    const Dtype* dtype = dtype_of_array(array);
    if (!dtype || PyArray_NDIM(array) > max_ndim || !PyArray_ISALIGNED(array)) return false;
    text += "array(";
    text += dtype->name;
    text += ", " + std::to_string(PyArray_NDIM(array));
    text += PyArray_IS_C_CONTIGUOUS(array) ? ", C)" : PyArray_IS_F_CONTIGUOUS(array) ? ", F)" : ", A)";
    return true;
}

bool append_scalar(std::string& text, PyTypeObject* type) {
    for (const Dtype& dtype : dtypes)
        if (dtype.scalar == type) {
            text += "np.";
            text += dtype.name;
            return true;
        }
    return false;
}

constexpr int deepest = 4;  // containers in containers; one may hold itself

void append_at_depth(std::string& text, PyObject* object, int depth);

std::string text_at_depth(PyObject* object, int depth) {
    std::string text;
    append_at_depth(text, object, depth);
    return text;
}

void append_tuple(std::string& text, PyObject* tuple, int depth) {
    text += "tuple(";
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i) {
        if (i) text += ", ";
        append_at_depth(text, PyTuple_GET_ITEM(tuple, i), depth);
    }
    text += ")";
}

/// A guess from the first and the last item: what is between is tested where it is read.
void append_list(std::string& text, PyObject* list, int depth) {
    text += "list";
    if (depth > deepest) return;
    Py_ssize_t size = PyList_GET_SIZE(list);
    std::string first = size ? text_at_depth(PyList_GET_ITEM(list, 0), depth) : "unset";
    bool is_mixed = size > 1 && first != text_at_depth(PyList_GET_ITEM(list, size - 1), depth);
    if (!is_mixed && first.find("object") == std::string::npos && first != "None") text += "(" + first + ")";
}

/// A guess from the first entries: dicts of mixed values are common.
void append_dict(std::string& text, PyObject* dict, int depth) {
    text += "dict";
    if (depth > deepest) return;
    constexpr int seen = 8;
    PyObject *key, *value;
    Py_ssize_t at = 0;
    std::string entry = PyDict_GET_SIZE(dict) ? "" : "unset, unset";
    for (int i = 0; i < seen && PyDict_Next(dict, &at, &key, &value); ++i) {
        std::string types = text_at_depth(key, depth) + ", " + text_at_depth(value, depth);
        if (i > 0 && types != entry) entry = "object";
        if (i == 0) entry = types;
    }
    bool is_known = !entry.empty() && entry.find("object") == std::string::npos && entry.find("None") == std::string::npos;
    if (is_known) text += "(" + entry + ")";
}

bool fits_int64(PyObject* integer) {
    int overflow = 0;
    PyLong_AsLongLongAndOverflow(integer, &overflow);
    return overflow == 0;
}

/// A guess from the item that an iteration gives first.
void append_set(std::string& text, PyObject* set, int depth) {
    text += "set";
    if (depth > deepest) return;
    Ref iterator = Ref::steal(PyObject_GetIter(set)), first = Ref::steal(iterator ? PyIter_Next(iterator.get()) : nullptr);
    PyErr_Clear();
    std::string item = first ? text_at_depth(first.get(), depth) : "unset";
    if (item.find("object") == std::string::npos && item != "None") text += "(" + item + ")";
}

/// A slice of ints and None.
bool append_slice(std::string& text, PySliceObject* slice) {
    PyObject* parts[] = {slice->start, slice->stop, slice->step};
    for (PyObject* part : parts)
        if (part != Py_None && !(PyLong_CheckExact(part) && fits_int64(part))) return false;
    text += "slice(";
    for (PyObject*& part : parts) {
        if (&part != parts) text += ", ";
        text += part == Py_None ? "None" : "int";
    }
    text += ")";
    return true;
}

bool append_dtype(std::string& text, PyObject* object) {
    for (const Dtype& dtype : dtypes)
        if (dtype.descr == object) {
            text += std::string("dtype(") + dtype.name + ")";
            return true;
        }
    return false;
}

void append_at_depth(std::string& text, PyObject* object, int depth) {
    PyTypeObject* type = Py_TYPE(object);
    if (type == &PyFloat_Type) {
        text += "float";
    } else if (type == &PyLong_Type) {
        text += fits_int64(object) ? "int" : "object";
    } else if (type == &PyBool_Type) {
        text += "bool";
    } else if (type == &PyComplex_Type) {
        text += "complex";
    } else if (object == Py_None) {
        text += "None";
    } else if (type == &PyTuple_Type) {
        append_tuple(text, object, depth + 1);
    } else if (const char* text_class = type == &PyUnicode_Type ? "str" : type == &PyBytes_Type ? "bytes" : nullptr) {
        text += text_class;
    } else if (type == &PyList_Type) {
        append_list(text, object, depth + 1);
    } else if (type == &PyDict_Type) {
        append_dict(text, object, depth + 1);
    } else if (type == &PySet_Type) {
        append_set(text, object, depth + 1);
    } else if (type == &PyArray_Type) {
        if (!append_array(text, reinterpret_cast<PyArrayObject*>(object))) text += "object";
    } else if (type == &PySlice_Type) {
        if (!append_slice(text, reinterpret_cast<PySliceObject*>(object))) text += "object";
    } else if (!append_scalar(text, type) && !append_dtype(text, object)) {
        text += "object";
    }
}

}  // namespace

bool prepare_typeof() {
    for (Dtype& dtype : dtypes) {
        PyArray_Descr* descr = PyArray_DescrFromType(dtype.number);
        if (!descr) return false;
        dtype.descr = reinterpret_cast<PyObject*>(descr);
        dtype.scalar = descr->typeobj;
    }
    return true;
}

void append_type(std::string& text, PyObject* object) { append_at_depth(text, object, 0); }

Width width_of(const std::string& type) {
    if (type == "object") return Width::object;
    if (type == "list" || type == "dict" || type == "set") return Width::object;
    if (type.starts_with("tuple"))
        return type.find("object") != std::string::npos || type.find("A)") != std::string::npos ? Width::nested : Width::exact;
    return type.ends_with(", A)") ? Width::strided : Width::exact;
}

bool fits_width(PyObject* object, Width width, const std::string& type) {
    if (width == Width::exact) return true;
    if (width == Width::strided)
        return Py_TYPE(object) != &PyArray_Type ||
               !(PyArray_FLAGS(reinterpret_cast<PyArrayObject*>(object)) & (NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS));
    return type_text(object) == type;
}

}  // namespace coluber::module
