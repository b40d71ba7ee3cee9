#include "infer/join.h"

namespace coluber::infer {

namespace {

/// float, np.float64 and their join: what shares a representation and differs in provenance alone.
bool is_float64(const types::Types& types, TypeId type) {
    return type == types::floating || (types.kind(type) == Kind::scalar && types[type].dtype == DType::float64) ||
           types.kind(type) == Kind::maybe_np;
}

}  // namespace

TypeId join(types::Types& types, TypeId a, TypeId b) {
    if (a == b) return a;
    if (is_float64(types, a) && is_float64(types, b)) return types.maybe_np(DType::float64);
    return types::object;
}

ValueId convert_to_join(Specialiser& s, ValueId value, TypeId to) {
    if (s.type(value) == to) return value;
    if (s.types.kind(to) != Kind::maybe_np) return s.box(value);
    bool is_np = s.kind(value) == Kind::scalar;
    return s.emit(ir::MaybeNp{s.convert(value, types::floating), s.const_bool(is_np)}, to);
}

}  // namespace coluber::infer
