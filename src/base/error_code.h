// The errors that compiled code raises by itself: a code and up to three numbers, turned into a Python exception at the
// boundary (runtime/python/errors.cpp). Shared by the IR (`check`), the code generator and the runtime.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace coluber {

enum class ErrorCode : std::int32_t {
    none,
    python_error,       // already set as the thread's Python exception
    index_error,        // axis, index, size
    read_only,          // ValueError: assignment destination is read-only
    int_overflow,       // OverflowError; text: the operation
    zero_division,      // ZeroDivisionError; text: CPython's sentence
    unbound_local,      // UnboundLocalError; text: the name
    recursion,          // RecursionError
    value_error,        // ValueError; text: the sentence
    overflow_error,     // OverflowError; text: the sentence
    type_error,         // TypeError; text: the sentence
    assertion,          // AssertionError without a message
    out_of_dtype,       // OverflowError: Python integer <p0> out of bounds for <text>; p1: p0 is unsigned
    too_many_values,    // ValueError: too many values to unpack (expected p0)
    not_enough_values,  // ValueError: not enough values to unpack (expected p0, got p1)
    memory,             // MemoryError
    index_text,         // IndexError; text: the sentence
    unbound_free,       // NameError; text: the name of a variable of an outer function
};

inline constexpr std::array<std::string_view, 18> error_code_names{
    "none",          "python_error",    "index_error",       "read_only",      "int_overflow", "zero_division",
    "unbound_local", "recursion",       "value_error",       "overflow_error", "type_error",   "assertion",
    "out_of_dtype",  "too_many_values", "not_enough_values", "memory",         "index_text",   "unbound_free"};

}  // namespace coluber
