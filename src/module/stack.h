// How much of the C stack is left: compiled code that calls itself through objects comes by no check of CPython's, only by a dispatcher.
#pragma once

#include <cstdint>

namespace coluber::module {

/// The lowest address that the thread's stack may reach; a thread that was not seen yet has the highest.
/// Initial-exec: eight bytes of static thread storage, read in two instructions.
extern constinit thread_local std::uintptr_t stack_limit __attribute__((tls_model("initial-exec")));

/// A load and a comparison; also true for a thread not seen yet (then `is_stack_used_up` decides).
inline bool may_stack_be_short() {
    char here;
    return reinterpret_cast<std::uintptr_t>(&here) < stack_limit;
}

/// Sets the limit of a thread not seen yet. True: a RecursionError is to be raised.
bool is_stack_used_up();

}  // namespace coluber::module
