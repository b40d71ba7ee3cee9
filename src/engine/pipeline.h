// The pass pipelines. One file holds them, because the headers behind it cost a quarter of a minute to compile.
#pragma once

namespace llvm {
class Module;
class TargetMachine;
}  // namespace llvm

namespace coluber::engine {

/// A few passes that leave code as good as O2's where the function is small (docs/engine.md).
void run_slim_passes(llvm::Module& module, llvm::TargetMachine& machine);

/// LLVM's O2.
void run_full_passes(llvm::Module& module, llvm::TargetMachine& machine);

}  // namespace coluber::engine
