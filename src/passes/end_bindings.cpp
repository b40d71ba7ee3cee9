// Drops `end_binding` for values whose end nobody can see: numbers, None, strings, exact arrays, and tuples of such.
//
// Why: what is left of the op keeps a value alive up to Python's own point of its death (docs/refcounts.md) and is an effect that
// no guard's checkpoint may precede. An exact str, bytes or int has no finalizer and no weak references; an ndarray made in compiled
// code has neither, and one that came from outside is kept by the caller.
// Holds after: an `end_binding` names a value of type object, list, dict or set, or one with such a part.
#include "passes/passes.h"

#include <algorithm>

namespace coluber::passes {

namespace {

bool end_is_visible(const types::Types& types, types::TypeId id) {
    using types::Kind;
    const types::Type& type = types[id];
    if (type.kind == Kind::object || type.kind == Kind::list || type.kind == Kind::dict || type.kind == Kind::set ||
        type.kind == Kind::exception)
        return true;
    return std::ranges::any_of(type.elements, [&](types::TypeId element) { return end_is_visible(types, element); });
}

}  // namespace

Changed end_bindings(Module& module, Function& f, const facts::Cfg& cfg) {
    std::size_t dropped = 0;
    for (BlockId block : cfg.order)
        dropped += std::erase_if(f[block].insts, [&](InstId id) {
            return f.is<ir::EndBinding>(f[id]) && !end_is_visible(module.types, f.type(f.operands(f[id])[0]));
        });
    return dropped > 0 ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
