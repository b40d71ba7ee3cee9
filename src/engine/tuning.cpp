#include "engine/tuning.h"

#include "base/check.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"

namespace coluber::engine {
namespace {

/// The option as on LLVM's command line; an empty value is LLVM's default. LLVM tells "default" from "set to the default's value".
void set_option(llvm::StringRef name, llvm::StringRef value) {
    llvm::StringMap<llvm::cl::Option*>& options = llvm::cl::getRegisteredOptions();
    auto found = options.find(name);
    CHECK(found != options.end(), "this LLVM has no option " + name.str());
    found->second->reset();
    if (!value.empty()) CHECK(!found->second->addOccurrence(1, name, value), "LLVM refuses a value for " + name.str());
}

}  // namespace

void tune_llvm(bool is_slim) {
    // LLVM vectorises what a wide loop leaves over only for vectors of 16, so a row of 30 doubles has up to 31 scalar rounds on
    // AVX-512. From 8 on a row of 13 runs twice as fast, one of 60 a third faster, and a long one loses nothing.
    set_option("epilogue-vectorization-minimum-VF", "8");
    // Slim unrolls a small loop two to four times: as fast as LLVM's eight, 10 % less to compile.
    set_option("unroll-partial-threshold", is_slim ? "24" : "");
    // Loop strength reduction counts registers and not instructions. By instructions it keeps seven pointers for a nest whose vector loop
    // needs four (the others serve the scalar remainder), adds to each once a row, some from memory: rows of 32 ran 6 % slower.
    set_option("lsr-insns-cost", "false");
    // Blocks that end alike (the many ways to fail) are not joined: a twentieth of a compile, for some cold bytes.
    set_option("enable-tail-merge", "false");
    // The second scheduler (after register allocation) and the first one's memory dependences are quadratic in a block's length:
    // 1,000 statements in a row took 1.2 s, now 0.09. No loop that we measured runs slower.
    set_option("post-RA-scheduler", "false");
    set_option("dag-maps-huge-region", "200");
    set_option("dag-maps-reduction-size", "100");
}

}  // namespace coluber::engine
