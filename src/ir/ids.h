// The names of the IR's parts, and the lists that an instruction's fields are made of.
#pragma once

#include "base/id.h"
#include "base/interner.h"

#include <span>

namespace coluber::ir {

using FunctionId = Id<struct FunctionTag>;
using BlockId = Id<struct BlockTag>;
using InstId = Id<struct InstTag>;
using ValueId = Id<struct ValueTag>;
using ConstantId = Id<struct ConstantTag>;

/// The rest of an instruction's operands.
using Operands = std::span<const ValueId>;
using NameList = std::span<const NameId>;

/// Where a terminator goes, and the arguments for the block's parameters.
struct Target {
    BlockId block;
    Operands args;
};

}  // namespace coluber::ir
