// Arrays: geometry, element access, views, new arrays. An array's shape is SSA values, so nothing is loaded again in a loop, and what
// two arrays share is for LLVM's run-time alias checks to find out. Indices are in range here, so address arithmetic cannot overflow.
#include "lower/lower_ops.h"

#include <fmt/format.h>

namespace coluber::lower {

namespace {

std::int64_t item_size(const Type& type) { return types::info(type.dtype).size; }

llvm::Value* multiply(Emit& e, llvm::Value* x, llvm::Value* y) { return e.b.CreateMul(x, y, "", true, true); }
llvm::Value* add(Emit& e, llvm::Value* x, llvm::Value* y) { return e.b.CreateAdd(x, y, "", true, true); }

/// The element number in a C- or F-contiguous array: Horner's scheme over the axes, the slowest first.
llvm::Value* element_number(Emit& e, const Type& type, PartsRef shape, PartsRef index) {
    llvm::Value* number = nullptr;
    for (std::size_t i = 0; i < type.number; ++i) {
        std::size_t axis = type.layout == types::Layout::c ? i : type.number - 1 - i;
        if (number) number = multiply(e, number, shape[axis]);
        if (axis >= index.size()) continue;
        number = number ? add(e, number, index[axis]) : index[axis];
    }
    return number ? number : e.int64(0);
}

}  // namespace

Parts array_strides(Emit& e, const Type& type, PartsRef parts) {
    ArrayParts array = array_parts(type, parts);
    if (type.layout == types::Layout::any) return Parts(array.strides.begin(), array.strides.end());
    Parts strides(type.number);
    llvm::Value* stride = e.int64(item_size(type));
    auto at_least_one = [&](llvm::Value* size) {  // NumPy's rule for axes without elements
        return e.b.CreateBinaryIntrinsic(llvm::Intrinsic::smax, size, e.int64(1));
    };
    for (std::size_t i = 0; i < type.number; ++i) {
        std::size_t axis = type.layout == types::Layout::c ? type.number - 1 - i : i;
        strides[axis] = stride;
        if (i + 1 < type.number) stride = e.b.CreateMul(stride, at_least_one(array.shape[axis]));
    }
    return strides;
}

llvm::Value* element_address(Emit& e, const Type& type, PartsRef parts, PartsRef index) {
    ArrayParts array = array_parts(type, parts);
    if (type.layout != types::Layout::any) {
        llvm::Value* number = element_number(e, type, array.shape, index);
        llvm::Type* element = memory_type(e.context, type.dtype);
        if (types::is_complex(type.dtype)) element = llvm::ArrayType::get(element, 2);
        return e.b.CreateInBoundsGEP(element, array.data, number);
    }
    llvm::Value* offset = nullptr;
    for (std::size_t axis = 0; axis < index.size(); ++axis) {
        llvm::Value* step = e.b.CreateMul(index[axis], array.strides[axis], "", false, true);  // strides may be negative
        offset = offset ? e.b.CreateAdd(offset, step, "", false, true) : step;
    }
    return offset ? e.b.CreateInBoundsGEP(e.b.getInt8Ty(), array.data, offset) : array.data;
}

Parts load_element(Emit& e, const Type& type, llvm::Value* address) {
    llvm::Type* element = memory_type(e.context, type.dtype);
    llvm::Value* value = e.load(element, address, Memory::array);
    if (type.dtype == DType::boolean) return {e.b.CreateICmpNE(value, e.b.getInt8(0))};
    if (!types::is_complex(type.dtype)) return {value};
    return {value, e.load(element, e.field(address, types::info(type.dtype).size / 2u), Memory::array)};
}

namespace {

/// The parts of the view at `index` as an array of `type`.
Parts view(Emit& e, const Type& base, PartsRef parts, PartsRef index, const Type& type) {
    ArrayParts array = array_parts(base, parts);
    Parts out{element_address(e, base, parts, index), array.owner, e.b.getFalse()};
    out.append(array.shape.begin() + index.size(), array.shape.end());
    if (type.layout == types::Layout::any) {
        Parts strides = array_strides(e, base, parts);
        out.append(strides.begin() + index.size(), strides.end());
    }
    return out;
}

}  // namespace

Parts lower(Lowering& l, const ir::ArrayDim& op) {
    return {array_parts(l.type_of(op.array), l.parts(op.array)).shape[static_cast<std::size_t>(op.axis)]};
}

Parts lower(Lowering& l, const ir::ArrayStride& op) {
    return {array_strides(l, l.type_of(op.array), l.parts(op.array))[static_cast<std::size_t>(op.axis)]};
}

namespace {

void store_element(Lowering& l, const Type& type, PartsRef value, llvm::Value* address) {
    if (type.dtype == DType::boolean) {
        l.store(l.b.CreateZExt(value[0], l.b.getInt8Ty()), address, Memory::array);
        return;
    }
    l.store(value[0], address, Memory::array);
    if (types::is_complex(type.dtype)) l.store(value[1], l.field(address, types::info(type.dtype).size / 2u), Memory::array);
}

/// Accesses made while this lives say which arrays they do not touch, where the instruction has the flag `disjoint`.
class AliasScope {
public:
    AliasScope(Lowering& l, ir::ValueId array) : l_(l) {
        if (ir::has(l.inst->flags, ir::Flags::disjoint)) l.accessed = l.alias_scopes.of(array);
    }
    ~AliasScope() { l_.accessed = {}; }
    AliasScope(const AliasScope&) = delete;
    AliasScope& operator=(const AliasScope&) = delete;

private:
    Lowering& l_;
};

}  // namespace

Parts lower(Lowering& l, const ir::ArrayLoad& op) {
    const Type& type = l.type_of(op.array);
    AliasScope scope(l, op.array);
    return load_element(l, type, element_address(l, type, l.parts(op.array), l.single_parts(op.index)));
}

void lower(Lowering& l, const ir::ArrayStore& op) {
    const Type& type = l.type_of(op.array);
    AliasScope scope(l, op.array);
    llvm::Value* address = element_address(l, type, l.parts(op.array), l.single_parts(op.index));
    store_element(l, type, l.parts(op.value), address);
}

Parts lower(Lowering& l, const ir::ArrayView& op) {
    return view(l, l.type_of(op.array), l.parts(op.array), l.single_parts(op.index), l.types[l.result_type()]);
}

Parts lower(Lowering& l, const ir::ArrayPart& op) {
    ArrayParts array = array_parts(l.type_of(op.array), l.parts(op.array));
    // Not `inbounds`: a view without elements may begin anywhere.
    Parts out{l.b.CreateGEP(l.b.getInt8Ty(), array.data, l[op.offset]), array.owner, l.b.getFalse()};
    for (ir::ValueId word : op.geometry) out.push_back(l[word]);
    return out;
}

namespace {

/// What the runtime is told about an array: data, ndim, shape, strides, descriptor.
void append_description(Lowering& l, ir::ValueId value, std::string_view use, Parts& out) {
    const Type& type = l.type_of(value);
    ArrayParts array = array_parts(type, l.parts(value));
    Parts words(array.shape.begin(), array.shape.end()), strides = array_strides(l, type, l.parts(value));
    words.append(strides.begin(), strides.end());
    out.append({array.data, l.int32(type.number), l.words(use, words),
                l.slot(fmt::format("npy:descr:{}", types::info(type.dtype).name))});
}

/// Stores the value to all elements of a contiguous array, which are one row.
void fill_row(Lowering& l, const Type& type, PartsRef parts, PartsRef value) {
    ArrayParts array = array_parts(type, parts);
    llvm::Value* count = l.int64(1);
    for (llvm::Value* size : array.shape) count = multiply(l, count, size);
    llvm::BasicBlock *before = l.b.GetInsertBlock(), *head = l.block("fill"), *body = l.block("fill.one"),
                     *done = l.block("filled");
    l.b.CreateBr(head);
    l.go(head);
    llvm::PHINode* index = l.b.CreatePHI(l.b.getInt64Ty(), 2);
    index->addIncoming(l.int64(0), before);
    l.b.CreateCondBr(l.b.CreateICmpSLT(index, count), body, done);
    l.go(body);
    llvm::Type* element = memory_type(l.context, type.dtype);
    if (types::is_complex(type.dtype)) element = llvm::ArrayType::get(element, 2);
    store_element(l, type, value, l.b.CreateInBoundsGEP(element, array.data, index));
    index->addIncoming(add(l, index, l.int64(1)), body);
    l.b.CreateBr(head);
    l.go(done);
}

}  // namespace

void lower(Lowering& l, const ir::ArrayFill& op) {
    const Type& type = l.type_of(op.array);
    if (type.layout != types::Layout::any) return fill_row(l, type, l.parts(op.array), l.parts(op.value));
    llvm::Value* value = l.frame_words("element", 2);
    store_element(l, type, l.parts(op.value), value);
    Parts args;
    append_description(l, op.array, "into", args);
    args.push_back(value);
    l.runtime("cb_array_fill", l.b.getVoidTy(), args);
}

Parts lower(Lowering& l, const ir::ArrayWritable& op) {
    constexpr int flag_writeable = 0x400;  // NumPy's
    llvm::Value* owner = array_parts(l.type_of(op.array), l.parts(op.array)).owner;
    llvm::Value* flags = l.load_field(l.b.getInt32Ty(), owner, l.unit.python.array_flags);
    return {l.b.CreateICmpNE(l.b.CreateAnd(flags, l.int32(flag_writeable)), l.int32(0))};
}

namespace {

struct Extent {
    llvm::Value *begin, *end;  // addresses as i64; equal: no element
};

/// From the lowest byte to behind the highest one.
Extent extent(Lowering& l, ir::ValueId value) {
    const Type& type = l.type_of(value);
    PartsRef parts = l.parts(value);
    ArrayParts array = array_parts(type, parts);
    llvm::Value *begin = l.b.CreatePtrToInt(array.data, l.b.getInt64Ty()), *end = begin;
    Parts strides = array_strides(l, type, parts);
    llvm::Value* is_empty = l.b.getFalse();
    for (std::size_t axis = 0; axis < type.number; ++axis) {
        is_empty = l.b.CreateOr(is_empty, l.b.CreateICmpEQ(array.shape[axis], l.int64(0)));
        llvm::Value* reach = l.b.CreateMul(l.b.CreateSub(array.shape[axis], l.int64(1)), strides[axis]);
        llvm::Value* is_up = l.b.CreateICmpSGE(strides[axis], l.int64(0));
        end = l.b.CreateAdd(end, l.b.CreateSelect(is_up, reach, l.int64(0)));
        begin = l.b.CreateAdd(begin, l.b.CreateSelect(is_up, l.int64(0), reach));
    }
    end = l.b.CreateAdd(end, l.int64(item_size(type)));
    return {begin, l.b.CreateSelect(is_empty, begin, end)};
}

}  // namespace

Parts lower(Lowering& l, const ir::ArrayDisjoint& op) {
    Extent left = extent(l, op.left), right = extent(l, op.right);
    return {l.b.CreateOr(l.b.CreateICmpULE(left.end, right.begin), l.b.CreateICmpULE(right.end, left.begin))};
}

namespace {

/// A block where the arrays, of one dtype and ndim, are known to have one shape; the others go to `otherwise`.
void require_one_shape(Lowering& l, ArrayParts into, ArrayParts from, llvm::BasicBlock* otherwise) {
    llvm::Value* is_same = l.b.getTrue();
    for (std::size_t axis = 0; axis < into.shape.size(); ++axis)
        is_same = l.b.CreateAnd(is_same, l.b.CreateICmpEQ(into.shape[axis], from.shape[axis]));
    l.require(is_same, otherwise);
}

/// Copies one row of elements to another, element by element; they share no memory.
void copy_row(Lowering& l, const ir::ArrayAssign& op) {
    const Type &into = l.type_of(op.into), &from = l.type_of(op.from);
    llvm::Value* count = array_parts(into, l.parts(op.into)).shape[0];
    llvm::BasicBlock *before = l.b.GetInsertBlock(), *head = l.block("copy"), *body = l.block("copy.one"), *done = l.block("copied");
    l.b.CreateBr(head);
    l.go(head);
    llvm::PHINode* index = l.b.CreatePHI(l.b.getInt64Ty(), 2);
    index->addIncoming(l.int64(0), before);
    l.b.CreateCondBr(l.b.CreateICmpSLT(index, count), body, done);
    l.go(body);
    Parts element = load_element(l, from, element_address(l, from, l.parts(op.from), {index}));
    store_element(l, into, element, element_address(l, into, l.parts(op.into), {index}));
    index->addIncoming(add(l, index, l.int64(1)), body);
    l.b.CreateBr(head);
    l.go(done);
}

/// What needs no runtime: two contiguous arrays of one shape are a move of bytes, two rows that share no memory a loop. Ends in a block
/// where it is done; what does not fit goes to `otherwise`. False: nothing was written, no such arrays.
bool assign_inline(Lowering& l, const ir::ArrayAssign& op, llvm::BasicBlock* otherwise) {
    const Type &into_type = l.type_of(op.into), &from_type = l.type_of(op.from);
    bool is_contiguous = into_type.layout != types::Layout::any && into_type.layout == from_type.layout;
    if (into_type.dtype != from_type.dtype || into_type.number != from_type.number) return false;
    if (!is_contiguous && into_type.number != 1) return false;
    ArrayParts into = array_parts(into_type, l.parts(op.into)), from = array_parts(from_type, l.parts(op.from));
    require_one_shape(l, into, from, otherwise);
    if (!is_contiguous) {
        Extent a = extent(l, op.into), b = extent(l, op.from);
        l.require(l.b.CreateOr(l.b.CreateICmpULE(a.end, b.begin), l.b.CreateICmpULE(b.end, a.begin)), otherwise);
        copy_row(l, op);
        return true;
    }
    llvm::Value* bytes = l.int64(item_size(into_type));
    for (llvm::Value* size : into.shape) bytes = multiply(l, bytes, size);
    llvm::Align align(1);
    l.b.CreateMemMove(into.data, align, from.data, align, bytes);
    return true;
}

}  // namespace

void lower(Lowering& l, const ir::ArrayAssign& op) {
    llvm::BasicBlock *by_runtime = l.block("assign"), *done = l.block("assigned");
    if (assign_inline(l, op, by_runtime))
        l.b.CreateBr(done);
    else
        l.b.CreateBr(by_runtime);
    l.go(by_runtime);
    Parts args;
    append_description(l, op.into, "into", args);
    append_description(l, op.from, "from", args);
    llvm::Value* status = l.runtime("cb_array_assign", l.b.getInt32Ty(), args);
    l.pass_failure_unless(l.b.CreateICmpSGE(status, l.int32(0)));
    l.b.CreateBr(done);
    l.go(done);
}

Parts lower(Lowering& l, const ir::ArrayNew& op) {
    const Type& type = l.types[l.result_type()];
    std::vector<llvm::Value*> dims = l.single_parts(op.dims);
    llvm::Value* made = l.not_null(l.runtime(
        "cb_array_new", l.b.getPtrTy(),
        {l.slot(fmt::format("npy:descr:{}", types::info(type.dtype).name)), l.int32(static_cast<std::int64_t>(dims.size())),
         l.words("shape", dims), l.int32(op.zeroed), l.int32(type.layout == types::Layout::f ? 1 : 0)}));
    Parts parts{l.load_field(l.b.getPtrTy(), made, l.unit.python.array_data), made, l.b.getTrue()};
    parts.append(dims.begin(), dims.end());
    if (type.layout == types::Layout::any) {
        Type contiguous = type;
        contiguous.layout = types::Layout::c;
        parts.append(array_strides(l, contiguous, parts));
    }
    return parts;
}

// ───────────────────────────── iteration over the first axis ─────────────────────────────

Parts array_item(Lowering& l, TypeId array_type, PartsRef array, llvm::Value* index, TypeId item_type) {
    const Type& type = l.types[array_type];
    if (type.number == 1) return load_element(l, type, element_address(l, type, array, {index}));
    return view(l, type, array, {index}, l.types[item_type]);
}

}  // namespace coluber::lower
