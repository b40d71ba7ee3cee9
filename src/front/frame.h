// Makes block-closed SSA while a front end walks a function: named locals and an operand stack, as CPython's frame has them.
//
// Both are *slots*. Inside a block a slot has a value; a block that reads a slot it did not write gets a parameter for it. After the
// walk `finish` computes which slots are live into each block and adds exactly the missing parameters and arguments, and the
// values of each checkpoint. So nothing dead ever travels, and the walk needs no look-ahead.
// Definite assignment is known during the walk, because Python's control flow is structured: at each point `assigned` are the locals that
// surely have a value, `maybe` those that may have one. A loop's head learns from a scan of the loop (loop_head).
// Holds after `finish`: the function is block-closed; a checkpoint lists what is used after it and defined before it, no more.
#pragma once

#include "front/bits.h"
#include "ir/builder.h"

#include <optional>
#include <vector>

namespace coluber::front {

using Slot = std::uint32_t;
using LabelId = Id<struct LabelTag>;

class Frame {
public:
    /// `local_capacity`: at most so many locals will be added. The walk begins in the entry block.
    Frame(ir::Module& module, ir::Function& function, std::uint32_t local_capacity);

    ir::Builder build;

    // Locals
    Slot add_local(NameId name);
    /// A parameter of the function, which has a value from the start.
    Slot add_parameter(NameId name);
    std::uint32_t local_count() const { return static_cast<std::uint32_t>(names_.size()); }
    NameId name(Slot local) const { return names_[local]; }
    bool is_assigned(Slot local) const { return assigned_.has(local); }
    bool may_be_assigned(Slot local) const { return maybe_.has(local); }
    /// The slot's value here; for a local without one, `unset`.
    ir::ValueId read(Slot slot);
    void write(Slot local, ir::ValueId value);
    /// The local has no value from here on (no end_binding is emitted).
    void forget(Slot local);

    // Operand stack
    void push(ir::ValueId value);
    ir::ValueId pop();
    /// The top `count` values, the deepest first.
    std::vector<ir::ValueId> pop_many(std::size_t count);
    void drop(std::uint32_t count = 1) { depth_ -= count; }
    /// The value `below` places under the top, which stays.
    ir::ValueId peek(std::uint32_t below = 0) { return read(stack_slot(depth_ - 1 - below)); }
    /// The value at a depth counted from the bottom, which stays.
    ir::ValueId at_depth(std::uint32_t depth) { return read(stack_slot(depth)); }
    /// Replaces the value at a depth counted from the bottom.
    void put(std::uint32_t depth, ir::ValueId value) { define(stack_slot(depth), value); }
    std::uint32_t depth() const { return depth_; }
    void set_depth(std::uint32_t depth) { depth_ = depth; }

    // Operations
    /// To be called before an op's operands are popped: emits a checkpoint if an effect came after the last one.
    template <class Op>
    void prepare() {
        // A global or cell may have been changed by the effect before: what is assumed of it is asked again at a checkpoint.
        constexpr bool reads_name = std::is_same_v<Op, ir::PyGlobal> || std::is_same_v<Op, ir::PyLoadFree>;
        if ((Op::info.effects >= ir::Effects::allocates || reads_name) && needs_checkpoint_) checkpoint();
    }
    /// Appends an op and pushes its result, if it has one; inside `try` its failure goes to the handler.
    template <class Op>
    void run(const Op& op) {
        if constexpr (Op::info.has_result)
            push(build.emit(op, types::dyn));
        else
            build.emit(op);
        if (Op::info.effects >= ir::Effects::writes) needs_checkpoint_ = true;
        if (Op::info.can_fail && handler_) split();
        // A compiled callee may come back from its twin with a result of another type: this is where the caller goes on then.
        if constexpr (std::is_same_v<Op, ir::PyCall>) checkpoint();
    }
    /// The same for an op that always fails: nothing comes after it.
    template <class Op>
    void run_failing(const Op& op) {
        build.emit(op);
        end_failing();
    }
    void checkpoint();
    void end_binding(Slot local);

    // Control flow. A label is a block to come; what is never reached is never started, and makes no block.
    LabelId new_label();
    bool is_reachable() const { return reachable_; }
    bool is_reached(LabelId label) const { return labels_[label.index].reached; }
    void jump(LabelId to);
    void branch(ir::ValueId condition, LabelId if_true, LabelId if_false);
    /// `body` starts with the item on the stack, on top of the iterator; `done` without the iterator.
    void iter_next(LabelId body, LabelId done);
    /// Continues at the label, unreachably where no jump came.
    void start(LabelId label);
    /// The same for a loop's head, to which jumps will come: `stored` and `deleted` are the locals that the loop changes.
    void start_loop(LabelId label, const Bits& stored, const Bits& deleted);
    void end_return(ir::ValueId value);
    void end_unreachable() { reachable_ = false; }

    /// The handler to which failing ops go from here on (none: they leave the function); gives the one before.
    std::optional<LabelId> set_handler(std::optional<LabelId> handler) { return std::exchange(handler_, handler); }
    std::optional<LabelId> handler() const { return handler_; }
    /// A label for a handler: it starts with the stack `depth` deep.
    LabelId new_handler(std::uint32_t depth);

    /// After the walk: parameters, arguments, checkpoints' values.
    void finish();

private:
    enum class EventKind : std::uint8_t { param, use, def, checkpoint };
    struct Event {
        EventKind kind;
        Slot slot;
        ir::ValueId value;  // param, def; none: unset, made where it is needed
        ir::InstId inst;    // checkpoint
    };
    struct Label {
        ir::BlockId block;
        bool reached = false, started = false;
        Bits assigned, maybe;
        std::uint32_t depth = 0;
    };
    struct Edge {
        ir::InstId from;
        std::uint8_t target;
        LabelId to;
    };
    struct BlockRecord {
        ir::BlockId id;
        std::uint32_t events_begin = 0, events_end = 0, edges_begin = 0, edges_end = 0;
        std::uint32_t own_params = 0;  // the item and iterator of a loop's body, the function's parameters
        Bits maybe;                    // locals that may have a value at the start
        Bits used, defined;            // for liveness
        Bits live;                     // into the block
    };

    Slot stack_slot(std::uint32_t depth) {
        if (depth >= max_depth_) max_depth_ = depth + 1;
        return local_capacity_ + depth;
    }
    void define(Slot slot, ir::ValueId value);
    void note(Event event) { events_.push_back(event); }
    void start_block();
    void end_block();
    void connect(ir::InstId from, std::uint8_t target, LabelId to);
    void split();
    void end_failing();
    void begin(LabelId label);

    // finish (frame_finish.cpp)
    void collect_uses(BlockRecord& block) const;
    void compute_liveness();
    Bits live_out(const BlockRecord& block) const;
    void complete(BlockRecord& block);
    void make_params(BlockRecord& block);
    std::vector<Bits> live_at_checkpoints(const BlockRecord& block, Bits live) const;
    void fill_checkpoint(ir::InstId checkpoint, const Bits& live);
    ir::ValueId value_at_end(const BlockRecord& block, Slot slot);

    ir::Function& function_;
    std::uint32_t local_capacity_;
    std::vector<NameId> names_;  // of the locals
    std::vector<Label> labels_;
    std::vector<BlockRecord> blocks_;       // in the order in which they were started
    std::vector<std::uint32_t> record_of_;  // block id → index in blocks_
    std::vector<Edge> edges_;
    std::vector<Event> events_;

    // Where the walk is
    Bits assigned_, maybe_;
    std::uint32_t depth_ = 0, max_depth_ = 0;
    bool reachable_ = true, needs_checkpoint_ = true;
    std::int64_t next_checkpoint_ = 0;
    std::optional<LabelId> handler_;
    std::optional<LabelId> never_;  // the block after an op that always fails inside `try`

    // The values of slots in the current block: valid where stamp_ says so
    std::vector<ir::ValueId> values_;
    std::vector<std::uint32_t> stamps_;
    std::uint32_t stamp_ = 0;
};

}  // namespace coluber::front
