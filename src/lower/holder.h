// What a LoweredModule owns; only for the files that make one.
#pragma once

#include "lower/llvm.h"
#include "lower/lower.h"

namespace coluber::lower {

struct LoweredModule::Holder {
    llvm::LLVMContext context;
    llvm::Module module{"coluber", context};  // destroyed before its context
};

}  // namespace coluber::lower
