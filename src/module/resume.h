// The twin: when a guard of plain jit code fails, the call goes on in generic code for the same function, entered at the guard's
// checkpoint. That code is compiled when first needed and kept by the function's dispatcher.
#pragma once

#include "module/dispatcher.h"

namespace coluber::module {

/// Gives the runtime its ways to the twin and to the record; once, at import.
void install_hooks();

/// A dispatcher is made or dies: compiled code names functions by their function object.
void register_function(Dispatcher& dispatcher);
void forget_function(Dispatcher& dispatcher);

}  // namespace coluber::module
