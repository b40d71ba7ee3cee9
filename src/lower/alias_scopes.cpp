#include "lower/alias_scopes.h"

#include <set>

namespace coluber::lower {

namespace {

std::map<ir::ValueId, std::set<ir::ValueId>> disjoint_pairs(const ir::Function& f) {
    std::map<ir::ValueId, std::set<ir::ValueId>> apart;
    for (std::uint32_t b = 0; b < f.block_count(); ++b) {
        for (ir::InstId id : f[ir::BlockId{b}].insts) {
            if (!f.is<ir::ArrayDisjoint>(f[id]) && !f.is<ir::ArrayKnownDisjoint>(f[id])) continue;
            ir::ValueId left = f.operands(f[id])[0], right = f.operands(f[id])[1];
            apart[left].insert(right);
            apart[right].insert(left);
        }
    }
    return apart;
}

}  // namespace

AliasScopes::AliasScopes(llvm::LLVMContext& context, const ir::Function& function) {
    auto apart = disjoint_pairs(function);
    if (apart.empty()) return;
    llvm::MDBuilder make(context);
    llvm::MDNode* domain = make.createAnonymousAliasScopeDomain();
    std::map<ir::ValueId, llvm::Metadata*> scopes;
    for (const auto& [array, others] : apart) scopes[array] = make.createAnonymousAliasScope(domain);
    for (const auto& [array, others] : apart) {
        std::vector<llvm::Metadata*> list;
        for (ir::ValueId other : others) list.push_back(scopes[other]);
        tags_[array] = {llvm::MDNode::get(context, {scopes[array]}), llvm::MDNode::get(context, list)};
    }
}

}  // namespace coluber::lower
