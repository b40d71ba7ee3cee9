// The targets and plug-ins that are not in this library, defined as nothing.
// Why: lld's ELF driver initialises every target LLVM was configured with, and LLVM's LTO asks for Polly. The archives are
// only searched for names that are still undefined, so defining them here keeps about 100 MB of other targets out.
// Left undone: further targets (AArch64, NVPTX) leave this list when src/lower learns them.
#include "llvm/Passes/PassPlugin.h"

#define NO_TARGET(name)                                                                                                \
    extern "C" void LLVMInitialize##name##TargetInfo();                                                                \
    extern "C" void LLVMInitialize##name##Target();                                                                    \
    extern "C" void LLVMInitialize##name##TargetMC();                                                                  \
    extern "C" void LLVMInitialize##name##AsmPrinter();                                                                \
    extern "C" void LLVMInitialize##name##AsmParser();                                                                 \
    void LLVMInitialize##name##TargetInfo() {}                                                                         \
    void LLVMInitialize##name##Target() {}                                                                             \
    void LLVMInitialize##name##TargetMC() {}                                                                           \
    void LLVMInitialize##name##AsmPrinter() {}                                                                         \
    void LLVMInitialize##name##AsmParser() {}

NO_TARGET(AArch64)
NO_TARGET(AMDGPU)
NO_TARGET(ARM)
NO_TARGET(AVR)
NO_TARGET(BPF)
NO_TARGET(Hexagon)
NO_TARGET(Lanai)
NO_TARGET(LoongArch)
NO_TARGET(M68k)
NO_TARGET(Mips)
NO_TARGET(MSP430)
NO_TARGET(NVPTX)
NO_TARGET(PowerPC)
NO_TARGET(RISCV)
NO_TARGET(Sparc)
NO_TARGET(SystemZ)
NO_TARGET(VE)
NO_TARGET(WebAssembly)
NO_TARGET(XCore)
NO_TARGET(Xtensa)

llvm::PassPluginLibraryInfo getPollyPluginInfo();
llvm::PassPluginLibraryInfo getPollyPluginInfo() {
    return {};
}
