// Entering a function in its middle: the twin's function that continues after a checkpoint.
#pragma once

#include "ir/function.h"

#include <string>
#include <vector>

namespace coluber::front {

/// A new untyped function whose parameters are the checkpoint's values (locals, then stack) and whose body continues right after
/// it: the rest of its block, then the blocks that can be reached. Checkpoints keep their numbers. None: no such checkpoint.
ir::FunctionId make_resume_function(ir::Module& module, const ir::Function& untyped, std::int64_t checkpoint_number);

/// What is wrong with the checkpoints of untyped IR, one sentence each: a value used after a checkpoint in its block, but defined
/// before it, must be among its values.
std::vector<std::string> verify_checkpoints(const ir::Function& untyped);

}  // namespace coluber::front
