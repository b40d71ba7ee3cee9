// Gives loops that share a header a header each.
//
// Why: inference peels the first round of a loop whose types settle after it (`total = 0.0`, then an np.float64). In a nest the peeled round
// leads into the middle of the *outer* loop, to the inner header; then both loops come back to the same block, and nothing of the outer
// loop is seen not to change in the inner one.
// How: a way back that only advances the iterators among the header's parameters is the inner loop's; one that starts one of them anew
// is the outer's. The outer ways back, and the ways in, get a block that jumps to the header.
// Holds after: the ways back to a header start equally many iterators anew.
// Left undone: nests of `while` loops, which have no iterators to tell by.
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>

namespace coluber::passes {

namespace {

using facts::Edge;

/// How many of the header's iterators does the way back start anew?
std::size_t restarts(const Module& module, const Function& f, const facts::Cfg& cfg, BlockId header, Edge edge) {
    const Inst& last = f[f.terminator(edge.from)];
    std::size_t defined = defined_params(f, last, edge.target), count = 0;
    const auto& params = f[header].params;
    for (std::size_t i = defined; i < params.size(); ++i) {
        if (module.types.kind(f.type(params[i])) != types::Kind::iterator) continue;
        ValueId arg = f.target_args(last.targets[edge.target])[i - defined];
        BlockId from = f[arg].param_of;
        bool is_next = from && f[from].params.size() > 1 && f[from].params[1] == arg &&
                       std::ranges::any_of(cfg.before(from), [&](Edge before) {
                           const Inst& step = f[f.terminator(before.from)];
                           return defined_params(f, step, before.target) > 0 && f.operands(step)[0] == params[i];
                       });
        if (arg != params[i] && !is_next) ++count;
    }
    return count;
}

bool split(Module& module, Function& f, const facts::Cfg& cfg, const facts::Dominators& dominators, BlockId header) {
    std::vector<std::pair<std::size_t, Edge>> back;
    for (Edge edge : cfg.before(header))
        if (dominators.dominates(header, edge.from)) back.emplace_back(restarts(module, f, cfg, header, edge), edge);
    if (back.size() < 2) return false;
    std::size_t least = std::ranges::min_element(back, {}, [](const auto& each) { return each.first; })->first;
    auto is_inner = [&](Edge edge) {
        return std::ranges::any_of(back, [&](const auto& each) { return each.second == edge && each.first == least; });
    };
    if (std::ranges::all_of(back, [&](const auto& each) { return each.first == least; })) return false;
    BlockId outer = f.add_block();
    for (ValueId param : std::vector(f[header].params)) f.add_param(outer, f.type(param));
    for (Edge edge : cfg.before(header))
        if (!is_inner(edge)) f[f.terminator(edge.from)].targets[edge.target].block = outer;
    f[outer].insts.push_back(f.make(ir::Jump{{header, f[outer].params}}, types::dyn, f[f.terminator(header)].at));
    return true;
}

}  // namespace

Changed split_headers(Module& module, Function& f) {
    bool changed = false;
    constexpr int deepest = 6;  // each turn takes one more loop out of a shared header
    for (int turn = 0; turn < deepest; ++turn) {
        facts::FactCache facts(module, f);
        const auto& loops = facts.get<facts::LoopTree>();
        bool is_split = false;
        for (const facts::Loop& loop : loops.loops)
            is_split |= split(module, f, facts.get<facts::Cfg>(), facts.get<facts::Dominators>(), loop.header);
        if (!is_split) break;
        changed = true;
    }
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
