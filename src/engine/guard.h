// Calls into LLVM that may run out of memory.
// `operator new` throws, but LLVM is compiled to know no exceptions: its data is half-changed then, and our own frames' destructors
// must not touch it. So the innermost call of ours stands in `guarded`, and the job is given up right there.
#pragma once

#include "engine/compile_thread.h"

#include <new>

namespace coluber::engine {

template <class Call>
void guarded(Call call) {
    try {
        call();
    } catch (const std::bad_alloc&) {
        abandon_job(true, "out of memory");
    }
}

}  // namespace coluber::engine
