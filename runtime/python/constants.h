// The constants that compiled code finds in its slots (`str:TEXT`, `int:DIGITS`, `tuple:…`; src/lower/image_writer.h spells them).
#pragma once

#include <Python.h>

#include <string_view>

namespace coluber::runtime {

/// The object that a descriptor spells. New reference; null: it spells none, or an exception is set.
PyObject* make_constant(std::string_view kind, std::string_view text);

/// A C-API symbol's address (`py:PyFloat_Type`); of a constant of the language it is the object. Null: there is none.
void* c_symbol(std::string_view name);

}  // namespace coluber::runtime
