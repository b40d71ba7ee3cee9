// Control flow, checks and guards, ranges and the iterators over native containers.
// A loop over a range with step 1 comes out as LLVM likes it: one induction variable, compared by `slt`, incremented without wrap.
#include "lower/element_iterators.h"
#include "lower/lower_ops.h"
#include "runtime/native/context.h"
#include "types/iteration.h"

namespace coluber::lower {

Parts array_item(Lowering& l, TypeId array_type, PartsRef array, llvm::Value* index, TypeId item_type);  // arrays.cpp

// ───────────────────────────── jumps ─────────────────────────────

void lower(Lowering& l, const ir::Jump& op) {
    l.jump(op.to);
    if (!ir::has(l.inst->flags, ir::Flags::plain_loop)) return;
    auto* hint = llvm::MDNode::get(l.context, {llvm::MDString::get(l.context, "llvm.loop.vectorize.enable"),
                                               llvm::ConstantAsMetadata::get(l.b.getFalse())});
    llvm::MDNode* id = llvm::MDNode::getDistinct(l.context, {nullptr, hint});
    id->replaceOperandWith(0, id);
    l.b.GetInsertBlock()->getTerminator()->setMetadata(llvm::LLVMContext::MD_loop, id);
}

void lower(Lowering& l, const ir::Branch& op) {
    llvm::Value* condition = l[op.condition];
    llvm::BasicBlock *yes = l.edge(op.if_true), *no = l.edge(op.if_false);
    l.b.CreateCondBr(condition, yes, no);
}

// The failing op has made its way to `error` itself.
void lower(Lowering& l, const ir::OnError& op) { l.jump(op.ok); }

void lower(Lowering& l, const ir::Return& op) { l.return_value(l.parts(op.value)); }

void lower(Lowering& l, const ir::Unreachable&) { l.b.CreateUnreachable(); }

// What these say was used by earlier passes, or is looked up by guards.
void lower(Lowering&, const ir::Checkpoint&) {}
void lower(Lowering&, const ir::EndBinding&) {}

// ───────────────────────────── checks ─────────────────────────────

namespace {

std::vector<llvm::Value*> numbers(Lowering& l, ir::Operands payload) { return l.single_parts(payload); }

}  // namespace

Parts lower(Lowering& l, const ir::CheckBound& op) {
    Failure failure{ErrorCode::unbound_local, l.name(op.name), {}};
    if (l.type(op.value) == types::unset) {
        l.fail_always(failure);
        return l.poison(l.result_type());
    }
    PartsRef parts = l.parts(op.value);
    if (types::is_boxed(l.types, l.type(op.value))) l.fail_unless(l.b.CreateIsNotNull(parts[0]), failure);
    return Parts(parts.begin(), parts.end());
}

void lower(Lowering& l, const ir::Check& op) {
    auto payload = numbers(l, op.payload);
    l.fail_unless(l[op.condition], {op.code, l.name(op.text), payload});
}

void lower(Lowering& l, const ir::Guard& op) {
    auto payload = numbers(l, op.payload);
    l.guard(l[op.condition], {op.code, l.name(op.text), payload});
}

void lower(Lowering& l, const ir::Fail& op) {
    auto payload = numbers(l, op.payload);
    l.fail_always({op.code, l.name(op.text), payload});
}

Parts lower(Lowering& l, const ir::WrapIndex& op) {
    llvm::Value *index = l[op.index], *size = l[op.size];
    return {l.b.CreateSelect(l.b.CreateICmpSLT(index, l.int64(0)), l.b.CreateAdd(index, size, "", false, true), index)};
}

Parts lower(Lowering& l, const ir::CheckBounds& op) {
    llvm::Value *wrapped = l[op.wrapped], *size = l[op.size];
    l.fail_unless(l.b.CreateICmpULT(wrapped, size), {ErrorCode::index_error, "", {l.int64(op.axis), l[op.index], size}});
    return {wrapped};
}

void lower(Lowering& l, const ir::GuardWorld&) {
    llvm::Value* state = l.load(l.b.getPtrTy(), l.field(l.ctx, offsetof(coluber_context, state)), Memory::unknown);
    llvm::Value* holds = l.runtime("cb_world_holds", l.b.getInt32Ty(), {state});
    l.guard(l.b.CreateICmpNE(holds, l.int32(0)), {ErrorCode::python_error, "a global changed while compiled code ran", {}});
}

// ───────────────────────────── ranges ─────────────────────────────

namespace {

/// start, stop, step of a range value.
std::array<llvm::Value*, 3> range_parts(Lowering& l, const Type& range, PartsRef parts) {
    return {parts[0], parts[1], range.step ? l.int64(*range.step) : parts[2]};
}

/// How many items, as unsigned 64 bits: a range may be longer than int64 counts.
llvm::Value* range_length(Lowering& l, const Type& range, PartsRef parts) {
    auto [start, stop, step] = range_parts(l, range, parts);
    llvm::Value* upward = l.b.CreateICmpSGT(step, l.int64(0));
    llvm::Value* some = l.b.CreateSelect(upward, l.b.CreateICmpSLT(start, stop), l.b.CreateICmpSGT(start, stop));
    llvm::Value* distance = l.b.CreateSelect(upward, l.b.CreateSub(stop, start), l.b.CreateSub(start, stop));
    llvm::Value* stride = l.b.CreateSelect(upward, step, l.b.CreateNeg(step));
    if (!is_unit_step(range)) distance = l.b.CreateAdd(l.b.CreateUDiv(l.b.CreateSub(distance, l.int64(1)), stride), l.int64(1));
    return l.b.CreateSelect(some, distance, l.int64(0));
}

}  // namespace

Parts lower(Lowering& l, const ir::RangeMake& op) {
    Parts parts{l[op.start], l[op.stop]};
    if (!l.types[l.result_type()].step) parts.push_back(l[op.step]);
    return parts;
}

Parts lower(Lowering& l, const ir::RangePart& op) {
    const Type& range = l.type_of(op.range);
    if (op.part == 3) return {range_length(l, range, l.parts(op.range))};
    return {range_parts(l, range, l.parts(op.range))[static_cast<std::size_t>(op.part)]};
}

// ───────────────────────────── iterators ─────────────────────────────

Parts lower(Lowering& l, const ir::IterMake& op) {
    const Type& container = l.type_of(op.container);
    PartsRef from = l.parts(op.container);
    const Type& iterator = l.types[l.result_type()];
    if (types::iteration_of(iterator) != types::Iteration::items) return start_of_elements(l, iterator, from);
    Parts parts(from.begin(), from.end());
    if (container.kind != Kind::range) {
        parts.push_back(l.int64(0));
    } else if (!is_unit_step(container)) {
        parts[1] = range_length(l, container, from);
    }
    return parts;
}

namespace {

/// One step of an iterator: is there an item, the item, the iterator after it.
struct Step {
    llvm::Value* more;
    Parts item, next;
};

Step range_step(Lowering& l, const Type& range, PartsRef iterator) {
    llvm::Value *current = iterator[0], *limit = iterator[1];
    Step step{nullptr, {current}, Parts(iterator.begin(), iterator.end())};
    if (is_unit_step(range)) {
        bool upward = *range.step == 1;
        step.more = upward ? l.b.CreateICmpSLT(current, limit) : l.b.CreateICmpSGT(current, limit);
        step.next[0] = l.b.CreateAdd(current, l.int64(*range.step), "", false, true);
    } else {
        step.more = l.b.CreateICmpNE(limit, l.int64(0));
        step.next[0] =
            l.b.CreateAdd(current, range.step ? l.int64(*range.step) : iterator[2]);  // the one after the last may wrap
        step.next[1] = l.b.CreateSub(limit, l.int64(1));
    }
    return step;
}

/// The element of a homogeneous tuple at an index that is in range.
Parts tuple_item(Lowering& l, const Type& tuple, PartsRef parts, llvm::Value* index) {
    std::size_t size = parts.size() / tuple.elements.size();
    Parts item(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(size));
    for (std::size_t i = 1; i < tuple.elements.size(); ++i) {
        llvm::Value* is_this = l.b.CreateICmpEQ(index, l.int64(static_cast<std::int64_t>(i)));
        for (std::size_t k = 0; k < size; ++k) item[k] = l.b.CreateSelect(is_this, parts[i * size + k], item[k]);
    }
    return item;
}

void iterate_elements(Lowering& l, const ir::IterNext& op) {
    const Type& iterator = l.type_of(op.iterator);
    PartsRef parts = l.parts(op.iterator);
    llvm::BasicBlock *body = l.block("element"), *done = l.edge(op.done);
    l.b.CreateCondBr(has_element(l, iterator, parts), body, done);
    l.go(body);
    Parts item = element_at(l, iterator, parts), next = after_element(l, iterator, parts);
    l.jump(op.body, {item, next});
}

/// `more` goes to `body` or `done`; the item is made in a block of its own, where the index is in range.
void iterate(Lowering& l, const ir::IterNext& op) {
    const Type& container = l.types[l.type_of(op.iterator).elements[0]];
    PartsRef iterator = l.parts(op.iterator);
    llvm::BasicBlock *body = l.block("item"), *done = l.edge(op.done);
    if (container.kind == Kind::range) {
        Step step = range_step(l, container, iterator);
        l.b.CreateCondBr(step.more, body, done);
        l.go(body);
        return l.jump(op.body, {step.item, step.next});
    }
    PartsRef parts = iterator.drop_back();
    llvm::Value* index = iterator.back();
    llvm::Value* size = container.kind == Kind::array ? array_parts(container, parts).shape[0]
                                                      : l.int64(static_cast<std::int64_t>(container.elements.size()));
    l.b.CreateCondBr(l.b.CreateICmpSLT(index, size), body, done);
    l.go(body);
    TypeId item_type = l.type(l.f[op.body.block].params[0]);
    Parts item = container.kind == Kind::array ? array_item(l, l.type_of(op.iterator).elements[0], parts, index, item_type)
                 : container.elements.empty()  ? l.poison(item_type)
                                               : tuple_item(l, container, parts, index);
    Parts next(iterator.begin(), iterator.end());
    next.back() = l.b.CreateAdd(index, l.int64(1), "", true, true);
    l.jump(op.body, {item, next});
}

/// The C API's protocol: null without an exception is the end.
void iterate_object(Lowering& l, const ir::IterNext& op) {
    llvm::Value* iterator = l[op.iterator];
    llvm::Value* item = l.runtime("cb_iter_next", l.b.getPtrTy(), {iterator});
    llvm::BasicBlock *body = l.block("item"), *ended = l.block("ended"), *fails = l.block("fails"), *done = l.edge(op.done);
    l.branch(l.b.CreateIsNotNull(item), body, ended);
    l.go(ended);
    llvm::Value* is_error = l.runtime("cb_is_error", l.b.getInt32Ty(), {});
    l.branch(l.b.CreateICmpEQ(is_error, l.int32(0)), done, fails);
    l.go(fails);
    l.cold("cb_traceback", l.b.getVoidTy(), {l.ctx, l.site()});
    if (op.error.block)
        l.jump(op.error);
    else
        l.leave_failed();
    l.go(body);
    l.jump(op.body, {{item}, {iterator}});
}

}  // namespace

void lower(Lowering& l, const ir::IterNext& op) {
    if (types::is_boxed(l.types, l.type(op.iterator)))
        iterate_object(l, op);
    else if (types::iteration_of(l.type_of(op.iterator)) != types::Iteration::items)
        iterate_elements(l, op);
    else
        iterate(l, op);
}

}  // namespace coluber::lower
