// Drops what nobody can notice: results that are not used, block parameters that serve only each other, checkpoints that no guard
// names.
//
// A checkpoint lists values but does not by itself keep one alive: it counts only where a guard that is left names it. What may
// go: ops that have no effect, also those that allocate; of those that can fail the ones whose failure is no Python behaviour but
// only our representation's limit (`arith.checked`, `unbox`, a missing allocation). A check, a missing name, a bad index stay.
// Left undone: stores nobody reads, branches whose sides do the same.
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>

namespace coluber::passes {

namespace {

using facts::Cfg;
using facts::Edge;

bool may_go(const Function& f, const Inst& inst) {
    const ir::OpInfo& op = info(inst.op);
    if (op.is_terminator || op.effects > ir::Effects::allocates) return false;
    if (f.is<ir::Checkpoint>(inst)) return true;
    if (!op.has_result) return false;
    if (f.is<ir::ArrayNew>(inst)) return false;  // a negative dimension is an error
    return !op.can_fail || op.effects == ir::Effects::allocates || f.is<ir::ArithChecked>(inst) || f.is<ir::Unbox>(inst) ||
           f.is<ir::Expect>(inst) || f.is<ir::ListItem>(inst);
}

class Liveness {
public:
    Liveness(Function& f, const Cfg& cfg) : f_(f), cfg_(cfg), live_insts_(f.inst_count()), live_params_(f.value_count()) {
        index_params();
        for (ValueId param : f[f.entry].params) live_params_[param.index] = true;
        for (BlockId block : cfg.order)
            for (InstId id : f[block].insts)
                if (!may_go(f, f[id])) need(id);
        while (!todo_.empty()) {
            InstId id = todo_.back();
            todo_.pop_back();
            const Inst& inst = f[id];
            for (ValueId value : f.operands(inst)) need(value);
            if (inst.checkpoint) need(inst.checkpoint);
        }
    }
    bool is_live(InstId id) const { return live_insts_[id.index]; }
    bool is_live(ValueId param) const { return live_params_[param.index]; }

private:
    void index_params() {
        param_places_.resize(f_.value_count());
        for (BlockId block : cfg_.order)
            for (std::size_t i = 0; i < f_[block].params.size(); ++i)
                param_places_[f_[block].params[i].index] = static_cast<std::uint32_t>(i);
        // Parameters that the terminator itself defines stay in their places.
        for (BlockId block : cfg_.order)
            for (Edge edge : cfg_.before(block))
                for (std::size_t i = 0; i < defined_params(f_, f_[f_.terminator(edge.from)], edge.target); ++i)
                    need(f_[block].params[i]);
    }
    void need(InstId id) {
        if (live_insts_[id.index]) return;
        live_insts_[id.index] = true;
        todo_.push_back(id);
    }
    void need(ValueId value) {
        std::vector<ValueId> params{value};
        while (!params.empty()) {
            ValueId next = params.back();
            params.pop_back();
            if (!next) continue;
            if (!f_[next].param_of) {
                if (f_[next].defined_by) need(f_[next].defined_by);
            } else if (seen_param(next)) {
                for (Edge edge : cfg_.before(f_[next].param_of)) {
                    const Inst& last = f_[f_.terminator(edge.from)];
                    std::size_t defined = defined_params(f_, last, edge.target);
                    std::size_t place = param_places_[next.index];
                    if (place >= defined) params.push_back(f_.target_args(last.targets[edge.target])[place - defined]);
                }
            }
        }
    }
    /// True the first time. A parameter may be live from the start (iter_next's) without having been walked.
    bool seen_param(ValueId param) {
        if (walked_.empty()) walked_.resize(f_.value_count());
        if (walked_[param.index]) return false;
        walked_[param.index] = live_params_[param.index] = true;
        return true;
    }

    Function& f_;
    const Cfg& cfg_;
    std::vector<bool> live_insts_, live_params_, walked_;
    std::vector<std::uint32_t> param_places_;
    std::vector<InstId> todo_;
};

void drop_params(Function& f, const Cfg& cfg, BlockId block, const Liveness& live) {
    auto& params = f[block].params;
    std::vector<bool> keep;
    for (ValueId param : params) keep.push_back(live.is_live(param));
    if (std::ranges::all_of(keep, [](bool kept) { return kept; })) return;
    for (Edge edge : cfg.before(block)) {
        Inst& last = f[f.terminator(edge.from)];
        ir::StoredTarget& target = last.targets[edge.target];
        std::size_t defined = defined_params(f, last, edge.target), kept = 0;
        auto args = f.target_args(target);
        for (std::size_t i = 0; i < args.size(); ++i)
            if (keep[defined + i]) args[kept++] = args[i];
        target.args.count = static_cast<std::uint32_t>(kept);
    }
    std::size_t i = 0;
    std::erase_if(params, [&](ValueId) { return !keep[i++]; });
}

}  // namespace

Changed remove_dead(Module&, Function& f, const Cfg& cfg) {
    Liveness live(f, cfg);
    bool changed = drop_unreached(f, cfg);
    for (BlockId block : cfg.order) {
        std::size_t params = f[block].params.size();
        drop_params(f, cfg, block, live);
        changed |= params != f[block].params.size();
        changed |= erase_insts(f, block, [&](InstId id) { return !live.is_live(id); }) > 0;
    }
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
