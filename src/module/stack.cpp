#include "module/stack.h"

#include "runtime/native/stack.h"

namespace coluber::module {

constinit thread_local std::uintptr_t stack_limit __attribute__((tls_model("initial-exec"))) = ~std::uintptr_t{0};

bool is_stack_used_up() {
    if (stack_limit == ~std::uintptr_t{0}) stack_limit = runtime::find_stack_limit();
    return may_stack_be_short();
}

}  // namespace coluber::module
