#include "module/fingerprint.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace coluber::module {
namespace {

using loader::Digest;
using loader::Hasher;

bool add_constant(Hasher& hasher, PyObject* value);

bool add_text(Hasher& hasher, PyObject* text) {
    Ref bytes = Ref::steal(text && PyUnicode_Check(text) ? PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass") : nullptr);
    if (!bytes) {
        PyErr_Clear();
        return false;
    }
    hasher.add(std::string_view(PyBytes_AS_STRING(bytes.get()), std::size_t(PyBytes_GET_SIZE(bytes.get()))));
    return true;
}

bool add_bytes(Hasher& hasher, PyObject* bytes) {
    if (!bytes || !PyBytes_Check(bytes)) return false;
    hasher.add(std::string_view(PyBytes_AS_STRING(bytes), std::size_t(PyBytes_GET_SIZE(bytes))));
    return true;
}

bool add_int(Hasher& hasher, PyObject* value) {
    Ref text = Ref::steal(PyNumber_ToBase(value, 16));
    return add_text(hasher, text.get());
}

bool add_tuple(Hasher& hasher, PyObject* tuple) {
    hasher.add(std::uint64_t(PyTuple_GET_SIZE(tuple)));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i)
        if (!add_constant(hasher, PyTuple_GET_ITEM(tuple, i))) return false;
    return true;
}

/// A set has no order of its own, so its items' fingerprints are sorted.
bool add_set(Hasher& hasher, PyObject* set) {
    std::vector<Digest> items;
    Ref iterator = Ref::steal(PyObject_GetIter(set));
    while (iterator) {
        Ref item = Ref::steal(PyIter_Next(iterator.get()));
        if (!item) break;
        Hasher one;
        if (!add_constant(one, item.get())) return false;
        items.push_back(one.digest());
    }
    PyErr_Clear();
    std::ranges::sort(items);
    hasher.add(std::uint64_t{items.size()});
    for (const Digest& item : items) hasher.add(item);
    return true;
}

bool add_constant(Hasher& hasher, PyObject* value) {
    hasher.add(std::string_view(Py_TYPE(value)->tp_name));
    if (value == Py_None || value == Py_Ellipsis) return true;
    if (PyLong_Check(value)) return add_int(hasher, value);  // bool too
    if (PyUnicode_CheckExact(value)) return add_text(hasher, value);
    if (PyBytes_CheckExact(value)) return add_bytes(hasher, value);
    if (PyTuple_CheckExact(value)) return add_tuple(hasher, value);
    if (PyFrozenSet_CheckExact(value)) return add_set(hasher, value);
    if (PyCode_Check(value)) return add_code(hasher, value);
    if (PyFloat_CheckExact(value)) {
        hasher.add(std::bit_cast<std::uint64_t>(PyFloat_AS_DOUBLE(value)));
        return true;
    }
    if (!PyComplex_CheckExact(value)) return false;
    Py_complex number = PyComplex_AsCComplex(value);
    hasher.add(std::bit_cast<std::uint64_t>(number.real));
    hasher.add(std::bit_cast<std::uint64_t>(number.imag));
    return true;
}

}  // namespace

bool add_code(Hasher& hasher, PyObject* object) {
    auto* code = reinterpret_cast<PyCodeObject*>(object);
    for (int number :
         {code->co_argcount, code->co_posonlyargcount, code->co_kwonlyargcount, code->co_flags, code->co_firstlineno})
        hasher.add(std::uint64_t(number));
    // The bytes of the instructions as compiled: the interpreter rewrites them in place while it runs.
    Ref instructions = Ref::steal(PyCode_GetCode(code));
    Ref variables = Ref::steal(PyCode_GetVarnames(code)), cells = Ref::steal(PyCode_GetCellvars(code)),
        free = Ref::steal(PyCode_GetFreevars(code));
    if (!variables || !cells || !free) return PyErr_Clear(), false;
    for (PyObject* text : {code->co_filename, code->co_name, code->co_qualname})
        if (!add_text(hasher, text)) return false;
    for (PyObject* bytes : {instructions.get(), code->co_linetable, code->co_exceptiontable})
        if (!add_bytes(hasher, bytes)) return false;
    for (PyObject* tuple : {variables.get(), cells.get(), free.get(), code->co_names, code->co_consts})
        if (!add_tuple(hasher, tuple)) return false;
    return true;
}

}  // namespace coluber::module
