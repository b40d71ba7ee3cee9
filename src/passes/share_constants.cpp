// One instruction for equal constants that cost nothing to keep: numbers, None, unset, known objects without bits, all at the
// start of the entry block.
//
// Why: block-closed IR makes a constant anew in each block; equal values must have one name before parameters are compared.
// Left undone: boxed constants stay where they are used. They are loads, and the entry may never need them.
#include "ir/print.h"
#include "passes/edit.h"
#include "passes/passes.h"

#include <map>
#include <tuple>

namespace coluber::passes {

namespace {

using Key = std::tuple<ir::Opcode, types::TypeId, std::uint64_t, std::string>;

bool is_free(const Module& module, types::TypeId type) {
    return type == types::boolean || type == types::integer || type == types::floating || is_empty(module.types, type) ||
           module.types.kind(type) == types::Kind::scalar;
}

Key key_of(const Module& module, const Function& f, const Inst& inst) {
    types::TypeId type = f.type(inst.result);
    if (!f.is<ir::Const>(inst)) return {inst.op, type, inst.immediates[0], ""};
    return {inst.op, type, 0, print(module, f.as<ir::Const>(inst).value)};
}

}  // namespace

Changed share_constants(Module& module, Function& f, const facts::Cfg& cfg) {
    std::map<Key, ValueId> known;
    std::vector<InstId> first;
    Replacements replace(f);
    bool changed = false;
    for (BlockId block : cfg.order) {
        std::size_t at = 0;
        std::erase_if(f[block].insts, [&](InstId id) {
            const Inst& inst = f[id];
            bool is_start = block == f.entry && at++ == first.size();
            bool is_constant = f.is<ir::Const>(inst) || f.is<ir::Unset>(inst) || f.is<ir::KnownObject>(inst);
            if (!is_constant || !is_free(module, f.type(inst.result))) return false;
            auto [place, is_new] = known.emplace(key_of(module, f, inst), inst.result);
            changed |= !is_new || !is_start;
            if (is_new)
                first.push_back(id);
            else
                replace.set(inst.result, place->second);
            return true;
        });
    }
    auto& entry = f[f.entry].insts;
    entry.insert(entry.begin(), first.begin(), first.end());
    if (changed) replace.apply(f, cfg.order);
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
