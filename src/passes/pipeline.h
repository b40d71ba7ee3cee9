// The passes in the order in which a typed function goes through them.
#pragma once

#include "passes/pass.h"

#include <span>

namespace coluber::passes {

struct PassOptions {
    bool verify = false;  // after each pass
};

/// The list; a pass may occur more than once.
std::span<const Pass> pipeline();
/// The pass of that name (test pages run single passes), or none.
const Pass* pass_named(std::string_view name);

/// All of them on one typed function.
void run_passes(Module& module, Function& function, const PassOptions& options);
/// One, followed by the verifier if asked.
void run_pass(Module& module, Function& function, facts::FactCache& cache, const Pass& pass, const PassOptions& options);

}  // namespace coluber::passes
