// `raise`, `except` and the state of the exception being handled, as CPython's bytecodes do them (Python/ceval.c of 3.11 to 3.13,
// described in docs.python.org, "The raise statement" and "The try statement").
#include "runtime/python/functions.h"

namespace {

/// An exception instance from what stands after `raise`; null with a TypeError, or whatever the class's constructor raises.
PyObject* instance_of(PyObject* exception) {
    if (PyExceptionInstance_Check(exception)) return Py_NewRef(exception);
    if (!PyExceptionClass_Check(exception)) {
        PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
        return nullptr;
    }
    PyObject* made = PyObject_CallNoArgs(exception);
    if (made && !PyExceptionInstance_Check(made)) {
        PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", exception,
                     Py_TYPE(made));
        Py_CLEAR(made);
    }
    return made;
}

/// The same after `from`; None: no cause, said so.
bool set_cause(PyObject* exception, PyObject* cause) {
    PyObject* made = nullptr;
    if (PyExceptionClass_Check(cause)) {
        made = PyObject_CallNoArgs(cause);
        if (!made) return false;
    } else if (PyExceptionInstance_Check(cause)) {
        made = Py_NewRef(cause);
    } else if (cause != Py_None) {
        PyErr_SetString(PyExc_TypeError, "exception causes must derive from BaseException");
        return false;
    }
    PyException_SetCause(exception, made);  // takes `made`
    return true;
}

bool is_catchable(PyObject* type) {
    if (!PyTuple_Check(type)) return PyExceptionClass_Check(type);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type); ++i)
        if (!PyExceptionClass_Check(PyTuple_GET_ITEM(type, i))) return false;
    return true;
}

}  // namespace

extern "C" {

void cb_raise(PyObject* exception, PyObject* cause) {
    PyObject* made = instance_of(exception);
    if (!made) return;
    if (!cause || set_cause(made, cause)) PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(made)), made);
    Py_DECREF(made);
}

void cb_reraise(PyObject* exception) {
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_SetRaisedException(Py_NewRef(exception));
#else
    PyErr_Restore(Py_NewRef(reinterpret_cast<PyObject*>(Py_TYPE(exception))), Py_NewRef(exception),
                  PyException_GetTraceback(exception));
#endif
}

void cb_reraise_handled(coluber_context* ctx, const coluber_site* site) {
    PyObject* handled = PyErr_GetHandledException();
    if (!handled || handled == Py_None) {
        Py_XDECREF(handled);
        PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
        return cb_traceback(ctx, site);
    }
    cb_reraise(handled);  // its traceback has this frame already
    Py_DECREF(handled);
}

PyObject* cb_handled() {
    PyObject* handled = PyErr_GetHandledException();
    return handled ? handled : Py_NewRef(Py_None);
}

PyObject* cb_take_raised() {
#if PY_VERSION_HEX >= 0x030C0000
    PyObject* exception = PyErr_GetRaisedException();
#else
    PyObject *type, *exception, *traceback;
    PyErr_Fetch(&type, &exception, &traceback);
    PyErr_NormalizeException(&type, &exception, &traceback);
    if (traceback) PyException_SetTraceback(exception, traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
#endif
    return exception;
}

PyObject* cb_catch(coluber_context* ctx) {
    PyObject* exception = cb_take_raised();
    ctx->error_code = 0;
    PyErr_SetHandledException(exception);
    return exception;
}

void cb_end_handling(PyObject* before) { PyErr_SetHandledException(before == Py_None ? nullptr : before); }

std::int32_t cb_match_exception(PyObject* exception, PyObject* type) {
    if (!is_catchable(type)) {
        PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    return PyErr_GivenExceptionMatches(exception, type);
}

}  // extern "C"
