// Operators on objects of which nothing is known: floats and small ints first, as CPython's specialised instructions do; everything else
// is the C API's. What is computed here is what the C API would give.
#include "runtime/python/functions.h"

namespace {

/// The value of an int of at most one digit.
bool small_int(PyObject* object, std::int64_t* value) {
#if PY_VERSION_HEX >= 0x030C0000
    auto* number = reinterpret_cast<PyLongObject*>(object);
    if (!PyUnstable_Long_IsCompact(number)) return false;
    *value = PyUnstable_Long_CompactValue(number);
#else
    Py_ssize_t size = Py_SIZE(object);
    if (size < -1 || size > 1) return false;
    *value = size * static_cast<std::int64_t>(reinterpret_cast<PyLongObject*>(object)->ob_digit[0]);
#endif
    return true;
}

/// A float, or a small int as one: exact.
bool real(PyObject* object, double* value) {
    std::int64_t number = 0;
    if (PyFloat_CheckExact(object))
        *value = PyFloat_AS_DOUBLE(object);
    else if (PyLong_CheckExact(object) && small_int(object, &number))
        *value = static_cast<double>(number);
    else
        return false;
    return true;
}

template <class Operator>
PyObject* arithmetic(PyObject* left, PyObject* right, Operator op, binaryfunc otherwise) {
    if (PyLong_CheckExact(left) && PyLong_CheckExact(right)) {
        std::int64_t x = 0, y = 0;
        if (small_int(left, &x) && small_int(right, &y)) return PyLong_FromLongLong(op(x, y));  // 30 bits each
        return otherwise(left, right);
    }
    double x = 0, y = 0;
    if (real(left, &x) && real(right, &y)) return PyFloat_FromDouble(op(x, y));
    return otherwise(left, right);
}

constexpr auto add = [](auto x, auto y) { return x + y; };
constexpr auto subtract = [](auto x, auto y) { return x - y; };
constexpr auto multiply = [](auto x, auto y) { return x * y; };

template <class T>
bool holds(T x, T y, int kind) {
    switch (kind) {
        case Py_LT: return x < y;
        case Py_LE: return x <= y;
        case Py_EQ: return x == y;
        case Py_NE: return x != y;
        case Py_GT: return x > y;
        default: return x >= y;
    }
}

}  // namespace

extern "C" {

PyObject* cb_add(PyObject* left, PyObject* right) { return arithmetic(left, right, add, PyNumber_Add); }
PyObject* cb_subtract(PyObject* left, PyObject* right) { return arithmetic(left, right, subtract, PyNumber_Subtract); }
PyObject* cb_multiply(PyObject* left, PyObject* right) { return arithmetic(left, right, multiply, PyNumber_Multiply); }
PyObject* cb_inplace_add(PyObject* left, PyObject* right) { return arithmetic(left, right, add, PyNumber_InPlaceAdd); }
PyObject* cb_inplace_subtract(PyObject* left, PyObject* right) {
    return arithmetic(left, right, subtract, PyNumber_InPlaceSubtract);
}
PyObject* cb_inplace_multiply(PyObject* left, PyObject* right) {
    return arithmetic(left, right, multiply, PyNumber_InPlaceMultiply);
}

PyObject* cb_compare(PyObject* left, PyObject* right, std::int32_t kind) {
    if (PyLong_CheckExact(left) && PyLong_CheckExact(right)) {
        std::int64_t x = 0, y = 0;
        if (small_int(left, &x) && small_int(right, &y)) return PyBool_FromLong(holds(x, y, kind));
        return PyObject_RichCompare(left, right, kind);
    }
    double x = 0, y = 0;
    if (real(left, &x) && real(right, &y)) return PyBool_FromLong(holds(x, y, kind));
    return PyObject_RichCompare(left, right, kind);
}

}  // extern "C"
