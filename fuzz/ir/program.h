// A random typed function, as inference would make one: structured loops and conditions over ints, floats, arrays and objects, where
// every value that lives across an edge is a block parameter, and every access, sum and division stands behind its checks.
#pragma once

#include "ir/function.h"

#include <cstdint>

namespace coluber::fuzz {

/// Adds the function that `seed` names to the module.
ir::FunctionId make_program(ir::Module& module, std::uint64_t seed);

}  // namespace coluber::fuzz
