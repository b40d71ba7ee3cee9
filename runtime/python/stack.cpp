#include "runtime/python/stack.h"

#include "runtime/native/stack.h"

#include <Python.h>

#include <iterator>

namespace coluber::runtime {

namespace {

struct Limit {
    std::uint64_t thread = ~std::uint64_t{0};  // the number of a thread state, never used twice
    std::uintptr_t lowest = 0;
};
/// Of the threads that asked last; threads take turns, so a few are enough.
Limit limits[8];

}  // namespace

std::int64_t stack_left() {
    std::uint64_t thread = PyThreadState_GetID(PyThreadState_Get());
    Limit& limit = limits[thread % std::size(limits)];
    if (limit.thread != thread) limit = {thread, find_stack_limit()};
    char here;
    return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(&here) - limit.lowest);
}

}  // namespace coluber::runtime
