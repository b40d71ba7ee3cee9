// What `expand-arrays` leaves of expressions on whole arrays: shapes that broadcast, new arrays in NumPy's order, how to walk over
// several arrays at once. The common case, arrays of one shape that lie as C lays them, is asked for here; the rest is the runtime's.
#include "lower/lower_ops.h"

#include <fmt/format.h>

namespace coluber::lower {

namespace {

/// Each array as words: number of axes, dims, byte strides (runtime/native/array_order.h).
llvm::Value* geometry_words(Lowering& l, std::string_view use, ir::Operands arrays) {
    Parts words;
    for (ir::ValueId value : arrays) {
        const Type& type = l.type_of(value);
        ArrayParts array = array_parts(type, l.parts(value));
        words.push_back(l.int64(type.number));
        words.append(array.shape.begin(), array.shape.end());
        words.append(array_strides(l, type, l.parts(value)));
    }
    return l.words(use, words);
}

llvm::Value* both(Lowering& l, llvm::Value* a, llvm::Value* b) { return a ? l.b.CreateAnd(a, b) : b; }

/// Words that the runtime left in the frame.
Parts load_words(Lowering& l, llvm::Value* room, std::size_t count) {
    Parts words;
    for (std::size_t i = 0; i < count; ++i)
        words.push_back(l.load(l.b.getInt64Ty(), l.field(room, static_cast<std::uint32_t>(8 * i)), Memory::unknown));
    return words;
}

/// `quick` where `condition` holds, else what `slow` makes of it.
template <class Slow>
Parts quick_or(Lowering& l, llvm::Value* condition, const Parts& quick, Slow slow) {
    if (!condition) return quick;
    llvm::BasicBlock *rare = l.block("slow"), *done = l.block("done"), *from = l.b.GetInsertBlock();
    l.branch(condition, done, rare);
    l.go(rare);
    Parts other = slow();
    rare = l.b.GetInsertBlock();
    l.b.CreateBr(done);
    l.go(done);
    Parts merged;
    for (std::size_t i = 0; i < quick.size(); ++i) merged.push_back(l.phi(quick[i], from, other[i], rare));
    return merged;
}

}  // namespace

// Quick where every shape is the end of the longest one.
Parts lower(Lowering& l, const ir::ArrayBroadcast& op) {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < op.shapes.size(); ++i)
        if (l.parts(op.shapes[i]).size() > l.parts(op.shapes[longest]).size()) longest = i;
    PartsRef whole = l.parts(op.shapes[op.into ? 0 : longest]);
    llvm::Value* same = nullptr;
    Parts words;
    for (ir::ValueId value : op.shapes) {
        PartsRef shape = l.parts(value);
        words.push_back(l.int64(static_cast<std::int64_t>(shape.size())));
        words.append(shape.begin(), shape.end());
        if (shape.size() > whole.size()) same = l.b.getFalse();
        for (std::size_t i = 0; i < std::min(shape.size(), whole.size()); ++i) {
            llvm::Value *dim = shape[shape.size() - 1 - i], *of_whole = whole[whole.size() - 1 - i];
            if (dim != of_whole) same = both(l, same, l.b.CreateICmpEQ(dim, of_whole));
        }
    }
    Parts quick(whole.begin(), whole.end());
    return quick_or(l, same, quick, [&] {
        std::size_t most = std::max(l.parts(op.shapes[longest]).size(), std::size_t{1});
        llvm::Value* out = l.frame_words("broadcast", most);
        llvm::Value* fits =
            l.runtime("cb_broadcast", l.b.getInt32Ty(),
                      {l.int64(op.into), l.int64(static_cast<std::int64_t>(op.shapes.size())), l.words("shapes", words), out});
        l.pass_failure_unless(l.b.CreateICmpNE(fits, l.int32(0)));
        return load_words(l, out, whole.size());
    });
}

Parts lower(Lowering& l, const ir::ArrayNewLike& op) {
    const Type& type = l.types[l.result_type()];
    auto count = static_cast<std::size_t>(op.count);
    std::vector<llvm::Value*> dims = l.single_parts(op.dims_and_arrays.first(count));
    ir::Operands arrays = op.dims_and_arrays.subspan(count);
    llvm::Value* made = l.not_null(
        l.runtime("cb_array_new_like", l.b.getPtrTy(),
                  {l.slot(fmt::format("npy:descr:{}", types::info(type.dtype).name)), l.int32(op.count), l.words("shape", dims),
                   l.int64(static_cast<std::int64_t>(arrays.size())), geometry_words(l, "arrays", arrays)}));
    Parts parts{l.load_field(l.b.getPtrTy(), made, l.unit.python.array_data), made, l.b.getTrue()};
    parts.append(dims.begin(), dims.end());
    llvm::Value* strides = l.load_field(l.b.getPtrTy(), made, l.unit.python.array_strides);
    if (type.layout == types::Layout::any) parts.append(load_words(l, strides, count));
    return parts;
}

namespace {

/// The walk over contiguous arrays of one shape: all axes as one. No value: they are not all contiguous and of equally many axes.
struct FlatWalk {
    llvm::Value* condition = nullptr;
    Parts words;
};
std::optional<FlatWalk> flat_walk(Lowering& l, ir::Operands arrays) {
    const Type first = l.type_of(arrays[0]);
    PartsRef shape = array_parts(first, l.parts(arrays[0])).shape;
    FlatWalk walk;
    for (ir::ValueId value : arrays) {
        const Type& type = l.type_of(value);
        if (type.layout != first.layout || type.layout == types::Layout::any || type.number != first.number)
            return std::nullopt;
        PartsRef other = array_parts(type, l.parts(value)).shape;
        for (std::size_t axis = 0; axis < first.number; ++axis)
            if (shape[axis] != other[axis])
                walk.condition = both(l, walk.condition, l.b.CreateICmpEQ(shape[axis], other[axis]));
    }
    llvm::Value* size = l.int64(1);
    for (llvm::Value* dim : shape) size = l.b.CreateMul(size, dim);
    for (std::size_t axis = 0; axis + 1 < first.number; ++axis) walk.words.push_back(l.int64(1));
    walk.words.push_back(size);
    for (ir::ValueId value : arrays) {
        for (std::size_t axis = 0; axis + 1 < first.number; ++axis) walk.words.push_back(l.int64(0));
        walk.words.push_back(l.int64(types::info(l.type_of(value).dtype).size));
    }
    return walk;
}

/// The walk over arrays of one axis: only a repeated element is special.
Parts short_walk(Lowering& l, ir::Operands arrays) {
    Parts words{array_parts(l.type_of(arrays[0]), l.parts(arrays[0])).shape[0]};
    for (ir::ValueId value : arrays) {
        const Type& type = l.type_of(value);
        ArrayParts array = array_parts(type, l.parts(value));
        llvm::Value* is_repeated = l.b.CreateICmpEQ(array.shape[0], l.int64(1));
        words.push_back(l.b.CreateSelect(is_repeated, l.int64(0), array_strides(l, type, l.parts(value))[0]));
        if (value == arrays[0]) words.back() = array_strides(l, type, l.parts(value))[0];
    }
    return words;
}

}  // namespace

Parts lower(Lowering& l, const ir::ArrayWalk& op) {
    std::size_t ndim = l.type_of(op.arrays[0]).number;
    if (ndim == 1) return short_walk(l, op.arrays);
    auto slow = [&] {
        std::size_t count = ndim * (op.arrays.size() + 1);
        llvm::Value* out = l.frame_words("walk", count);
        l.runtime("cb_array_walk", l.b.getVoidTy(),
                  {l.int64(static_cast<std::int64_t>(op.arrays.size())), geometry_words(l, "arrays", op.arrays), out});
        return load_words(l, out, count);
    };
    auto flat = flat_walk(l, op.arrays);
    return flat ? quick_or(l, flat->condition, flat->words, slow) : slow();
}

namespace {

/// Do the two arrays have their elements at the same places? Then each is read before it is written.
llvm::Value* is_same_place(Lowering& l, ir::ValueId left, ir::ValueId right) {
    const Type &a = l.type_of(left), &b = l.type_of(right);
    if (a.number != b.number) return l.b.getFalse();
    ArrayParts x = array_parts(a, l.parts(left)), y = array_parts(b, l.parts(right));
    Parts strides_x = array_strides(l, a, l.parts(left)), strides_y = array_strides(l, b, l.parts(right));
    llvm::Value* same = l.b.CreateICmpEQ(x.data, y.data);
    for (std::size_t axis = 0; axis < a.number; ++axis) {
        same = l.b.CreateAnd(same, l.b.CreateICmpEQ(x.shape[axis], y.shape[axis]));
        same = l.b.CreateAnd(same, l.b.CreateICmpEQ(strides_x[axis], strides_y[axis]));
    }
    return same;
}

}  // namespace

Parts lower(Lowering& l, const ir::ArrayApart& op) {
    llvm::Value* may_stay = l.b.CreateOr(is_same_place(l, op.into, op.array), are_disjoint(l, op.into, op.array));
    const Type& type = l.type_of(op.array);
    PartsRef parts = l.parts(op.array);
    Parts quick(parts.begin(), parts.end());
    llvm::BasicBlock *stay = l.block("apart"), *copy = l.block("copy"), *done = l.block("done");
    l.branch(may_stay, stay, copy);
    l.go(stay);
    l.retain(parts, l.type(op.array));
    stay = l.b.GetInsertBlock();
    l.b.CreateBr(done);
    l.go(copy);
    llvm::Value* boxed = l.not_null(box(l, parts, l.type(op.array)));
    llvm::Value* made = l.runtime("cb_array_copy", l.b.getPtrTy(), {boxed});
    l.release_object(boxed);
    l.not_null(made);
    Parts other{l.load_field(l.b.getPtrTy(), made, l.unit.python.array_data), made, l.b.getTrue()};
    ArrayParts array = array_parts(type, parts);
    other.append(array.shape.begin(), array.shape.end());
    if (type.layout == types::Layout::any)
        other.append(load_words(l, l.load_field(l.b.getPtrTy(), made, l.unit.python.array_strides), type.number));
    copy = l.b.GetInsertBlock();
    l.b.CreateBr(done);
    l.go(done);
    Parts merged;
    for (std::size_t i = 0; i < quick.size(); ++i) merged.push_back(l.phi(quick[i], stay, other[i], copy));
    return merged;
}

// A fact that AliasScopes has read.
void lower(Lowering&, const ir::ArrayKnownDisjoint&) {}

// Loops by now.
Parts lower(Lowering&, const ir::ArrayMap&) { CHECK(false, "array.map is left after expand-arrays"); }
void lower(Lowering&, const ir::ArrayMapInto&) { CHECK(false, "array.map_into is left after expand-arrays"); }

}  // namespace coluber::lower
