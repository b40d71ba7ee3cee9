#include "facts/linear.h"

#include <algorithm>
#include <cstdlib>

namespace coluber::facts {

namespace {

constexpr std::size_t most_terms = 6;             // index arithmetic has two or three
constexpr std::int64_t largest_factor = 1 << 16;  // strides within an index; keeps sums far from 128 bits
constexpr int deepest = 16;                       // a chain `x + 1 + 1 + …` longer than this is nobody's index

}  // namespace

std::optional<Linear> sum(const Linear& a, const Linear& b, std::int64_t factor) {
    if ((factor > largest_factor || factor < -largest_factor) && !b.terms.empty()) return std::nullopt;
    Linear out{{}, a.constant + b.constant * factor};
    auto left = a.terms.begin();
    auto right = b.terms.begin();
    while (left != a.terms.end() || right != b.terms.end()) {
        bool take_left = right == b.terms.end() || (left != a.terms.end() && left->atom <= right->atom);
        bool take_right = left == a.terms.end() || (right != b.terms.end() && right->atom <= left->atom);
        Linear::Term term{take_left ? left->atom : right->atom, 0};
        if (take_left) term.factor += (left++)->factor;
        if (take_right) term.factor += (right++)->factor * factor;
        if (term.factor == 0) continue;
        if (std::abs(term.factor) > largest_factor || out.terms.size() == most_terms) return std::nullopt;
        out.terms.push_back(term);
    }
    return out;
}

std::optional<std::int64_t> LinearForms::constant(ValueId value) const {
    InstId from = f_[value].defined_by;
    if (!from || !f_.is<ir::Const>(f_[from])) return std::nullopt;
    const auto* found = std::get_if<std::int64_t>(&module_[f_.as<ir::Const>(f_[from]).value]);
    return found ? std::optional(*found) : std::nullopt;
}

Linear LinearForms::of(ValueId value, int depth) const {
    if (auto number = constant(value)) return Linear::number(*number);
    if (depth < deepest)
        if (auto form = decompose(value, depth + 1)) return *form;
    return Linear::value(value);
}

std::optional<Linear> LinearForms::decompose(ValueId value, int depth) const {
    InstId from = f_[value].defined_by;
    if (!from || f_.type(value) != types::integer) return std::nullopt;
    const ir::Inst& inst = f_[from];
    if (f_.is<ir::ArithChecked>(inst)) {
        auto op = f_.as<ir::ArithChecked>(inst);
        return combine(op.kind, op.left, op.right, depth);
    }
    if (f_.is<ir::Arith>(inst) && has(inst.flags, ir::Flags::exact)) {
        auto op = f_.as<ir::Arith>(inst);
        return combine(op.kind, op.left, op.right, depth);
    }
    if (f_.is<ir::CheckBounds>(inst)) return of(f_.as<ir::CheckBounds>(inst).wrapped, depth);
    return std::nullopt;
}

std::optional<Linear> LinearForms::combine(ir::ArithKind kind, ValueId left, ValueId right, int depth) const {
    if (kind == ir::ArithKind::add) return sum(of(left, depth), of(right, depth));
    if (kind == ir::ArithKind::sub) return sum(of(left, depth), of(right, depth), -1);
    if (kind != ir::ArithKind::mul) return std::nullopt;
    auto factor = constant(right);
    if (!factor) std::swap(left, right);
    factor = constant(right);
    if (!factor) return std::nullopt;
    return sum({}, of(left, depth), *factor);
}

}  // namespace coluber::facts
