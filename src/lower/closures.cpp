// Function values, what is special to generators, and the cells that they share with the functions around them. A function value is its elements, one after the
// other, as a tuple is; a cell is CPython's own.
#include "lower/lower_ops.h"

namespace coluber::lower {

namespace {

llvm::Value* pointer(Lowering& l, ir::ValueId value) { return l.parts(value)[0]; }

}  // namespace

// Inference replaces both.
Parts lower(Lowering&, const ir::PyClosure&) {
    CHECK(false, "py.closure in typed IR");
    return {};
}
Parts lower(Lowering&, const ir::PyClosureObject&) {
    CHECK(false, "py.closure_object in typed IR");
    return {};
}

Parts lower(Lowering& l, const ir::ClosureMake& op) {
    Parts parts;
    for (ir::ValueId element : op.elements) parts.append(l.parts(element).begin(), l.parts(element).end());
    return parts;
}

Parts lower(Lowering& l, const ir::ClosureGet& op) {
    const Type& closure = l.type_of(op.closure);
    auto index = static_cast<std::size_t>(op.index);
    std::size_t at = 0;
    for (std::size_t i = 0; i < index; ++i) at += part_count(l.types, closure.elements[i]);
    PartsRef parts = l.parts(op.closure).slice(at, part_count(l.types, closure.elements[index]));
    return Parts(parts.begin(), parts.end());
}

// In the twin a function value is its function object.
Parts lower(Lowering& l, const ir::PyCaptured& op) {
    bool is_as_it_is = op.index < 0;
    llvm::Value* value =
        l.runtime("cb_captured", l.b.getPtrTy(), {l.object(op.closure), l.name_object(op.name), l.int32(is_as_it_is)});
    return {is_as_it_is ? value : l.not_null(value)};
}

Parts lower(Lowering& l, const ir::PyCapturedCell& op) {
    return {l.not_null(l.runtime("cb_captured_cell", l.b.getPtrTy(), {l.object(op.closure), l.name_object(op.name)}))};
}

Parts lower(Lowering& l, const ir::PyIsBuiltin& op) {
    llvm::Value* answer = l.runtime("cb_is_builtin", l.b.getInt32Ty(), {l.object(op.value), l.name_object(op.name)});
    return {l.b.CreateICmpNE(answer, l.int32(0))};
}

Parts lower(Lowering& l, const ir::PySumStep& op) {
    Parts args{l.object(op.total), l.object(op.compensation), l.object(op.item)};
    return {l.not_null(l.runtime("cb_sum_step", l.b.getPtrTy(), args))};
}

Parts lower(Lowering& l, const ir::PySumEnd& op) {
    return {l.not_null(l.runtime("cb_sum_end", l.b.getPtrTy(), {l.object(op.total), l.object(op.compensation)}))};
}

void lower(Lowering& l, const ir::PyConsumed& op) {
    llvm::Value* status = l.runtime("cb_consumed", l.b.getInt32Ty(), {l.object(op.generator)});
    l.pass_failure_unless(l.b.CreateICmpEQ(status, l.int32(0)));
}

Parts lower(Lowering& l, const ir::CellMake& op) {
    return {l.not_null(l.call("py:PyCell_New", l.b.getPtrTy(), {l.object(op.value)}))};
}

Parts lower(Lowering& l, const ir::CellGet& op) {
    return {l.not_null(
        l.runtime("cb_cell_get", l.b.getPtrTy(), {pointer(l, op.cell), l.name_object(op.name), l.int32(op.is_free)}))};
}

Parts lower(Lowering& l, const ir::CellSet& op) {
    l.call("py:PyCell_Set", l.b.getInt32Ty(), {pointer(l, op.cell), l.object(op.value)});
    return {pointer(l, op.cell)};
}

}  // namespace coluber::lower
