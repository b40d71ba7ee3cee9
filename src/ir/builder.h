// Appends instructions to a block: the one way in which front, inference and passes make IR.
#pragma once

#include "ir/function.h"

namespace coluber::ir {

class Builder {
public:
    Builder(Module& in_module, Function& in_function) : module(in_module), function(in_function) {}

    Module& module;
    Function& function;
    SourceRange at;             // of the instructions that follow
    Flags flags = Flags::none;  // likewise
    BlockId block;              // the end of this block is where they go

    /// Appends an op; its result has `type`.
    template <class Op>
    ValueId emit(const Op& op, TypeId type) {
        InstId id = function.make(op, type, at, flags);
        function[block].insts.push_back(id);
        return function[id].result;
    }
    /// Appends an op without a result, or a terminator.
    template <class Op>
    InstId emit(const Op& op) {
        static_assert(!Op::info.has_result, "an op with a result needs its type");
        InstId id = function.make(op, types::dyn, at, flags);
        function[block].insts.push_back(id);
        return id;
    }
    /// The instruction appended last.
    InstId last() const { return function[block].insts.back(); }

    ValueId constant(Constant value, TypeId type) { return emit(Const{module.constant(std::move(value))}, type); }
    void jump(BlockId to, Operands args = {}) { emit(Jump{Target{to, args}}); }
    void branch(ValueId condition, Target if_true, Target if_false) { emit(Branch{condition, if_true, if_false}); }
    bool is_finished() const {
        const auto& insts = function[block].insts;
        return !insts.empty() && info(function[insts.back()].op).is_terminator;
    }
};

}  // namespace coluber::ir
