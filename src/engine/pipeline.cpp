#include "engine/pipeline.h"

#include "engine/guard.h"

#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/IPO/AlwaysInliner.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/IndVarSimplify.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopDeletion.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/LoopRotation.h"
#include "llvm/Transforms/Scalar/LoopUnrollPass.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Vectorize/LoopVectorize.h"

namespace coluber::engine {
namespace {

/// The analysis managers of one run, registered with each other.
struct Managers {
    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager components;
    llvm::ModuleAnalysisManager modules;
    llvm::PassBuilder builder;

    Managers(llvm::TargetMachine& machine, const llvm::Module& module) : builder(&machine, tuning()) {
        functions.registerPass([&] { return llvm::TargetLibraryAnalysis(known_functions(module)); });
        builder.registerModuleAnalyses(modules);
        builder.registerCGSCCAnalyses(components);
        builder.registerFunctionAnalyses(functions);
        builder.registerLoopAnalyses(loops);
        builder.crossRegisterProxies(loops, functions, components, modules);
    }

    static llvm::PipelineTuningOptions tuning() {
        llvm::PipelineTuningOptions options;
        options.LoopInterleaving = options.LoopVectorization = options.SLPVectorization = options.LoopUnrolling = true;
        return options;
    }

    // A function is known by its slot, never by its name: a user's `sin` is not C's. LLVM may make calls of these four by itself.
    static llvm::TargetLibraryInfoImpl known_functions(const llvm::Module& module) {
        llvm::TargetLibraryInfoImpl known{llvm::Triple(module.getTargetTriple())};
        known.disableAllFunctions();
        for (auto function : {llvm::LibFunc_memcpy, llvm::LibFunc_memmove, llvm::LibFunc_memset, llvm::LibFunc_memcmp})
            known.setAvailable(function);
        return known;
    }
};

llvm::FunctionPassManager slim_function_passes() {
    llvm::LoopPassManager rotate, clean, after;
    rotate.addPass(llvm::LoopRotatePass());
    rotate.addPass(llvm::LICMPass(llvm::LICMOptions()));
    clean.addPass(llvm::IndVarSimplifyPass());
    clean.addPass(llvm::LoopDeletionPass());
    after.addPass(llvm::LICMPass(llvm::LICMOptions()));

    llvm::FunctionPassManager passes;
    passes.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
    passes.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
    passes.addPass(llvm::SimplifyCFGPass());
    passes.addPass(llvm::InstCombinePass());
    passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(rotate), /*UseMemorySSA=*/true));
    passes.addPass(llvm::SimplifyCFGPass());
    passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(clean)));
    passes.addPass(llvm::LoopVectorizePass());
    passes.addPass(llvm::InstCombinePass());
    passes.addPass(llvm::SimplifyCFGPass(
        llvm::SimplifyCFGOptions().convertSwitchRangeToICmp(true).hoistCommonInsts(true).sinkCommonInsts(true)));
    // The vectoriser's questions whether arrays overlap are the same for every row: out of the outer loop with them.
    passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(after), /*UseMemorySSA=*/true));
    passes.addPass(llvm::LoopUnrollPass(llvm::LoopUnrollOptions(2)));
    passes.addPass(llvm::EarlyCSEPass());
    return passes;
}

}  // namespace

void run_slim_passes(llvm::Module& module, llvm::TargetMachine& machine) {
    Managers managers{machine, module};
    llvm::ModulePassManager passes;
    passes.addPass(llvm::AlwaysInlinerPass(/*InsertLifetimeIntrinsics=*/false));
    passes.addPass(llvm::createModuleToFunctionPassAdaptor(slim_function_passes()));
    guarded([&] { passes.run(module, managers.modules); });
}

void run_full_passes(llvm::Module& module, llvm::TargetMachine& machine) {
    Managers managers{machine, module};
    auto passes = managers.builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2);
    guarded([&] { passes.run(module, managers.modules); });
}

}  // namespace coluber::engine
