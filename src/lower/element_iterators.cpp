// Iterators over all elements of an array: `a.flat`, `np.ndenumerate(a)`, `np.ndindex(shape)`. The state behind the container's parts is one
// index per axis, counted like an odometer, so nothing is divided; a C-contiguous array's elements need one count only.
#include "lower/element_iterators.h"

#include "types/iteration.h"

namespace coluber::lower {

using types::Iteration;

namespace {

/// The lengths that the iterator counts to.
Parts lengths(Lowering& l, const Type& iterator, PartsRef container) {
    const Type& type = l.types[iterator.elements[0]];
    PartsRef sizes = type.kind == Kind::tuple ? container : array_parts(type, container).shape;
    return Parts(sizes.begin(), sizes.end());
}

llvm::Value* product(Lowering& l, PartsRef sizes) {
    llvm::Value* count = l.int64(1);
    for (llvm::Value* size : sizes) count = l.b.CreateMul(count, size, "", true, true);
    return count;
}

bool has_one_count(const Lowering& l, const Type& iterator) {
    return types::is_linear(l.types, iterator) || types::axes_of(l.types, iterator) == 0;
}

}  // namespace

Parts start_of_elements(Lowering& l, const Type& iterator, PartsRef container) {
    Parts parts(container.begin(), container.end());
    if (has_one_count(l, iterator)) {
        parts.push_back(l.int64(0));
        return parts;
    }
    // Where there is nothing to give, the first index is at its end at once.
    Parts sizes = lengths(l, iterator, container);
    llvm::Value* is_empty = l.b.getFalse();
    for (llvm::Value* size : sizes) is_empty = l.b.CreateOr(is_empty, l.b.CreateICmpSLE(size, l.int64(0)));
    parts.push_back(l.b.CreateSelect(is_empty, sizes[0], l.int64(0)));
    parts.append(sizes.size() - 1, l.int64(0));
    return parts;
}

llvm::Value* has_element(Lowering& l, const Type& iterator, PartsRef parts) {
    std::size_t container = part_count(l.types, iterator.elements[0]);
    Parts sizes = lengths(l, iterator, parts.take_front(container));
    llvm::Value* end = has_one_count(l, iterator) ? product(l, sizes) : sizes[0];
    return l.b.CreateICmpSLT(parts[container], end);
}

Parts element_at(Lowering& l, const Type& iterator, PartsRef parts) {
    std::size_t count = part_count(l.types, iterator.elements[0]);
    PartsRef container = parts.take_front(count), index = parts.drop_front(count);
    if (types::axes_of(l.types, iterator) == 0) index = {};
    Parts item;
    if (types::iteration_of(iterator) != Iteration::elements) item.append(index.begin(), index.end());
    if (types::iteration_of(iterator) == Iteration::indices) return item;
    const Type& array = l.types[iterator.elements[0]];
    if (types::is_linear(l.types, iterator)) {
        Type row = array;
        row.number = 1;
        Parts row_parts(container.begin(), container.begin() + 3);
        row_parts.push_back(l.int64(0));  // its length: not looked at
        return load_element(l, row, element_address(l, row, row_parts, {parts[count]}));
    }
    Parts element = load_element(l, array, element_address(l, array, container, index));
    item.append(element.begin(), element.end());
    return item;
}

Parts after_element(Lowering& l, const Type& iterator, PartsRef parts) {
    std::size_t container = part_count(l.types, iterator.elements[0]);
    Parts next(parts.begin(), parts.end()), sizes = lengths(l, iterator, parts.take_front(container));
    llvm::Value* carry = l.b.getTrue();
    for (std::size_t i = next.size(); i-- > container;) {
        llvm::Value* more = l.b.CreateAdd(next[i], l.int64(1), "", true, true);
        if (i == container) {  // the slowest: its end is the end
            next[i] = l.b.CreateSelect(carry, more, next[i]);
            break;
        }
        llvm::Value* is_full = l.b.CreateICmpEQ(more, sizes[i - container]);
        next[i] = l.b.CreateSelect(carry, l.b.CreateSelect(is_full, l.int64(0), more), next[i]);
        carry = l.b.CreateAnd(carry, is_full);
    }
    return next;
}

llvm::Value* box_element_iterator(Emit& e, const Type& iterator, PartsRef parts) {
    TypeId container = iterator.elements[0];
    std::size_t count = part_count(e.types, container);
    llvm::Value* boxed = box(e, parts.take_front(count), container);
    Parts index(parts.begin() + static_cast<std::ptrdiff_t>(count), parts.end());
    bool has_one = types::is_linear(e.types, iterator) || types::axes_of(e.types, iterator) == 0;
    return e.runtime("cb_box_element_iterator", e.b.getPtrTy(),
                     {boxed, e.int32(iterator.number), e.words("index", index), e.int32(has_one ? 1 : 0)});
}

}  // namespace coluber::lower
