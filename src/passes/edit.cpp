#include "passes/edit.h"

namespace coluber::passes {

void drop_idle_on_error(Function& f, BlockId block) {
    auto& insts = f[block].insts;
    if (insts.empty() || !f.is<ir::OnError>(f[insts.back()])) return;
    if (insts.size() > 1 && info(f[insts[insts.size() - 2]].op).can_fail) return;
    f.replace(insts.back(), ir::Jump{f.as<ir::OnError>(f[insts.back()]).ok});
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
