// Small edits that several passes make.
#pragma once

#include "passes/pass.h"

#include <vector>

namespace coluber::passes {

/// Which value stands for which: uses are rewritten all at once.
class Replacements {
public:
    explicit Replacements(const Function& f) : leaders_(f.value_count()) {
        for (std::uint32_t i = 0; i < leaders_.size(); ++i) leaders_[i] = {i};
    }
    void set(ValueId old, ValueId by) { leaders_[old.index] = by; }
    bool is_replaced(ValueId value) const { return value && value.index < leaders_.size() && leaders_[value.index] != value; }
    ValueId operator()(ValueId value) {
        if (!value || value.index >= leaders_.size()) return value;
        ValueId root = value;
        while (leaders_[root.index] != root) root = leaders_[root.index];
        while (leaders_[value.index] != root) value = std::exchange(leaders_[value.index], root);
        return root;
    }
    /// Rewrites every operand and target argument of the instruction.
    void apply(Function& f, Inst& inst) {
        for (ValueId& value : f.operands(inst)) value = (*this)(value);
        for (std::size_t i = 0; i < inst.target_count; ++i)
            for (ValueId& value : f.target_args(inst.targets[i])) value = (*this)(value);
    }
    void apply(Function& f, const std::vector<BlockId>& blocks) {
        for (BlockId block : blocks)
            for (InstId id : f[block].insts) apply(f, f[id]);
    }

private:
    std::vector<ValueId> leaders_;
};

/// The op whose failure the block's `on_error` is about; none: the block ends otherwise.
InstId op_before_on_error(const Function& f, BlockId block);
/// Where that op is gone or can no longer fail, control just goes on. (What stands before `on_error` now may fail too: not in this `try`.)
void drop_idle_on_error(Function& f, BlockId block, InstId failing);

/// Takes the instructions out for which `is_superfluous` holds, and the `on_error` that was about one of them. How many went.
template <class Predicate>
std::size_t erase_insts(Function& f, BlockId block, Predicate is_superfluous) {
    InstId failing = op_before_on_error(f, block);
    std::size_t erased = std::erase_if(f[block].insts, is_superfluous);
    drop_idle_on_error(f, block, failing);
    return erased;
}

/// Empties blocks that cannot be reached, so that nobody sees what stands in them.
bool drop_unreached(Function& f, const facts::Cfg& cfg);

}  // namespace coluber::passes
