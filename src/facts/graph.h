// The shape of a function's control flow: order, predecessors, dominators, natural loops. All near-linear.
#pragma once

#include "ir/graph.h"

#include <cstdint>
#include <vector>

namespace coluber::facts {

using ir::BlockId;
using ir::Function;
using ir::InstId;
using ir::ValueId;

/// One way from block to block: target number `target` of the terminator of `from`.
struct Edge {
    BlockId from;
    std::uint8_t target = 0;

    friend bool operator==(const Edge&, const Edge&) = default;
};

/// The reachable blocks in reverse postorder, and who goes to whom.
struct Cfg {
    explicit Cfg(const Function& f);

    static constexpr std::uint32_t unreached = 0xffff'ffff;
    std::vector<BlockId> order;
    std::vector<std::uint32_t> position;          // block → place in `order`, or `unreached`
    std::vector<std::vector<Edge>> predecessors;  // by block

    bool is_reached(BlockId block) const { return position[block.index] != unreached; }
    const std::vector<Edge>& before(BlockId block) const { return predecessors[block.index]; }
};

/// Who must be passed on the way from the entry. Source: Cooper, Harvey, Kennedy, "A simple, fast dominance algorithm".
struct Dominators {
    Dominators(const Function& f, const Cfg& cfg);

    /// The closest block that every way to `block` passes; none for the entry.
    BlockId parent(BlockId block) const { return parents_[block.index]; }
    bool dominates(BlockId above, BlockId below) const {
        return first_[above.index] <= first_[below.index] && first_[below.index] < first_[above.index] + size_[above.index];
    }
    /// The reachable blocks, parents before children, a subtree in one piece.
    const std::vector<BlockId>& preorder() const { return preorder_; }

private:
    std::vector<BlockId> parents_, preorder_;
    std::vector<std::uint32_t> first_, size_;
};

using LoopId = Id<struct LoopTag>;

/// A natural loop: one header, through which alone it is entered.
struct Loop {
    BlockId header;
    LoopId parent;
    std::vector<LoopId> children;
    std::vector<BlockId> blocks;  // those of inner loops included; the header first
    std::uint32_t depth = 1;
};

/// The loops within each other. A cycle with two entries (only later fronts make one) is no loop here.
struct LoopTree {
    LoopTree(const Function& f, const Cfg& cfg, const Dominators& dominators);

    const Loop& operator[](LoopId id) const { return loops[id]; }
    /// The innermost loop around the block, or none.
    LoopId innermost(BlockId block) const { return around_[block.index]; }
    bool contains(LoopId loop, BlockId block) const {
        for (LoopId at = around_[block.index]; at; at = loops[at].parent)
            if (at == loop) return true;
        return false;
    }

    Table<LoopId, Loop> loops;
    std::vector<LoopId> outermost;

private:
    std::vector<LoopId> around_;
};

/// For each instruction the block that holds it.
struct Places {
    Places(const Function& f, const Cfg& cfg);

    std::vector<BlockId> inst_block;           // by InstId
    std::vector<std::uint32_t> inst_position;  // place within its block

    BlockId of(const Function& f, ValueId value) const {
        const ir::Value& info = f[value];
        return info.param_of ? info.param_of : info.defined_by ? inst_block[info.defined_by.index] : BlockId{};
    }
};

}  // namespace coluber::facts
