// Moves what a loop computes anew in each round, though it is the same each time, in front of the outermost loop for which that is so:
// dimensions, plain integer arithmetic, comparisons of integers, ranges.
//
// Why: the conditions under which a loop's checks may go are about values from outside the loop. Anything else LLVM moves itself.
// How: an op goes to the end of the block that dominates the loop's header. It is computed there even if the loop's round that needs
// it never comes, so only ops that are cheap and cannot fail go: no division, no memory.
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>

namespace coluber::passes {

namespace {

using facts::LoopId;
using facts::LoopTree;

bool may_move(const Module& module, const Function& f, const Inst& inst) {
    if (!inst.result) return false;
    types::TypeId type = f.type(inst.result);
    bool is_plain = type == types::integer || type == types::boolean || module.types.kind(type) == types::Kind::range;
    for (ValueId value : f.operands(inst)) is_plain &= !types::is_boxed(module.types, f.type(value));
    return is_plain &&
           visit(
               f, inst, [](const ir::ArrayDim&) { return true; }, [](const ir::ArrayStride&) { return true; },
               [](const ir::RangeMake&) { return true; }, [](const ir::RangePart&) { return true; },
               [](const ir::TupleGet&) { return true; },
               [](const ir::Arith& op) { return op.kind != ir::ArithKind::floordiv && op.kind != ir::ArithKind::mod; },
               [](const ir::Compare&) { return true; }, [](const ir::Not&) { return true; },
               [](const ir::Select&) { return true; }, [](const ir::Neg&) { return true; },
               [](const ir::Const&) { return true; },
               [](const auto&) { return false; });  // whatever else it is, LLVM looks at it again
}

class Hoist {
public:
    Hoist(Module& module, Function& f, const facts::Cfg& cfg, const facts::Dominators& dominators, const LoopTree& loops,
          const facts::Places& places)
        : module_(module), f_(f), cfg_(cfg), dominators_(dominators), loops_(loops), block_of_(f.value_count()) {
        for (std::uint32_t i = 0; i < f.value_count(); ++i) block_of_[i] = places.of(f, ValueId{i});
    }

    bool run() {
        bool changed = false;
        for (BlockId block : cfg_.order) {
            LoopId inner = loops_.innermost(block);
            if (!inner) continue;
            changed |= std::erase_if(f_[block].insts, [&](InstId id) { return move(inner, id); }) > 0;
        }
        return changed;
    }

private:
    bool move(LoopId inner, InstId id) {
        if (!may_move(module_, f_, f_[id])) return false;
        LoopId outer;
        for (LoopId loop = inner; loop && is_invariant(loop, id); loop = loops_[loop].parent) outer = loop;
        if (!outer) return false;
        BlockId to = dominators_.parent(loops_[outer].header);
        auto& insts = f_[to].insts;
        if (f_.is<ir::OnError>(f_[insts.back()])) return false;  // no op may come between the failing op and its `on_error`
        insts.insert(insts.end() - 1, id);
        block_of_[f_[id].result.index] = to;
        return true;
    }
    bool is_invariant(LoopId loop, InstId id) const {
        return std::ranges::none_of(f_.operands(f_[id]),
                                    [&](ValueId value) { return loops_.contains(loop, block_of_[value.index]); });
    }

    Module& module_;
    Function& f_;
    const facts::Cfg& cfg_;
    const facts::Dominators& dominators_;
    const LoopTree& loops_;
    std::vector<BlockId> block_of_;
};

}  // namespace

Changed hoist(Module& module, Function& f, const facts::Cfg& cfg, const facts::Dominators& dominators, const LoopTree& loops,
              const facts::Places& places) {
    return Hoist(module, f, cfg, dominators, loops, places).run() ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
