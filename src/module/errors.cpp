#include "module/errors.h"

namespace coluber::module {
namespace {

Ref from_errors_module(const char* name) {
    Ref errors = Ref::steal(PyImport_ImportModule("coluber.errors"));
    return errors ? Ref::steal(PyObject_GetAttrString(errors.get(), name)) : Ref{};
}

}  // namespace

Ref make_compile_error(const std::string& error_class, const std::string& text, const std::string& code) {
    Ref make = from_errors_module("make_compile_error");
    if (!make) return {};
    return Ref::steal(PyObject_CallFunction(make.get(), "sss", error_class.c_str(), text.c_str(), code.c_str()));
}

void raise_compile_error(const std::string& error_class, const std::string& text, const std::string& code) {
    Ref error = make_compile_error(error_class, text, code);
    if (error) PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.get())), error.get());
}

void explain_arguments(PyObject* function, PyObject* const* args, std::size_t count) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Ref values = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(count)));
    for (std::size_t i = 0; values && i < count; ++i)
        PyTuple_SET_ITEM(values.get(), static_cast<Py_ssize_t>(i), Py_NewRef(args[i] ? args[i] : Py_None));
    Ref explain = from_errors_module("explain_arguments");
    if (values && explain)
        Ref::steal(PyObject_CallFunctionObjArgs(explain.get(), value ? value : Py_None, function, values.get(), nullptr));
    PyErr_Clear();  // the refusal counts, not what went wrong in explaining it
    PyErr_Restore(type, value, traceback);
}

bool warn_of_interpreter(PyObject* function, PyObject* reason) {
    Ref warn = from_errors_module("warn_of_interpreter");
    Ref done =
        warn ? Ref::steal(PyObject_CallFunctionObjArgs(warn.get(), function, reason ? reason : Py_None, nullptr)) : Ref{};
    return bool(done);
}

}  // namespace coluber::module
