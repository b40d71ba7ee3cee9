// What a native iterator gives; kept in the `number` of its type (type.h).
#pragma once

#include "types/type.h"

namespace coluber::types {

enum class Iteration : std::uint32_t {
    items,     // of the first axis, of a tuple or range: iter(…)
    elements,  // of all axes, the last one fastest: iter.flat(…)
    numbered,  // (indices, element): iter.numbered(…)
    indices,   // tuples of ints; the container is a tuple of lengths: iter.indices(…)
};

inline TypeId iterator(Types& types, TypeId container, Iteration iteration) {
    return types.intern({.kind = Kind::iterator, .number = static_cast<std::uint32_t>(iteration), .elements = {container}});
}
inline Iteration iteration_of(const Type& iterator) { return static_cast<Iteration>(iterator.number); }

/// How many axes the iterator walks over.
inline std::uint32_t axes_of(const Types& types, const Type& iterator) {
    const Type& container = types[iterator.elements[0]];
    return container.kind == Kind::tuple ? static_cast<std::uint32_t>(container.elements.size()) : container.number;
}
/// Does one count do, because the elements lie in the order of the walk?
inline bool is_linear(const Types& types, const Type& iterator) {
    const Type& container = types[iterator.elements[0]];
    return iteration_of(iterator) == Iteration::elements && container.layout == Layout::c;
}

}  // namespace coluber::types
