// The target machine: LLVM's description of the CPU that we generate code for.
// Kept for the whole process, because making one costs more than generating a small function's code with it.
#pragma once

#include <string>

namespace llvm {
class TargetMachine;
}

namespace coluber::engine {

/// The machine for a CPU's name (empty: the host). Only on the compile thread; the reference holds until another CPU is asked for.
llvm::TargetMachine& target_machine(const std::string& cpu);

/// LLVM is initialised: targets registered, handlers for fatal errors set. Called by whoever is first.
void start_llvm();

}  // namespace coluber::engine
