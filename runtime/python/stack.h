// How much of this thread's stack is left. Not kept in thread-local data, so that a built module needs none of the little that a process
// has for modules loaded late.
#pragma once

#include <cstdint>

namespace coluber::runtime {

/// Bytes until the thread's limit; negative: it is passed. With the GIL.
std::int64_t stack_left();

}  // namespace coluber::runtime
