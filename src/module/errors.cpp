#include "module/errors.h"

namespace coluber::module {
namespace {

Ref from_errors_module(const char* name) {
    Ref errors = Ref::steal(PyImport_ImportModule("coluber.errors"));
    return errors ? Ref::steal(PyObject_GetAttrString(errors.get(), name)) : Ref{};
}

}  // namespace

void raise_compile_error(const std::string& error_class, const std::string& text, const std::string& code) {
    Ref make = from_errors_module("make_compile_error");
    if (!make) return;
    Ref error = Ref::steal(PyObject_CallFunction(make.get(), "sss", error_class.c_str(), text.c_str(), code.c_str()));
    if (error) PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.get())), error.get());
}

void raise_binding_error(PyObject* function, PyObject* const* args, std::size_t count, PyObject* keyword_names) {
    Ref make = from_errors_module("binder");
    if (!make) return;
    Ref binder = Ref::steal(PyObject_CallOneArg(make.get(), function));
    if (!binder) return;
    Ref result = Ref::steal(PyObject_Vectorcall(binder.get(), args, count, keyword_names));
    if (result) PyErr_SetString(PyExc_SystemError, "coluber refused arguments that CPython accepts");
}

bool warn_of_interpreter(PyObject* function, PyObject* reason) {
    Ref warn = from_errors_module("warn_of_interpreter");
    Ref done =
        warn ? Ref::steal(PyObject_CallFunctionObjArgs(warn.get(), function, reason ? reason : Py_None, nullptr)) : Ref{};
    return bool(done);
}

}  // namespace coluber::module
