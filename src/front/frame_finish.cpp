// The second half of Frame: what is live where, and from it the parameters, arguments and checkpoint values that the walk left open.
#include "front/frame.h"

#include <algorithm>

namespace coluber::front {

using ir::ValueId;

void Frame::finish() {
    CHECK(!reachable_, "the walk ended in an open block");
    if (never_) {
        begin(*never_);
        build.emit(ir::Unreachable{});
        end_block();
    }
    for (const Label& label : labels_) CHECK(label.started || !label.reached, "a jump to nowhere");
    for (BlockRecord& block : blocks_) collect_uses(block);
    record_of_.assign(function_.block_count(), 0);
    for (std::uint32_t i = 0; i < blocks_.size(); ++i) record_of_[blocks_[i].id.index] = i;
    compute_liveness();
    CHECK(function_[function_.entry].params.size() == blocks_.front().own_params, "a value is live into the function");
    for (BlockRecord& block : blocks_) make_params(block);
    for (BlockRecord& block : blocks_) complete(block);
}

void Frame::collect_uses(BlockRecord& block) const {
    for (std::uint32_t i = block.events_begin; i < block.events_end; ++i) {
        const Event& event = events_[i];
        if (event.kind == EventKind::param) block.used.add(event.slot);
        if (event.kind == EventKind::def) block.defined.add(event.slot);
    }
}

Bits Frame::live_out(const BlockRecord& block) const {
    Bits live;
    for (std::uint32_t i = block.edges_begin; i < block.edges_end; ++i) {
        ir::BlockId to = labels_[edges_[i].to.index].block;
        live.add_all(blocks_[record_of_[to.index]].live);
    }
    return live;
}

// Backwards to a fixed point; the blocks' order is nearly a topological one, so a round or two a loop nest suffices.
void Frame::compute_liveness() {
    Bits stack(local_capacity_ + max_depth_);
    for (Slot slot = local_capacity_; slot < local_capacity_ + max_depth_; ++slot) stack.add(slot);
    for (BlockRecord& block : blocks_) {
        block.maybe.add_all(stack);
        block.live = block.used;
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (std::size_t i = blocks_.size(); i > 0; --i) {
            BlockRecord& block = blocks_[i - 1];
            Bits in = live_out(block);
            in.remove_all(block.defined);
            in.keep_all(block.maybe);  // a local that surely has no value is made where it is needed
            changed |= block.live.add_all(in);
        }
    }
}

void Frame::make_params(BlockRecord& block) {
    std::vector<std::pair<Slot, ValueId>> made;
    for (std::uint32_t i = block.events_begin; i < block.events_end; ++i)
        if (events_[i].kind == EventKind::param) made.emplace_back(events_[i].slot, events_[i].value);
    std::sort(made.begin(), made.end());
    auto& params = function_[block.id].params;
    params.resize(block.own_params);
    auto next = made.begin();
    block.live.each([&](Slot slot) {
        if (next != made.end() && next->first == slot)
            params.push_back((next++)->second);
        else
            function_.add_param(block.id, types::dyn);
    });
}

// What is live right after each checkpoint of the block, the last checkpoint first.
std::vector<Bits> Frame::live_at_checkpoints(const BlockRecord& block, Bits live) const {
    std::vector<Bits> result;
    for (std::uint32_t i = block.events_end; i > block.events_begin; --i) {
        const Event& event = events_[i - 1];
        if (event.kind == EventKind::def)
            live.remove(event.slot);
        else if (event.kind == EventKind::checkpoint)
            result.push_back(live);
        else
            live.add(event.slot);
    }
    return result;
}

void Frame::fill_checkpoint(ir::InstId checkpoint, const Bits& live) {
    std::vector<ValueId> values;
    std::vector<NameId> names;
    live.each([&](Slot slot) {
        bool has_value = slot < stamps_.size() && stamps_[slot] == stamp_ && values_[slot];
        if (!has_value) return;  // unset, and made where it is needed
        values.push_back(values_[slot]);
        if (slot < local_capacity_) names.push_back(names_[slot]);
    });
    ir::Inst& inst = function_[checkpoint];
    inst.operands = function_.store(ir::Operands(values));
    inst.names = function_.store(ir::NameList(names));
}

// Replays the block: `values_` are again the slots' values at each point.
void Frame::complete(BlockRecord& block) {
    ++stamp_;
    auto set = [&](Slot slot, ValueId value) {
        if (slot >= values_.size()) {
            values_.resize(slot + 1);
            stamps_.resize(slot + 1);
        }
        values_[slot] = value;
        stamps_[slot] = stamp_;
    };
    std::size_t param = block.own_params;
    block.live.each([&](Slot slot) { set(slot, function_[block.id].params[param++]); });

    Bits out = live_out(block);
    std::vector<Bits> live = live_at_checkpoints(block, out);
    for (std::uint32_t i = block.events_begin; i < block.events_end; ++i) {
        const Event& event = events_[i];
        if (event.kind == EventKind::def)
            set(event.slot, event.value);
        else if (event.kind == EventKind::checkpoint) {
            fill_checkpoint(event.inst, live.back());
            live.pop_back();
        }
    }
    for (std::uint32_t i = block.edges_begin; i < block.edges_end; ++i) {
        const Edge& edge = edges_[i];
        ir::BlockId to = labels_[edge.to.index].block;
        std::vector<ValueId> args;
        blocks_[record_of_[to.index]].live.each([&](Slot slot) { args.push_back(value_at_end(block, slot)); });
        ir::StoredTarget& target = function_[edge.from].targets[edge.target];
        target.block = to;
        function_.set_target_args(target, args);
    }
}

ValueId Frame::value_at_end(const BlockRecord& block, Slot slot) {
    bool is_known = slot < stamps_.size() && stamps_[slot] == stamp_ && values_[slot];
    if (is_known) return values_[slot];
    CHECK(slot < local_capacity_, "an operand without a value");
    // Before the terminator, and before the op that `on_error` watches.
    ir::InstId unset = function_.make(ir::Unset{}, types::dyn, {});
    auto& insts = function_[block.id].insts;
    bool watched = function_.is<ir::OnError>(function_[insts.back()]);
    insts.insert(insts.end() - (watched ? 2 : 1), unset);
    if (slot >= values_.size()) {
        values_.resize(slot + 1);
        stamps_.resize(slot + 1);
    }
    stamps_[slot] = stamp_;
    return values_[slot] = function_[unset].result;
}

}  // namespace coluber::front
