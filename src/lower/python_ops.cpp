// Python-level ops that inference left: each is one call of the C API (a `py:` slot, where the C API has a function that means just
// this) or of runtime/python (`rt:`), on boxed values. Results are new references; null means a Python exception.
#include "lower/lower_ops.h"

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
    if (op.kind <= ir::BinaryKind::mul) {
        static constexpr std::array quick{"add", "subtract", "multiply"};
        return make(l, fmt::format("rt:cb_{}{}", is_inplace ? "inplace_" : "", quick[static_cast<std::size_t>(op.kind)]),
                    {l.object(op.left), l.object(op.right)});
    }
    std::string function =
        fmt::format("py:PyNumber_{}{}", is_inplace ? "InPlace" : "", names[static_cast<std::size_t>(op.kind)]);
    Parts args{l.object(op.left), l.object(op.right)};
    if (op.kind == ir::BinaryKind::pow) args.push_back(l.slot("py:_Py_NoneStruct"));
    return make(l, function, args);
}

Parts lower(Lowering& l, const ir::PyCompare& op) {
    static constexpr std::array<int, 6> c_api{0, 1, 2, 3, 4, 5};  // Py_LT, LE, EQ, NE, GT, GE
    return make(l, "rt:cb_compare", {l.object(op.left), l.object(op.right), l.int32(c_api[static_cast<std::size_t>(op.kind)])});
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

namespace {

/// Calls a vectorcall function of the C API: what is called, the arguments, their number, the names of the last ones.
Parts vectorcall(Lowering& l, std::string_view function, llvm::Value* callee, ir::Operands operands, ir::NameList names) {
    // A word in front of the arguments is the callee's to use (PY_VECTORCALL_ARGUMENTS_OFFSET).
    std::vector<llvm::Value*> args = objects(l, operands);
    llvm::Value* room = l.frame_words("call", args.size() + 1);
    for (std::size_t i = 0; i < args.size(); ++i)
        l.store(args[i], l.field(room, static_cast<std::uint32_t>(8 * (i + 1))), Memory::unknown);
    std::uint64_t positional = args.size() - names.size();
    llvm::Value* keywords = l.null();
    if (!names.empty()) {
        std::string text = "tuple:";
        for (NameId name : names) text += "str:" + escape_descriptor(l.name(name)) + '\x1f';
        keywords = l.slot(text);
    }
    return make(l, function, {callee, l.field(room, 8), l.b.getInt64(positional | (std::uint64_t{1} << 63)), keywords});
}

}  // namespace

Parts lower(Lowering& l, const ir::PyCall& op) {
    return vectorcall(l, "py:PyObject_Vectorcall", l.object(op.callee), op.args, op.keywords);
}

Parts lower(Lowering& l, const ir::PyCallMethod& op) {
    return vectorcall(l, "py:PyObject_VectorcallMethod", l.name_object(op.name), op.args, op.keywords);
}

Parts lower(Lowering& l, const ir::CallRuntime& op) {
    Parts args;
    for (ir::ValueId arg : op.args) {
        if (types::is_number(l.types, l.type(arg)))
            args.push_back(l[arg]);
        else
            args.push_back(l.object(arg));
    }
    std::string function = fmt::format("rt:{}", l.name(op.function));
    switch (l.types.kind(l.result_type())) {
        case Kind::none: ask(l, function, args); return {};
        case Kind::boolean: return ask_bool(l, function, args);
        case Kind::integer: {
            llvm::Value* number = l.call(function, l.b.getInt64Ty(), args);
            l.pass_failure_unless(l.b.CreateICmpNE(number, l.int64(std::numeric_limits<std::int64_t>::min())));
            return {number};
        }
        default: return make(l, function, args);
    }
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

}  // namespace coluber::lower
