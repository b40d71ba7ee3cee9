#include "module/lookup.h"

#include "module/dispatcher.h"

namespace coluber::module {
namespace {

Ref item(PyObject* dict, PyObject* name) {
    if (!dict || !PyDict_CheckExact(dict)) return {};
    Ref found = Ref::borrow(PyDict_GetItemWithError(dict, name));
    PyErr_Clear();
    return found;
}

PyFunctionObject* as_function(PyObject* function) { return reinterpret_cast<PyFunctionObject*>(function); }

Ref class_attribute(PyTypeObject* type, PyObject* name) {
    if (Py_TYPE(type) != &PyType_Type) return {};
    if (_PyType_Lookup(&PyType_Type, name)) return {};  // `__name__` and the like may come from the metaclass
    PyObject* raw = _PyType_Lookup(type, name);
    if (!raw) return {};
    if (Py_TYPE(raw) == &PyStaticMethod_Type)
        return Ref::steal(Py_TYPE(raw)->tp_descr_get(raw, nullptr, reinterpret_cast<PyObject*>(type)));
    if (Py_TYPE(raw)->tp_descr_get && !PyFunction_Check(raw) && !is_dispatcher(raw)) return {};
    return Ref::borrow(raw);
}

}  // namespace

bool is_in_globals(PyObject* function, PyObject* name) { return bool(item(as_function(function)->func_globals, name)); }

Ref look_up_global(PyObject* function, PyObject* name) {
    PyFunctionObject* f = as_function(function);
    if (!PyDict_CheckExact(f->func_globals)) return {};  // a mapping of the user's own: asked at run time
    Ref found = item(f->func_globals, name);
    return found ? found : item(f->func_builtins, name);
}

Ref look_up_free(PyObject* function, std::uint32_t index) {
    PyObject* closure = as_function(function)->func_closure;
    if (!closure || Py_ssize_t(index) >= PyTuple_GET_SIZE(closure)) return {};
    return Ref::borrow(PyCell_GET(PyTuple_GET_ITEM(closure, index)));
}

Ref look_up_attribute(PyObject* holder, PyObject* name) {
    if (PyModule_CheckExact(holder)) return item(PyModule_GetDict(holder), name);
    if (PyType_Check(holder)) return class_attribute(reinterpret_cast<PyTypeObject*>(holder), name);
    return {};
}

Ref look_up_default(PyObject* function, std::uint32_t index) {
    PyFunctionObject* f = as_function(function);
    auto* code = reinterpret_cast<PyCodeObject*>(f->func_code);
    if (int(index) < code->co_argcount) {
        Py_ssize_t count = f->func_defaults ? PyTuple_GET_SIZE(f->func_defaults) : 0;
        Py_ssize_t at = Py_ssize_t(index) - (code->co_argcount - count);
        return at >= 0 ? Ref::borrow(PyTuple_GET_ITEM(f->func_defaults, at)) : Ref{};
    }
    if (int(index) >= code->co_argcount + code->co_kwonlyargcount || !f->func_kwdefaults) return {};
    Ref names = Ref::steal(PyCode_GetVarnames(code));
    return names ? item(f->func_kwdefaults, PyTuple_GET_ITEM(names.get(), index)) : Ref{};
}

}  // namespace coluber::module
