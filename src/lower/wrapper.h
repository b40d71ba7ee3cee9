// The entry that the dispatcher calls (runtime/native/context.h): tests and unboxes the arguments, calls the native function, boxes.
#pragma once

#include "lower/lowering.h"

namespace coluber::lower {

/// A function of the module that wraps the native function of `id`.
llvm::Function* write_wrapper(Unit& unit, const NativeFunctions& functions, ir::FunctionId id, const std::string& name);

}  // namespace coluber::lower
