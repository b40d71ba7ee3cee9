// The one door to CPython's and NumPy's headers in this floor.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// One table of NumPy's functions for the whole module, filled by module.cpp.
#define PY_ARRAY_UNIQUE_SYMBOL coluber_module_numpy
#ifndef COLUBER_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#endif
#include <numpy/arrayobject.h>

#include "runtime/python/ref.h"

namespace coluber::module {

using runtime::Ref;

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
