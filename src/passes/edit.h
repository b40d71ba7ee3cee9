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

/// Where the op before `on_error` can no longer fail, control just goes on.
void drop_idle_on_error(Function& f, BlockId block);

/// Empties blocks that cannot be reached, so that nobody sees what stands in them.
bool drop_unreached(Function& f, const facts::Cfg& cfg);

}  // namespace coluber::passes
