#include "passes/pipeline.h"

#include "facts/owned.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "passes/passes.h"

#include <algorithm>
#include <array>

namespace coluber::passes {

namespace {

constexpr Pass share_constants_pass =
    pass<share_constants>("share-constants", "equal constants that cost nothing become one, in the entry block");
constexpr Pass call_checkpoints_pass = pass<call_checkpoints>("call-checkpoints", "a call names the checkpoint behind it");
constexpr Pass simplify_params_pass =
    pass<simplify_params>("simplify-params", "parameters that always get one value, jumps to jumps and straight lines go");
constexpr Pass end_bindings_pass = pass<end_bindings>("end-bindings", "bindings whose end nobody can see end silently");
constexpr Pass fold_pass = pass<fold>("fold", "equal computations become one; constants are computed");
constexpr Pass remove_dead_pass = pass<remove_dead>("remove-dead", "what nobody can notice goes");
constexpr Pass split_headers_pass = pass<split_headers>("split-headers", "loops that share a header get one each");
constexpr Pass hoist_pass = pass<hoist>("hoist", "what a loop computes anew, but always equal, is computed before it");
constexpr Pass remove_checks_pass = pass<remove_checks>("remove-checks", "checks that cannot fail go");
constexpr Pass version_loops_pass = pass<version_loops>("version-loops", "a nest of loops gets a copy without checks");
constexpr Pass fuse_arrays_pass = pass<fuse_arrays>("fuse-arrays", "expressions on whole arrays become one loop");
constexpr Pass expand_arrays_pass = pass<expand_arrays>("expand-arrays", "expressions on whole arrays become loops");
constexpr Pass refcounts_pass = pass<refcounts>("refcounts", "references are counted");

constexpr std::array passes_in_order{
    // one name for one value
    share_constants_pass,
    simplify_params_pass,
    end_bindings_pass,
    call_checkpoints_pass,
    fold_pass,
    simplify_params_pass,
    remove_dead_pass,
    // checks
    share_constants_pass,
    split_headers_pass,
    simplify_params_pass,
    hoist_pass,
    remove_checks_pass,
    remove_dead_pass,
    version_loops_pass,
    // tidy what the copies brought
    share_constants_pass,
    simplify_params_pass,
    fold_pass,
    simplify_params_pass,
    remove_dead_pass,
    // arrays: one expression after the other until here
    fuse_arrays_pass,
    expand_arrays_pass,
    // nothing may move values after this
    refcounts_pass,
};

}  // namespace

std::span<const Pass> pipeline() { return passes_in_order; }

const Pass* pass_named(std::string_view name) {
    auto found = std::ranges::find(passes_in_order, name, &Pass::name);
    return found == passes_in_order.end() ? nullptr : &*found;
}

void run_pass(Module& module, Function& function, facts::FactCache& cache, const Pass& pass, const PassOptions& options) {
    if (pass.run(module, function, cache) == Changed::yes) cache.drop_all();
    if (!options.verify) return;
    verify_or_throw(module, function, ir::VerifyLevel::typed, std::string(pass.name));
    if (pass.run != refcounts_pass.run) return;
    facts::Owned owned(module, function, cache.get<facts::Cfg>());
    CHECK(owned.problems().empty(), owned.problems()[0] + "\n" + print(module, function));
}

void run_passes(Module& module, Function& function, const PassOptions& options) {
    if (options.verify) verify_or_throw(module, function, ir::VerifyLevel::typed, "inference");
    facts::FactCache cache(module, function);
    for (const Pass& pass : pipeline()) run_pass(module, function, cache, pass, options);
}

}  // namespace coluber::passes
