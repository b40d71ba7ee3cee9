#include "front/resume.h"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

namespace coluber::front {

using ir::BlockId;
using ir::Function;
using ir::FunctionId;
using ir::Inst;
using ir::InstId;
using ir::ValueId;

namespace {

struct Place {
    BlockId block;
    std::size_t index = 0;  // of the checkpoint in the block
};

Place find_checkpoint(const Function& f, std::int64_t number) {
    for (std::uint32_t b = 0; b < f.block_count(); ++b) {
        const auto& insts = f[BlockId{b}].insts;
        for (std::size_t i = 0; i < insts.size(); ++i) {
            const Inst& inst = f[insts[i]];
            if (f.is<ir::Checkpoint>(inst) && f.as<ir::Checkpoint>(inst).number == number) return {BlockId{b}, i};
        }
    }
    return {};
}

// Copies blocks of one function into another. Block-closed IR makes it simple: a block's values are its own.
class Copier {
public:
    Copier(const Function& from, Function& to) : from_(from), to_(to) {}

    void copy_from(Place place) {
        to_.entry = to_.add_block();
        for (ValueId value : from_.operands(from_[from_[place.block].insts[place.index]]))
            values_[value] = to_.add_param(to_.entry, from_.type(value));
        copy_insts(place.block, place.index + 1, to_.entry);
        for (std::size_t next = 0; next < todo_.size(); ++next) {
            BlockId block = todo_[next];
            copy_insts(block, 0, blocks_.at(block));
        }
    }

private:
    // The copy's parameters are made at once, so that jumps to it can be.
    BlockId copy_of(BlockId block) {
        if (auto found = blocks_.find(block); found != blocks_.end()) return found->second;
        BlockId copy = blocks_[block] = to_.add_block();
        for (ValueId param : from_[block].params) values_[param] = to_.add_param(copy, from_.type(param));
        todo_.push_back(block);
        return copy;
    }

    ir::PoolRange mapped(ir::Operands values) {
        std::vector<ValueId> out;
        for (ValueId value : values) {
            auto found = values_.find(value);
            CHECK(found != values_.end(), "a value is used after a checkpoint that does not list it");
            out.push_back(found->second);
        }
        return to_.store(ir::Operands(out));
    }

    void copy_insts(BlockId block, std::size_t first, BlockId into) {
        const auto& insts = from_[block].insts;
        for (std::size_t i = first; i < insts.size(); ++i) {
            const Inst& inst = from_[insts[i]];
            Inst copy = inst;
            copy.operands = mapped(from_.operands(inst));
            copy.names = to_.store(from_.names(inst));
            for (std::size_t t = 0; t < inst.target_count; ++t) {
                const ir::StoredTarget& target = inst.targets[t];
                if (target.block) copy.targets[t] = {copy_of(target.block), mapped(from_.target_args(target))};
            }
            InstId id = to_.add_inst(copy, inst.result ? from_.type(inst.result) : types::dyn);
            if (inst.result) values_[inst.result] = to_[id].result;
            to_[into].insts.push_back(id);
        }
    }

    const Function& from_;
    Function& to_;
    std::unordered_map<BlockId, BlockId> blocks_;
    std::unordered_map<ValueId, ValueId> values_;
    std::vector<BlockId> todo_;
};

}  // namespace

FunctionId make_resume_function(ir::Module& module, const Function& untyped, std::int64_t checkpoint_number) {
    Place place = find_checkpoint(untyped, checkpoint_number);
    if (!place.block) return {};
    Function rest;
    rest.name = untyped.name;
    rest.result_type = untyped.result_type;
    rest.file = untyped.file;
    rest.code_name = untyped.code_name;
    rest.defined_at = untyped.defined_at;
    rest.handle = untyped.handle;
    rest.is_strict = untyped.is_strict;
    auto checkpoint = untyped.as<ir::Checkpoint>(untyped[untyped[place.block].insts[place.index]]);
    rest.param_names.assign(checkpoint.locals.begin(), checkpoint.locals.end());
    for (std::size_t i = checkpoint.locals.size(); i < checkpoint.values.size(); ++i)
        rest.param_names.push_back(module.names.intern(fmt::format(".{}", i - checkpoint.locals.size())));
    Copier(untyped, rest).copy_from(place);
    return module.functions.add(std::move(rest));
}

std::vector<std::string> verify_checkpoints(const Function& untyped) {
    std::vector<std::string> problems;
    for (std::uint32_t b = 0; b < untyped.block_count(); ++b) {
        // Backwards: what is used from here to the block's end and not defined there.
        std::unordered_set<ValueId> needed;
        const auto& insts = untyped[BlockId{b}].insts;
        for (std::size_t i = insts.size(); i > 0; --i) {
            const Inst& inst = untyped[insts[i - 1]];
            if (untyped.is<ir::Checkpoint>(inst)) {
                auto checkpoint = untyped.as<ir::Checkpoint>(inst);
                std::unordered_set<ValueId> listed(checkpoint.values.begin(), checkpoint.values.end());
                for (ValueId value : needed)
                    if (!listed.contains(value))
                        problems.push_back(
                            fmt::format("checkpoint #{} in block {} lacks value {}", checkpoint.number, b, value.index));
                continue;
            }
            if (inst.result) needed.erase(inst.result);
            for (ValueId value : untyped.operands(inst)) needed.insert(value);
            for (const ir::StoredTarget& target : untyped.targets(inst))
                for (ValueId value : untyped.target_args(target)) needed.insert(value);
        }
    }
    return problems;
}

}  // namespace coluber::front
