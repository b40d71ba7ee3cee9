// Options of the code generator, each with its reason:
//   * FPOpFusion::Standard: no multiply-add is made of a multiplication and an addition unless the instruction's own `contract`
//     flag allows it. (`Strict` would also split llvm.fmuladd of fastmath code.)
//   * PIC, small code model: the image is a shared object.
//   * The host's features are asked from the CPU and not taken from its name: virtual machines hide some.
#include "engine/target.h"

#include "base/check.h"
#include "engine/compile_thread.h"
#include "engine/engine.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

#include <memory>

namespace coluber::engine {
namespace {

void on_fatal_error(void*, const char* reason, bool) { abandon_job(false, reason); }
void on_no_memory(void*, const char*, bool) { abandon_job(true, "out of memory"); }

std::unique_ptr<llvm::TargetMachine> make_machine(const std::string& cpu) {
    std::string triple = llvm::sys::getProcessTriple(), error;
    const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, error);
    CHECK(target, error);
    llvm::TargetOptions options;
    options.AllowFPOpFusion = llvm::FPOpFusion::Standard;
    bool is_host = cpu.empty();
    return std::unique_ptr<llvm::TargetMachine>(
        target->createTargetMachine(triple, is_host ? host_cpu() : cpu, is_host ? host_features() : "", options,
                                    llvm::Reloc::PIC_, llvm::CodeModel::Small, llvm::CodeGenOptLevel::Default));
}

}  // namespace

void start_llvm() {
    static const bool started = [] {
        LLVMInitializeX86TargetInfo();
        LLVMInitializeX86Target();
        LLVMInitializeX86TargetMC();
        LLVMInitializeX86AsmPrinter();
        llvm::install_fatal_error_handler(on_fatal_error);
        llvm::install_bad_alloc_error_handler(on_no_memory);
        return true;
    }();
    static_cast<void>(started);
}

std::string host_cpu() { return llvm::sys::getHostCPUName().str(); }

const std::string& host_features() {
    static const std::string text = [] {
        llvm::SubtargetFeatures features;
        for (const auto& feature : llvm::sys::getHostCPUFeatures()) features.AddFeature(feature.first(), feature.second);
        return features.getString();
    }();
    return text;
}

llvm::TargetMachine& target_machine(const std::string& cpu) {
    CHECK(is_compile_thread(), "the target machine belongs to the compile thread");
    static std::unique_ptr<llvm::TargetMachine> machine;
    static std::string machine_cpu;
    static unsigned made_after = 0;
    start_llvm();
    if (machine && made_after != abandoned_count()) static_cast<void>(machine.release());  // may be half-changed: leaked
    if (!machine || machine_cpu != cpu) {
        machine = make_machine(cpu);
        machine_cpu = cpu;
        made_after = abandoned_count();
        CHECK(machine, "LLVM makes no machine for " + cpu);
    }
    return *machine;
}

}  // namespace coluber::engine
