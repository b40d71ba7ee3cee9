// The one door to CPython's and NumPy's headers in this floor, and `Ref`, which owns a reference.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// One table of NumPy's functions for the whole module, filled by module.cpp.
#define PY_ARRAY_UNIQUE_SYMBOL coluber_module_numpy
#ifndef COLUBER_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#endif
#include <numpy/arrayobject.h>

#include <utility>

namespace coluber::module {

/// Owns one reference, or none (null). Everything here is done with the GIL held.
class Ref {
public:
    Ref() = default;
    /// Takes over a new reference.
    static Ref steal(PyObject* object) { return Ref{object}; }
    /// Makes a reference of its own.
    static Ref borrow(PyObject* object) { return Ref{Py_XNewRef(object)}; }

    Ref(const Ref& other) : object_(Py_XNewRef(other.object_)) {}
    Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() { Py_XDECREF(object_); }

    PyObject* get() const { return object_; }
    PyObject* release() { return std::exchange(object_, nullptr); }
    explicit operator bool() const { return object_ != nullptr; }

private:
    explicit Ref(PyObject* object) : object_(object) {}
    PyObject* object_ = nullptr;
};

/// Holds the GIL while it lives, on a thread that may not have it.
class WithGil {
public:
    WithGil() : state_(PyGILState_Ensure()) {}
    ~WithGil() { PyGILState_Release(state_); }
    WithGil(const WithGil&) = delete;
    WithGil& operator=(const WithGil&) = delete;

private:
    PyGILState_STATE state_;
};

/// Lets other threads run while it lives.
class WithoutGil {
public:
    WithoutGil() : state_(PyEval_SaveThread()) {}
    ~WithoutGil() { PyEval_RestoreThread(state_); }
    WithoutGil(const WithoutGil&) = delete;
    WithoutGil& operator=(const WithoutGil&) = delete;

private:
    PyThreadState* state_;
};

/// A class's method table and a slot want C function types that differ from the functions' own.
template <class To, class From>
To as_c_function(From function) {
    return reinterpret_cast<To>(reinterpret_cast<void (*)()>(function));
}

}  // namespace coluber::module
