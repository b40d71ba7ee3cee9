// `coluber build`: several compile requests become one importable extension module, without a C compiler.
#pragma once

#include "driver/compile.h"

#include <span>
#include <string>
#include <vector>

namespace coluber::driver {

/// Compiles the requests (entries of functions, by signature) and links them with the runtime archives into `output`. Only on the
/// compile thread. What plain jit would leave to its twin raises here, as in njit: there is no compiler at run time.
Outcome build(std::span<const coluber_request> requests, const std::string& module_name,
              const std::vector<std::string>& archives, const std::string& output);

}  // namespace coluber::driver
