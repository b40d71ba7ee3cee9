#include "passes/clone_loop.h"

#include <algorithm>

namespace coluber::passes {

namespace {

using facts::Cfg;
using facts::Edge;
using facts::LoopId;

/// Finds, for a use behind a loop, the value that has come out of it. Source: Braun and others, "Simple and efficient construction of
/// static single assignment form": looked for backwards from the use; where ways meet, and on every edge out of a loop, a parameter.
class Closer {
public:
    Closer(Function& f, const Cfg& cfg, const facts::Places& places, std::vector<LoopId> loop_of)
        : f_(f), cfg_(cfg), places_(places), loop_of_(std::move(loop_of)), known_values_(f.value_count()) {}

    void run() {
        for (BlockId block : cfg_.order)
            for (InstId id : f_[block].insts) {
                for (std::size_t i = 0; i < f_[id].operands.count; ++i) {
                    ValueId value = closed(f_.operands(f_[id])[i], block);
                    f_.operands(f_[id])[i] = value;
                }
                for (std::size_t t = 0; t < f_[id].target_count; ++t)
                    for (std::size_t i = 0; i < f_[id].targets[t].args.count; ++i) {
                        ValueId value = closed(f_.target_args(f_[id].targets[t])[i], block);
                        f_.target_args(f_[id].targets[t])[i] = value;
                    }
            }
    }

private:
    ValueId closed(ValueId value, BlockId use) {
        if (!value || value.index >= known_values_) return value;  // one of the new parameters
        BlockId from = places_.of(f_, value);
        if (!from || !loop_of_[from.index] || loop_of_[from.index] == loop_of_[use.index]) return value;
        return at_start(use, value, loop_of_[from.index]);
    }
    ValueId at_end(BlockId block, ValueId value, LoopId loop) {
        return loop_of_[block.index] == loop ? value : at_start(block, value, loop);
    }
    ValueId at_start(BlockId block, ValueId value, LoopId loop) {
        std::uint64_t key = std::uint64_t{value.index} << 32 | block.index;
        if (auto found = starts_.find(key); found != starts_.end()) return found->second;
        const auto& before = cfg_.before(block);
        CHECK(!before.empty(), "no way leads from the definition to the use");
        bool stays = loop_of_[before[0].from.index] == loop_of_[block.index] || !loop_of_[before[0].from.index];
        if (before.size() == 1 && stays) return starts_[key] = at_end(before[0].from, value, loop);
        ValueId param = starts_[key] = f_.add_param(block, f_.type(value));
        for (Edge edge : before) {
            ValueId given = at_end(edge.from, value, loop);
            ir::StoredTarget& target = f_[f_.terminator(edge.from)].targets[edge.target];
            auto old = f_.target_args(target);
            std::vector<ValueId> args(old.begin(), old.end());
            args.push_back(given);
            f_.set_target_args(target, args);
        }
        return param;
    }

    Function& f_;
    const Cfg& cfg_;
    const facts::Places& places_;
    std::vector<LoopId> loop_of_;
    std::uint32_t known_values_;
    std::unordered_map<std::uint64_t, ValueId> starts_;
};

/// Copies blocks, parameters, instructions; what is defined outside stays.
class Copier {
public:
    Copier(Function& f, const std::vector<BlockId>& blocks, LoopCopy& copy) : f_(f), copy_(copy) {
        for (BlockId block : blocks) {
            BlockId to = f.add_block();
            copy.blocks[block] = to;
            for (ValueId param : f[block].params) values_[param] = f.add_param(to, f.type(param));
            for (InstId id : f[block].insts)
                if (ValueId result = f[id].result) values_[result] = f.add_value(f.type(result));
        }
        for (BlockId block : blocks)
            for (InstId id : f[block].insts) f[copy.blocks[block]].insts.push_back(copied(id));
        for (auto [from, to] : copy.insts)
            if (auto named = copy.insts.find(f[to].checkpoint); named != copy.insts.end()) f[to].checkpoint = named->second;
    }

private:
    std::vector<ValueId> mapped(ir::Operands old) const {
        std::vector<ValueId> out;
        for (ValueId value : old) {
            auto found = values_.find(value);
            out.push_back(found == values_.end() ? value : found->second);
        }
        return out;
    }
    InstId copied(InstId id) {
        Inst inst = f_[id];
        f_.set_operands(inst, mapped(std::as_const(f_).operands(f_[id])));
        for (std::size_t i = 0; i < inst.target_count; ++i) {
            ir::StoredTarget& target = inst.targets[i];
            f_.set_target_args(target, mapped(f_.target_args(std::as_const(target))));
            if (auto found = copy_.blocks.find(target.block); found != copy_.blocks.end()) target.block = found->second;
        }
        ValueId result = inst.result ? values_.at(inst.result) : ValueId{};
        return copy_.insts[id] = f_.add_inst(inst, result ? f_.type(result) : types::dyn, result);
    }

    Function& f_;
    LoopCopy& copy_;
    std::unordered_map<ValueId, ValueId> values_;
};

}  // namespace

void close_loops(Function& f, const Cfg& cfg, const facts::LoopTree& loops, const facts::Places& places,
                 std::span<const LoopId> closed) {
    std::vector<LoopId> loop_of(f.block_count());
    for (LoopId loop : closed)
        for (BlockId block : loops[loop].blocks) loop_of[block.index] = loop;
    Closer(f, cfg, places, std::move(loop_of)).run();
}

LoopCopy copy_loop(Function& f, const Cfg& cfg, const facts::LoopTree& loops, LoopId loop) {
    BlockId header = loops[loop].header;
    LoopCopy copy;
    Copier(f, loops[loop].blocks, copy);
    copy.header = copy.blocks[header];
    copy.choice = f.add_block();
    for (ValueId param : f[header].params) f.add_param(copy.choice, f.type(param));
    for (Edge edge : cfg.before(header))
        if (!loops.contains(loop, edge.from)) f[f.terminator(edge.from)].targets[edge.target].block = copy.choice;
    return copy;
}

void choose(Function& f, const LoopCopy& copy, BlockId header, ValueId condition) {
    const auto& args = f[copy.choice].params;
    InstId branch = f.make(ir::Branch{condition, {copy.header, args}, {header, args}}, types::dyn);
    f[copy.choice].insts.push_back(branch);
}

}  // namespace coluber::passes
