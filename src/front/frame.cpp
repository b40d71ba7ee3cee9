#include "front/frame.h"

namespace coluber::front {

using ir::ValueId;

Frame::Frame(ir::Module& module, ir::Function& function, std::uint32_t local_capacity, std::int64_t& next_checkpoint)
    : build(module, function), function_(function), local_capacity_(local_capacity), next_checkpoint_(next_checkpoint) {
    start_block();
    function.entry = build.block;
}

Slot Frame::add_local(NameId name) {
    CHECK(names_.size() < local_capacity_, "more locals than announced");
    names_.push_back(name);
    return static_cast<Slot>(names_.size() - 1);
}

Slot Frame::add_parameter(NameId name) {
    Slot slot = add_local(name);
    define(slot, function_.add_param(function_.entry, types::dyn));
    function_.param_names.push_back(name);
    ++blocks_.front().own_params;
    assigned_.add(slot);
    maybe_.add(slot);
    return slot;
}

void Frame::define(Slot slot, ValueId value) {
    if (slot >= values_.size()) {
        values_.resize(slot + 1);
        stamps_.resize(slot + 1);
    }
    values_[slot] = value;
    stamps_[slot] = stamp_;
    note({EventKind::def, slot, value, {}});
}

ValueId Frame::read(Slot slot) {
    bool is_known = slot < stamps_.size() && stamps_[slot] == stamp_;
    if (!is_known && (slot >= local_capacity_ || maybe_.has(slot))) {
        define(slot, function_.add_param(build.block, types::dyn));
        events_.back().kind = EventKind::param;
    } else if (!is_known || !values_[slot]) {
        define(slot, build.emit(ir::Unset{}, types::dyn));
    }
    note({EventKind::use, slot, {}, {}});
    return values_[slot];
}

void Frame::write(Slot local, ValueId value) {
    define(local, value);
    assigned_.add(local);
    maybe_.add(local);
}

void Frame::forget(Slot local) {
    define(local, {});
    assigned_.remove(local);
    maybe_.remove(local);
}

void Frame::push(ValueId value) { define(stack_slot(depth_++), value); }

ValueId Frame::pop() {
    CHECK(depth_ > 0);
    ValueId value = read(stack_slot(depth_ - 1));
    --depth_;
    return value;
}

std::vector<ValueId> Frame::pop_many(std::size_t count) {
    std::vector<ValueId> values(count);
    for (std::size_t i = count; i > 0; --i) values[i - 1] = pop();
    return values;
}

void Frame::checkpoint() {
    ir::InstId id = build.emit(ir::Checkpoint{next_checkpoint_++, {}, {}});
    note({EventKind::checkpoint, 0, {}, id});
    needs_checkpoint_ = false;
}

void Frame::end_binding(Slot local) {
    if (!maybe_.has(local)) return;
    ValueId value = read(local);
    build.emit(ir::EndBinding{names_[local], value});
    needs_checkpoint_ = true;
}

LabelId Frame::new_label() {
    labels_.emplace_back();
    return {static_cast<std::uint32_t>(labels_.size() - 1)};
}

LabelId Frame::new_handler(std::uint32_t depth) {
    LabelId label = new_label();
    labels_[label.index].depth = depth;
    return label;
}

// The state at a label is what all jumps to it agree on.
void Frame::connect(ir::InstId from, std::uint8_t target, LabelId to) {
    edges_.push_back({from, target, to});
    Label& label = labels_[to.index];
    CHECK(label.reached || !label.started, "a jump to a label that was passed as unreachable");
    if (label.started) return;  // a loop's head took its state from the scan of the loop
    if (label.reached) {
        label.assigned.keep_all(assigned_);
        label.maybe.add_all(maybe_);
    } else {
        label.assigned = assigned_;
        label.maybe = maybe_;
        label.reached = true;
    }
}

void Frame::start_block() {
    build.block = function_.add_block();
    BlockRecord record;
    record.id = build.block;
    record.events_begin = static_cast<std::uint32_t>(events_.size());
    record.edges_begin = static_cast<std::uint32_t>(edges_.size());
    record.maybe = maybe_;
    blocks_.push_back(std::move(record));
    ++stamp_;
    needs_checkpoint_ = true;
    reachable_ = true;
}

void Frame::end_block() {
    blocks_.back().events_end = static_cast<std::uint32_t>(events_.size());
    blocks_.back().edges_end = static_cast<std::uint32_t>(edges_.size());
    reachable_ = false;
}

void Frame::begin(LabelId id) {
    Label& label = labels_[id.index];
    CHECK(!label.started, "a label starts once");
    CHECK(!reachable_, "falling into a label without a jump");
    label.started = true;
    depth_ = label.depth;
    if (!label.reached) return;
    assigned_ = label.assigned;
    maybe_ = label.maybe;
    start_block();
    label.block = build.block;
}

void Frame::start(LabelId label) { begin(label); }

void Frame::start_loop(LabelId id, const Bits& stored, const Bits& deleted) {
    Label& label = labels_[id.index];
    label.maybe.add_all(stored);
    label.maybe.add_all(deleted);
    label.assigned.remove_all(deleted);
    begin(id);
    if (reachable_) checkpoint();
}

void Frame::jump(LabelId to) {
    labels_[to.index].depth = depth_;
    ir::InstId from = build.emit(ir::Jump{});
    connect(from, 0, to);
    end_block();
}

void Frame::branch(ValueId condition, LabelId if_true, LabelId if_false) {
    labels_[if_true.index].depth = labels_[if_false.index].depth = depth_;
    ir::InstId from = build.emit(ir::Branch{condition, {}, {}});
    connect(from, 0, if_true);
    connect(from, 1, if_false);
    end_block();
}

void Frame::iter_next(LabelId body, LabelId done) {
    ValueId iterator = pop();
    ir::InstId from = build.emit(ir::IterNext{iterator, {}, {}, {}});
    labels_[body.index].depth = labels_[done.index].depth = depth_;
    connect(from, 0, body);
    connect(from, 1, done);
    if (handler_)
        connect(from, 2, *handler_);
    else
        function_[from].target_count = 2;
    end_block();
    begin(body);
    ValueId item = function_.add_param(build.block, types::dyn);
    ValueId next = function_.add_param(build.block, types::dyn);
    blocks_.back().own_params = 2;
    push(next);
    push(item);
    checkpoint();
}

void Frame::split() {
    LabelId ok = new_label();
    labels_[ok.index].depth = depth_;
    ir::InstId from = build.emit(ir::OnError{});
    connect(from, 0, ok);
    connect(from, 1, *handler_);
    end_block();
    begin(ok);
}

void Frame::end_failing() {
    if (!handler_) {
        build.emit(ir::Unreachable{});
        end_block();
        return;
    }
    if (!never_) never_ = new_label();
    labels_[never_->index].depth = 0;
    ir::InstId from = build.emit(ir::OnError{});
    connect(from, 0, *never_);
    connect(from, 1, *handler_);
    end_block();
}

void Frame::end_return(ValueId value) {
    build.emit(ir::Return{value});
    end_block();
}

}  // namespace coluber::front
