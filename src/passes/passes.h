// All passes, one sentence each; what each needs, promises and leaves undone stands in its file.
#pragma once

#include "passes/pass.h"

namespace coluber::passes {

Changed share_constants(Module&, Function&, const facts::Cfg&);
Changed call_checkpoints(Module&, Function&, const facts::Cfg&);
Changed simplify_params(Module&, Function&);
Changed fold(Module&, Function&, const facts::Cfg&, const facts::Dominators&);
Changed remove_dead(Module&, Function&, const facts::Cfg&);
Changed end_bindings(Module&, Function&, const facts::Cfg&);
Changed split_headers(Module&, Function&);
Changed hoist(Module&, Function&, const facts::Cfg&, const facts::Dominators&, const facts::LoopTree&, const facts::Places&);
Changed remove_checks(Module&, Function&, const facts::Cfg&, const facts::Ranges&);
Changed version_loops(Module&, Function&);
Changed fuse_arrays(Module&, Function&, const facts::Cfg&);
Changed expand_arrays(Module&, Function&, const facts::Cfg&);
Changed refcounts(Module&, Function&, const facts::Cfg&);

}  // namespace coluber::passes
