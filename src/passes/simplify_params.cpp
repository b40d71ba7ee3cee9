// Takes away what block-closed IR has too much of: parameters that always get the same value, blocks that only jump on, edges to
// a block nobody else enters, and blocks that cannot be reached.
//
// Why first: inference emits every value that lives across an edge as a block argument; all later facts (ranges, invariants,
// liveness) are about values, and want one name for one value.
// How: parameters that only pass each other on are found together (see Leaders), so that values which go round nested loops unchanged
// are, which looking at one parameter at a time would not find. Near-linear: a part is looked at again once per loop around it.
// Holds after: a parameter of a reachable block has two different arguments (or belongs to the entry or to `iter_next`).
// Left undone: parameters that nobody uses (remove_dead drops them).
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>

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

/// For each parameter the value that it always equals, if there is one. Source: Braun and others, "Simple and efficient construction of
/// static single assignment form", section 3.2: parameters that only pass each other on (a strongly connected part of the graph) and
/// get one value from outside all equal that one. Parts come after those whose values they get, so each is decided once; what is left
/// of a part with several outside values is looked at again without the parameters that get them.
class Leaders {
public:
    Leaders(Function& f, const Cfg& cfg)
        : f_(f),
          cfg_(cfg),
          replace_(f),
          places_(f.value_count()),
          turn_(f.value_count()),
          index_(f.value_count()),
          low_(f.value_count()) {
        std::vector<ValueId> candidates;
        for (BlockId block : cfg.order) {
            const auto& params = f[block].params;
            for (std::size_t i = 0; i < params.size(); ++i) {
                places_[params[i].index] = static_cast<std::uint32_t>(i);
                if (block != f.entry && is_passed(block, i)) candidates.push_back(params[i]);
            }
        }
        look_at(candidates);
    }
    Replacements& replacements() { return replace_; }

private:
    bool is_passed(BlockId block, std::size_t place) const {
        return std::ranges::all_of(cfg_.before(block), [&](Edge edge) { return static_cast<bool>(argument(f_, edge, place)); });
    }
    ValueId argument_of(ValueId param, std::size_t edge) const {
        return argument(f_, cfg_.before(f_[param].param_of)[edge], places_[param.index]);
    }
    std::size_t edges_of(ValueId param) const { return cfg_.before(f_[param].param_of).size(); }

    /// Tarjan's algorithm among `params`, without recursion.
    void look_at(const std::vector<ValueId>& params) {
        std::uint32_t turn = ++turns_;
        for (ValueId param : params) {
            turn_[param.index] = turn;
            index_[param.index] = 0;
        }
        for (ValueId param : params)
            if (index_[param.index] == 0) search(param, turn);
    }
    void search(ValueId start, std::uint32_t turn) {
        struct Open {
            ValueId param;
            std::size_t edge;
        };
        std::vector<Open> open;
        std::vector<ValueId> stack;
        auto enter = [&](ValueId param) {
            index_[param.index] = low_[param.index] = ++counter_;
            open.push_back({param, 0});
            stack.push_back(param);
        };
        enter(start);
        while (!open.empty()) {
            ValueId param = open.back().param;
            if (open.back().edge < edges_of(param)) {
                ValueId arg = argument_of(param, open.back().edge++);
                if (turn_[arg.index] != turn) continue;  // from outside, or of a part that is done
                if (index_[arg.index] == 0)
                    enter(arg);
                else
                    low_[param.index] = std::min(low_[param.index], index_[arg.index]);
                continue;
            }
            open.pop_back();
            if (!open.empty()) low_[open.back().param.index] = std::min(low_[open.back().param.index], low_[param.index]);
            if (low_[param.index] != index_[param.index]) continue;
            auto first = std::ranges::find(stack, param);
            decide(std::vector(first, stack.end()));
            stack.erase(first, stack.end());
        }
    }
    void decide(const std::vector<ValueId>& part) {
        std::uint32_t mark = ++turns_;
        for (ValueId param : part) turn_[param.index] = mark;
        ValueId outside;
        bool is_one = true;
        std::vector<ValueId> inner;
        for (ValueId param : part) {
            bool is_inner = true;
            for (std::size_t i = 0; i < edges_of(param); ++i) {
                ValueId arg = argument_of(param, i);
                if (turn_[arg.index] == mark) continue;
                is_inner = false;
                is_one &= !outside || outside == replace_(arg);
                outside = replace_(arg);
            }
            if (is_inner) inner.push_back(param);
        }
        for (ValueId param : part) turn_[param.index] = 0;
        bool is_same_type =
            std::ranges::all_of(part, [&](ValueId param) { return outside && f_.type(param) == f_.type(outside); });
        if (outside && is_one && is_same_type)
            for (ValueId param : part) replace_.set(param, outside);
        else if (!inner.empty() && depth_ < deepest) {
            ++depth_;
            look_at(inner);
            --depth_;
        }
    }

    static constexpr int deepest = 40;  // parts lie within each other as loops do; to stop early is never wrong
    Function& f_;
    const Cfg& cfg_;
    Replacements replace_;
    std::vector<std::uint32_t> places_, turn_, index_, low_;
    std::uint32_t turns_ = 0, counter_ = 0;
    int depth_ = 0;
};

bool drop_redundant_params(Function& f, const Cfg& cfg) {
    Leaders leaders(f, cfg);
    Replacements& replace = leaders.replacements();
    bool changed = false;
    for (BlockId block : cfg.order) {
        if (block == f.entry) continue;
        auto& params = f[block].params;
        std::vector<bool> keep(params.size(), true);
        for (std::size_t i = 0; i < params.size(); ++i) keep[i] = !replace.is_replaced(params[i]);
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
            if (block != f_.entry && only_jumps(block) && params_are_local(block) && !is_come_back_to(block))
                for (Edge edge : cfg_.before(block)) changed |= redirect(edge, block);
        return changed;
    }

private:
    bool only_jumps(BlockId block) const { return f_[block].insts.size() == 1 && f_.is<ir::Jump>(f_[f_.terminator(block)]); }
    /// A loop's header stays: without it an outer loop and an inner one would share one.
    bool is_come_back_to(BlockId block) const {
        return std::ranges::any_of(cfg_.before(block),
                                   [&](Edge edge) { return cfg_.position[edge.from.index] >= cfg_.position[block.index]; });
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
            args.push_back(place == params.end() ? value
                                                 : f_.target_args(from)[static_cast<std::size_t>(place - params.begin())]);
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
