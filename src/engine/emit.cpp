#include "base/check.h"
#include "engine/engine.h"
#include "engine/guard.h"
#include "engine/pipeline.h"
#include "engine/target.h"
#include "engine/tuning.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/Cloning.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

namespace coluber::engine {
namespace {

/// Keeps what LLVM says. The default handler ends the process after an error.
class Listener : public llvm::DiagnosticHandler {
public:
    Listener(Code& code, std::string& errors, bool want_remarks) : code_(code), errors_(errors), want_remarks_(want_remarks) {}

    bool handleDiagnostics(const llvm::DiagnosticInfo& info) override {
        if (auto* remark = llvm::dyn_cast<llvm::DiagnosticInfoOptimizationBase>(&info)) {
            keep(*remark);
        } else if (info.getSeverity() == llvm::DS_Error) {
            llvm::raw_string_ostream text{errors_};
            llvm::DiagnosticPrinterRawOStream printer{text};
            info.print(printer);
            text << '\n';
        }
        return true;
    }
    bool isAnalysisRemarkEnabled(llvm::StringRef pass) const override { return is_wanted(pass); }
    bool isMissedOptRemarkEnabled(llvm::StringRef pass) const override { return is_wanted(pass); }
    bool isPassedOptRemarkEnabled(llvm::StringRef pass) const override { return is_wanted(pass); }
    bool isAnyRemarkEnabled() const override { return want_remarks_; }

private:
    bool is_wanted(llvm::StringRef pass) const { return want_remarks_ && pass == "loop-vectorize"; }

    void keep(const llvm::DiagnosticInfoOptimizationBase& remark) {
        if (!is_wanted(remark.getPassName())) return;
        auto kind = remark.isPassed()   ? Remark::Kind::passed
                    : remark.isMissed() ? Remark::Kind::missed
                                        : Remark::Kind::analysis;
        llvm::DiagnosticLocation at = remark.getLocation();
        code_.remarks.push_back({kind, remark.getPassName().str(), remark.getRemarkName().str(),
                                 remark.getFunction().getName().str(), remark.getMsg(), at.isValid() ? at.getLine() : 0,
                                 at.isValid() ? at.getColumn() : 0});
    }

    Code& code_;
    std::string& errors_;
    bool want_remarks_;
};

unsigned largest_function(const llvm::Module& module) {
    unsigned count = 0;
    for (const llvm::Function& function : module) count = std::max(count, function.getInstructionCount());
    return count;
}

void check_module(const llvm::Module& module, const char* when) {
    std::string text;
    llvm::raw_string_ostream out{text};
    if (!llvm::verifyModule(module, &out)) return;
    module.print(out << "\n", nullptr);
    CHECK(false, std::string("LLVM refuses the module ") + when + ": " + out.str());
}

llvm::SmallVector<char, 0> generate(llvm::Module& module, llvm::TargetMachine& machine, llvm::CodeGenFileType type) {
    llvm::SmallVector<char, 0> bytes;
    llvm::raw_svector_ostream out{bytes};
    llvm::legacy::PassManager passes;
    bool cannot = machine.addPassesToEmitFile(passes, out, nullptr, type, /*DisableVerify=*/true);
    CHECK(!cannot, "LLVM cannot emit this kind of file");
    guarded([&] { passes.run(module); });
    return bytes;
}

}  // namespace

Code emit_object(llvm::Module& module, const EmitOptions& options) {
    LlvmSection section;
    llvm::TargetMachine& machine = target_machine(options.cpu);
    module.setTargetTriple(machine.getTargetTriple().str());
    module.setDataLayout(machine.createDataLayout());
    Code code;
    std::string errors;
    module.getContext().setDiagnosticHandler(std::make_unique<Listener>(code, errors, options.want_remarks));
    check_module(module, "from lower");
    code.is_slim =
        options.effort == Effort::slim || (options.effort == Effort::by_size && largest_function(module) <= slim_limit);
    tune_llvm(code.is_slim);
    (code.is_slim ? run_slim_passes : run_full_passes)(module, machine);
    if (options.want_ir) {
        llvm::raw_string_ostream out{code.ir};
        module.print(out, nullptr);
    }
    if (options.want_assembly) {
        auto copy = llvm::CloneModule(module);  // code generation changes its input
        auto text = generate(*copy, machine, llvm::CodeGenFileType::AssemblyFile);
        code.assembly.assign(text.begin(), text.end());
    }
    auto bytes = generate(module, machine, llvm::CodeGenFileType::ObjectFile);
    code.object.resize(bytes.size());
    std::memcpy(code.object.data(), bytes.data(), bytes.size());
    module.getContext().setDiagnosticHandler(nullptr);
    CHECK(errors.empty(), "LLVM: " + errors);
    return code;
}

}  // namespace coluber::engine
