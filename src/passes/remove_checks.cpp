// Removes checks that cannot fail: index checks within range(len(x)), overflow of i + 1 where i < n, wrapping of an index that is
// not negative, conditions that always hold. What is left is the plain machine op (docs/bounds.md).
//
// How: in the order of execution, each check's condition is asked of the ranges (facts/ranges.h). An op that was proved stays true
// for those after it, so the facts need not be made anew.
// Left undone: products of two unknowns (`x[i * n + j]`), indices read from arrays.
#include "passes/checks.h"
#include "passes/edit.h"
#include "passes/passes.h"

namespace coluber::passes {

Changed remove_checks(Module&, Function& f, const facts::Cfg& cfg, const facts::Ranges& ranges) {
    bool changed = false;
    Replacements replace(f);
    for (BlockId block : cfg.order) {
        erase_insts(f, block, [&](InstId id) {
            replace.apply(f, f[id]);
            auto needs = needs_of(f, ranges.forms(), id);
            if (!needs) return false;
            for (const Need& need : *needs)
                if (!(need.is_range ? ranges.fits(need.form, block) : ranges.is_never_negative(need.form, block))) return false;
            changed = true;
            return drop_check(f, id, replace);
        });
    }
    if (changed) replace.apply(f, cfg.order);
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
