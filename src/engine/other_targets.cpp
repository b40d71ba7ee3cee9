// LLVM's other targets, as nothing.
// lld registers every target that LLVM was built with (for link-time optimisation, which we do not use), and each would bring its
// code generator into the compiler library: 100 MB. These definitions stand before the archives and keep the targets out.
// X86 is the real one. A target missing here is a link error that names the function to add.
#define COLUBER_NO_TARGET(name)                           \
    extern "C" void LLVMInitialize##name##TargetInfo() {} \
    extern "C" void LLVMInitialize##name##Target() {}     \
    extern "C" void LLVMInitialize##name##TargetMC() {}   \
    extern "C" void LLVMInitialize##name##AsmPrinter() {} \
    extern "C" void LLVMInitialize##name##AsmParser() {}

COLUBER_NO_TARGET(AArch64)
COLUBER_NO_TARGET(AMDGPU)
COLUBER_NO_TARGET(ARM)
COLUBER_NO_TARGET(AVR)
COLUBER_NO_TARGET(BPF)
COLUBER_NO_TARGET(Hexagon)
COLUBER_NO_TARGET(Lanai)
COLUBER_NO_TARGET(LoongArch)
COLUBER_NO_TARGET(M68k)
COLUBER_NO_TARGET(Mips)
COLUBER_NO_TARGET(MSP430)
COLUBER_NO_TARGET(NVPTX)
COLUBER_NO_TARGET(PowerPC)
COLUBER_NO_TARGET(RISCV)
COLUBER_NO_TARGET(Sparc)
COLUBER_NO_TARGET(SystemZ)
COLUBER_NO_TARGET(VE)
COLUBER_NO_TARGET(WebAssembly)
COLUBER_NO_TARGET(XCore)
COLUBER_NO_TARGET(Xtensa)
