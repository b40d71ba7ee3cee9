// What is to be known about functions before one of them is lowered: which are called at all, which can fail, come back from their
// twin, or call themselves. No LLVM.
#pragma once

#include "ir/function.h"

#include <vector>

namespace coluber::lower {

struct CallFact {
    bool is_reached = false;
    bool can_fail = false;        // status 1 (also: status 2)
    bool can_resume = false;      // status 2
    bool is_recursive = false;    // can call itself, through others or not: counts the depth
    bool looks_at_world = false;  // itself or a callee has `guard_world`
    bool calls_recursive = false;
    std::uint32_t call_sites = 0, size = 0;
};
using CallFacts = std::vector<CallFact>;  // by FunctionId

CallFacts find_call_facts(const ir::Module& module, ir::FunctionId entry);

/// Can this op fail as it is lowered? (An `unbox` of a float cannot, though others can.)
bool can_fail(const ir::Module& module, const ir::Function& function, const ir::Inst& inst);

}  // namespace coluber::lower
