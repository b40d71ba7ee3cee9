#include "infer/fallback.h"

#include "infer/exceptions.h"

#include <algorithm>

namespace coluber::infer {

bool is_exact(const types::Types& types, TypeId type) {
    const types::Type& t = types[type];
    if (t.kind == Kind::object || t.kind == Kind::dyn) return false;
    if (t.kind == Kind::exception) return is_exact_exception(t.number);
    return std::ranges::all_of(t.elements, [&](TypeId element) { return is_exact(types, element); });
}

namespace {

/// How the user wrote an operand: its expression, or the variable that it is the value of (checkpoints tell).
std::string spelled(const Specialiser& s, ValueId operand) {
    if (ir::InstId by = s.untyped[operand].defined_by) return s.text_of(s.untyped[by].at);
    for (std::uint32_t b = 0; b < s.untyped.block_count(); ++b) {
        for (ir::InstId id : s.untyped[ir::BlockId{b}].insts) {
            if (!s.untyped.is<ir::Checkpoint>(s.untyped[id])) continue;
            auto checkpoint = s.untyped.as<ir::Checkpoint>(s.untyped[id]);
            auto found = std::ranges::find(checkpoint.values.first(checkpoint.locals.size()), operand);
            auto at = static_cast<std::size_t>(found - checkpoint.values.begin());
            if (at < checkpoint.locals.size()) return std::string(s.module.names[checkpoint.locals[at]]);
        }
    }
    return s.text_of(s.builder.at);
}

}  // namespace

bool require_exact(Specialiser& s, std::span<const ValueId> untyped_operands) {
    if (!s.is_strict()) return true;
    for (ValueId operand : untyped_operands) {
        if (is_exact(s.types, s.type(s[operand]))) continue;
        s.report(runs_unknown_code, s.text_of(s.builder.at), spelled(s, operand))
            .hint("decorate with `@coluber.jit`, which goes through Python here, or pass numbers, tuples and NumPy arrays");
        return false;
    }
    return true;
}

}  // namespace coluber::infer
