// Puts reference counts into a finished function: `retain` where a value needs one more reference than it has, `release` after the
// last use, or at the start of an edge on which the value is not needed any more.
//
// Why last: earlier passes move, copy and delete values freely, because no count exists yet.
// Conventions (docs/refcounts.md): operands are borrowed; a returned value and an argument for a block's owned parameter hand their
// reference over; lasting values (facts/ownership.h) have no counts. `end_binding` is a use, so what Python keeps alive up to there
// lives that long; then the op is gone. What fails without `on_error` releases by itself (facts/owned.h says what).
// Holds after: on every path each owned value is released exactly once (verifier: facts::Owned::problems).
// Left undone: no release leaves a loop; `retain` of a part before the `release` of the whole is not joined into a move.
#include "facts/ownership.h"
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>
#include <map>

namespace coluber::passes {

namespace {

using facts::Cfg;
using facts::Edge;
using facts::Ownership;

/// Calls `use(value)` for what the instruction needs to be alive, its targets' arguments left out.
template <class F>
void for_each_borrowed(const Function& f, BlockId block, std::size_t at, F use) {
    const Inst& inst = f[f[block].insts[at]];
    for (ValueId value : f.operands(inst)) use(value);
    if (inst.checkpoint)
        for (ValueId value : f.operands(f[inst.checkpoint])) use(value);
    // Nothing may stand between an op and its `on_error`: its operands die after that.
    if (f.is<ir::OnError>(inst) && at > 0) for_each_borrowed(f, block, at - 1, use);
}

/// The owned values that live at the start of each block, its parameters left out.
class LiveIn {
public:
    LiveIn(const Function& f, const Cfg& cfg, const Ownership& ownership)
        : f_(f), cfg_(cfg), live_(f.block_count()), marked_(f.block_count()) {
        facts::Places places(f, cfg);
        std::map<ValueId, std::vector<BlockId>> uses;
        for (BlockId block : cfg.order)
            for (std::size_t i = 0; i < f[block].insts.size(); ++i) {
                auto use = [&](ValueId value) {
                    if (!ownership.is_owned(value) || places.of(f, value) == block) return;
                    auto& blocks = uses[value];
                    if (blocks.empty() || blocks.back() != block) blocks.push_back(block);
                };
                for_each_borrowed(f, block, i, use);
                for (const ir::StoredTarget& target : f.targets(f[f[block].insts[i]]))
                    for (ValueId value : f.target_args(target)) use(value);
            }
        for (const auto& [value, blocks] : uses)
            for (BlockId block : blocks) mark(value, block, places.of(f, value));
    }
    const std::vector<ValueId>& operator[](BlockId block) const { return live_[block.index]; }
    bool contains(BlockId block, ValueId value) const { return std::ranges::binary_search(live_[block.index], value); }

private:
    void mark(ValueId value, BlockId from, BlockId defined_in) {
        std::vector<BlockId> todo{from};
        while (!todo.empty()) {
            BlockId block = todo.back();
            todo.pop_back();
            if (block == defined_in || marked_[block.index] == value) continue;
            marked_[block.index] = value;
            live_[block.index].push_back(value);  // values come in rising order
            for (Edge edge : cfg_.before(block)) todo.push_back(edge.from);
        }
    }
    const Function& f_;
    const Cfg& cfg_;
    std::vector<std::vector<ValueId>> live_;
    std::vector<ValueId> marked_;
};

class Counts {
public:
    Counts(const Module& module, Function& f, const Cfg& cfg)
        : f_(f),
          cfg_(cfg),
          types_(module.types),
          ownership_(module, f, cfg),
          live_in_(f, cfg, ownership_),
          at_top_(f.block_count()),
          last_use_(f.value_count()) {}

    void run() {
        for (BlockId block : cfg_.order) count(block);
        for (BlockId block : cfg_.order) {
            auto& top = at_top_[block.index];
            f_[block].insts.insert(f_[block].insts.begin(), top.begin(), top.end());
            std::erase_if(f_[block].insts, [&](InstId id) { return f_.is<ir::EndBinding>(f_[id]); });
            borrow_items(f_[block].insts);
        }
    }

private:
    /// More (+) or fewer (-) references to a value.
    struct Change {
        ValueId value;
        int by;
    };

    InstId make(Change change) {
        return change.by > 0 ? f_.make(ir::Retain{change.value}, types::dyn) : f_.make(ir::Release{change.value}, types::dyn);
    }
    void append(std::vector<InstId>& to, const std::vector<Change>& changes) {
        for (Change change : changes)
            for (int i = 0; i < std::abs(change.by); ++i) to.push_back(make(change));
    }

    void count(BlockId block) {
        find_last_uses(block);
        const std::vector<InstId> old = f_[block].insts;
        std::size_t end = old.size() - 1;
        bool has_on_error = f_.is<ir::OnError>(f_[old[end]]);
        bool never_ends = f_.is<ir::Unreachable>(f_[old[end]]);
        std::vector<std::vector<Change>> after(old.size());
        std::vector<Change> at_end, top;
        auto place = [&](ValueId value, std::size_t defined) {
            if (is_needed_after(block, value) || last_use_[value.index] == end) {
                if (!f_.is<ir::Return>(f_[old[end]])) at_end.push_back({value, 1});
            } else if (defined == at_start && last_use_[value.index] == at_start) {
                top.push_back({value, -1});
            } else {
                std::size_t at = last_use_[value.index] == at_start ? defined : last_use_[value.index];
                if (!never_ends || at + 1 < end) after[at].push_back({value, -1});
            }
        };
        for (ValueId value : live_in_[block]) place(value, at_start);
        for (ValueId param : f_[block].params)
            if (ownership_.is_owned(param)) place(param, at_start);
        for (std::size_t i = 0; i < end; ++i) {
            ValueId result = f_[old[i]].result;
            if (!ownership_.is_owned(result)) continue;
            bool is_shared = !ownership_.is_fresh(result);
            if (has_on_error && i + 1 == end) {
                at_end.push_back({result, is_shared ? 0 : 1});
            } else {
                if (is_shared) after[i].push_back({result, 1});
                place(result, i);
            }
        }
        auto& insts = f_[block].insts;
        insts.clear();
        append(insts, top);
        for (std::size_t i = 0; i < end; ++i) {
            insts.push_back(old[i]);
            // Retains first: a release may take the last reference to the whole of a part.
            std::ranges::stable_sort(after[i], std::greater(), &Change::by);
            append(insts, after[i]);
        }
        leave(block, old[end], at_end, has_on_error ? f_[old[end - 1]].result : ValueId{});
    }

    /// A list's item that is only looked at, and released before anything can happen to the list, needs no reference of its own.
    void borrow_items(std::vector<InstId>& insts) {
        for (std::size_t i = 0; i < insts.size(); ++i) {
            if (!f_.is<ir::ListItem>(f_[insts[i]]) || !ownership_.is_fresh(f_[insts[i]].result)) continue;
            std::size_t release = release_after_looks(insts, i);
            if (release == 0) continue;
            insts.erase(insts.begin() + static_cast<std::ptrdiff_t>(release));
            f_[insts[i]].flags = f_[insts[i]].flags | ir::Flags::borrowed;
        }
    }
    /// Where the item that is made at `from` is released, if nothing has an effect until then but a store into it, the last one; else 0.
    std::size_t release_after_looks(const std::vector<InstId>& insts, std::size_t from) const {
        ValueId item = f_[insts[from]].result;
        for (std::size_t i = from + 1; i < insts.size(); ++i) {
            const Inst& inst = f_[insts[i]];
            bool is_used = std::ranges::count(f_.operands(inst), item) > 0;
            if (f_.is<ir::Release>(inst) && is_used) return i;
            if (f_.is<ir::ListStore>(inst) && is_used) {
                bool is_last = f_.is<ir::Release>(f_[insts[i + 1]]) && f_.operands(f_[insts[i + 1]])[0] == item;
                return is_last && f_.as<ir::ListStore>(inst).value != item ? i + 1 : 0;
            }
            bool looks = f_.is<ir::ListItem>(inst) || f_.is<ir::ContainerSize>(inst) || f_.is<ir::Checkpoint>(inst);
            if ((is_used && !looks) || info(inst.op).effects >= ir::Effects::writes || info(inst.op).is_terminator) return 0;
        }
        return 0;
    }

    /// The last place in the block that needs the value; `at_start`: none.
    void find_last_uses(BlockId block) {
        const auto& insts = f_[block].insts;
        auto forget = [&](ValueId value) { last_use_[value.index] = at_start; };
        for (ValueId value : live_in_[block]) forget(value);
        for (ValueId param : f_[block].params) forget(param);
        for (std::size_t i = 0; i < insts.size(); ++i) {
            if (f_[insts[i]].result) forget(f_[insts[i]].result);
            for_each_borrowed(f_, block, i, [&](ValueId value) { last_use_[value.index] = i; });
            for (const ir::StoredTarget& target : f_.targets(f_[insts[i]]))
                for (ValueId value : f_.target_args(target)) last_use_[value.index] = i;
        }
    }
    bool is_needed_after(BlockId block, ValueId value) const {
        bool needed = false;
        for_each_target(f_, block, [&](const ir::StoredTarget& to) { needed |= live_in_.contains(to.block, value); });
        return needed;
    }

    /// `held`: the references at the block's end; `maybe`: the result of the op before `on_error`, which its error side lacks.
    void leave(BlockId block, InstId last, const std::vector<Change>& held, ValueId maybe) {
        auto& insts = f_[block].insts;
        insts.push_back(last);
        if (f_.is<ir::Return>(f_[last])) {
            ValueId value = f_.operands(f_[last])[0];
            if (!ownership_.is_owned(value) && counts_when_returned(value)) insts.insert(insts.end() - 1, make({value, 1}));
            return;
        }
        for (std::size_t i = 0; i < f_[last].target_count; ++i) {
            if (!f_[last].targets[i].block) continue;
            std::vector<Change> changes = changes_on(last, i, held, f_.is<ir::OnError>(f_[last]) && i == 1 ? maybe : ValueId{});
            if (changes.empty()) continue;
            BlockId to = f_[last].targets[i].block;
            bool only_releases = std::ranges::all_of(changes, [](Change change) { return change.by < 0; });
            if (f_.is<ir::Jump>(f_[last])) {
                std::vector<InstId> made;
                append(made, changes);
                insts.insert(insts.end() - 1, made.begin(), made.end());
            } else if (cfg_.before(to).size() == 1 && only_releases) {
                append(at_top_[to.index], changes);
            } else {
                split(last, i, changes);
            }
        }
    }
    std::vector<Change> changes_on(InstId last, std::size_t number, const std::vector<Change>& held, ValueId absent) const {
        const Inst& inst = f_[last];
        const ir::StoredTarget& target = inst.targets[number];
        std::map<ValueId, int> needed;
        std::size_t defined = defined_params(f_, inst, number);
        const auto& params = f_[target.block].params;
        if (defined > 0 && ownership_.is_owned(params[1])) ++needed[f_.operands(inst)[0]];
        ir::Operands args = f_.target_args(target);
        for (std::size_t i = 0; i < args.size(); ++i)
            if (ownership_.is_owned(params[defined + i])) ++needed[args[i]];
        for (Change have : held) {
            if (have.value == absent) continue;
            needed[have.value] += (live_in_.contains(target.block, have.value) ? 1 : 0) - have.by;
        }
        std::vector<Change> changes;
        if (defined > 0 && ownership_.is_owned(params[0]) && !ownership_.is_fresh(params[0])) changes.push_back({params[0], 1});
        for (auto [value, by] : needed)
            if (by > 0) changes.push_back({value, by});
        for (auto [value, by] : needed)
            if (by < 0) changes.push_back({value, by});
        return changes;
    }

    /// A block of its own for the edge's changes.
    void split(InstId last, std::size_t number, std::vector<Change> changes) {
        BlockId block = f_.add_block();
        ir::StoredTarget& target = f_[last].targets[number];
        BlockId to = std::exchange(target.block, block);
        std::vector<ValueId> args;
        for (std::size_t i = 0; i < defined_params(f_, f_[last], number); ++i) {
            ValueId param = f_[to].params[i];
            ValueId mine = f_.add_param(block, f_.type(param));
            args.push_back(mine);
            for (Change& change : changes)
                if (change.value == param) change.value = mine;
        }
        auto given = f_.target_args(target);
        args.insert(args.end(), given.begin(), given.end());
        target.args.count = 0;
        auto& insts = f_[block].insts;
        append(insts, changes);
        insts.push_back(f_.make(ir::Jump{ir::Target{to, args}}, types::dyn, f_[last].at));
    }

    /// A lasting value is returned with a reference more.
    bool counts_when_returned(ValueId value) const { return types::is_counted(types_, f_.type(value)); }

    static constexpr std::size_t at_start = ~std::size_t{0};
    Function& f_;
    const Cfg& cfg_;
    const types::Types& types_;
    Ownership ownership_;
    LiveIn live_in_;
    std::vector<std::vector<InstId>> at_top_;
    std::vector<std::size_t> last_use_;
};

}  // namespace

Changed refcounts(Module& module, Function& f, const Cfg& cfg) {
    Counts(module, f, cfg).run();
    return Changed::yes;
}

}  // namespace coluber::passes
