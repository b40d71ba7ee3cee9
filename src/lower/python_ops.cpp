// Python-level ops that inference left: each is one call of the C API (a `py:` slot, where the C API has a function that means just
// this) or of runtime/python (`rt:`), on boxed values. Results are new references; null means a Python exception.
#include "lower/lower_ops.h"
#include "runtime/native/context.h"

#include <fmt/format.h>

namespace coluber::lower {

std::string constant_descriptor(const ir::Module& ir, ir::ConstantId id);  // numbers.cpp

namespace {

llvm::Type* ptr(Lowering& l) { return l.b.getPtrTy(); }

std::vector<llvm::Value*> objects(Lowering& l, ir::Operands operands) {
    std::vector<llvm::Value*> out;
    for (ir::ValueId value : operands) out.push_back(l.object(value));
    return out;
}

/// A function that gives a new object or null.
Parts make(Lowering& l, std::string_view descriptor, PartsRef args) { return {l.not_null(l.call(descriptor, ptr(l), args))}; }

/// A function that gives a negative int when it failed; its answer.
llvm::Value* ask(Lowering& l, std::string_view descriptor, PartsRef args) {
    llvm::Value* answer = l.call(descriptor, l.b.getInt32Ty(), args);
    l.pass_failure_unless(l.b.CreateICmpSGE(answer, l.int32(0)));
    return answer;
}

/// The same, as a bool.
Parts ask_bool(Lowering& l, std::string_view descriptor, PartsRef args) {
    return {l.b.CreateICmpNE(ask(l, descriptor, args), l.int32(0))};
}

/// The constant tuple of the names.
llvm::Value* names_tuple(Lowering& l, ir::NameList list) {
    std::string names = "tuple:";
    for (NameId name : list) names += "str:" + escape_descriptor(l.name(name)) + '\x1f';
    return l.slot(names);
}

llvm::Value* count(Lowering& l, std::size_t number) { return l.int64(static_cast<std::int64_t>(number)); }

}  // namespace

// ───────────────────────────── names ─────────────────────────────

Parts lower(Lowering& l, const ir::PyGlobal& op) {
    return make(l, "rt:cb_load_global", {l.python_function(), l.name_object(op.name)});
}

void lower(Lowering& l, const ir::PyStoreGlobal& op) {
    ask(l, "rt:cb_store_global", {l.python_function(), l.name_object(op.name), l.object(op.value)});
}

void lower(Lowering& l, const ir::PyDeleteGlobal& op) {
    ask(l, "rt:cb_store_global", {l.python_function(), l.name_object(op.name), l.null()});
}

Parts lower(Lowering& l, const ir::PyLoadFree& op) {
    return make(l, "rt:cb_load_free", {l.python_function(), l.int64(op.index), l.name_object(op.name)});
}

void lower(Lowering& l, const ir::PyStoreFree& op) {
    ask(l, "rt:cb_store_free", {l.python_function(), l.int64(op.index), l.object(op.value)});
}

Parts lower(Lowering& l, const ir::PyImport& op) {
    return make(
        l, "rt:cb_import",
        {l.python_function(), l.name_object(op.name), l.slot(constant_descriptor(l.ir, op.from_list)), l.int32(op.level)});
}

Parts lower(Lowering& l, const ir::PyImportFrom& op) {
    return make(l, "rt:cb_import_from", {l.object(op.module), l.name_object(op.name)});
}

// ───────────────────────────── operators ─────────────────────────────

Parts lower(Lowering& l, const ir::PyUnary& op) {
    static constexpr std::array names{"py:PyNumber_Negative", "py:PyNumber_Positive", "py:PyNumber_Invert"};
    return make(l, names[static_cast<std::size_t>(op.kind)], {l.object(op.operand)});
}

Parts lower(Lowering& l, const ir::PyBinary& op) {
    static constexpr std::array names{"Add",   "Subtract",       "Multiply", "TrueDivide", "FloorDivide", "Remainder",
                                      "Power", "MatrixMultiply", "Lshift",   "Rshift",     "And",         "Or",
                                      "Xor"};
    bool is_inplace = has(l.inst->flags, ir::Flags::inplace);
    std::string function =
        fmt::format("py:PyNumber_{}{}", is_inplace ? "InPlace" : "", names[static_cast<std::size_t>(op.kind)]);
    Parts args{l.object(op.left), l.object(op.right)};
    if (op.kind == ir::BinaryKind::pow) args.push_back(l.slot("py:_Py_NoneStruct"));
    return make(l, function, args);
}

Parts lower(Lowering& l, const ir::PyCompare& op) {
    static constexpr std::array<int, 6> c_api{0, 1, 2, 3, 4, 5};  // Py_LT, LE, EQ, NE, GT, GE
    return make(l, "py:PyObject_RichCompare",
                {l.object(op.left), l.object(op.right), l.int32(c_api[static_cast<std::size_t>(op.kind)])});
}

Parts lower(Lowering& l, const ir::PyIs& op) { return {l.b.CreateICmpEQ(l.object(op.left), l.object(op.right))}; }

Parts lower(Lowering& l, const ir::PyContains& op) {
    return ask_bool(l, "py:PySequence_Contains", {l.object(op.container), l.object(op.item)});
}

Parts lower(Lowering& l, const ir::PyTruth& op) { return ask_bool(l, "py:PyObject_IsTrue", {l.object(op.value)}); }

Parts lower(Lowering& l, const ir::PyGetattr& op) {
    return make(l, "py:PyObject_GetAttr", {l.object(op.object), l.name_object(op.name)});
}

void lower(Lowering& l, const ir::PySetattr& op) {
    ask(l, "py:PyObject_SetAttr", {l.object(op.object), l.name_object(op.name), l.object(op.value)});
}

void lower(Lowering& l, const ir::PyDelattr& op) {
    ask(l, "py:PyObject_SetAttr", {l.object(op.object), l.name_object(op.name), l.null()});
}

Parts lower(Lowering& l, const ir::PySpecial& op) {
    return make(l, "rt:cb_special", {l.object(op.object), l.name_object(op.name)});
}

Parts lower(Lowering& l, const ir::PyGetitem& op) {
    return make(l, "py:PyObject_GetItem", {l.object(op.object), l.object(op.index)});
}

void lower(Lowering& l, const ir::PySetitem& op) {
    ask(l, "py:PyObject_SetItem", {l.object(op.object), l.object(op.index), l.object(op.value)});
}

void lower(Lowering& l, const ir::PyDelitem& op) { ask(l, "py:PyObject_DelItem", {l.object(op.object), l.object(op.index)}); }

Parts lower(Lowering& l, const ir::PySlice& op) {
    return make(l, "py:PySlice_New", {l.object(op.start), l.object(op.stop), l.object(op.step)});
}

Parts lower(Lowering& l, const ir::PyCall& op) {
    // A word in front of the arguments is the callee's to use (PY_VECTORCALL_ARGUMENTS_OFFSET).
    std::vector<llvm::Value*> args = objects(l, op.args);
    llvm::Value* room = l.frame_words("call", args.size() + 1);
    for (std::size_t i = 0; i < args.size(); ++i)
        l.store(args[i], l.field(room, static_cast<std::uint32_t>(8 * (i + 1))), Memory::unknown);
    std::uint64_t positional = args.size() - op.keywords.size();
    llvm::Value* keywords = op.keywords.empty() ? l.null() : names_tuple(l, op.keywords);
    return make(l, "py:PyObject_Vectorcall",
                {l.object(op.callee), l.field(room, 8), l.b.getInt64(positional | (std::uint64_t{1} << 63)), keywords});
}

Parts lower(Lowering& l, const ir::PyCallEx& op) {
    return make(l, "rt:cb_call_ex", {l.object(op.callee), l.object(op.args), l.object(op.kwargs)});
}

// ───────────────────────────── building and unpacking ─────────────────────────────

namespace {

/// A runtime function that makes a container of `count` objects in an array.
Parts build(Lowering& l, std::string_view function, ir::Operands operands) {
    std::vector<llvm::Value*> items = objects(l, operands);
    return make(l, function, {count(l, items.size()), l.words("items", items)});
}

}  // namespace

Parts lower(Lowering& l, const ir::PyTuple& op) { return build(l, "rt:cb_build_tuple", op.items); }
Parts lower(Lowering& l, const ir::PyList& op) { return build(l, "rt:cb_build_list", op.items); }
Parts lower(Lowering& l, const ir::PySet& op) { return build(l, "rt:cb_build_set", op.items); }
Parts lower(Lowering& l, const ir::PyDict& op) { return build(l, "rt:cb_build_dict", op.items); }
Parts lower(Lowering& l, const ir::PyJoin& op) { return build(l, "rt:cb_join", op.pieces); }

void lower(Lowering& l, const ir::PyListAppend& op) { ask(l, "py:PyList_Append", {l.object(op.list), l.object(op.item)}); }
void lower(Lowering& l, const ir::PyListExtend& op) { ask(l, "rt:cb_list_extend", {l.object(op.list), l.object(op.iterable)}); }
Parts lower(Lowering& l, const ir::PyListToTuple& op) { return make(l, "py:PyList_AsTuple", {l.object(op.list)}); }
void lower(Lowering& l, const ir::PySetAdd& op) { ask(l, "py:PySet_Add", {l.object(op.set), l.object(op.item)}); }
void lower(Lowering& l, const ir::PySetUpdate& op) { ask(l, "rt:cb_set_update", {l.object(op.set), l.object(op.iterable)}); }

void lower(Lowering& l, const ir::PyDictSet& op) {
    ask(l, "py:PyDict_SetItem", {l.object(op.dict), l.object(op.key), l.object(op.value)});
}

void lower(Lowering& l, const ir::PyDictUpdate& op) {
    ask(l, "rt:cb_dict_update", {l.object(op.dict), l.object(op.mapping), l.int32(op.merge), l.object(op.callee)});
}

Parts lower(Lowering& l, const ir::PyFormat& op) {
    return make(l, "rt:cb_format", {l.object(op.value), l.int32(static_cast<int>(op.conversion)), l.object(op.spec)});
}

Parts lower(Lowering& l, const ir::PyUnpack& op) { return make(l, "rt:cb_unpack", {l.object(op.iterable), l.int64(op.count)}); }

Parts lower(Lowering& l, const ir::PyUnpackEx& op) {
    return make(l, "rt:cb_unpack_ex", {l.object(op.iterable), l.int64(op.before), l.int64(op.after)});
}

Parts lower(Lowering& l, const ir::PyIter& op) { return make(l, "py:PyObject_GetIter", {l.object(op.iterable)}); }

// ───────────────────────────── exceptions ─────────────────────────────

void lower(Lowering& l, const ir::PyRaise& op) {
    l.cold("cb_raise", l.b.getVoidTy(), {l.object(op.exception), l.object(op.cause)});
    l.pass_failure_always();
}

void lower(Lowering&, const ir::PyRaiseCall&) { CHECK(false, "inference makes a call and a raise of it"); }

void lower(Lowering& l, const ir::PyReraise& op) {
    l.cold("cb_reraise", l.b.getVoidTy(), {l.object(op.exception)});
    l.leave_failed();  // its traceback has this frame already
    l.go(l.block("never"));
}

void lower(Lowering& l, const ir::PyReraiseHandled&) {
    l.cold("cb_reraise_handled", l.b.getVoidTy(), {l.ctx, l.site()});
    l.leave_failed();
    l.go(l.block("never"));
}

Parts lower(Lowering& l, const ir::PyHandled&) { return {l.runtime("cb_handled", ptr(l), {})}; }
Parts lower(Lowering& l, const ir::PyCatch&) { return {l.runtime("cb_catch", ptr(l), {l.ctx})}; }
void lower(Lowering& l, const ir::PyEndHandling& op) { l.runtime("cb_end_handling", l.b.getVoidTy(), {l.object(op.before)}); }

Parts lower(Lowering& l, const ir::PyMatchException& op) {
    return ask_bool(l, "rt:cb_match_exception", {l.object(op.exception), l.object(op.type)});
}

Parts lower(Lowering& l, const ir::PyMatchGroup& op) {
    return make(l, "rt:cb_match_group", {l.object(op.exception), l.object(op.type)});
}

Parts lower(Lowering& l, const ir::PyRejoinGroup& op) {
    return make(l, "rt:cb_rejoin_group", {l.object(op.caught), l.object(op.raised)});
}

// ───────────────────────────── pending errors ─────────────────────────────

void lower(Lowering& l, const ir::FailNew& op) {
    bool is_pending = has(l.inst->flags, ir::Flags::pending);
    l.cold(is_pending ? "cb_pend_new" : "cb_fail_new", l.b.getVoidTy(),
           {l.ctx, l.site(), l.object(op.type), l.slot(constant_descriptor(l.ir, op.args))});
    l.leave_failed();
    l.go(l.block("never"));
}

Parts lower(Lowering&, const ir::Pending&) { return {}; }

Parts lower(Lowering& l, const ir::HandlePending&) { return {l.runtime("cb_handle_pending", ptr(l), {l.ctx})}; }

void lower(Lowering& l, const ir::DropPending&) {
    l.store(l.int32(0), l.field(l.ctx, offsetof(coluber_context, is_pending)), Memory::unknown);
}

void lower(Lowering& l, const ir::FailPending&) {
    l.cold("cb_fail_pending", l.b.getVoidTy(), {l.ctx});
    l.leave_failed();
    l.go(l.block("never"));
}

// ───────────────────────────── patterns ─────────────────────────────

Parts lower(Lowering& l, const ir::PyMatchSequence& op) {
    return ask_bool(l, "rt:cb_match_sequence", {l.object(op.subject), l.int64(op.count), l.int32(op.at_least)});
}

Parts lower(Lowering& l, const ir::PyMatchMapping& op) {
    return ask_bool(l, "rt:cb_match_mapping", {l.object(op.subject), l.int64(op.count)});
}

Parts lower(Lowering& l, const ir::PyMatchKeys& op) {
    std::vector<llvm::Value*> keys = objects(l, op.keys);
    return make(l, "rt:cb_match_keys", {l.object(op.subject), count(l, keys.size()), l.words("keys", keys)});
}

Parts lower(Lowering& l, const ir::PyMatchClass& op) {
    return make(l, "rt:cb_match_class",
                {l.object(op.subject), l.object(op.type), l.int64(op.count), names_tuple(l, op.attributes)});
}

Parts lower(Lowering& l, const ir::PyItemFromEnd& op) {
    return make(l, "rt:cb_item_from_end", {l.object(op.object), l.int64(op.from_end)});
}

}  // namespace coluber::lower
