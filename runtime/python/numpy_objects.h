// NumPy's objects that compiled code finds in its slots (`npy:ARRAY_TYPE`, `npy:descr:float64`, `npy:scalar:float64`).
#pragma once

#include <Python.h>

#include <string_view>

namespace coluber::runtime {

/// Borrowed (NumPy keeps its singletons); null: there is no such object.
void* numpy_object(std::string_view name);

}  // namespace coluber::runtime
