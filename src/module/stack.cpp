#include "module/stack.h"

#include <pthread.h>

namespace coluber::module {

constinit thread_local std::uintptr_t stack_limit __attribute__((tls_model("initial-exec"))) = ~std::uintptr_t{0};

namespace {

constexpr std::uintptr_t reserve = 256 * 1024;  // for the exception, its traceback, and compiled functions with many values

std::uintptr_t find_limit() {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
    void* lowest = nullptr;
    std::size_t size = 0;
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
    std::uintptr_t margin = size / 4 < reserve ? size / 4 : reserve;
    return reinterpret_cast<std::uintptr_t>(lowest) + margin;
}

}  // namespace

bool is_stack_used_up() {
    if (stack_limit == ~std::uintptr_t{0}) stack_limit = find_limit();
    return may_stack_be_short();
}

}  // namespace coluber::module
