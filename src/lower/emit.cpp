#include "lower/emit.h"

#include <fmt/format.h>

namespace coluber::lower {

Emit::Emit(Unit& shared, llvm::Function* function)
    : unit(shared), types(shared.ir.types), context(shared.llvm.getContext()), code(function), b(context) {}

llvm::Value* Emit::slot(std::string_view kind, std::string_view text) {
    return slot(fmt::format("{}:{}", kind, escape_descriptor(text)));
}

Parts Emit::poison(TypeId type) {
    PartTypes part_types;
    append_part_types(context, types, type, part_types);
    Parts parts;
    for (llvm::Type* part : part_types) parts.push_back(llvm::PoisonValue::get(part));
    return parts;
}

void Emit::branch(llvm::Value* condition, llvm::BasicBlock* likely, llvm::BasicBlock* rare) {
    b.CreateCondBr(condition, likely, rare,
                   llvm::MDBuilder(context).createBranchWeights(1u << 20, 1));  // as __builtin_expect: "hardly ever"
}

void Emit::require(llvm::Value* condition, llvm::BasicBlock* otherwise, const llvm::Twine& name) {
    llvm::BasicBlock* next = block(name);
    branch(condition, next, otherwise);
    go(next);
}

llvm::Value* Emit::phi(llvm::Value* yes, llvm::BasicBlock* from_yes, llvm::Value* no, llvm::BasicBlock* from_no) {
    auto* merged = b.CreatePHI(yes->getType(), 2);
    merged->addIncoming(yes, from_yes);
    merged->addIncoming(no, from_no);
    return merged;
}

namespace {

llvm::Align natural_align(llvm::Type* type) {
    if (type->isPointerTy()) return llvm::Align(8);
    return llvm::Align(std::max<std::uint64_t>(1, type->getPrimitiveSizeInBits().getFixedValue() / 8));
}

void tag(Unit& unit, llvm::Instruction* access, Memory memory, const AliasTags& array) {
    if (memory == Memory::unknown) return;
    if (memory == Memory::array && array.scope) {
        access->setMetadata(llvm::LLVMContext::MD_alias_scope, array.scope);
        access->setMetadata(llvm::LLVMContext::MD_noalias, array.apart);
    }
    access->setMetadata(llvm::LLVMContext::MD_tbaa, memory == Memory::array ? unit.array_tag : unit.object_tag);
}

}  // namespace

llvm::Value* Emit::load(llvm::Type* type, llvm::Value* address, Memory memory) {
    auto* load = b.CreateAlignedLoad(type, address, natural_align(type));
    tag(unit, load, memory, accessed);
    return load;
}

void Emit::store(llvm::Value* value, llvm::Value* address, Memory memory) {
    tag(unit, b.CreateAlignedStore(value, address, natural_align(value->getType())), memory, accessed);
}

llvm::Value* Emit::frame_words(std::string_view use, std::size_t count) {
    auto& made = frame_[fmt::format("{} {}", use, count)];
    if (!made) {
        llvm::BasicBlock& first = code->getEntryBlock();
        llvm::IRBuilder<> entry(&first, first.begin());
        auto* room = entry.CreateAlloca(llvm::ArrayType::get(b.getInt64Ty(), count), nullptr, "frame");
        room->setAlignment(llvm::Align(8));
        made = room;
    }
    return made;
}

llvm::Value* Emit::words(std::string_view use, PartsRef values) {
    if (values.empty()) return null();
    llvm::Value* room = frame_words(use, values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        store(values[i], field(room, static_cast<std::uint32_t>(8 * i)), Memory::unknown);
    return room;
}

llvm::CallInst* Emit::call(std::string_view descriptor, llvm::Type* result, PartsRef args) {
    PartTypes params;
    for (llvm::Value* arg : args) params.push_back(arg->getType());
    auto* made = b.CreateCall(llvm::FunctionType::get(result, params, false), slot(descriptor), args);
    made->setDoesNotThrow();
    return made;
}

llvm::CallInst* Emit::runtime(std::string_view name, llvm::Type* result, PartsRef args) {
    return call(fmt::format("rt:{}", name), result, args);
}

llvm::CallInst* Emit::cold(std::string_view name, llvm::Type* result, PartsRef args) {
    auto* made = runtime(name, result, args);
    made->addFnAttr(llvm::Attribute::Cold);
    return made;
}

void Emit::release_cold(PartsRef parts, TypeId type) {
    for_each_counted(parts, type, [&](llvm::Value* object, bool) { cold("cb_release", b.getVoidTy(), {object}); });
}

/// Where to go on when there is nothing to count: a block behind a test, if one is needed.
llvm::BasicBlock* Emit::if_not_null(llvm::Value* object, bool may_be_null) {
    llvm::BasicBlock* after = block("counted");
    if (!may_be_null) return after;
    llvm::BasicBlock* count = block("count");
    b.CreateCondBr(b.CreateIsNotNull(object), count, after);
    go(count);
    return after;
}

void Emit::retain_object(llvm::Value* object, bool may_be_null) {
    llvm::BasicBlock* after = if_not_null(object, may_be_null);
    llvm::Value* place = field(object, unit.python.refcount);
    if (unit.python.refcounts == RefcountRule::plain) {
        store(b.CreateAdd(load(b.getInt64Ty(), place), int64(1)), place);
    } else {
        llvm::Value* old = load(b.getInt32Ty(), place);
        llvm::BasicBlock* mortal = block("mortal");
        b.CreateCondBr(b.CreateICmpSLT(old, int32(0)), after, mortal);
        go(mortal);
        store(b.CreateAdd(old, int32(1)), place);
    }
    b.CreateBr(after);
    go(after);
}

void Emit::release_object(llvm::Value* object, bool may_be_null) {
    llvm::BasicBlock *after = if_not_null(object, may_be_null), *dead = block("dead");
    llvm::Value* place = field(object, unit.python.refcount);
    llvm::Value* left;
    if (unit.python.refcounts == RefcountRule::plain) {
        left = b.CreateSub(load(b.getInt64Ty(), place), int64(1));
    } else {
        llvm::Value* old = load(b.getInt32Ty(), place);
        llvm::BasicBlock* mortal = block("mortal");
        b.CreateCondBr(b.CreateICmpSLT(old, int32(0)), after, mortal);
        go(mortal);
        left = b.CreateSub(old, int32(1));
    }
    store(left, place);
    b.CreateCondBr(b.CreateIsNull(left), dead, after);
    go(dead);
    call("py:_Py_Dealloc", b.getVoidTy(), {object});
    b.CreateBr(after);
    go(after);
}

}  // namespace coluber::lower
