// Lists in place: the size and the items are read where CPython keeps them; an item is tested for the class that it is taken to be of.
// Why no conversion: the list is the user's, and everybody else sees each change at once.
#include "lower/lower_ops.h"

namespace coluber::lower {

namespace {

llvm::Value* item_place(Lowering& l, ir::ValueId list, ir::ValueId index) {
    llvm::Value* items = l.load_field(l.b.getPtrTy(), l[list], l.unit.python.list_items);
    return l.b.CreateInBoundsGEP(l.b.getPtrTy(), items, l[index]);
}

}  // namespace

Parts lower(Lowering& l, const ir::ContainerSize& op) {
    const PythonLayout& python = l.unit.python;
    bool is_set = l.types.kind(l.type(op.container)) == Kind::set;
    llvm::Value* size = l.load_field(l.b.getInt64Ty(), l[op.container], is_set ? python.set_size : python.size);
    llvm::APInt zero(64, 0), end = llvm::APInt::getSignedMinValue(64);
    llvm::cast<llvm::Instruction>(size)->setMetadata(llvm::LLVMContext::MD_range,
                                                     llvm::MDBuilder(l.context).createRange(zero, end));
    return {size};
}

Parts lower(Lowering& l, const ir::ListItem& op) {
    TypeId type = l.result_type();
    llvm::Value* object = l.load(l.b.getPtrTy(), item_place(l, op.list, op.index));
    llvm::BasicBlock* other = l.block("other");
    test_type(l, object, type, other);
    Parts parts = unbox(l, object, type, other);
    if (!ir::has(l.inst->flags, ir::Flags::borrowed)) l.retain(parts, type);
    if (other->hasNPredecessors(0)) {  // any object will do
        other->eraseFromParent();
        return parts;
    }
    llvm::BasicBlock* next = l.b.GetInsertBlock();
    l.go(other);
    l.guard(l.b.getFalse(), {ErrorCode::type_error, l.name(op.text), {}});
    l.b.CreateUnreachable();
    l.go(next);
    return parts;
}

namespace {

/// A float in place of a float that nobody else holds: the object takes the new value, and nobody can tell.
void store_float(Lowering& l, llvm::Value* old, llvm::Value* value, llvm::BasicBlock* done) {
    const PythonLayout& python = l.unit.python;
    llvm::BasicBlock *is_float = l.block("float"), *reused = l.block("reused"), *other = l.block("other");
    llvm::Value* old_class = l.load_field(l.b.getPtrTy(), old, python.type);
    l.branch(l.b.CreateICmpEQ(old_class, l.slot("py:PyFloat_Type")), is_float, other);
    l.go(is_float);
    llvm::Value* count = l.load_field(l.b.getInt64Ty(), old, python.refcount);
    l.branch(l.b.CreateICmpEQ(count, l.int64(1)), reused, other);
    l.go(reused);
    l.store(value, l.field(old, python.float_value));
    l.b.CreateBr(done);
    l.go(other);
}

}  // namespace

void lower(Lowering& l, const ir::ListStore& op) {
    llvm::Value* place = item_place(l, op.list, op.index);
    llvm::Value* old = l.load(l.b.getPtrTy(), place);
    TypeId type = l.type(op.value);
    llvm::BasicBlock* done = l.block("stored");
    if (type == types::floating) store_float(l, old, l[op.value], done);
    if (l.inst->checkpoint) {
        llvm::Value* is_plain = l.runtime("cb_dies_unseen", l.b.getInt32Ty(), {old});
        l.guard(l.b.CreateICmpNE(is_plain, l.int32(0)), {ErrorCode::type_error, "", {}});
    }
    llvm::Value* object = box(l, l.parts(op.value), type);
    if (!types::is_boxed(l.types, type)) l.not_null(object);
    l.store(object, place);
    l.release_object(old);
    l.b.CreateBr(done);
    l.go(done);
}

}  // namespace coluber::lower
