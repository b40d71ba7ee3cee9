#include "facts/owned.h"

#include <fmt/format.h>

#include <algorithm>

namespace coluber::facts {

Owned::Owned(const ir::Module& module, const Function& f, const Cfg& cfg)
    : f_(f), cfg_(cfg), ownership_(module, f, cfg), at_start_(f.block_count()), failures_(f.inst_count()) {
    for (BlockId block : cfg.order) {
        Counts counts;
        if (auto& start = at_start_[block.index]) counts = *start;
        this->block(counts, block);
    }
}

std::span<const ValueId> Owned::on_failure(InstId failing) const {
    ir::PoolRange range = failures_[failing.index];
    return {pool_.data() + range.begin, range.count};
}

void Owned::block(Counts& counts, BlockId block) {
    for (InstId id : f_[block].insts) {
        const ir::Inst& inst = f_[id];
        for (ValueId value : f_.operands(inst)) use(block, counts, value);
        if (inst.checkpoint)
            for (ValueId value : f_.operands(f_[inst.checkpoint]))
                if (value != inst.result) use(block, counts, value);
        if (ir::info(inst.op).can_fail) note_failure(id, counts);
        if (f_.is<ir::Retain>(inst)) add(counts, f_.operands(inst)[0], 1);
        if (f_.is<ir::Release>(inst)) add(counts, f_.operands(inst)[0], -1);
        if (f_.is<ir::Return>(inst)) {
            if (ownership_.is_owned(f_.operands(inst)[0])) add(counts, f_.operands(inst)[0], -1);
            for (auto [value, count] : counts)
                if (ownership_.is_owned(value)) problem(block, value, "is never released");
        }
        if (ownership_.is_fresh(inst.result)) add(counts, inst.result, 1);
    }
    if (f_[block].insts.empty()) return;
    auto targets = f_.targets(f_[f_.terminator(block)]);
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i].block) leave(block, i, counts);
}

void Owned::leave(BlockId block, std::size_t number, Counts counts) {
    const ir::Inst& last = f_[f_.terminator(block)];
    const ir::StoredTarget& target = last.targets[number];
    const auto& insts = f_[block].insts;
    if (f_.is<ir::OnError>(last) && number == 1) counts.erase(f_[insts[insts.size() - 2]].result);  // it has no result
    const auto& params = f_[target.block].params;
    std::size_t defined = defined_params(f_, last, number);
    if (defined > 0 && ownership_.is_owned(params[1])) add(counts, f_.operands(last)[0], -1);
    Operands args = f_.target_args(target);
    for (std::size_t i = 0; i < args.size(); ++i)
        if (ownership_.is_owned(params[defined + i])) add(counts, args[i], -1);
    for (ValueId param : params)
        if (ownership_.is_fresh(param)) add(counts, param, 1);
    auto& start = at_start_[target.block.index];
    if (!start) {
        start = std::move(counts);
        return;
    }
    for (auto [value, count] : counts)
        if (!start->contains(value)) problem(block, value, "is held on one way only");
    for (auto [value, count] : *start)
        if (auto found = counts.find(value); found == counts.end() || found->second != count)
            problem(block, value, "is held on one way only");
}

void Owned::add(Counts& counts, ValueId value, int by) {
    int& count = counts[value];
    count += by;
    if (count == 0) counts.erase(value);
}

void Owned::use(BlockId block, const Counts& counts, ValueId value) {
    if (!ownership_.is_owned(value)) return;
    auto found = counts.find(value);
    // What shares another's reference is retained by the very next op.
    if (found == counts.end() && ownership_.is_fresh(value)) problem(block, value, "is used when it is not held");
    if (found != counts.end() && found->second < 0) problem(block, value, "is released too often");
}

void Owned::note_failure(InstId id, const Counts& counts) {
    std::vector<ValueId> held;
    for (auto [value, count] : counts) held.insert(held.end(), static_cast<std::size_t>(std::max(count, 0)), value);
    // Neighbours mostly hold the same: they share one list.
    bool same = held.size() <= pool_.size() && std::ranges::equal(held, std::span(pool_).last(held.size()));
    if (!same) pool_.insert(pool_.end(), held.begin(), held.end());
    failures_[id.index] = {static_cast<std::uint32_t>(pool_.size() - held.size()), static_cast<std::uint32_t>(held.size())};
}

void Owned::problem(BlockId block, ValueId value, std::string_view what) {
    problems_.push_back(fmt::format("block {}: value {} {}", cfg_.position[block.index], value.index, what));
}

}  // namespace coluber::facts
