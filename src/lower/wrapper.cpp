#include "lower/wrapper.h"

#include "runtime/native/context.h"

namespace coluber::lower {

namespace {

/// The context on the wrapper's stack. Only what somebody reads is written: a function that cannot fail pays nothing.
llvm::Value* make_context(Emit& e, const CallFact& fact, llvm::Value* state) {
    llvm::Value* room = e.frame_words("context", sizeof(coluber_context) / 8);
    if (fact.calls_recursive) {
        llvm::Value* depth = e.runtime("cb_depth_left", e.b.getInt32Ty(), {});
        e.store(depth, e.field(room, offsetof(coluber_context, depth_left)), Memory::unknown);
    }
    if (fact.can_fail) e.store(e.int32(0), e.field(room, offsetof(coluber_context, is_pending)), Memory::unknown);
    if (fact.looks_at_world) e.store(state, e.field(room, offsetof(coluber_context, state)), Memory::unknown);
    return room;
}

/// Status 1: null; status 2: the object that the twin left.
void return_failure(Emit& e, const CallFact& fact, llvm::Value* status, llvm::Value* ctx) {
    if (!fact.can_resume) {
        e.b.CreateRet(e.null());
        return;
    }
    llvm::BasicBlock *failed = e.block("failed"), *boxed = e.block("boxed");
    e.b.CreateCondBr(e.b.CreateICmpEQ(status, e.int32(static_cast<int>(Status::boxed))), boxed, failed);
    e.go(boxed);
    e.b.CreateRet(e.load(e.b.getPtrTy(), e.field(ctx, offsetof(coluber_context, boxed_result)), Memory::unknown));
    e.go(failed);
    e.b.CreateRet(e.null());
}

}  // namespace

llvm::Function* write_wrapper(Unit& unit, const NativeFunctions& functions, ir::FunctionId id, const std::string& name) {
    auto* ptr = llvm::PointerType::getUnqual(unit.llvm.getContext());
    auto* int64 = llvm::Type::getInt64Ty(unit.llvm.getContext());
    auto* code = llvm::Function::Create(llvm::FunctionType::get(ptr, {ptr, int64, ptr}, false), llvm::Function::InternalLinkage,
                                        name, unit.llvm);
    code->setDoesNotThrow();
    Emit e(unit, code);
    const ir::Function& f = unit.ir[id];
    const CallFact& fact = functions.facts[id.index];
    const auto& params = f[f.entry].params;
    e.go(e.block("start"));
    llvm::BasicBlock* miss = e.block("miss");
    e.require(e.b.CreateICmpEQ(code->getArg(1), e.int64(static_cast<std::int64_t>(params.size()))), miss);

    llvm::SmallVector<llvm::Value*, 8> objects;
    for (std::size_t i = 0; i < params.size(); ++i) {
        objects.push_back(e.load(ptr, e.field(code->getArg(0), static_cast<std::uint32_t>(8 * i)), Memory::unknown));
        test_type(e, objects[i], f.type(params[i]), miss);
    }
    llvm::Function* native = functions.code[id.index];
    Parts args{nullptr};
    for (std::size_t i = 0; i < params.size(); ++i) args.append(unbox(e, objects[i], f.type(params[i]), miss));
    args[0] = make_context(e, fact, code->getArg(2));
    llvm::Value* answer = e.b.CreateCall(native->getFunctionType(), native, args);
    if (fact.can_fail) {
        llvm::Value* status = e.b.CreateExtractValue(answer, 0);
        llvm::BasicBlock *fails = e.block("fails"), *ok = e.block("ok");
        e.branch(e.b.CreateICmpEQ(status, e.int32(static_cast<int>(Status::ok))), ok, fails);
        e.go(fails);
        return_failure(e, fact, status, args[0]);
        e.go(ok);
    }
    Parts parts;
    for (unsigned i = 1; i < native->getReturnType()->getStructNumElements(); ++i)
        parts.push_back(e.b.CreateExtractValue(answer, i));
    e.b.CreateRet(box_owned(e, parts, f.result_type));
    e.go(miss);
    e.b.CreateRet(
        llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(int64, reinterpret_cast<std::uintptr_t>(COLUBER_MISS)), ptr));
    return code;
}

}  // namespace coluber::lower
