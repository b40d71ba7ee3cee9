#include "lower/call_facts.h"

namespace coluber::lower {

namespace {

using types::Kind;

std::vector<ir::FunctionId> callees(const ir::Function& f) {
    std::vector<ir::FunctionId> out;
    for (std::uint32_t block = 0; block < f.block_count(); ++block)
        for (ir::InstId id : f[ir::BlockId{block}].insts)
            if (f.is<ir::Call>(f[id])) out.push_back(f.as<ir::Call>(f[id]).function);
    return out;
}

/// Facts of the function alone.
CallFact own_facts(const ir::Module& module, const ir::Function& f) {
    CallFact fact{.is_reached = true};
    for (std::uint32_t block = 0; block < f.block_count(); ++block) {
        for (ir::InstId id : f[ir::BlockId{block}].insts) {
            const ir::Inst& inst = f[id];
            ++fact.size;
            if (f.is<ir::Call>(inst)) continue;
            fact.can_fail |= can_fail(module, f, inst);
            fact.can_resume |= bool(inst.checkpoint) || f.is<ir::Expect>(inst);
            fact.looks_at_world |= f.is<ir::GuardWorld>(inst);
        }
    }
    return fact;
}

}  // namespace

bool can_fail(const ir::Module& module, const ir::Function& f, const ir::Inst& inst) {
    if (!ir::info(inst.op).can_fail) return false;
    const types::Types& types = module.types;
    return ir::visit(
        f, inst, [&](const ir::IterNext& op) { return types::is_boxed(types, f.type(op.iterator)); },
        [&](const ir::Unbox&) {
            Kind kind = types.kind(f.type(inst.result));
            return kind == Kind::integer || kind == Kind::tuple || kind == Kind::slice || kind == Kind::range;
        },
        [&](const ir::CheckBound& op) { return types::is_boxed(types, f.type(op.value)) || f.type(op.value) == types::unset; },
        [](const auto&) { return true; });
}

CallFacts find_call_facts(const ir::Module& module, ir::FunctionId entry) {
    CallFacts facts(module.functions.size());
    std::vector<std::vector<ir::FunctionId>> calls(facts.size());
    std::vector<ir::FunctionId> todo{entry};
    facts[entry.index].is_reached = true;
    while (!todo.empty()) {
        ir::FunctionId id = todo.back();
        todo.pop_back();
        std::uint32_t sites = facts[id.index].call_sites;
        facts[id.index] = own_facts(module, module[id]);
        facts[id.index].call_sites = sites;
        calls[id.index] = callees(module[id]);
        for (ir::FunctionId callee : calls[id.index]) {
            ++facts[callee.index].call_sites;
            if (facts[callee.index].is_reached) continue;
            facts[callee.index].is_reached = true;
            todo.push_back(callee);
        }
    }
    // Who reaches itself: a walk from each function; modules are small.
    for (std::uint32_t from = 0; from < facts.size(); ++from) {
        std::vector<bool> seen(facts.size());
        std::vector<ir::FunctionId> walk = calls[from];
        while (!walk.empty()) {
            ir::FunctionId at = walk.back();
            walk.pop_back();
            if (seen[at.index]) continue;
            seen[at.index] = true;
            for (ir::FunctionId next : calls[at.index]) walk.push_back(next);
        }
        facts[from].is_recursive = seen[from];
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t i = 0; i < facts.size(); ++i) {
            CallFact before = facts[i];
            for (ir::FunctionId callee : calls[i]) {
                const CallFact& below = facts[callee.index];
                facts[i].can_fail |= below.can_fail || below.can_resume || below.is_recursive;
                facts[i].can_resume |= below.can_resume;
                facts[i].looks_at_world |= below.looks_at_world;
                facts[i].calls_recursive |= below.is_recursive || below.calls_recursive;
            }
            facts[i].can_fail |= facts[i].can_resume || facts[i].is_recursive;
            facts[i].calls_recursive |= facts[i].is_recursive;
            changed |= before.can_fail != facts[i].can_fail || before.can_resume != facts[i].can_resume ||
                       before.looks_at_world != facts[i].looks_at_world || before.calls_recursive != facts[i].calls_recursive;
        }
    }
    return facts;
}

}  // namespace coluber::lower
