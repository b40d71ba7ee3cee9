// The dispatcher's attributes and methods. What is more than a look at the function is Python (python/coluber/inspection.py,
// pickling.py), imported when first used.
#include "module/compile.h"
#include "module/errors.h"

namespace coluber::module {
namespace {

PyObject* function_or_raise(PyObject* object) {
    Dispatcher* self = as_dispatcher(object);
    if (self->body && self->body->function) return self->body->function.get();
    PyErr_SetString(PyExc_RuntimeError, "a compiled function is used after it was collected");
    return nullptr;
}

/// Calls `coluber.<module>.<name>(self, *args)`.
PyObject* call_helper(const char* module, const char* name, PyObject* self, PyObject* args, PyObject* kwargs) {
    Ref helpers = Ref::steal(PyImport_ImportModule(module));
    Ref helper = helpers ? Ref::steal(PyObject_GetAttrString(helpers.get(), name)) : Ref{};
    Ref front = Ref::steal(PyTuple_Pack(1, self));
    Ref all = helper && front ? Ref::steal(PySequence_Concat(front.get(), args)) : Ref{};
    return all ? PyObject_Call(helper.get(), all.get(), kwargs) : nullptr;
}

constexpr const char* inspection = "coluber.inspection";

PyObject* compile_signature(PyObject* self, PyObject* args) { return call_helper(inspection, "compile", self, args, nullptr); }
PyObject* inspect_ir(PyObject* self, PyObject* args, PyObject* kwargs) {
    return call_helper(inspection, "inspect_ir", self, args, kwargs);
}
PyObject* inspect_llvm(PyObject* self, PyObject* args, PyObject* kwargs) {
    return call_helper(inspection, "inspect_llvm", self, args, kwargs);
}
PyObject* inspect_asm(PyObject* self, PyObject* args, PyObject* kwargs) {
    return call_helper(inspection, "inspect_asm", self, args, kwargs);
}

PyObject* reduce(PyObject* self, PyObject*) {
    Ref nothing = Ref::steal(PyTuple_New(0));
    return nothing ? call_helper("coluber.pickling", "reduce", self, nothing.get(), nullptr) : nullptr;
}

/// A function is its own copy.
PyObject* copy(PyObject* self, PyObject*) { return Py_NewRef(self); }

PyObject* signatures(PyObject* object, void*) {
    Ref list = Ref::steal(PyList_New(0));
    if (!list || !function_or_raise(object)) return nullptr;
    for (const auto& entry : as_dispatcher(object)->body->entries) {
        if (!entry->state.is_valid) continue;
        Ref types = Ref::steal(PyTuple_New(Py_ssize_t(entry->arg_types.size())));
        if (!types) return nullptr;
        for (std::size_t i = 0; i < entry->arg_types.size(); ++i)
            PyTuple_SET_ITEM(types.get(), Py_ssize_t(i), PyUnicode_FromString(entry->arg_types[i].c_str()));
        if (PyList_Append(list.get(), types.get()) < 0) return nullptr;
    }
    return list.release();
}

PyObject* py_func(PyObject* object, void*) { return Py_XNewRef(function_or_raise(object)); }

PyObject* signature(PyObject* object, void*) {
    PyObject* function = function_or_raise(object);
    Ref inspect = function ? Ref::steal(PyImport_ImportModule("inspect")) : Ref{};
    return inspect ? PyObject_CallMethod(inspect.get(), "signature", "O", function) : nullptr;
}

/// Attributes that are the Python function's; the closure pointer is the name.
PyObject* get_from_function(PyObject* object, void* name) {
    PyObject* function = function_or_raise(object);
    return function ? PyObject_GetAttrString(function, static_cast<const char*>(name)) : nullptr;
}
int set_on_function(PyObject* object, PyObject* value, void* name) {
    PyObject* function = function_or_raise(object);
    return function ? PyObject_SetAttrString(function, static_cast<const char*>(name), value) : -1;
}

constexpr char annotations[] = "__annotations__", closure[] = "__closure__", code[] = "__code__", defaults[] = "__defaults__",
               globals[] = "__globals__", kwdefaults[] = "__kwdefaults__", type_params[] = "__type_params__";

constexpr PyGetSetDef forwarded(const char* name, bool is_settable) {
    return {name, get_from_function, is_settable ? set_on_function : nullptr, nullptr, const_cast<char*>(name)};
}

constexpr int with_keywords = METH_VARARGS | METH_KEYWORDS;

}  // namespace

PyMethodDef dispatcher_methods[] = {
    {"compile", compile_signature, METH_VARARGS, "compile(signature): compiles for these argument types now"},
    {"inspect_ir", as_c_function<PyCFunction>(inspect_ir), with_keywords,
     "inspect_ir(signature=None): coluber's IR, as text, or a dictionary with all signatures"},
    {"inspect_llvm", as_c_function<PyCFunction>(inspect_llvm), with_keywords, "inspect_llvm(signature=None): LLVM's IR"},
    {"inspect_asm", as_c_function<PyCFunction>(inspect_asm), with_keywords, "inspect_asm(signature=None): the assembly"},
    {"__reduce__", reduce, METH_NOARGS, "pickles by reference where importable, else by source"},
    {"__copy__", copy, METH_NOARGS, nullptr},
    {"__deepcopy__", copy, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef dispatcher_attributes[] = {
    {"py_func", py_func, nullptr, "the Python function", nullptr},
    {"signatures", signatures, nullptr, "the argument types that are compiled, a tuple of texts each", nullptr},
    {"__signature__", signature, nullptr, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    forwarded(annotations, true),
    forwarded(closure, false),
    forwarded(code, false),
    forwarded(defaults, true),
    forwarded(globals, false),
    forwarded(kwdefaults, true),
    forwarded(type_params, false),
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace coluber::module
