// Inference: untyped IR and argument types in, a new typed function out.
//
// Forward abstract interpretation over block-closed IR: a worklist of (untyped block, argument types), each emitted once as a block
// of the typed function (rules.h: one function an op). A loop whose types settle after one round is peeled by this alone. Beyond
// `max_versions` of one block the types join (join.h). No types are solved for: what flows is known when a block is entered.
// What is learnt outside is asked of World; result types of callees of `Callees`.
#pragma once

#include "base/diagnostic.h"
#include "infer/world.h"
#include "ir/function.h"

#include <optional>
#include <vector>

namespace coluber::infer {

using types::TypeId;

/// What a failing guard does.
enum class GuardExit : std::uint8_t {
    raise,    // njit, built modules: a precise exception
    twin,     // jit: go on in the twin, from the guard's checkpoint
    generic,  // this *is* the twin: no guards, ints are boxed
};

struct InferOptions {
    GuardExit exit = GuardExit::twin;
    bool is_strict = false;  // njit: what can run unknown Python code is refused
    bool fastmath = false;
    bool boundscheck = true;
};

/// How a function's parameters may be given: by position only, then also, then by keyword only.
struct Parameters {
    std::size_t positional_only = 0, positional = 0;  // `positional` counts the positional-only ones too
    bool takes_more = false;                          // *args or **kwargs
};

/// How inference gets at other functions. The driver keeps the worklist.
class Callees {
public:
    virtual ~Callees() = default;
    /// The untyped IR of a function World named; none: it was refused (and reported).
    virtual const ir::Function* untyped(FunctionHandle function) = 0;
    virtual Parameters parameters(FunctionHandle function) = 0;
    /// The typed function for these argument types, inferred now unless it is being inferred already.
    virtual std::optional<ir::FunctionId> specialise(FunctionHandle function, const std::vector<TypeId>& args) = 0;
    /// Its result type; none: not known yet (recursion).
    virtual std::optional<TypeId> result_type(ir::FunctionId function) = 0;
    /// May it run unknown Python code? While it is being inferred: as far as is known.
    virtual bool runs_unknown_code(ir::FunctionId function) = 0;
    /// The text of a function's source in a range.
    virtual std::string source_text(FunctionHandle function, SourceRange range) = 0;
};

struct Inference {
    ir::Module& module;
    World& world;
    Callees& callees;
    Diagnostics& diagnostics;
    InferOptions options;
};

/// Whether all blocks could be typed; false: some wait for the result type of a function in progress (recursion).
struct Inferred {
    bool is_complete;
};

/// Fills `typed` (a function of the module, empty but for a result type assumed for recursive calls; `unset`: it never returns).
/// `args`: one type a parameter. On failure everything was reported.
Result<Inferred> infer(Inference& inference, const ir::Function& untyped, const std::vector<TypeId>& args, ir::Function& typed);

}  // namespace coluber::infer
