// How much of the C stack there is: compiled code that calls itself through objects comes by no check of CPython's.
#pragma once

#include <cstdint>

namespace coluber::runtime {

/// The lowest address that this thread's stack may reach, with a reserve for the exception and its traceback. Microseconds.
std::uintptr_t find_stack_limit();

}  // namespace coluber::runtime
