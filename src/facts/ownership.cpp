#include "facts/ownership.h"

#include <algorithm>

namespace coluber::facts {

namespace {

/// Constants belong to the image, known objects to the entry's record.
bool is_kept_outside(const Function& f, const ir::Inst& inst) {
    return f.is<ir::Const>(inst) || f.is<ir::KnownObject>(inst) || f.is<ir::Unset>(inst);
}

/// `iter_next` on a boxed iterator makes a new reference to the item; on an array's it takes a part of the array.
bool takes_part(const ir::Module& module, const Function& f, const Edge& edge) {
    const ir::Inst& last = f[f.terminator(edge.from)];
    return f.is<ir::IterNext>(last) && edge.target == 0 && !is_boxed(module.types, f.type(f.operands(last)[0]));
}

}  // namespace

bool shares_operands(const Function& f, const ir::Inst& inst) {
    return visit(
        f, inst, [](const ir::TupleGet&) { return true; }, [](const ir::TupleMake&) { return true; },
        [](const ir::ArrayView&) { return true; }, [](const ir::ArrayPart&) { return true; },
        [](const ir::Expect&) { return true; }, [](const ir::IterMake&) { return true; }, [](const ir::Unbox&) { return true; },
        [](const ir::MethodMake&) { return true; }, [](const ir::MethodReceiver&) { return true; },
        [](const ir::Select&) { return true; }, [](const ir::CheckBound&) { return true; },
        [](const ir::Retype&) { return true; },
        [](const auto&) { return false; });  // what makes a value by itself makes its reference too
}

// A value is assumed to last until something owned flows into it; each sweep finds more of that, and loops need a few sweeps.
Ownership::Ownership(const ir::Module& module, const Function& f, const Cfg& cfg)
    : counted_(f.value_count()), owned_(f.value_count()), fresh_(f.value_count()) {
    for (std::uint32_t i = 0; i < f.value_count(); ++i) counted_[i] = is_counted(module.types, f.type(ValueId{i}));
    for (BlockId block : cfg.order) {
        for (InstId id : f[block].insts) {
            const ir::Inst& inst = f[id];
            if (ir::has(inst.flags, ir::Flags::borrowed)) counted_[inst.result.index] = false;
            if (!inst.result || is_kept_outside(f, inst) || shares_operands(f, inst)) continue;
            owned_[inst.result.index] = fresh_[inst.result.index] = counted_[inst.result.index];
        }
        if (block == f.entry) continue;
        for (ValueId param : f[block].params) fresh_[param.index] = true;
        for (const Edge& edge : cfg.before(block)) {
            if (defined_params(f, f[f.terminator(edge.from)], edge.target) == 0) continue;
            ValueId item = f[block].params[0];
            if (takes_part(module, f, edge))
                fresh_[item.index] = false;
            else
                owned_[item.index] = counted_[item.index];
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (BlockId block : cfg.order) changed |= sweep(f, cfg, block);
    }
}

bool Ownership::sweep(const Function& f, const Cfg& cfg, BlockId block) {
    bool changed = false;
    auto may_be_owned = [&](ValueId value) { return value && counted_[value.index] && !owned_[value.index]; };
    auto own = [&](ValueId value) { changed = owned_[value.index] = true; };
    if (block != f.entry)
        for (std::size_t i = 0; i < f[block].params.size(); ++i)
            if (may_be_owned(f[block].params[i]) && is_given_owned(f, cfg, block, i)) own(f[block].params[i]);
    for (InstId id : f[block].insts) {
        const ir::Inst& inst = f[id];
        if (!may_be_owned(inst.result) || !shares_operands(f, inst)) continue;
        if (std::ranges::any_of(f.operands(inst), [&](ValueId value) { return is_owned(value); })) own(inst.result);
    }
    return changed;
}

bool Ownership::is_given_owned(const Function& f, const Cfg& cfg, BlockId block, std::size_t param) const {
    for (const Edge& edge : cfg.before(block)) {
        const ir::Inst& last = f[f.terminator(edge.from)];
        std::size_t defined = defined_params(f, last, edge.target);
        ValueId given = param < defined ? f.operands(last)[0] : f.target_args(last.targets[edge.target])[param - defined];
        if (is_owned(given)) return true;
    }
    return false;
}

}  // namespace coluber::facts
