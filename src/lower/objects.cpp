// Objects beside native values: tuples, boxing and unboxing as ops, type tests, reference counts, calls between compiled functions.
#include "lower/lower_ops.h"
#include "runtime/native/context.h"

#include <fmt/format.h>

#include <algorithm>

namespace coluber::lower {

Parts lower(Lowering&, const ir::DtypeValue&) { return {}; }

Parts lower(Lowering& l, const ir::TupleMake& op) {
    Parts parts;
    for (ir::ValueId item : op.items) parts.append(l.parts(item).begin(), l.parts(item).end());
    return parts;
}

Parts lower(Lowering& l, const ir::TupleGet& op) {
    auto index = static_cast<std::size_t>(op.index);
    if (types::is_boxed(l.types, l.type(op.tuple)))
        return {l.load_field(l.b.getPtrTy(), l[op.tuple], l.unit.python.tuple_items + static_cast<std::uint32_t>(8 * index))};
    const Type& tuple = l.type_of(op.tuple);
    std::size_t at = 0;
    for (std::size_t i = 0; i < index; ++i) at += part_count(l.types, tuple.elements[i]);
    PartsRef parts = l.parts(op.tuple).slice(at, part_count(l.types, tuple.elements[index]));
    return Parts(parts.begin(), parts.end());
}

Parts lower(Lowering& l, const ir::Box& op) {
    llvm::Value* boxed = box(l, l.parts(op.value), l.type(op.value));
    bool is_there_already = types::is_boxed(l.types, l.type(op.value)) || types::is_empty(l.types, l.type(op.value)) ||
                            l.type(op.value) == types::boolean;
    return {is_there_already ? boxed : l.not_null(boxed)};
}

Parts lower(Lowering& l, const ir::Unbox& op) {
    TypeId type = l.result_type();
    Failure misfit{ErrorCode::int_overflow, "", {}};
    llvm::BasicBlock* miss = l.block("misfit");
    Parts parts = unbox(l, l[op.object], type, miss);
    if (miss->hasNPredecessors(0)) {
        miss->eraseFromParent();
        return parts;
    }
    llvm::BasicBlock* next = l.b.GetInsertBlock();
    l.go(miss);
    l.guard(l.b.getFalse(), misfit);
    l.b.CreateUnreachable();
    l.go(next);
    return parts;
}

namespace {

void leave_with_object(Lowering& l, llvm::Value* object, std::string_view complaint);

}  // namespace

Parts lower(Lowering& l, const ir::Expect& op) {
    llvm::BasicBlock* other = l.block("unexpected");
    test_type(l, l[op.object], l.result_type(), other);
    Parts parts = unbox(l, l[op.object], l.result_type(), other);
    llvm::BasicBlock* next = l.b.GetInsertBlock();
    l.go(other);
    if (other->hasNPredecessors(0)) {
        l.b.CreateUnreachable();
    } else {  // from here on it is like a callee's boxed result
        l.retain_object(l[op.object]);
        l.store(l[op.object], l.field(l.ctx, offsetof(coluber_context, boxed_result)), Memory::unknown);
        leave_with_object(l, l[op.object], l.name(op.text));
    }
    l.go(next);
    return parts;
}

Parts lower(Lowering& l, const ir::TypeIs& op) {
    if (!types::is_boxed(l.types, l.type(op.object))) return {l.b.getInt1(l.type(op.object) == op.type)};
    llvm::BasicBlock *miss = l.block("other"), *done = l.block("tested");
    test_type(l, l[op.object], op.type, miss);
    llvm::BasicBlock* is = l.b.GetInsertBlock();
    l.b.CreateBr(done);
    l.go(miss);
    l.b.CreateBr(done);
    l.go(done);
    return {l.phi(l.b.getTrue(), is, l.b.getFalse(), miss)};
}

Parts lower(Lowering& l, const ir::MethodMake& op) {
    PartsRef parts = l.parts(op.receiver);
    return Parts(parts.begin(), parts.end());
}

Parts lower(Lowering& l, const ir::MethodReceiver& op) {
    PartsRef parts = l.parts(op.method);
    return Parts(parts.begin(), parts.end());
}

Parts lower(Lowering& l, const ir::KnownObject& op) {
    if (types::is_empty(l.types, l.result_type())) return {};
    return {l.known_object(static_cast<std::uint32_t>(op.world_id))};
}

void lower(Lowering& l, const ir::Retain& op) { l.retain(l.parts(op.value), l.type(op.value)); }
void lower(Lowering& l, const ir::Release& op) { l.release(l.parts(op.value), l.type(op.value)); }

// ───────────────────────────── calls ─────────────────────────────

namespace {

/// Is the value what this function returns next, with nothing but bookkeeping between? (`return f(x)`)
bool is_returned_next(const Lowering& l, ir::ValueId value) {
    auto is_bookkeeping = [&](const ir::Inst& inst) {
        return l.f.is<ir::Checkpoint>(inst) || l.f.is<ir::EndBinding>(inst) || l.f.is<ir::Release>(inst) ||
               l.f.is<ir::Const>(inst) || l.f.is<ir::Unset>(inst);
    };
    const std::vector<ir::InstId>* insts = l.block_insts;
    std::size_t at = l.block_position + 1;
    for (int jumps = 0; jumps < 8; ++jumps) {  // a few: chains of empty blocks are short
        while (at < insts->size() && is_bookkeeping(l.f[(*insts)[at]])) ++at;
        const ir::Inst& inst = l.f[(*insts)[at]];
        if (l.f.is<ir::Return>(inst)) return l.f.as<ir::Return>(inst).value == value;
        if (!l.f.is<ir::Jump>(inst)) return false;
        ir::Target to = l.f.as<ir::Jump>(inst).to;
        auto arg = std::ranges::find(to.args, value);
        if (arg == to.args.end()) return false;
        value = l.f[to.block].params[static_cast<std::size_t>(arg - to.args.begin())];
        insts = &l.f[to.block].insts;
        at = 0;
    }
    return false;
}

/// The result is an object of another type than was inferred: the twin goes on behind the call, or the caller gets it as it is.
void leave_with_object(Lowering& l, llvm::Value* object, std::string_view complaint) {
    if (ir::InstId checkpoint = l.inst->checkpoint) return l.resume_at(checkpoint, l.inst->result, object);
    if (is_returned_next(l, l.inst->result)) return l.leave_boxed();  // the object is in the context already
    l.cold("cb_release", l.b.getVoidTy(), {object});
    l.fail_always({ErrorCode::type_error, complaint, {}});
    l.b.CreateUnreachable();
}

/// The callee's twin finished the call: its result is an object, perhaps not of the type that was inferred.
Parts take_boxed_result(Lowering& l, TypeId type) {
    llvm::Value* object = l.load(l.b.getPtrTy(), l.field(l.ctx, offsetof(coluber_context, boxed_result)), Memory::unknown);
    llvm::BasicBlock* other = l.block("other.result");
    test_type(l, object, type, other);
    Parts parts = unbox(l, object, type, other);
    if (!types::is_boxed(l.types, type)) {
        l.retain(parts, type);
        l.release_cold({object}, types::object);
    }
    llvm::BasicBlock* next = l.b.GetInsertBlock();
    l.go(other);
    if (other->hasNPredecessors(0))
        l.b.CreateUnreachable();
    else
        leave_with_object(l, object, "the call's result is of another type than when this function was compiled");
    l.go(next);
    return parts;
}

}  // namespace

Parts lower(Lowering& l, const ir::Call& op) {
    const CallFact& callee = l.functions.facts[op.function.index];
    Parts args{l.ctx};
    for (ir::ValueId arg : op.args) args.append(l.parts(arg).begin(), l.parts(arg).end());
    llvm::Function* code = l.functions.code[op.function.index];
    auto* answer = l.b.CreateCall(code->getFunctionType(), code, args);
    answer->setCallingConv(code->getCallingConv());
    Parts parts;
    for (unsigned i = 1; i < code->getReturnType()->getStructNumElements(); ++i)
        parts.push_back(l.b.CreateExtractValue(answer, i));
    if (!callee.can_fail) return parts;
    llvm::Value* status = l.b.CreateExtractValue(answer, 0);
    llvm::Value* is_ok = l.b.CreateICmpEQ(status, l.int32(static_cast<int>(Status::ok)));
    if (!callee.can_resume) {
        l.pass_failure_unless(is_ok);
        return parts;
    }
    llvm::BasicBlock *rare = l.block("not.ok"), *done = l.block("called"), *before = l.b.GetInsertBlock();
    l.branch(is_ok, done, rare);
    l.go(rare);
    l.pass_failure_unless(l.b.CreateICmpEQ(status, l.int32(static_cast<int>(Status::boxed))));
    Parts unboxed = take_boxed_result(l, l.result_type());
    rare = l.b.GetInsertBlock();
    l.b.CreateBr(done);
    l.go(done);
    Parts merged;
    for (std::size_t i = 0; i < parts.size(); ++i) merged.push_back(l.phi(parts[i], before, unboxed[i], rare));
    return merged;
}

}  // namespace coluber::lower
