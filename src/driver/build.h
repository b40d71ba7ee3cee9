// `coluber build`: several compile requests become one importable extension module, without a C compiler.
#pragma once

#include "driver/compile.h"

namespace coluber::driver {

/// Compiles the items and links them with the module's body and the runtime archives. Only on the compile thread. An item that is
/// refused is among the outcome's failures, and the module does without it; with no item left the outcome is the first failure.
/// A failing guard raises, as in njit: there is no compiler at run time.
Outcome build(const coluber_build& wanted);

}  // namespace coluber::driver
