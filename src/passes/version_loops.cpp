// Gives a nest of loops a copy without checks, and chooses between the two by one condition in front of it.
//
// Why: LLVM does not vectorise a loop that may leave at each access, and what an index is compared with (another array's size, an
// argument) is mostly not known to be large enough, only not to change. So the condition is asked once, and the copy is plain.
// The original stays as it was: where the condition is false Python's behaviour is kept to the last effect before the error.
// How: every check in a loop is turned into sums over values from outside that must not be negative (facts/ranges.h), or into a
// condition that the loop does not change. A nest is copied at the outermost loop for which all its checks can be asked so; in the
// CFD kernel that is the i-j nest, because the arrays change places in the time loop around it.
// The condition also asks whether the arrays that are written share memory with the others; the copy's accesses say so to LLVM
// (flag `disjoint`), which then need not ask at each row. Arrays that do overlap take the original.
// The sums cannot overflow where each value is at most 2^40 in size, which the condition asks too; it also is why `i + 1` in the copy
// needs no overflow check. (Arrays of more elements, or absurd ranges, take the original.)
// Holds after: a loop that was copied, and those in it, are not copied again: the code grows to twice its size at most.
// Left undone: products of unknowns, checks of indices that come from memory; a loop that changes its own bounds.
#include "ir/verify.h"
#include "passes/checks.h"
#include "passes/clone_loop.h"
#include "passes/passes.h"

#include <algorithm>
#include <map>
#include <set>

namespace coluber::passes {

namespace {

using facts::Linear;
using facts::LoopId;

constexpr std::int64_t small = std::int64_t{1} << 40;

/// A check and what must hold in front of the loop `at` for it to be superfluous.
struct Plan {
    InstId check;
    BlockId block;
    LoopId at;                         // the outermost loop for which it can be asked
    std::vector<Linear> not_negative;  // over values from outside
    std::vector<Linear> bounded;       // sums that must only be small
    ValueId condition;                 // a bool from outside,
    ValueId writable;                  // or: an array from outside that must be writable
};

class Planner {
public:
    Planner(Module& module, Function& f, const facts::LoopTree& loops, const facts::Places& places, const facts::Ranges& ranges)
        : module_(module),
          f_(f),
          loops_(loops),
          places_(places),
          ranges_(ranges),
          deepest_(loops.loops.size()),
          runs_code_(loops.loops.size()),
          is_done_(loops.loops.size()) {}

    /// The loops to copy, each with its plans. `done`: blocks of loops that were copied before.
    std::map<LoopId, std::vector<Plan>> run(const std::set<BlockId>& done) {
        for (std::uint32_t i = loops_.loops.size(); i-- > 0;) find_effects({i}, done);
        for (LoopId loop : loops_.outermost)
            for (BlockId block : loops_[loop].blocks)
                for (InstId id : f_[block].insts) plan(id, block);
        std::map<LoopId, std::vector<Plan>> chosen;
        for (Plan& each : plans_) {
            LoopId loop = place_for(each);
            if (loop && !is_done_[loop.index]) chosen[loop].push_back(std::move(each));
        }
        return chosen;
    }
    /// A guard outside names a checkpoint inside: there would be two to name.
    void refuse_shared_checkpoints(const facts::Cfg& cfg, std::map<LoopId, std::vector<Plan>>& chosen) const {
        for (BlockId block : cfg.order)
            for (InstId id : f_[block].insts)
                if (InstId named = f_[id].checkpoint)
                    std::erase_if(chosen, [&](const auto& entry) {
                        return loops_.contains(entry.first, places_.inst_block[named.index]) &&
                               !loops_.contains(entry.first, block);
                    });
    }

    /// What one loop's condition asks must not come out of another that is about to be copied: it waits for the next turn.
    void postpone(std::map<LoopId, std::vector<Plan>>& chosen) const {
        std::set<LoopId> late;
        for (const auto& [loop, plans] : chosen)
            for (const Plan& plan : plans)
                for (ValueId value : values_of(plan))
                    for (LoopId from = loops_.innermost(places_.of(f_, value)); from; from = loops_[from].parent)
                        if (chosen.contains(from)) late.insert(loop);
        for (LoopId loop : late) chosen.erase(loop);
    }

private:
    static std::vector<ValueId> values_of(const Plan& plan) {
        std::vector<ValueId> values;
        for (const auto* forms : {&plan.not_negative, &plan.bounded})
            for (const Linear& form : *forms)
                for (const Linear::Term& term : form.terms) values.push_back(term.atom);
        if (plan.condition) values.push_back(plan.condition);
        if (plan.writable) values.push_back(plan.writable);
        return values;
    }
    void find_effects(LoopId loop, const std::set<BlockId>& done) {
        for (BlockId block : loops_[loop].blocks) {
            if (done.contains(block)) is_done_[loop.index] = true;
            for (InstId id : f_[block].insts)
                if (info(f_[id].op).effects == ir::Effects::runs_code && !changes_nothing(module_, f_, f_[id]))
                    runs_code_[loop.index] = true;
        }
    }
    std::vector<LoopId> loops_around(BlockId block) const {  // outermost first
        std::vector<LoopId> around;
        for (LoopId loop = loops_.innermost(block); loop; loop = loops_[loop].parent) around.insert(around.begin(), loop);
        return around;
    }

    void plan(InstId id, BlockId block) {
        if (!info(f_[id].op).can_fail && !f_.is<ir::WrapIndex>(f_[id])) return;
        for (LoopId loop : loops_around(block)) {
            Plan each{.check = id, .block = block, .at = loop};
            if (!asks_sums(each) && !asks_condition(each)) continue;
            plans_.push_back(std::move(each));
            for (LoopId around : loops_around(block))
                deepest_[around.index] = std::max(deepest_[around.index], loops_[loop].depth);
            return;
        }
    }
    bool asks_sums(Plan& plan) const {
        auto needs = needs_of(f_, ranges_.forms(), plan.check);
        if (!needs) return false;
        plan.not_negative.clear();
        plan.bounded.clear();
        for (const Need& need : *needs) {
            auto least = ranges_.least_outside(need.form, plan.block, plan.at);
            if (!least) return false;
            if (!need.is_range) {
                if (least->terms.empty() && least->constant < 0) return false;
                if (!least->terms.empty()) plan.not_negative.push_back(*least);
                continue;
            }
            auto negative = sum({}, need.form, -1);
            auto most = negative ? ranges_.least_outside(*negative, plan.block, plan.at) : std::nullopt;
            if (!most) return false;
            plan.bounded.push_back(*least);
            plan.bounded.push_back(*most);
        }
        return std::ranges::all_of(plan.not_negative, is_modest) && std::ranges::all_of(plan.bounded, is_modest);
    }
    /// With small values the sum is far from int64's limits.
    static bool is_modest(const Linear& form) { return form.constant < small && form.constant > -small; }

    bool asks_condition(Plan& plan) const {
        const Inst& inst = f_[plan.check];
        if (!f_.is<ir::Check>(inst) && !f_.is<ir::Guard>(inst)) return false;
        ValueId condition = f_.operands(inst)[0];
        InstId from = f_[condition].defined_by;
        if (from && f_.is<ir::ArrayWritable>(f_[from])) {
            ValueId array = f_.operands(f_[from])[0];
            if (!ranges_.is_outside(array, plan.at) || runs_code_[plan.at.index]) return false;
            plan.writable = array;
        } else if (ranges_.is_outside(condition, plan.at)) {
            plan.condition = condition;
        }
        return plan.writable || plan.condition;
    }

    /// The outermost loop around the check for which all checks in it can be asked, if this one can be there.
    LoopId place_for(const Plan& plan) const {
        for (LoopId loop : loops_around(plan.block))
            if (deepest_[loop.index] <= loops_[loop].depth) return loop;
        return {};
    }

    Module& module_;
    Function& f_;
    const facts::LoopTree& loops_;
    const facts::Places& places_;
    const facts::Ranges& ranges_;
    std::vector<Plan> plans_;
    std::vector<std::uint32_t> deepest_;  // the deepest loop for which a check in this one must be asked
    std::vector<bool> runs_code_, is_done_;
};

using ArrayPairs = std::vector<std::pair<ValueId, ValueId>>;

/// Calls `use(inst, array, is_store)` for the elements of arrays from outside that a loop reads and writes.
template <class Use>
void for_each_access(const Function& f, const facts::LoopTree& loops, const facts::Ranges& ranges, LoopId loop, Use use) {
    for (BlockId block : loops[loop].blocks) {
        for (InstId id : f[block].insts) {
            bool is_store = f.is<ir::ArrayStore>(f[id]);
            if (!is_store && !f.is<ir::ArrayLoad>(f[id])) continue;
            ValueId array = f.operands(f[id])[0];
            if (ranges.is_outside(array, loop)) use(id, array, is_store);
        }
    }
}

/// The pairs of arrays of a nest that must share no memory for LLVM to vectorise it without asking before each row: one is
/// written. Empty also where there are too many to ask for.
ArrayPairs arrays_to_part(const Function& f, const facts::LoopTree& loops, const facts::Ranges& ranges, LoopId loop) {
    std::set<ValueId> written, all;
    for_each_access(f, loops, ranges, loop, [&](InstId, ValueId array, bool is_store) {
        all.insert(array);
        if (is_store) written.insert(array);
    });
    ArrayPairs pairs;
    for (ValueId array : written)
        for (ValueId other : all)
            if (other != array && (!written.contains(other) || array < other)) pairs.emplace_back(array, other);
    constexpr std::size_t most_pairs = 8;  // some ten instructions each, in front of a whole nest
    return pairs.size() <= most_pairs ? pairs : ArrayPairs{};
}

/// Writes the condition of one nest into the choice block.
class Condition {
public:
    Condition(Module& module, Function& f, const facts::Ranges& ranges, BlockId choice, BlockId header)
        : module_(module), f_(f), ranges_(ranges), block_(choice), header_(header) {}

    ValueId of(const std::vector<Plan>& plans, const ArrayPairs& pairs) {
        for (const Plan& plan : plans) {
            for (const Linear& form : plan.not_negative) ask_sum(form);
            for (const Linear& form : plan.bounded) ask_small(form);
            if (plan.condition && conditions_.insert(plan.condition).second) both(plan.condition);
            if (plan.writable && arrays_.insert(plan.writable).second)
                both(emit(ir::ArrayWritable{plan.writable}, types::boolean));
        }
        for (auto [left, right] : pairs) both(emit(ir::ArrayDisjoint{left, right}, types::boolean));
        for (ValueId atom : atoms_) small_enough(atom);
        for (const auto& [terms, constant] : least_) not_negative(terms, constant);
        return all_ ? all_ : emit(ir::Const{module_.constant(true)}, types::boolean);
    }

private:
    using Terms = std::vector<std::pair<ValueId, std::int64_t>>;

    template <class Op>
    ValueId emit(const Op& op, types::TypeId type) {
        InstId id = f_.make(op, type, f_[f_.terminator(header_)].at);
        f_[block_].insts.push_back(id);
        return f_[id].result;
    }
    ValueId number(std::int64_t value) { return emit(ir::Const{module_.constant(value)}, types::integer); }
    ValueId arith(ir::ArithKind kind, ValueId a, ValueId b) { return emit(ir::Arith{kind, a, b}, types::integer); }
    void both(ValueId condition) {
        if (all_) {
            ValueId no = emit(ir::Const{module_.constant(false)}, types::boolean);
            condition = emit(ir::Select{all_, condition, no}, types::boolean);
        }
        all_ = condition;
    }

    void ask_small(const Linear& form) {
        for (const Linear::Term& term : form.terms) atoms_.insert(term.atom);
    }
    /// Of sums that differ in the constant only the least matters.
    void ask_sum(const Linear& form) {
        if (ranges_.is_never_negative(form, header_)) return;
        // One value against another needs no sum: then their sizes do not matter.
        for (bool left : {true, false}) {
            auto is_there = [&](const Linear::Term& term) { return (term.factor > 0) == left; };
            auto summands =
                std::ranges::count_if(form.terms, is_there) + (form.constant != 0 && (form.constant > 0) == left ? 1 : 0);
            for (const Linear::Term& term : form.terms)
                if (is_there(term) && (summands > 1 || std::abs(term.factor) > 1)) atoms_.insert(term.atom);
        }
        Terms terms;
        for (const Linear::Term& term : form.terms) terms.emplace_back(term.atom, term.factor);
        auto constant = static_cast<std::int64_t>(form.constant);
        auto [place, is_new] = least_.emplace(std::move(terms), constant);
        if (!is_new) place->second = std::min(place->second, constant);
    }
    void small_enough(ValueId atom) {
        auto below = sum(Linear::number(small), Linear::value(atom), -1);
        auto above = sum(Linear::number(small), Linear::value(atom));
        if (!ranges_.is_never_negative(*below, header_))
            both(emit(ir::Compare{ir::CompareKind::le, atom, number(small)}, types::boolean));
        if (!ranges_.is_never_negative(*above, header_))
            both(emit(ir::Compare{ir::CompareKind::ge, atom, number(-small)}, types::boolean));
    }
    /// The positive part against the negative one: `dim ≥ m + 1` reads better than a difference.
    void not_negative(const Terms& terms, std::int64_t constant) {
        ValueId left, right;
        auto add = [&](ValueId& to, ValueId value) { to = to ? arith(ir::ArithKind::add, to, value) : value; };
        for (auto [atom, factor] : terms) {
            std::int64_t size = std::abs(factor);
            add(factor > 0 ? left : right, size == 1 ? atom : arith(ir::ArithKind::mul, atom, number(size)));
        }
        if (constant != 0) add(constant > 0 ? left : right, number(std::abs(constant)));
        if (!left) left = number(0);
        if (!right) right = number(0);
        both(emit(ir::Compare{ir::CompareKind::ge, left, right}, types::boolean));
    }

    Module& module_;
    Function& f_;
    const facts::Ranges& ranges_;
    BlockId block_, header_;
    ValueId all_;
    std::set<ValueId> atoms_, conditions_, arrays_;
    std::map<Terms, std::int64_t> least_;
};

/// Takes the planned checks out of the copies.
void drop_checks(Function& f, const std::vector<BlockId>& blocks, const std::vector<InstId>& checks) {
    Replacements replace(f);
    std::set<InstId> gone;
    for (InstId id : checks)
        if (drop_check(f, id, replace)) gone.insert(id);
    for (BlockId block : blocks) erase_insts(f, block, [&](InstId id) { return gone.contains(id); });
    replace.apply(f, blocks);
}

/// One turn; `done` grows by the blocks of what was copied. False: there was nothing to copy.
bool version_some(Module& module, Function& f, std::set<BlockId>& done) {
    facts::FactCache facts(module, f);
    const auto& cfg = facts.get<facts::Cfg>();
    const auto& loops = facts.get<facts::LoopTree>();
    const auto& places = facts.get<facts::Places>();
    const auto& ranges = facts.get<facts::Ranges>();
    if (loops.outermost.empty()) return false;
    Planner planner(module, f, loops, places, ranges);
    auto chosen = planner.run(done);
    planner.refuse_shared_checkpoints(cfg, chosen);
    planner.postpone(chosen);
    if (chosen.empty()) return false;
    std::vector<LoopId> copied;
    for (const auto& [loop, plans] : chosen) copied.push_back(loop);
    close_loops(f, cfg, loops, places, copied);
    std::vector<InstId> checks;
    std::vector<BlockId> blocks;
    std::unordered_map<BlockId, BlockId> choices;
    for (const auto& [loop, plans] : chosen) {
        BlockId header = loops[loop].header;
        ArrayPairs pairs = arrays_to_part(f, loops, ranges, loop);
        LoopCopy copy = copy_loop(f, cfg, loops, loop);
        choose(f, copy, header, Condition(module, f, ranges, copy.choice, header).of(plans, pairs));
        if (!pairs.empty())
            for_each_access(f, loops, ranges, loop, [&](InstId id, ValueId, bool) {
                Inst& inst = f[copy.insts[id]];
                inst.flags = inst.flags | ir::Flags::disjoint;
            });
        for (const Plan& plan : plans) checks.push_back(copy.insts[plan.check]);
        for (BlockId block : loops[loop].blocks) {
            done.insert(block);
            blocks.push_back(copy.blocks[block]);
        }
        choices[header] = copy.choice;
    }
    done.insert(blocks.begin(), blocks.end());
    for (BlockId block : blocks)  // a copy may lead straight into another loop that was copied
        for (ir::StoredTarget& target : f[f.terminator(block)].targets)
            if (auto found = choices.find(target.block); found != choices.end()) target.block = found->second;
    drop_checks(f, blocks, checks);
    return true;
}

}  // namespace

Changed version_loops(Module& module, Function& f) {
    std::set<BlockId> done;
    bool changed = false;
    constexpr int most_turns = 3;  // loops whose bounds come out of loops whose bounds come out of loops
    for (int turn = 0; turn < most_turns && version_some(module, f, done); ++turn) changed = true;
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
