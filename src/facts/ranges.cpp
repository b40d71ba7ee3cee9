#include "facts/ranges.h"

#include <algorithm>
#include <array>
#include <limits>

namespace coluber::facts {

namespace {

constexpr std::int64_t int_min = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t int_max = std::numeric_limits<std::int64_t>::max();
constexpr int most_steps = 64;          // of one search; index expressions need fewer than ten
constexpr std::size_t most_facts = 12;  // looked at for one atom: long chains of `if` must not make a search quadratic

/// The parameter's place among its block's.
std::size_t place_of(const Function& f, ValueId param) {
    const auto& params = f[f[param].param_of].params;
    return static_cast<std::size_t>(std::ranges::find(params, param) - params.begin());
}

}  // namespace

std::vector<ValueId> arguments_for(const Function& f, const Cfg& cfg, ValueId param) {
    std::vector<ValueId> found;
    std::size_t place = place_of(f, param);
    for (Edge edge : cfg.before(f[param].param_of)) {
        const ir::Inst& last = f[f.terminator(edge.from)];
        std::size_t defined = defined_params(f, last, edge.target);
        if (place < defined) return {};
        found.push_back(f.target_args(last.targets[edge.target])[place - defined]);
    }
    return found;
}

Ranges::Ranges(const ir::Module& module, const Function& f, const Cfg& cfg, const Dominators& dominators, const LoopTree& loops,
               const Places& places)
    : module_(module), f_(f), cfg_(cfg), dominators_(dominators), loops_(loops), places_(places), forms_(module, f) {
    note_branches();
}

// ───────────────────────────── facts behind branches ─────────────────────────────

void Ranges::note_branches() {
    for (BlockId block : cfg_.order) {
        const ir::Inst& last = f_[f_.terminator(block)];
        if (!f_.is<ir::Branch>(last)) continue;
        auto op = f_.as<ir::Branch>(last);
        InstId from = f_[op.condition].defined_by;
        if (!from || !f_.is<ir::Compare>(f_[from])) continue;
        auto compare = f_.as<ir::Compare>(f_[from]);
        if (f_.type(compare.left) != types::integer) continue;
        if (cfg_.before(op.if_true.block).size() == 1) note(compare, true, op.if_true.block);
        if (cfg_.before(op.if_false.block).size() == 1) note(compare, false, op.if_false.block);
    }
}

void Ranges::note(const ir::Compare& compare, bool holds, BlockId where) {
    using ir::CompareKind;
    static constexpr std::array opposite{CompareKind::ge, CompareKind::gt, CompareKind::ne,
                                         CompareKind::eq, CompareKind::le, CompareKind::lt};
    CompareKind kind = holds ? compare.kind : opposite[static_cast<std::size_t>(compare.kind)];
    auto less = sum(forms_.of(compare.right), forms_.of(compare.left), -1);     // right - left
    auto greater = sum(forms_.of(compare.left), forms_.of(compare.right), -1);  // left - right
    if (!less || !greater) return;
    auto add = [&](Linear form, int constant) {
        form.constant += constant;
        for (const Linear::Term& term : form.terms) facts_[term.atom].push_back({form, where});
    };
    if (kind == CompareKind::lt || kind == CompareKind::le || kind == CompareKind::eq)
        add(*less, kind == CompareKind::lt ? -1 : 0);
    if (kind == CompareKind::gt || kind == CompareKind::ge || kind == CompareKind::eq)
        add(*greater, kind == CompareKind::gt ? -1 : 0);
}

// ───────────────────────────── bounds of one value ─────────────────────────────

std::vector<Linear> Ranges::bounds(ValueId atom, Side side, BlockId at) const {
    std::vector<Linear> out;
    if (auto found = facts_.find(atom); found != facts_.end()) {
        std::size_t looked_at = 0;
        for (auto fact = found->second.rbegin(); fact != found->second.rend() && looked_at < most_facts; ++fact, ++looked_at) {
            if (!dominators_.dominates(fact->where, at)) continue;
            auto term = std::ranges::find(fact->not_negative.terms, atom, &Linear::Term::atom);
            // factor · atom + rest ≥ 0: with factor 1 the atom is at least -rest, with -1 at most rest.
            if (term->factor != (side == Side::lower ? 1 : -1)) continue;
            if (auto rest = sum(fact->not_negative, Linear::value(atom), -term->factor))
                if (auto bound = sum({}, *rest, -term->factor)) out.push_back(*bound);
        }
    }
    std::uint64_t key = std::uint64_t{atom.index} << 1 | (side == Side::upper ? 1 : 0);
    auto [known, is_new] = known_bounds_.try_emplace(key);
    if (is_new) {
        std::vector<Linear> found;
        if (f_[atom].param_of)
            bounds_of_param(atom, side, found);
        else if (f_[atom].defined_by)
            bounds_of_op(f_[f_[atom].defined_by], side, places_.of(f_, atom), found);
        found.push_back(Linear::number(side == Side::lower ? int_min : int_max));
        known_bounds_[key] = std::move(found);
    }
    const auto& always = known_bounds_[key];
    out.insert(out.end(), always.begin(), always.end());
    return out;
}

void Ranges::bounds_of_op(const ir::Inst& inst, Side side, BlockId at, std::vector<Linear>& out) const {
    bool lower = side == Side::lower;
    if (f_.is<ir::ArrayDim>(inst)) {
        // Where a dimension is 0 NumPy lets the others be as large as if it were 1.
        const types::Type& array = module_.types[f_.type(f_.operands(inst)[0])];
        out.push_back(Linear::number(lower ? 0 : int_max / types::info(array.dtype).size));
    } else if (f_.is<ir::RangePart>(inst) && f_.as<ir::RangePart>(inst).part == 3 && lower) {
        out.push_back(Linear::number(0));
    } else if (f_.is<ir::Convert>(inst)) {
        types::DType from = types::dtype_of(module_.types, f_.type(f_.operands(inst)[0]));
        if (types::is_float(from) || types::info(from).size == 8) return;
        bool is_signed = types::info(from).kind == types::DTypeKind::signed_int;
        int bits = from == types::DType::boolean ? 1 : types::info(from).size * 8 - (is_signed ? 1 : 0);
        Wide most = Wide{1} << bits;
        out.push_back(Linear::number(lower ? (is_signed ? -most : Wide{0}) : most - 1));
    } else if (f_.is<ir::Arith>(inst)) {
        auto op = f_.as<ir::Arith>(inst);
        Linear divisor = forms_.of(op.right);
        bool is_positive = is_never_negative(divisor, at);  // and not 0, as the op's sentence asks
        if (op.kind == ir::ArithKind::mod && is_positive) {
            divisor.constant -= 1;
            out.push_back(lower ? Linear::number(0) : divisor);
        } else if (op.kind == ir::ArithKind::floordiv && is_positive && is_never_negative(forms_.of(op.left), at)) {
            out.push_back(lower ? Linear::number(0) : forms_.of(op.left));
        } else if (op.kind == ir::ArithKind::min && !lower) {
            out.push_back(forms_.of(op.left));
            out.push_back(divisor);
        } else if (op.kind == ir::ArithKind::max && lower) {
            out.push_back(forms_.of(op.left));
            out.push_back(divisor);
        }
    }
}

void Ranges::bounds_of_param(ValueId param, Side side, std::vector<Linear>& out) const {
    if (f_[param].param_of == f_.entry) return;
    std::vector<ValueId> iterators = items_behind(param);
    if (iterators.empty()) {
        if (auto start = start_of_counter(param, side)) out.push_back(*start);
        return;
    }
    auto range = range_behind(std::move(iterators));
    auto step = range ? forms_.constant(range->step) : std::nullopt;
    if (!step || *step == 0) return;
    // Going up: start ≤ item ≤ stop - 1; going down: stop + 1 ≤ item ≤ start.
    bool is_start = (*step > 0) == (side == Side::lower);
    Linear bound = forms_.of(is_start ? range->start : range->stop);
    if (!is_start) bound.constant += *step > 0 ? -1 : 1;
    out.push_back(std::move(bound));
}

/// The iterators whose items alone the parameter may be; empty: it may be something else.
std::vector<ValueId> Ranges::items_behind(ValueId param) const {
    std::vector<ValueId> todo{param}, seen, iterators;
    while (!todo.empty()) {
        ValueId value = todo.back();
        todo.pop_back();
        if (std::ranges::find(seen, value) != seen.end()) continue;
        if (seen.size() > most_facts || !f_[value].param_of || f_[value].param_of == f_.entry) return {};
        seen.push_back(value);
        std::vector<ValueId> asked = iterators_of(value, 0);
        iterators.insert(iterators.end(), asked.begin(), asked.end());
        if (!asked.empty()) continue;
        std::vector<ValueId> arguments = arguments_for(f_, cfg_, value);
        if (arguments.empty()) return {};
        todo.insert(todo.end(), arguments.begin(), arguments.end());
    }
    return iterators;
}

/// Where parameter `place` is what `iter_next` itself gives on every way to the block: the iterators asked. A loop whose first round
/// was peeled has two.
std::vector<ValueId> Ranges::iterators_of(ValueId param, std::size_t place) const {
    std::vector<ValueId> found;
    if (place_of(f_, param) != place) return {};
    for (Edge edge : cfg_.before(f_[param].param_of)) {
        const ir::Inst& last = f_[f_.terminator(edge.from)];
        if (defined_params(f_, last, edge.target) == 0) return {};
        found.push_back(f_.operands(last)[0]);
    }
    return found;
}

/// The one `range.make` that the iterators come from, whichever way they went round.
std::optional<ir::RangeMake> Ranges::range_behind(std::vector<ValueId> todo) const {
    std::vector<ValueId> seen;
    InstId found;
    while (!todo.empty()) {
        ValueId value = todo.back();
        todo.pop_back();
        if (std::ranges::find(seen, value) != seen.end()) continue;
        if (seen.size() > most_facts) return std::nullopt;
        seen.push_back(value);
        if (f_[value].param_of) {
            if (f_[value].param_of == f_.entry) return std::nullopt;
            std::vector<ValueId> before = iterators_of(value, 1);  // the next iterator
            if (before.empty()) before = arguments_for(f_, cfg_, value);
            if (before.empty()) return std::nullopt;
            todo.insert(todo.end(), before.begin(), before.end());
            continue;
        }
        InstId from = f_[value].defined_by;
        if (!from) return std::nullopt;
        if (f_.is<ir::IterMake>(f_[from])) {
            todo.push_back(f_.operands(f_[from])[0]);
        } else if (!f_.is<ir::RangeMake>(f_[from]) || (found && found != from)) {
            return std::nullopt;
        } else {
            found = from;
        }
    }
    return found ? std::optional(f_.as<ir::RangeMake>(f_[found])) : std::nullopt;
}

/// A loop header's parameter that only grows is never below its start (`lower`), one that only shrinks never above (`upper`).
std::optional<Linear> Ranges::start_of_counter(ValueId param, Side side) const {
    BlockId header = f_[param].param_of;
    LoopId loop = loops_.innermost(header);
    if (f_.type(param) != types::integer || !loop || loops_[loop].header != header) return std::nullopt;
    ValueId start;
    std::vector<ValueId> seen{param};
    std::vector<ValueId> arguments = arguments_for(f_, cfg_, param);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        bool comes_round = loops_.contains(loop, cfg_.before(header)[i].from);
        if (comes_round && !moves_one_way(arguments[i], param, loop, side, seen)) return std::nullopt;
        if (comes_round) continue;
        if (start && start != arguments[i]) return std::nullopt;
        start = arguments[i];
    }
    return start ? std::optional(forms_.of(start)) : std::nullopt;
}

/// Is the value, on every way through the loop's body, the parameter plus something of one sign?
bool Ranges::moves_one_way(ValueId value, ValueId param, LoopId loop, Side side, std::vector<ValueId>& seen) const {
    if (seen.size() > most_facts) return false;
    Linear form = forms_.of(value);
    if (form.terms.size() != 1 || form.terms[0].factor != 1 || (side == Side::lower ? form.constant < 0 : form.constant > 0))
        return false;
    ValueId atom = form.terms[0].atom;
    if (atom == param) return true;
    if (std::ranges::find(seen, atom) != seen.end()) return true;
    if (!f_[atom].param_of || !loops_.contains(loop, f_[atom].param_of)) return false;
    seen.push_back(atom);
    std::vector<ValueId> arguments = arguments_for(f_, cfg_, atom);
    return !arguments.empty() &&
           std::ranges::all_of(arguments, [&](ValueId arg) { return moves_one_way(arg, param, loop, side, seen); });
}

// ───────────────────────────── searches ─────────────────────────────

/// Replaces atoms by bounds until the sum says what is wanted: a number that is not negative, or nothing defined in the loop.
struct Ranges::Search {
    const Ranges& ranges;
    BlockId at;
    LoopId loop;  // none: prove
    int steps = most_steps;

    std::optional<Linear> run(const Linear& form) {
        if (--steps < 0) return std::nullopt;
        const Linear::Term* next = nullptr;  // the last one defined: its bounds lead outwards
        for (const Linear::Term& term : form.terms)
            if (!loop || !ranges.is_outside(term.atom, loop))
                if (!next || is_later(term.atom, next->atom)) next = &term;
        if (!next) return loop || form.constant >= 0 ? std::optional(form) : std::nullopt;
        auto rest = sum(form, Linear::value(next->atom), -next->factor);
        for (const Linear& bound : ranges.bounds(next->atom, next->factor > 0 ? Side::lower : Side::upper, at)) {
            // The limits of a type or of all arrays would make a condition that never holds.
            if (loop && bound.terms.empty() && ranges.is_loose(next->atom, bound)) continue;
            auto smaller = rest ? sum(*rest, bound, next->factor) : std::nullopt;
            if (!smaller) continue;
            if (auto found = run(*smaller)) return found;
        }
        return std::nullopt;
    }
    bool is_later(ValueId a, ValueId b) const {
        BlockId x = ranges.places_.of(ranges.f_, a), y = ranges.places_.of(ranges.f_, b);
        return x == y ? a > b : ranges.cfg_.position[x.index] > ranges.cfg_.position[y.index];
    }
};

bool Ranges::is_never_negative(const Linear& form, BlockId at) const { return Search{*this, at, {}}.run(form).has_value(); }

bool Ranges::fits(const Linear& form, BlockId at) const {
    auto above = sum(form, Linear::number(int_min), -1);
    auto below = sum(Linear::number(int_max), form, -1);
    return above && below && is_never_negative(*above, at) && is_never_negative(*below, at);
}

std::optional<Linear> Ranges::least_outside(const Linear& form, BlockId at, LoopId loop) const {
    return Search{*this, at, loop}.run(form);
}

bool Ranges::is_loose(ValueId atom, const Linear& bound) const {
    InstId from = f_[atom].defined_by;
    return bound.constant == int_min || bound.constant == int_max || (from && f_.is<ir::ArrayDim>(f_[from]));
}

bool Ranges::is_outside(ValueId value, LoopId loop) const {
    BlockId block = places_.of(f_, value);
    return block && !loops_.contains(loop, block);
}

}  // namespace coluber::facts
