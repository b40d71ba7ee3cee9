#include "infer/join.h"

namespace coluber::infer {

namespace {

/// float, np.float64 and their join (int, np.int64; complex, np.complex128): what shares a representation and differs in provenance
/// alone.
bool is_of(const types::Types& types, TypeId type, DType dtype) {
    bool is_numpys = types.kind(type) == Kind::scalar || types.kind(type) == Kind::maybe_np;
    return type == types::python_number(dtype) || (is_numpys && types[type].dtype == dtype);
}

}  // namespace

TypeId join(types::Types& types, TypeId a, TypeId b) {
    if (a == b) return a;
    for (DType dtype : {DType::float64, DType::complex128})
        if (is_of(types, a, dtype) && is_of(types, b, dtype)) return types.maybe_np(dtype);
    TypeId plain = types::without_items(types, a);  // two lists of different items are lists
    if (plain != types::without_items(types, b)) return types::object;
    // A container that was made empty says nothing about its items; and what is said is a guess.
    auto is_open = [&](TypeId type) {
        const std::vector<TypeId>& items = types[type].elements;
        return !items.empty() && items[0] == types::unset;
    };
    return is_open(a) ? b : is_open(b) ? a : plain;
}

ValueId convert_to_join(Specialiser& s, ValueId value, TypeId to) {
    if (s.type(value) == to) return value;
    if (s.types.kind(to) != Kind::maybe_np) return s.box(value);
    bool is_np = s.kind(value) == Kind::scalar;
    return s.emit(ir::MaybeNp{s.convert(value, types::python_number(s.types[to].dtype)), s.const_bool(is_np)}, to);
}

}  // namespace coluber::infer
