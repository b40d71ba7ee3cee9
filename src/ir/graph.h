// The control-flow graph's shape: who follows whom, and the orders in which passes and the printer walk the blocks.
#pragma once

#include "ir/function.h"

#include <vector>

namespace coluber::ir {

/// Calls `f(target)` for every target that names a block (`iter_next` and calls may lack an `error` block).
template <class F>
void for_each_target(const Function& function, BlockId block, F f) {
    if (function[block].insts.empty()) return;
    const Inst& last = function[function[block].insts.back()];
    for (const StoredTarget& target : function.targets(last))
        if (target.block) f(target);
}

/// The blocks that can be reached, every block before those that only it leads to; the first target's side before the second's.
std::vector<BlockId> reverse_postorder(const Function& function);

/// The first parameters of a target's block that the terminator itself defines: item and next iterator of `iter_next`'s body.
inline std::size_t defined_params(const Function& function, const Inst& terminator, std::size_t target_number) {
    return function.is<IterNext>(terminator) && target_number == 0 ? 2 : 0;
}

}  // namespace coluber::ir
