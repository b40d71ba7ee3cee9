// Lets a call name the checkpoint *behind* it: where this function goes on in its twin when the callee's twin has finished the call
// with a result of another type than was inferred (`fact(25)`, inferred as int, is a bigger integer). `expect` does the same.
//
// Why a pass, and an early one: inference makes the call before it sees the checkpoint, and remove_dead drops checkpoints that nobody
// names. The checkpoint is named only where nothing that it lists is made between the two (constants were moved away before).
// Inside `try` the checkpoint is where the call's success leads. Where other paths lead there too, it lists parameters: then the edge gets
// a copy of it, which lists what this path gives them.
#include "ir/builder.h"
#include "ir/verify.h"
#include "passes/passes.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace coluber::passes {

namespace {

using Arguments = std::unordered_map<ValueId, ValueId>;

/// What the parameters of the target are on this way to it.
void note_arguments(const Function& f, const ir::Target& to, Arguments& known) {
    std::vector<ValueId> given;
    for (ValueId arg : to.args) given.push_back(known.contains(arg) ? known.at(arg) : arg);
    for (std::size_t i = 0; i < given.size(); ++i) known[f[to.block].params[i]] = given[i];
}

/// The checkpoint where a target leads at once, through blocks that only jump on.
std::optional<ir::Checkpoint> checkpoint_at(const Function& f, ir::Target to, Arguments& known) {
    for (int jumps = 0; jumps < 8; ++jumps) {  // a few: such chains are short
        note_arguments(f, to, known);
        const Inst& first = f[f[to.block].insts.front()];
        if (f.is<ir::Checkpoint>(first)) return f.as<ir::Checkpoint>(first);
        if (!f.is<ir::Jump>(first)) return std::nullopt;
        to = f.as<ir::Jump>(first).to;
    }
    return std::nullopt;
}

/// A copy of the checkpoint where the op's success leads, on the edge to there; none where that is no checkpoint.
InstId copy_on_edge(Module& module, Function& f, InstId on_error) {
    Arguments known;
    ir::Target ok = f.as<ir::OnError>(f[on_error]).ok;
    auto found = checkpoint_at(f, ok, known);
    if (!found) return {};
    std::vector<ValueId> values, args(ok.args.begin(), ok.args.end());
    std::vector<NameId> locals(found->locals.begin(), found->locals.end());
    for (ValueId value : found->values) values.push_back(known.contains(value) ? known.at(value) : value);
    ir::Builder build(module, f);
    build.at = f[on_error].at;
    build.block = f.add_block();
    InstId copy = build.emit(ir::Checkpoint{found->number, values, locals});
    build.jump(ok.block, args);
    f[on_error].targets[0].block = build.block;
    f.set_target_args(f[on_error].targets[0], {});
    return copy;
}

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
    Changed changed = Changed::no;        // naming alone changes no block, value or use
    for (BlockId block : cfg.order) {
        const std::vector<InstId> insts = f[block].insts;
        for (std::size_t i = 0; i < insts.size(); ++i) {
            if (!f.is<ir::Call>(f[insts[i]]) && !f.is<ir::Expect>(f[insts[i]])) continue;
            InstId found = checkpoint_behind(module, f, cfg, block, i);
            if (!found && i + 1 < insts.size() && f.is<ir::OnError>(f[insts[i + 1]])) {
                found = copy_on_edge(module, f, insts[i + 1]);
                if (found) changed = Changed::yes;
            }
            f[insts[i]].checkpoint = found;
        }
    }
    return changed;
}

}  // namespace coluber::passes
