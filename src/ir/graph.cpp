#include "ir/graph.h"

#include <algorithm>

namespace coluber::ir {

std::vector<BlockId> reverse_postorder(const Function& function) {
    struct Open {
        BlockId block;
        std::size_t left;  // targets not looked at yet, from the last to the first
    };
    std::vector<BlockId> order;
    if (!function.entry) return order;
    std::vector<bool> seen(function.block_count());
    std::vector<Open> stack;
    auto open = [&](BlockId block) {
        if (!block || block.index >= seen.size() || seen[block.index]) return;
        seen[block.index] = true;
        bool ends = !function[block].insts.empty();
        stack.push_back({block, ends ? function.targets(function[function.terminator(block)]).size() : 0});
    };
    open(function.entry);
    while (!stack.empty()) {
        Open& top = stack.back();
        if (top.left == 0) {
            order.push_back(top.block);
            stack.pop_back();
            continue;
        }
        --top.left;
        open(function.targets(function[function.terminator(top.block)])[top.left].block);
    }
    std::ranges::reverse(order);
    return order;
}

}  // namespace coluber::ir
