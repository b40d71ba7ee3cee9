#include "runtime/native/stack.h"

#include <pthread.h>

#include <algorithm>

namespace coluber::runtime {

std::uintptr_t find_stack_limit() {
    constexpr std::size_t reserve = 256 * 1024;  // for the exception, its traceback, and compiled functions with many values
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
    void* lowest = nullptr;
    std::size_t size = 0;
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
    return reinterpret_cast<std::uintptr_t>(lowest) + std::min(size / 4, reserve);
}

}  // namespace coluber::runtime
