#include "passes/edit.h"

namespace coluber::passes {

InstId op_before_on_error(const Function& f, BlockId block) {
    const auto& insts = f[block].insts;
    bool has_one = insts.size() > 1 && f.is<ir::OnError>(f[insts.back()]);
    return has_one ? insts[insts.size() - 2] : InstId{};
}

void drop_idle_on_error(Function& f, BlockId block, InstId failing) {
    if (!failing) return;
    const auto& insts = f[block].insts;
    bool may_fail = insts.size() > 1 && insts[insts.size() - 2] == failing && info(f[failing].op).can_fail;
    if (!may_fail) f.replace(insts.back(), ir::Jump{f.as<ir::OnError>(f[insts.back()]).ok});
}

bool drop_unreached(Function& f, const facts::Cfg& cfg) {
    bool changed = false;
    for (std::uint32_t i = 0; i < f.block_count(); ++i) {
        BlockId block{i};
        if (cfg.is_reached(block) || (f[block].insts.empty() && f[block].params.empty())) continue;
        f[block] = {};
        changed = true;
    }
    return changed;
}

}  // namespace coluber::passes
