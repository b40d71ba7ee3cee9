// Gives equal computations one name, and computes what is known: `tuple.get` of `tuple.make`, arithmetic on constants, a dimension of
// a new array, a check whose condition is true.
//
// How: blocks in dominator order; an op without effects whose twin dominates it is replaced by the twin's result. That holds for
// ops that can fail too (`check_bounds`, `arith.checked`): the twin would have failed first, in the same way.
// Left undone: loads (memory would have to be followed), float identities such as x + 0.0 (wrong for -0.0).
#include "passes/edit.h"
#include "passes/fold_rules.h"
#include "passes/passes.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace coluber::passes {

namespace {

/// Everything that makes two ops compute the same.
std::string key_of(const Function& f, const Inst& inst) {
    std::string key;
    auto add = [&](std::uint64_t part) { key.append(reinterpret_cast<const char*>(&part), sizeof part); };
    add(inst.op | static_cast<std::uint64_t>(inst.flags) << 8 |
        std::uint64_t{inst.result ? f.type(inst.result).index : 0} << 32);
    // The text that a failing op shows is not what it computes.
    bool has_text = f.is<ir::ArithChecked>(inst) || f.is<ir::Check>(inst) || f.is<ir::Guard>(inst);
    add(inst.immediates[0]);
    add(has_text ? 0 : inst.immediates[1]);
    ir::Operands operands = f.operands(inst);
    if (f.is<ir::Check>(inst) || f.is<ir::Guard>(inst)) operands = operands.first(1);
    for (ValueId value : operands) add(value.index);
    return key;
}

/// Effect-free, and worth a place in the table.
bool is_shareable(const Function& f, const Inst& inst) {
    const ir::OpInfo& op = info(inst.op);
    if (op.is_terminator || op.effects != ir::Effects::none || f.is<ir::Checkpoint>(inst)) return false;
    return op.has_result || f.is<ir::Check>(inst) || f.is<ir::Guard>(inst);
}

class Folder {
public:
    Folder(Module& module, Function& f, const facts::Dominators& dominators)
        : module_(module), f_(f), dominators_(dominators), replace_(f) {}

    bool run() {
        for (BlockId block : dominators_.preorder()) erase_insts(f_, block, [&](InstId id) { return is_redundant(block, id); });
        if (changed_) replace_.apply(f_, dominators_.preorder());
        return changed_;
    }

private:
    bool is_redundant(BlockId block, InstId id) {
        replace_.apply(f_, f_[id]);
        Folded folded = fold_inst(module_, f_, id);
        changed_ |= folded.is_changed;
        if (folded.value) {
            replace_.set(f_[id].result, folded.value);
            return true;
        }
        if (folded.is_idle) return true;
        return has_twin(block, id);
    }
    bool has_twin(BlockId block, InstId id) {
        const Inst& inst = f_[id];
        if (!is_shareable(f_, inst)) return false;
        auto& candidates = known_[key_of(f_, inst)];
        // In this order a block that does not dominate the present one will not dominate a later one.
        while (!candidates.empty() && !dominators_.dominates(candidates.back().block, block)) candidates.pop_back();
        if (candidates.empty()) {
            candidates.push_back({block, inst.result});
            return false;
        }
        if (inst.result) replace_.set(inst.result, candidates.back().value);
        return changed_ = true;
    }

    struct Candidate {
        BlockId block;
        ValueId value;
    };
    Module& module_;
    Function& f_;
    const facts::Dominators& dominators_;
    Replacements replace_;
    std::unordered_map<std::string, std::vector<Candidate>> known_;
    bool changed_ = false;
};

}  // namespace

Changed fold(Module& module, Function& f, const facts::Cfg&, const facts::Dominators& dominators) {
    return Folder(module, f, dominators).run() ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
