// The rare roads out of a function: errors, Python exceptions from below, guards that go on in the twin. See lowering.h.
// Rare blocks are shared: all exits that release the same values leave through one block, all guards of one checkpoint through one.
#include "lower/lowering.h"

#include "runtime/native/context.h"

#include <algorithm>

namespace coluber::lower {

Lowering::OwnedKey Lowering::owned_key(std::uint32_t tag) const {
    OwnedKey key{tag, {}};
    for (ir::ValueId value : owned()) key.second.push_back(value.index);
    std::ranges::sort(key.second);
    return key;
}

void Lowering::release_owned() {
    for (ir::ValueId value : owned()) release_cold(parts(value), type(value));
}

llvm::Constant* Lowering::site() {
    std::uint32_t line = inst && inst->at ? inst->at.line : f.defined_at.line;
    return unit.image.site({f.file.empty() ? unit.options.file : f.file, f.code_name.empty() ? f.name : f.code_name, f.name,
                            line, f.defined_at.line});
}

void Lowering::report(const Failure& failure) {
    std::array<llvm::Value*, 3> numbers{int64(0), int64(0), int64(0)};
    CHECK(failure.payload.size() <= numbers.size());
    std::ranges::copy(failure.payload, numbers.begin());
    cold(has(inst->flags, ir::Flags::pending) ? "cb_pend" : "cb_fail", b.getVoidTy(),
         {ctx, site(), int32(static_cast<int>(failure.code)), unit.image.text(failure.text), numbers[0], numbers[1],
          numbers[2]});
}

void Lowering::leave(llvm::Value* status) {
    restore_depth();
    b.CreateRet(b.CreateInsertValue(llvm::PoisonValue::get(code->getReturnType()), status, 0));
}

void Lowering::leave_boxed() {
    release_owned();
    leave(int32(static_cast<int>(Status::boxed)));
}

void Lowering::leave_failed() {
    if (handler_) return jump(*handler_);
    llvm::BasicBlock*& exit = exits_[owned_key(0)];
    if (exit) {
        b.CreateBr(exit);
        return;
    }
    exit = block("failed");
    b.CreateBr(exit);
    go(exit);
    release_owned();
    leave(int32(static_cast<int>(Status::failed)));
}

void Lowering::fail_unless(llvm::Value* ok, const Failure& failure) {
    llvm::BasicBlock *fails = block("fails"), *next = block("ok");
    branch(ok, next, fails);
    go(fails);
    report(failure);
    leave_failed();
    go(next);
}

void Lowering::fail_always(const Failure& failure) {
    report(failure);
    leave_failed();
    go(block("never"));
}

void Lowering::pass_failure_unless(llvm::Value* ok) {
    llvm::BasicBlock *fails = block("fails"), *next = block("ok");
    branch(ok, next, fails);
    go(fails);
    cold("cb_traceback", b.getVoidTy(), {ctx, site()});
    leave_failed();
    go(next);
}

void Lowering::pass_failure_always() {
    cold("cb_traceback", b.getVoidTy(), {ctx, site()});
    leave_failed();
    go(block("never"));
}

llvm::Value* Lowering::not_null(llvm::Value* object_or_null) {
    pass_failure_unless(b.CreateIsNotNull(object_or_null));
    return object_or_null;
}

void Lowering::guard(llvm::Value* ok, const Failure& failure) {
    if (!inst->checkpoint) return fail_unless(ok, failure);
    require(ok, resume_block());
}

llvm::BasicBlock* Lowering::resume_block() {
    llvm::BasicBlock*& shared = resumes_[owned_key(inst->checkpoint.index)];
    if (!shared) {
        llvm::IRBuilder<>::InsertPointGuard back(b);
        shared = block("resume");
        go(shared);
        resume_at(inst->checkpoint);
    }
    return shared;
}

// The twin adds this frame's traceback entry itself: there its code is running.
void Lowering::resume_at(ir::InstId checkpoint, ir::ValueId replaced, llvm::Value* replacement) {
    auto place = f.as<ir::Checkpoint>(f[checkpoint]);
    Parts boxed, made;
    llvm::Value* before = nullptr;  // where an error is pending: it is made an exception, once
    auto box_pending = [&](const Type& about) {
        if (!before) before = runtime("cb_handle_pending", b.getPtrTy(), {ctx});
        return about.number == 0 ? before : runtime("cb_handled", b.getPtrTy(), {});
    };
    for (ir::ValueId value : place.values) {
        bool is_object = types::is_boxed(types, type(value)), is_pending = type_of(value).kind == Kind::pending;
        boxed.push_back(value == replaced ? replacement
                        : is_object       ? (*this)[value]
                        : is_pending      ? box_pending(type_of(value))
                                          : box(*this, parts(value), type(value)));
        if (value != replaced && !is_object) made.push_back(boxed.back());
    }
    llvm::Value* result =
        cold("cb_resume", b.getPtrTy(),
             {python_function(), int64(place.number), words("resume", boxed), int64(static_cast<std::int64_t>(boxed.size()))});
    for (llvm::Value* object : made) cold("cb_release", b.getVoidTy(), {object});
    if (replacement) cold("cb_release", b.getVoidTy(), {replacement});
    store(result, field(ctx, offsetof(coluber_context, boxed_result)), Memory::unknown);
    release_owned();
    leave(b.CreateSelect(b.CreateIsNull(result), int32(static_cast<int>(Status::failed)),
                         int32(static_cast<int>(Status::boxed))));
}

}  // namespace coluber::lower
