#include "infer/fallback.h"

#include <algorithm>

namespace coluber::infer {

bool is_exact(const types::Types& types, TypeId type) {
    const types::Type& t = types[type];
    if (t.kind == Kind::object || t.kind == Kind::dyn) return false;
    return std::ranges::all_of(t.elements, [&](TypeId element) { return is_exact(types, element); });
}

bool require_exact(Specialiser& s, std::span<const ValueId> untyped_operands) {
    if (!s.is_strict()) return true;
    for (ValueId operand : untyped_operands) {
        if (is_exact(s.types, s.type(s[operand]))) continue;
        ir::InstId by = s.untyped[operand].defined_by;
        SourceRange at = by ? s.untyped[by].at : s.builder.at;
        s.report(runs_unknown_code, s.text_of(s.builder.at), s.text_of(at))
            .hint("decorate with `@coluber.jit`, which goes through Python here, or pass numbers, tuples and NumPy arrays");
        return false;
    }
    return true;
}

}  // namespace coluber::infer
