// What compiled generators need of Python: `sum` on objects in CPython's arithmetic, and what becomes of a StopIteration inside.
#include "runtime/python/functions.h"

#include <cmath>

namespace {

constexpr bool is_compensated = PY_VERSION_HEX >= 0x030c0000;

PyObject* state(PyObject* total, PyObject* compensation) {
    PyObject* pair = total && compensation ? PyTuple_Pack(2, total, compensation) : nullptr;
    Py_XDECREF(total);
    Py_XDECREF(compensation);
    return pair;
}

bool is_int(PyObject* object) { return PyLong_CheckExact(object) || PyBool_Check(object); }

/// A float total and one more float (Neumaier: what the addition lost is kept apart).
PyObject* float_step(double total, double lost, double item) {
    double next = total + item;
    if (is_compensated) lost += std::fabs(total) >= std::fabs(item) ? (total - next) + item : (item - next) + total;
    return state(PyFloat_FromDouble(next), PyFloat_FromDouble(lost));
}

PyObject* plus(PyObject* total, PyObject* item, bool begins_floats) {
    PyObject* sum = PyNumber_Add(total, item);
    bool is_float = begins_floats && sum && PyFloat_CheckExact(sum);
    return state(sum, is_float ? PyFloat_FromDouble(0.0) : Py_NewRef(Py_False));
}

}  // namespace

extern "C" {

PyObject* cb_sum_step(PyObject* total, PyObject* compensation, PyObject* item) {
    if (compensation == Py_None) {
        if (is_int(total) && is_int(item)) return state(PyNumber_Add(total, item), Py_NewRef(Py_None));
        return plus(total, item, true);
    }
    if (!PyFloat_CheckExact(compensation)) return plus(total, item, false);
    double sum = PyFloat_AS_DOUBLE(total), lost = PyFloat_AS_DOUBLE(compensation);
    if (PyFloat_CheckExact(item)) return float_step(sum, lost, PyFloat_AS_DOUBLE(item));
    int overflow = 1;
    long whole = PyLong_Check(item) ? PyLong_AsLongAndOverflow(item, &overflow) : 0;
    if (!overflow) return state(PyFloat_FromDouble(sum + static_cast<double>(whole)), Py_NewRef(compensation));
    PyObject* so_far = cb_sum_end(total, compensation);
    PyObject* next = so_far ? plus(so_far, item, false) : nullptr;
    Py_XDECREF(so_far);
    return next;
}

PyObject* cb_sum_end(PyObject* total, PyObject* compensation) {
    double lost = PyFloat_CheckExact(compensation) ? PyFloat_AS_DOUBLE(compensation) : 0.0;
    if (!is_compensated || lost == 0.0 || !std::isfinite(lost)) return Py_NewRef(total);
    return PyFloat_FromDouble(PyFloat_AS_DOUBLE(total) + lost);
}

std::int32_t cb_consumed(PyObject* generator) {
    if (!PyGen_CheckExact(generator) || Py_REFCNT(generator) == 1) return 0;
    PyObject* frame = PyObject_GetAttrString(generator, "gi_frame");
    bool is_finished = frame == Py_None;
    Py_XDECREF(frame);
    if (!frame) return -1;
    if (is_finished) return 0;
    PyErr_SetString(PyExc_NotImplementedError,
                    "coluber: a generator expression was kept by the function that it was given to, and uses variables that "
                    "change later; give it a name first: `g = (… for …)`");
    return -1;
}

void cb_generator_failed() {
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback) PyException_SetTraceback(value, traceback);
    PyErr_SetString(PyExc_RuntimeError, "generator raised StopIteration");
    PyObject *new_type, *new_value, *new_traceback;
    PyErr_Fetch(&new_type, &new_value, &new_traceback);
    PyErr_NormalizeException(&new_type, &new_value, &new_traceback);
    PyException_SetCause(new_value, Py_NewRef(value));
    PyException_SetContext(new_value, Py_NewRef(value));
    if (traceback) PyException_SetTraceback(new_value, traceback);
    PyErr_Restore(new_type, new_value, Py_XNewRef(traceback));
    Py_XDECREF(new_traceback);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

}  // extern "C"
