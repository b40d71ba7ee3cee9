#include "facts/graph.h"

#include <algorithm>

namespace coluber::facts {

Cfg::Cfg(const Function& f) : order(reverse_postorder(f)), position(f.block_count(), unreached), predecessors(f.block_count()) {
    for (std::uint32_t i = 0; i < order.size(); ++i) position[order[i].index] = i;
    for (BlockId block : order) {
        if (f[block].insts.empty()) continue;
        auto targets = f.targets(f[f.terminator(block)]);
        for (std::size_t i = 0; i < targets.size(); ++i)
            if (targets[i].block) predecessors[targets[i].block.index].push_back({block, static_cast<std::uint8_t>(i)});
    }
}

Dominators::Dominators(const Function& f, const Cfg& cfg)
    : parents_(f.block_count()), first_(f.block_count()), size_(f.block_count()) {
    auto n = static_cast<std::uint32_t>(cfg.order.size());
    std::vector<std::uint32_t> parent(n, Cfg::unreached);
    if (n > 0) parent[0] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t i = 1; i < n; ++i) {
            std::uint32_t found = Cfg::unreached;
            for (Edge edge : cfg.before(cfg.order[i])) {
                std::uint32_t q = cfg.position[edge.from.index];
                if (parent[q] == Cfg::unreached) continue;
                if (found == Cfg::unreached) found = q;
                while (q != found) (q > found ? q : found) = parent[std::max(q, found)];
            }
            changed |= parent[i] != found;
            parent[i] = found;
        }
    }
    std::vector<std::uint32_t> size(n, 1), next(n, 1), first(n, 0);
    for (std::uint32_t i = n; i-- > 1;) size[parent[i]] += size[i];
    preorder_.resize(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        BlockId block = cfg.order[i];
        if (i > 0) {
            first[i] = first[parent[i]] + next[parent[i]];
            next[parent[i]] += size[i];
            parents_[block.index] = cfg.order[parent[i]];
        }
        first_[block.index] = first[i];
        size_[block.index] = size[i];
        preorder_[first[i]] = block;
    }
}

// Headers from the innermost outwards: a loop's blocks are found backwards from its latches, and what already belongs to an inner
// loop is entered through that loop's outermost ancestor, so that each block is walked once per loop around it at most.
LoopTree::LoopTree(const Function& f, const Cfg& cfg, const Dominators& dominators) : around_(f.block_count()) {
    auto root_of = [&](BlockId block) {
        LoopId at = around_[block.index];
        while (at && loops[at].parent) at = loops[at].parent;
        return at;
    };
    for (auto header = cfg.order.rbegin(); header != cfg.order.rend(); ++header) {
        std::vector<BlockId> todo;
        for (Edge edge : cfg.before(*header))
            if (dominators.dominates(*header, edge.from)) todo.push_back(edge.from);
        if (todo.empty()) continue;
        LoopId id = loops.add({.header = *header});
        while (!todo.empty()) {
            BlockId block = todo.back();
            todo.pop_back();
            LoopId inner = root_of(block);
            if (inner == id || (block == *header && around_[block.index] == id)) continue;
            BlockId from = block;
            if (inner) {
                loops[inner].parent = id;
                loops[id].children.push_back(inner);
                from = loops[inner].header;
            } else {
                around_[block.index] = id;
            }
            if (from == *header) continue;
            for (Edge edge : cfg.before(from))
                if (root_of(edge.from) != id) todo.push_back(edge.from);
        }
        around_[header->index] = id;
    }
    for (std::uint32_t i = loops.size(); i-- > 0;) {  // parents were made after their children
        Loop& loop = loops[LoopId{i}];
        if (loop.parent) loop.depth = loops[loop.parent].depth + 1;
        if (!loop.parent) outermost.push_back({i});
    }
    for (BlockId block : cfg.order)  // the header is first in this order
        for (LoopId at = around_[block.index]; at; at = loops[at].parent) loops[at].blocks.push_back(block);
}

Places::Places(const Function& f, const Cfg& cfg) : inst_block(f.inst_count()), inst_position(f.inst_count()) {
    for (BlockId block : cfg.order) {
        std::uint32_t at = 0;
        for (InstId id : f[block].insts) {
            inst_block[id.index] = block;
            inst_position[id.index] = at++;
        }
    }
}

}  // namespace coluber::facts
