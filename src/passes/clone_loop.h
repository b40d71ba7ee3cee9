// A second copy of a loop, and the block that chooses between the two.
#pragma once

#include "passes/pass.h"

#include <span>
#include <unordered_map>

namespace coluber::passes {

/// Makes the loops *closed*: what one defines and others use leaves it only as an argument on an edge out of it, so that a copy of
/// the loop needs no change elsewhere. The loops do not contain each other. The facts are about the function before and after (only
/// parameters are added).
void close_loops(Function& f, const facts::Cfg& cfg, const facts::LoopTree& loops, const facts::Places& places,
                 std::span<const facts::LoopId> closed);

struct LoopCopy {
    BlockId choice;  // new: all ways into the loop lead here; it has the header's parameters, its terminator is missing
    BlockId header;  // of the copy
    std::unordered_map<BlockId, BlockId> blocks;  // original → copy
    std::unordered_map<InstId, InstId> insts;
};

/// Copies a closed loop.
LoopCopy copy_loop(Function& f, const facts::Cfg& cfg, const facts::LoopTree& loops, facts::LoopId loop);

/// Ends the choice: where the condition holds the copy runs, else the original.
void choose(Function& f, const LoopCopy& copy, BlockId header, ValueId condition);

}  // namespace coluber::passes
