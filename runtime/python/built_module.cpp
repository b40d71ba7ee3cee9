// The life of a module that `coluber build` made. `PyInit_NAME` hands its table here; importing runs the file's own statements (imports,
// constants, classes), in which each compiled function is wrapped where its `def` is executed: `@__coluber_built__[number]`, put there
// by python/coluber/build.py.
#include "runtime/python/built_module.h"

#include "runtime/python/runtime.h"

#include <marshal.h>

namespace coluber::runtime {

BuiltModule built_module;

namespace {

constexpr const char* hooks_name = "__coluber_built__";

/// What the decorator does: the compiled function for the Python function, or that itself where nothing was compiled.
PyObject* wrap(PyObject* number, PyObject* function) {
    std::size_t index = PyLong_AsSize_t(number);
    Ref made = built_module.table->functions[index].entry_count ? Ref::steal(make_built_function(function, index))
                                                                : Ref::borrow(function);
    if (!made) return nullptr;
    built_module.made[index] = made;
    return made.release();
}

PyMethodDef wrap_definition{"wrap", wrap, METH_O, nullptr};

Ref make_hooks(std::size_t count) {
    Ref hooks = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(count)));
    for (std::size_t i = 0; hooks && i < count; ++i) {
        Ref number = Ref::steal(PyLong_FromSize_t(i));
        PyObject* hook = number ? PyCFunction_New(&wrap_definition, number.get()) : nullptr;
        if (!hook) return {};
        PyTuple_SET_ITEM(hooks.get(), static_cast<Py_ssize_t>(i), hook);
    }
    return hooks;
}

bool run_body(PyObject* module) {
    const coluber_built_module& table = *built_module.table;
    PyObject* space = PyModule_GetDict(module);
    if (PyDict_SetDefault(space, PyUnicode_InternFromString("__builtins__"), PyEval_GetBuiltins()) == nullptr) return false;
    Ref hooks = make_hooks(static_cast<std::size_t>(table.function_count));
    if (!hooks || PyDict_SetItemString(space, hooks_name, hooks.get()) < 0) return false;
    Ref code = Ref::steal(PyMarshal_ReadObjectFromString(table.body, table.body_size));
    Ref result = code ? Ref::steal(PyEval_EvalCode(code.get(), space, space)) : Ref{};
    return result && PyDict_DelItemString(space, hooks_name) == 0;
}

int execute(PyObject* module) {
    if (!built_module.made.empty()) {
        PyErr_SetString(PyExc_ImportError, "a module made by `coluber build` can be imported once a process");
        return -1;
    }
    built_module.made.resize(static_cast<std::size_t>(built_module.table->function_count));
    return start() == 0 && run_body(module) ? 0 : -1;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(execute)},
#if PY_VERSION_HEX >= 0x030c0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
    {0, nullptr},
};

}  // namespace

/// What `PyInit_NAME` returns: the module's definition. The import machinery executes it when the module has its attributes.
extern "C" PyObject* coluber_create_module(const coluber_built_module* table) {
    static PyModuleDef definition{PyModuleDef_HEAD_INIT, nullptr, nullptr, 0, nullptr, slots, nullptr, nullptr, nullptr};
    definition.m_name = table->name;  // each built module has a runtime of its own
    built_module.table = table;
    return PyModuleDef_Init(&definition);
}

}  // namespace coluber::runtime
