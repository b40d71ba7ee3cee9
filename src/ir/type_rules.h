// The types that an op's operands and result must have in typed IR, where the op's sentence in ops.h says so plainly.
#pragma once

#include "ir/function.h"

#include <string>
#include <vector>

namespace coluber::ir {

/// The rules that the instruction breaks, one sentence each.
std::vector<std::string> broken_type_rules(const Module& module, const Function& function, const Inst& inst);

}  // namespace coluber::ir
