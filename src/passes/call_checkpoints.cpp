// Lets a call name the checkpoint *behind* it: where this function goes on in its twin when the callee's twin has finished the call
// with a result of another type than was inferred (`fact(25)`, inferred as int, is a bigger integer). `expect` does the same.
//
// Why a pass, and an early one: inference makes the call before it sees the checkpoint, and remove_dead drops checkpoints that nobody
// names. The checkpoint is named only where nothing that it lists is made between the two (constants were moved away before).
// Left undone: a call inside `try` whose success joins another path at once: such a result is a TypeError.
#include "ir/verify.h"
#include "passes/passes.h"

#include <algorithm>
#include <unordered_set>

namespace coluber::passes {

namespace {

/// The checkpoint that the op at `call` may name, or none.
InstId checkpoint_behind(const Module& module, const Function& f, const facts::Cfg& cfg, BlockId block, std::size_t call) {
    std::unordered_set<ValueId> made_between;
    const std::vector<InstId>& insts = f[block].insts;
    for (std::size_t i = call + 1; i < insts.size(); ++i) {
        const Inst& inst = f[insts[i]];
        if (f.is<ir::OnError>(inst)) {  // inside `try`: behind is where it went well
            BlockId ok = f.as<ir::OnError>(inst).ok.block;
            InstId first = f[ok].insts.front();
            bool is_there =
                cfg.before(ok).size() == 1 && f[ok].params.empty() && f.is<ir::Checkpoint>(f[first]) && made_between.empty();
            return is_there ? first : InstId{};
        }
        if (f.is<ir::Checkpoint>(inst)) {
            bool is_there = std::ranges::none_of(f.operands(inst), [&](ValueId value) { return made_between.contains(value); });
            return is_there ? insts[i] : InstId{};
        }
        if (info(inst.op).is_terminator || !changes_nothing(module, f, inst)) return {};
        if (inst.result) made_between.insert(inst.result);
    }
    return {};
}

}  // namespace

Changed call_checkpoints(Module& module, Function& f, const facts::Cfg& cfg) {
    if (f.is_strict) return Changed::no;  // no twin
    for (BlockId block : cfg.order) {
        const auto& insts = f[block].insts;
        for (std::size_t i = 0; i < insts.size(); ++i)
            if (f.is<ir::Call>(f[insts[i]]) || f.is<ir::Expect>(f[insts[i]]))
                f[insts[i]].checkpoint = checkpoint_behind(module, f, cfg, block, i);
    }
    return Changed::no;  // no block, value or use changed
}

}  // namespace coluber::passes
