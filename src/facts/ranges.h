// What is known of integers' sizes, as linear bounds: an item of `range(a, b)` is at least a and at most b - 1, a dimension is not
// negative, in the block behind `if i < n` i is at most n - 1, a counter that only grows is at least its start.
// Asked in two ways: *is this sum surely ≥ 0 here* (a check may go), and *what must hold outside a loop for this sum to be ≥ 0 inside*
// (the condition under which a loop's copy does without the check).
#pragma once

#include "facts/linear.h"

#include <unordered_map>

namespace coluber::facts {

class Ranges {
public:
    Ranges(const ir::Module& module, const Function& f, const Cfg& cfg, const Dominators& dominators, const LoopTree& loops,
           const Places& places);

    const LinearForms& forms() const { return forms_; }

    /// Is the sum ≥ 0 whenever control is in the block?
    bool is_never_negative(const Linear& sum, BlockId at) const;
    /// Is the sum an int64 whenever control is in the block?
    bool fits(const Linear& sum, BlockId at) const;

    /// A sum of values from outside the loop that is, whenever control is in the block, at most the given one: where it is ≥ 0, so is
    /// the given one. None: there is no such sum in sight.
    std::optional<Linear> least_outside(const Linear& sum, BlockId at, LoopId loop) const;

    /// Is the value defined outside the loop?
    bool is_outside(ValueId value, LoopId loop) const;

private:
    enum class Side : std::uint8_t { lower, upper };
    struct Fact {
        Linear not_negative;
        BlockId where;  // and in all blocks that this one dominates
    };
    struct Search;

    bool is_loose(ValueId atom, const Linear& bound) const;
    void note_branches();
    void note(const ir::Compare& compare, bool holds, BlockId where);
    std::vector<Linear> bounds(ValueId atom, Side side, BlockId at) const;
    void bounds_of_op(const ir::Inst& inst, Side side, BlockId at, std::vector<Linear>& out) const;
    void bounds_of_param(ValueId param, Side side, std::vector<Linear>& out) const;
    std::vector<ValueId> items_behind(ValueId param) const;
    std::vector<ValueId> iterators_of(ValueId param, std::size_t place) const;
    std::optional<ir::RangeMake> range_behind(std::vector<ValueId> iterators) const;
    std::optional<Linear> start_of_counter(ValueId param, Side side) const;
    bool moves_one_way(ValueId value, ValueId param, LoopId loop, Side side, std::vector<ValueId>& seen) const;

    const ir::Module& module_;
    const Function& f_;
    const Cfg& cfg_;
    const Dominators& dominators_;
    const LoopTree& loops_;
    const Places& places_;
    LinearForms forms_;
    std::unordered_map<ValueId, std::vector<Fact>> facts_;
    mutable std::unordered_map<std::uint64_t, std::vector<Linear>> known_bounds_;
};

/// Every argument that a block's parameter may get; empty for one that a terminator defines or that is the function's.
std::vector<ValueId> arguments_for(const Function& f, const Cfg& cfg, ValueId param);

}  // namespace coluber::facts
