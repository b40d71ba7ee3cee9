// What always holds for IR, checked. Debug and test builds verify after each pass.
//
// Always: a block ends with its only terminator; targets exist and get as many arguments as they have parameters; a value is
// defined once and its definition comes before every use on every path (SSA); `on_error` follows what can fail; a guard's checkpoint
// dominates it and nothing observable happens between (effects below `writes`, and what `changes_nothing` says); a call's follows it.
// `untyped_block_closed`: all types are `dyn` and a value is used in its own block only.
// `typed`: no `dyn`; a target's arguments have its parameters' types; operands have the types that the op's sentence asks for, where
// that is plain (arithmetic, comparisons, arrays, ranges, conditions). Reference counts have a verifier of their own (facts/owned.h).
#pragma once

#include "ir/function.h"

#include <string>
#include <vector>

namespace coluber::ir {

enum class VerifyLevel : std::uint8_t { untyped_block_closed, typed };

/// What is wrong, one sentence each with block and op; empty: nothing. Unreachable blocks are not looked at.
std::vector<std::string> verify(const Module& module, const Function& function, VerifyLevel level);

/// Throws `Bug` with all problems and the function's text.
void verify_or_throw(const Module& module, const Function& function, VerifyLevel level, const std::string& after);

/// Has this op, with these operand types, no effect that going back to a checkpoint before it would repeat?
bool changes_nothing(const Module& module, const Function& function, const Inst& inst);

}  // namespace coluber::ir
