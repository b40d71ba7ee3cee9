// LLVM's own knobs where its defaults do not serve us. Measured: docs/engine.md.
#pragma once

namespace coluber::engine {

/// Sets the knobs for one module. Needed before each, because lld puts every option of LLVM back at the end of a link.
void tune_llvm(bool is_slim);

}  // namespace coluber::engine
