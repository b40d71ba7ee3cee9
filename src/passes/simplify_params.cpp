// Takes away what block-closed IR has too much of: parameters that always get the same value, blocks that only jump on, edges to
// a block nobody else enters, and blocks that cannot be reached.
//
// Why first: inference emits every value that lives across an edge as a block argument; all later facts (ranges, invariants,
// liveness) are about values, and want one name for one value.
// How: all parameters at once, optimistically (as in sparse conditional constant propagation): a parameter is assumed to equal
// whatever its known arguments agree on, so values that go round nested loops unchanged are found together, which looking at one
// parameter at a time does not. Each round is linear; there are about as many as loops nest.
// Holds after: a parameter of a reachable block has two different arguments (or belongs to the entry or to `iter_next`).
// Left undone: parameters that nobody uses (remove_dead drops them).
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>
#include <unordered_set>

namespace coluber::passes {

namespace {

using facts::Cfg;
using facts::Edge;

ir::StoredTarget& target_of(Function& f, Edge edge) { return f[f.terminator(edge.from)].targets[edge.target]; }

/// The value that the edge gives to parameter `index`; none where the terminator itself defines it.
ValueId argument(const Function& f, Edge edge, std::size_t index) {
    const Inst& last = f[f.terminator(edge.from)];
    std::size_t defined = defined_params(f, last, edge.target);
    return index < defined ? ValueId{} : f.target_args(last.targets[edge.target])[index - defined];
}

/// For each value the one that it always equals.
class Leaders {
public:
    Leaders(Function& f, const Cfg& cfg) : f_(f), cfg_(cfg), is_param_(f.value_count()) {
        for (BlockId block : cfg.order)
            if (block != f.entry)
                for (ValueId param : f[block].params) is_param_[param.index] = true;
    }

    /// Rounds: assume that no parameter but those known to differ does, follow the assumption, and look where it fails. A failure
    /// is real, because what was assumed equal is more than what is; but it shows only when all of a round's leaders are new, so
    /// that a parameter of an inner loop is never compared with what the outer loop's was believed to be.
    void find() {
        for (bool failed = true; failed;) {
            restart();
            while (propagate()) {}
            failed = find_failures();
        }
    }
    ValueId operator[](ValueId value) const { return leaders_[value.index]; }

private:
    void restart() {
        leaders_.assign(f_.value_count(), {});
        for (std::uint32_t i = 0; i < leaders_.size(); ++i)
            if (!is_param_[i] || differs_.contains(i)) leaders_[i] = {i};
    }
    /// Gives each parameter the first leader that is known among its arguments.
    bool propagate() {
        bool changed = false;
        for_each_param([&](BlockId block, std::size_t index, ValueId param) {
            if (leaders_[param.index]) return;
            for (Edge edge : cfg_.before(block)) {
                ValueId arg = argument(f_, edge, index);
                ValueId found = arg ? leaders_[arg.index] : param;  // `iter_next` defines it
                if (!found) continue;
                leaders_[param.index] = found;
                changed = true;
                return;
            }
        });
        return changed;
    }
    bool find_failures() {
        std::size_t before = differs_.size();
        for_each_param([&](BlockId block, std::size_t index, ValueId param) {
            ValueId leader = leaders_[param.index];
            if (leader == param) return;
            for (Edge edge : cfg_.before(block)) {
                ValueId arg = argument(f_, edge, index);
                bool agrees = arg && (leaders_[arg.index] == leader || arg == param || !leaders_[arg.index]);
                if (!agrees) differs_.insert(param.index);
            }
        });
        return differs_.size() != before;
    }
    template <class Use>
    void for_each_param(Use use) {
        for (BlockId block : cfg_.order) {
            if (block == f_.entry) continue;
            const auto& params = f_[block].params;
            for (std::size_t i = 0; i < params.size(); ++i) use(block, i, params[i]);
        }
    }

    Function& f_;
    const Cfg& cfg_;
    std::vector<ValueId> leaders_;
    std::vector<bool> is_param_;
    std::unordered_set<std::uint32_t> differs_;
};

bool drop_redundant_params(Function& f, const Cfg& cfg) {
    Leaders leaders(f, cfg);
    leaders.find();
    Replacements replace(f);
    bool changed = false;
    for (BlockId block : cfg.order) {
        if (block == f.entry) continue;
        auto& params = f[block].params;
        std::vector<bool> keep(params.size(), true);
        for (std::size_t i = 0; i < params.size(); ++i) {
            ValueId leader = leaders[params[i]];
            keep[i] = leader == params[i] || !leader;
            if (!keep[i]) replace.set(params[i], leader);
        }
        if (std::ranges::all_of(keep, [](bool kept) { return kept; })) continue;
        changed = true;
        for (Edge edge : cfg.before(block)) {
            ir::StoredTarget& target = target_of(f, edge);
            std::size_t defined = defined_params(f, f[f.terminator(edge.from)], edge.target);
            std::vector<ValueId> args;
            auto old = f.target_args(target);
            for (std::size_t i = 0; i < old.size(); ++i)
                if (keep[defined + i]) args.push_back(old[i]);
            std::ranges::copy(args, old.begin());  // shorter: stays in its place
            target.args.count = static_cast<std::uint32_t>(args.size());
        }
        std::size_t i = 0;
        std::erase_if(params, [&](ValueId) { return !keep[i++]; });
    }
    if (changed) replace.apply(f, cfg.order);
    return changed;
}

/// A branch whose sides are the same, or whose condition is a constant, is a jump.
bool fold_branches(Module& module, Function& f, const Cfg& cfg) {
    bool changed = false;
    for (BlockId block : cfg.order) {
        InstId last = f.terminator(block);
        if (!f.is<ir::Branch>(f[last])) continue;
        auto op = f.as<ir::Branch>(f[last]);
        InstId from = f[op.condition].defined_by;
        const bool* known = nullptr;
        if (from && f.is<ir::Const>(f[from])) known = std::get_if<bool>(&module[f.as<ir::Const>(f[from]).value]);
        bool same = op.if_true.block == op.if_false.block && std::ranges::equal(op.if_true.args, op.if_false.args);
        if (!known && !same) continue;
        f.replace(last, ir::Jump{!known || *known ? op.if_true : op.if_false});
        changed = true;
    }
    return changed;
}

/// Redirects edges into blocks that only jump on, where the block's parameters serve nothing but that jump.
class Threading {
public:
    Threading(Function& f, const Cfg& cfg) : f_(f), cfg_(cfg), uses_elsewhere_(f.value_count()) {
        for (BlockId block : cfg.order)
            for (InstId id : f[block].insts) {
                const Inst& inst = f[id];
                for (ValueId value : f.operands(inst)) uses_elsewhere_[value.index] = true;
                for (const ir::StoredTarget& target : f.targets(inst))
                    for (ValueId value : f.target_args(target))
                        if (f[value].param_of != block || !only_jumps(block)) uses_elsewhere_[value.index] = true;
            }
    }

    bool run() {
        bool changed = false;
        for (BlockId block : cfg_.order)
            if (block != f_.entry && only_jumps(block) && params_are_local(block))
                for (Edge edge : cfg_.before(block)) changed |= redirect(edge, block);
        return changed;
    }

private:
    bool only_jumps(BlockId block) const {
        return f_[block].insts.size() == 1 && f_.is<ir::Jump>(f_[f_.terminator(block)]);
    }
    bool params_are_local(BlockId block) const {
        return std::ranges::none_of(f_[block].params, [&](ValueId param) { return uses_elsewhere_[param.index]; });
    }
    bool redirect(Edge edge, BlockId block) {
        ir::StoredTarget& from = target_of(f_, edge);
        if (from.block != block) return false;  // redirected before
        if (defined_params(f_, f_[f_.terminator(edge.from)], edge.target) > 0) return false;
        ir::StoredTarget to = f_[f_.terminator(block)].targets[0];
        if (to.block == block) return false;  // a loop of nothing
        std::vector<ValueId> args;
        for (ValueId value : f_.target_args(to)) {
            const auto& params = f_[block].params;
            auto place = std::ranges::find(params, value);
            args.push_back(place == params.end() ? value : f_.target_args(from)[static_cast<std::size_t>(place - params.begin())]);
        }
        from.block = to.block;
        f_.set_target_args(from, args);
        return true;
    }

    Function& f_;
    const Cfg& cfg_;
    std::vector<bool> uses_elsewhere_;
};

/// Appends a block to the one that alone jumps to it.
bool merge_chains(Function& f, const Cfg& cfg) {
    bool changed = false;
    Replacements replace(f);
    std::vector<BlockId> moved_to(f.block_count());
    for (BlockId block : cfg.order) {
        if (block == f.entry || cfg.before(block).size() != 1) continue;
        BlockId from = cfg.before(block)[0].from;
        while (moved_to[from.index]) from = moved_to[from.index];  // in this order a block's chain grows at its end only
        InstId last = f.terminator(from);
        if (from == block || !f.is<ir::Jump>(f[last])) continue;
        auto jump = f.as<ir::Jump>(f[last]);
        if (jump.to.block != block) continue;
        for (std::size_t i = 0; i < jump.to.args.size(); ++i) replace.set(f[block].params[i], jump.to.args[i]);
        f[from].insts.pop_back();
        f[from].insts.insert(f[from].insts.end(), f[block].insts.begin(), f[block].insts.end());
        f[block] = {};
        moved_to[block.index] = from;
        changed = true;
    }
    if (!changed) return false;
    for (BlockId block : cfg.order)
        for (InstId id : f[block].insts) replace.apply(f, f[id]);
    return true;
}

}  // namespace

Changed simplify_params(Module& module, Function& f) {
    bool any = false;
    // Each step may make work for the others; three rounds reach what a fourth would not change in any code seen, and stopping
    // early is never wrong.
    for (int round = 0; round < 4; ++round) {
        bool changed = false;
        auto step = [&](auto run) {
            Cfg cfg(f);
            changed |= run(cfg);
        };
        step([&](const Cfg& cfg) { return drop_redundant_params(f, cfg) | drop_unreached(f, cfg); });
        step([&](const Cfg& cfg) { return fold_branches(module, f, cfg); });
        step([&](const Cfg& cfg) { return Threading(f, cfg).run(); });
        step([&](const Cfg& cfg) { return merge_chains(f, cfg); });
        any |= changed;
        if (!changed) break;
    }
    Cfg cfg(f);
    drop_unreached(f, cfg);
    return any ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
