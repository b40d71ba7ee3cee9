// The engine: an LLVM module goes in, machine code comes out, as an object file. (link.h makes a shared object of it, and
// compile_thread.h is where all of this runs.)
// Why so little choice: a caller says which CPU and what texts it wants to see; how hard to optimise follows from the module's
// size, by measurements in docs/engine.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace llvm {
class Module;
}

namespace coluber::engine {

using Bytes = std::vector<std::byte>;

/// How hard to optimise. `by_size`: slim when the largest function has at most `slim_limit` instructions, else full.
enum class Effort : std::uint8_t { by_size, slim, full };

/// See docs/engine.md: beyond it slim leaves so much to code generation that full is the faster one.
inline constexpr unsigned slim_limit = 1500;

struct EmitOptions {
    std::string cpu;  // LLVM's name, e.g. "x86-64-v3"; empty: the CPU we run on, with what it really has
    Effort effort = Effort::by_size;
    bool want_ir = false;        // Code::ir
    bool want_assembly = false;  // Code::assembly; costs a second code generation
    bool want_remarks = false;   // Code::remarks
};

/// What LLVM says about a loop or a call: done, or why not. The place is the module's debug location (line 0: none).
struct Remark {
    enum class Kind : std::uint8_t { passed, missed, analysis } kind;
    std::string pass, name, function, text;
    std::uint32_t line, column;
};

/// Machine code, and the texts that were asked for.
struct Code {
    Bytes object;          // ELF, relocatable, position independent
    bool is_slim = false;  // which pipeline ran
    std::string ir, assembly;
    std::vector<Remark> remarks;
};

/// Optimises the module in place and generates code for it. Sets its triple and data layout. Only on the compile thread. The
/// module is used up. Throws `Bug` when the module is malformed or LLVM reports an error; an LLVM fatal error ends the job.
Code emit_object(llvm::Module& module, const EmitOptions& options = {});

/// The host CPU's LLVM name ("znver4"): part of a cache key together with `host_features`.
std::string host_cpu();
/// LLVM's feature string of the host ("+avx2,-avx512f,…").
const std::string& host_features();

}  // namespace coluber::engine
