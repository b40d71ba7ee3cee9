#include "passes/checks.h"

#include <array>

namespace coluber::passes {

namespace {

using facts::Linear;
using facts::sum;
using Needs = std::optional<std::vector<Need>>;

Needs not_negative(std::initializer_list<std::optional<Linear>> forms) {
    std::vector<Need> needs;
    for (const auto& form : forms) {
        if (!form) return std::nullopt;
        needs.push_back({*form});
    }
    return needs;
}

Linear minus_one(Linear form) {
    form.constant -= 1;
    return form;
}

/// left `kind` right as a sum that is not negative.
Needs needs_of_compare(const facts::LinearForms& forms, const ir::Compare& op) {
    using ir::CompareKind;
    auto less = sum(forms.of(op.right), forms.of(op.left), -1);
    auto greater = sum(forms.of(op.left), forms.of(op.right), -1);
    if (!less || !greater) return std::nullopt;
    if (op.kind == CompareKind::lt) return not_negative({minus_one(*less)});
    if (op.kind == CompareKind::le) return not_negative({less});
    if (op.kind == CompareKind::gt) return not_negative({minus_one(*greater)});
    if (op.kind == CompareKind::ge) return not_negative({greater});
    if (op.kind == CompareKind::eq) return not_negative({less, greater});
    return not_negative({minus_one(*greater)});  // `ne`: mostly of a divisor and 0, so positive is the case to look for
}

Needs needs_of_condition(const Function& f, const facts::LinearForms& forms, ValueId condition) {
    InstId from = f[condition].defined_by;
    if (!from || !f.is<ir::Compare>(f[from])) return std::nullopt;
    auto op = f.as<ir::Compare>(f[from]);
    if (f.type(op.left) != types::integer) return std::nullopt;
    return needs_of_compare(forms, op);
}

Needs needs_of_arith(const facts::LinearForms& forms, const ir::ArithChecked& op) {
    std::optional<Linear> form;
    Linear left = forms.of(op.left), right = forms.of(op.right);
    if (op.kind != ir::ArithKind::mul)
        form = sum(left, right, op.kind == ir::ArithKind::add ? 1 : -1);
    else if (right.terms.empty() && right.constant == static_cast<std::int64_t>(right.constant))
        form = sum({}, left, static_cast<std::int64_t>(right.constant));
    else if (left.terms.empty() && left.constant == static_cast<std::int64_t>(left.constant))
        form = sum({}, right, static_cast<std::int64_t>(left.constant));
    if (!form) return std::nullopt;
    return std::vector{Need{*form, true}};
}

/// The index itself, where `wrapped` is it or what it wraps to.
Linear unwrapped(const Function& f, const facts::LinearForms& forms, ValueId wrapped) {
    InstId from = f[wrapped].defined_by;
    return forms.of(from && f.is<ir::WrapIndex>(f[from]) ? f.as<ir::WrapIndex>(f[from]).index : wrapped);
}

}  // namespace

std::optional<std::vector<Need>> needs_of(const Function& f, const facts::LinearForms& forms, InstId id) {
    return visit(
        f, f[id], [&](const ir::ArithChecked& op) { return needs_of_arith(forms, op); },
        [&](const ir::WrapIndex& op) { return not_negative({forms.of(op.index)}); },
        [&](const ir::CheckBounds& op) {
            // An index that is not negative wraps to itself, so the check needs the index in range, wrapped or not.
            Linear index = unwrapped(f, forms, op.wrapped);
            auto below = sum(forms.of(op.size), index, -1);
            return below ? not_negative({index, minus_one(*below)}) : Needs{};
        },
        [&](const ir::Check& op) { return needs_of_condition(f, forms, op.condition); },
        [&](const ir::Guard& op) { return needs_of_condition(f, forms, op.condition); }, [](const auto&) { return Needs{}; });
}

bool drop_check(Function& f, InstId id, Replacements& replace) {
    ValueId result = f[id].result;
    if (!result) return true;
    if (f.is<ir::ArithChecked>(f[id])) {
        auto op = f.as<ir::ArithChecked>(f[id]);
        f.replace(id, ir::Arith{op.kind, op.left, op.right});
        f[id].flags = ir::Flags::exact;
        return false;
    }
    // The index itself, or its wrapped form.
    replace.set(result, f.operands(f[id])[0]);
    return true;
}

}  // namespace coluber::passes
