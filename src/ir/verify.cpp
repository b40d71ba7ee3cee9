#include "ir/verify.h"

#include "ir/graph.h"
#include "ir/print.h"
#include "ir/type_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace coluber::ir {

namespace {

class Verifier {
public:
    Verifier(const Module& module, const Function& function, VerifyLevel level)
        : module_(module), f_(function), typed_(level == VerifyLevel::typed) {}

    std::vector<std::string> all() {
        if (!f_.entry || f_.entry.index >= f_.block_count()) {
            problem("there is no entry block");
            return problems_;
        }
        blocks_ = reverse_postorder(f_);
        for (BlockId block : blocks_) shape(block);
        if (!problems_.empty()) return problems_;  // the rest walks the graph
        number_dominators();
        for (BlockId block : blocks_) place_values(block);
        for (BlockId block : blocks_) check_block(block);
        return problems_;
    }

private:
    template <class... Args>
    void problem(fmt::format_string<Args...> text, Args&&... args) {
        std::string where;
        if (block_) where = fmt::format("block {}", order_.empty() ? block_.index : order_[block_.index]);
        if (inst_) where += fmt::format(", {}", info(inst_->op).name);
        if (inst_ && inst_->at) where += fmt::format(" at {}:{}", inst_->at.line, inst_->at.column);
        problems_.push_back(where + (where.empty() ? "" : ": ") + fmt::format(text, std::forward<Args>(args)...));
    }

    /// Terminators and targets.
    void shape(BlockId block) {
        block_ = block;
        const auto& insts = f_[block].insts;
        if (insts.empty()) problem("the block is empty");
        for (std::size_t i = 0; i < insts.size(); ++i) {
            inst_ = &f_[insts[i]];
            if (info(inst_->op).is_terminator != (i + 1 == insts.size())) problem("a block has one terminator, its last op");
            if (f_.is<OnError>(*inst_) && (i == 0 || !info(f_[insts[i - 1]].op).can_fail))
                problem("no op that can fail before it");
            targets();
        }
        inst_ = nullptr;
    }
    void targets() {
        auto all = f_.targets(*inst_);
        for (std::size_t i = 0; i < all.size(); ++i) {
            BlockId to = all[i].block;
            if (!to && f_.is<IterNext>(*inst_) && i == 2) continue;
            if (!to || to.index >= f_.block_count()) {
                problem("target {} is no block", i);
                continue;
            }
            std::size_t given = all[i].args.count + defined_params(f_, *inst_, i);
            if (given != f_[to].params.size())
                problem("target {} gets {} arguments for {} parameters", i, given, f_[to].params.size());
            if (to == f_.entry) problem("the entry block is a target");
        }
    }

    /// Immediate dominators (Cooper, Harvey, Kennedy: "A simple, fast dominance algorithm"), then the tree's pre- and postorder
    /// numbers, so that one comparison answers.
    void number_dominators() {
        auto n = static_cast<std::uint32_t>(blocks_.size());
        order_.assign(f_.block_count(), unreached);
        for (std::uint32_t i = 0; i < n; ++i) order_[blocks_[i].index] = i;
        std::vector<std::vector<std::uint32_t>> before(n);
        for (std::uint32_t i = 0; i < n; ++i)
            for_each_target(f_, blocks_[i], [&](const StoredTarget& to) { before[order_[to.block.index]].push_back(i); });
        std::vector<std::uint32_t> parent(n, unreached);
        parent[0] = 0;
        for (bool changed = true; changed;) {
            changed = false;
            for (std::uint32_t i = 1; i < n; ++i) {
                std::uint32_t found = unreached;
                for (std::uint32_t p : before[i]) {
                    if (parent[p] == unreached) continue;
                    for (std::uint32_t q = p; found != unreached && q != found;)
                        (q > found ? q : found) = parent[std::max(q, found)];
                    if (found == unreached) found = p;
                }
                changed |= parent[i] != found;
                parent[i] = found;
            }
        }
        first_.assign(n, 0);
        size_.assign(n, 1);
        for (std::uint32_t i = n; i-- > 1;) size_[parent[i]] += size_[i];
        std::vector<std::uint32_t> next(n, 1);
        for (std::uint32_t i = 1; i < n; ++i) {
            first_[i] = first_[parent[i]] + next[parent[i]];
            next[parent[i]] += size_[i];
        }
    }
    bool dominates(BlockId a, BlockId b) const {
        std::uint32_t x = order_[a.index], y = order_[b.index];
        return first_[x] <= first_[y] && first_[y] < first_[x] + size_[x];
    }

    /// Where each value is defined; twice is an error.
    void place_values(BlockId block) {
        block_ = block;
        if (places_.empty()) places_.resize(f_.value_count());
        auto define = [&](ValueId value, std::uint32_t at) {
            if (!value || value.index >= places_.size()) return problem("a definition without a value");
            if (places_[value.index].block) problem("a value is defined twice");
            places_[value.index] = {block, at};
        };
        for (ValueId param : f_[block].params) {
            define(param, 0);
            if (f_[param].param_of != block) problem("a parameter that says it is another block's");
        }
        std::uint32_t at = 0;
        for (InstId id : f_[block].insts) {
            inst_ = &f_[id];
            ++at;
            if (!seen_.insert(id.index).second) problem("the op stands in two places");
            if (static_cast<bool>(inst_->result) != info(inst_->op).has_result)
                problem("the op's result is missing or too much");
            if (!inst_->result) continue;
            define(inst_->result, at);
            if (f_[inst_->result].defined_by != id) problem("a result that says it is another op's");
        }
        inst_ = nullptr;
    }

    void check_block(BlockId block) {
        block_ = block;
        inst_ = nullptr;
        for (ValueId param : f_[block].params) check_type(param);
        std::uint32_t at = 0;
        for (InstId id : f_[block].insts) {
            inst_ = &f_[id];
            ++at;
            for (ValueId operand : f_.operands(*inst_)) check_use(operand, at);
            for (const StoredTarget& target : f_.targets(*inst_))
                for (ValueId arg : f_.target_args(target)) check_use(arg, at);
            if (inst_->result) check_type(inst_->result);
            if (inst_->checkpoint) check_guard(inst_->checkpoint, at);
            if (typed_) check_typed();
        }
    }
    void check_use(ValueId value, std::uint32_t at) {
        if (!value || value.index >= places_.size() || !places_[value.index].block)
            return problem("a use of a value that is not defined");
        Place from = places_[value.index];
        if (from.block == block_) {
            if (from.at >= at) problem("a use before the definition");
        } else if (!typed_) {
            problem("a value of block {} is used: untyped IR is block-closed", order_[from.block.index]);
        } else if (!dominates(from.block, block_)) {
            problem("a value of block {} is used, which does not dominate this one", order_[from.block.index]);
        }
    }
    void check_type(ValueId value) {
        types::TypeId type = f_.type(value);
        if (!type || (type == types::dyn) == typed_) problem("{}", typed_ ? "a value without a type" : "a value with a type");
    }
    void check_typed() {
        for (const std::string& wrong : broken_type_rules(module_, f_, *inst_)) problem("{}", wrong);
    }

    void check_guard(InstId checkpoint, std::uint32_t at) {
        if (!info(inst_->op).can_fail) return problem("a checkpoint for an op that cannot fail");
        if (checkpoint.index >= f_.inst_count() || !f_.is<Checkpoint>(f_[checkpoint]))
            return problem("its checkpoint is another op");
        if (!seen_.contains(checkpoint.index)) return problem("its checkpoint stands in no block");
        if (f_.is<Call>(*inst_) || f_.is<Expect>(*inst_)) return check_call(checkpoint, at);
        std::vector<BlockId> todo;
        if (!between_is_quiet(block_, at - 1, checkpoint, todo)) return;
        std::unordered_set<std::uint32_t> seen;
        while (!todo.empty()) {
            BlockId block = todo.back();
            todo.pop_back();
            if (!seen.insert(block.index).second) continue;
            if (!between_is_quiet(block, f_[block].insts.size(), checkpoint, todo)) return;
        }
    }
    /// Reference counts, put in last: a call that goes on in the twin does not come by them.
    bool is_count(const Inst& inst) const { return f_.is<Retain>(inst) || f_.is<Release>(inst); }
    /// The block, or the one behind it where it is an edge's own and only counts references.
    BlockId past_counts(BlockId block) const {
        const auto& insts = f_[block].insts;
        if (insts.empty()) return block;
        bool only_counts = std::all_of(insts.begin(), insts.end() - 1, [&](InstId id) { return is_count(f_[id]); });
        return only_counts && f_.is<Jump>(f_[insts.back()]) ? f_.as<Jump>(f_[insts.back()]).to.block : block;
    }
    /// A call or `expect` goes on *behind* itself: its checkpoint follows in the block, and lists nothing that is made after the call.
    void check_call(InstId checkpoint, std::uint32_t at) {
        const auto& insts = f_[block_].insts;
        bool is_in_try = at + 1 == insts.size() && f_.is<OnError>(f_[insts.back()]);
        const auto& behind =
            is_in_try ? f_[past_counts(f_.as<OnError>(f_[insts.back()]).ok.block)].insts : insts;  // it went well
        auto first = behind.begin() + (is_in_try ? 0 : at);
        auto place = std::find(first, behind.end(), checkpoint);
        if (place == behind.end()) return problem("a call's checkpoint follows it");
        for (auto between = first; between != place; ++between)
            if (!is_count(f_[*between]) && !changes_nothing(module_, f_, f_[*between]))
                problem("{} stands between it and its checkpoint", info(f_[*between].op).name);
        for (ValueId value : f_.operands(f_[checkpoint]))
            if (places_[value.index].block == block_ && places_[value.index].at > at)
                problem("its checkpoint lists what is made after it");
    }
    /// Looks back from the op number `end`; what comes before the block goes to `todo`. False: a problem was found.
    bool between_is_quiet(BlockId block, std::size_t end, InstId checkpoint, std::vector<BlockId>& todo) {
        const auto& insts = f_[block].insts;
        for (std::size_t i = end; i-- > 0;) {
            if (insts[i] == checkpoint) return true;
            if (changes_nothing(module_, f_, f_[insts[i]])) continue;
            problem("{} stands between it and its checkpoint", info(f_[insts[i]].op).name);
            return false;
        }
        if (block == f_.entry) {
            problem("its checkpoint does not dominate it");
            return false;
        }
        if (before_.empty()) {
            before_.resize(f_.block_count());
            for (BlockId from : blocks_)
                for_each_target(f_, from, [&](const StoredTarget& to) { before_[to.block.index].push_back(from); });
        }
        todo.insert(todo.end(), before_[block.index].begin(), before_[block.index].end());
        return true;
    }

    struct Place {
        BlockId block;
        std::uint32_t at = 0;  // 0: parameter, else the op's number from 1
    };
    static constexpr std::uint32_t unreached = 0xffff'ffff;
    const Module& module_;
    const Function& f_;
    bool typed_;
    std::vector<std::string> problems_;
    BlockId block_;
    const Inst* inst_ = nullptr;
    std::vector<BlockId> blocks_;
    std::vector<std::uint32_t> order_, first_, size_;  // block → order; order → dominator tree's preorder number, size
    std::vector<Place> places_;
    std::vector<std::vector<BlockId>> before_;
    std::unordered_set<std::uint32_t> seen_;
};

}  // namespace

std::vector<std::string> verify(const Module& module, const Function& function, VerifyLevel level) {
    return Verifier(module, function, level).all();
}

void verify_or_throw(const Module& module, const Function& function, VerifyLevel level, const std::string& after) {
    auto problems = verify(module, function, level);
    if (problems.empty()) return;
    std::string text = fmt::format("wrong IR after {}:\n", after);
    for (const std::string& problem : problems) text += fmt::format("  {}\n", problem);
    throw Bug(text + print(module, function));
}

bool changes_nothing(const Module& module, const Function& function, const Inst& inst) {
    if (function.is<EndBinding>(inst)) return !types::is_counted(module.types, function.type(function.operands(inst)[0]));
    if (function.is<IterNext>(inst)) return !types::is_boxed(module.types, function.type(function.operands(inst)[0]));
    // A count that a guard's resumption makes anew belongs to a value that is made anew.
    if (function.is<Retain>(inst) || function.is<Release>(inst)) return true;
    return info(inst.op).effects < Effects::writes;
}

}  // namespace coluber::ir
