// What one op is when its operands are known.
#pragma once

#include "passes/pass.h"

namespace coluber::passes {

struct Folded {
    ValueId value;            // the result is this value; the op may go
    bool is_idle = false;     // the op does nothing; it may go
    bool is_changed = false;  // the op was rewritten in place (or one of the above)
};

/// Rewrites the op in place into something simpler, or says what it equals.
Folded fold_inst(Module& module, Function& f, InstId id);

}  // namespace coluber::passes
