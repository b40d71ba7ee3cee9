// `Ref` owns a reference. Everything here is done with the GIL held.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <utility>

namespace coluber::runtime {

/// Owns one reference, or none (null).
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

}  // namespace coluber::runtime
