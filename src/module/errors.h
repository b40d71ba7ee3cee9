// How failures reach the user: the classes live in python/coluber/errors.py, which is imported when the first one is needed.
#pragma once

#include "module/python.h"

#include <string>

namespace coluber::module {

/// The exception for a failed compile; null: another one is set.
Ref make_compile_error(const std::string& error_class, const std::string& text, const std::string& code);

/// Sets the exception for a failed compile: `error_class` as the compiler names it ("NotSupported", "SyntaxError", …).
void raise_compile_error(const std::string& error_class, const std::string& text, const std::string& code);

/// Says, behind the compile error that is set, what those arguments are that have no native type.
void explain_arguments(PyObject* function, PyObject* const* args, std::size_t count);

/// Warns that the Python function runs instead of compiled code. False: the warning was made an exception, which is set.
bool warn_of_interpreter(PyObject* function, PyObject* reason);

}  // namespace coluber::module
