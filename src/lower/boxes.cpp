// Boxing and unboxing: the border between native values and Python objects, used by the wrapper, by `box`, `unbox` and `type_is`,
// and where a guard's failure hands values to the twin.
// The rule of the wrapper holds everywhere: a type test is exact (a subclass is another type), a descriptor is NumPy's singleton.
#include "lower/element_iterators.h"
#include "types/iteration.h"

#include <fmt/format.h>

namespace coluber::lower {

namespace {

// NumPy's array flags.
constexpr int flag_c_contiguous = 0x1, flag_f_contiguous = 0x2, flag_aligned = 0x100;

/// NumPy's descriptor.
llvm::Value* dtype_object(Emit& e, DType dtype) { return e.slot(fmt::format("npy:descr:{}", types::info(dtype).name)); }

// ───────────────────────────── native → object ─────────────────────────────

llvm::Value* box_scalar(Emit& e, PartsRef parts, DType dtype) {
    llvm::Type* ptr = e.b.getPtrTy();
    switch (dtype) {  // the common ones directly, the others through one function
        case DType::float64: return e.runtime("cb_box_np_float64", ptr, {parts[0]});
        case DType::float32: return e.runtime("cb_box_np_float32", ptr, {parts[0]});
        case DType::int64: return e.runtime("cb_box_np_int64", ptr, {parts[0]});
        case DType::boolean: return e.runtime("cb_box_np_bool", ptr, {e.b.CreateZExt(parts[0], e.b.getInt32Ty())});
        case DType::complex64: return e.runtime("cb_box_np_complex64", ptr, parts);
        case DType::complex128: return e.runtime("cb_box_np_complex128", ptr, parts);
        default: break;
    }
    bool is_signed = types::info(dtype).kind == types::DTypeKind::signed_int;
    llvm::Value* wide = e.b.CreateIntCast(parts[0], e.b.getInt64Ty(), is_signed);
    return e.runtime("cb_box_np_int", ptr, {e.int32(types::info(dtype).type_num), wide});
}

/// Python's number of these parts: of its own types, and of the joins with NumPy's.
llvm::Value* box_python_number(Emit& e, PartsRef parts, types::DTypeKind kind) {
    llvm::Type* ptr = e.b.getPtrTy();
    llvm::Value* value = parts[0];
    if (kind == types::DTypeKind::complex) return e.call("py:PyComplex_FromDoubles", ptr, {value, parts[1]});
    if (kind == types::DTypeKind::boolean) {
        llvm::Value* object = e.b.CreateSelect(value, e.slot("py:_Py_TrueStruct"), e.slot("py:_Py_FalseStruct"));
        e.retain_object(object);
        return object;
    }
    if (kind == types::DTypeKind::floating)
        return e.call("py:PyFloat_FromDouble", ptr, {e.b.CreateFPCast(value, e.b.getDoubleTy())});
    return e.call("py:PyLong_FromLongLong", ptr, {e.b.CreateSExt(value, e.b.getInt64Ty())});
}

llvm::Value* box_maybe_np(Emit& e, PartsRef parts, DType dtype) {
    llvm::BasicBlock *numpy = e.block("box.numpy"), *python = e.block("box.python"), *boxed = e.block("boxed");
    e.b.CreateCondBr(parts.back(), numpy, python);
    e.go(numpy);
    llvm::Value* as_numpy = box_scalar(e, parts, dtype);
    numpy = e.b.GetInsertBlock();
    e.b.CreateBr(boxed);
    e.go(python);
    llvm::Value* as_python = box_python_number(e, parts, types::info(dtype).kind);
    python = e.b.GetInsertBlock();
    e.b.CreateBr(boxed);
    e.go(boxed);
    return e.phi(as_numpy, numpy, as_python, python);
}

llvm::Value* box_view(Emit& e, const Type& type, PartsRef parts) {
    ArrayParts array = array_parts(type, parts);
    auto ndim = e.int32(type.number);
    Parts strides = array_strides(e, type, parts);
    return e.runtime("cb_box_view", e.b.getPtrTy(),
                     {array.owner, array.data, ndim, e.words("shape", array.shape), e.words("strides", strides),
                      dtype_object(e, type.dtype)});
}

/// The owner where the array is no view of it, else a new array object. `retains`: the owner gets a reference; else the value's own
/// reference is used up.
llvm::Value* box_array(Emit& e, const Type& type, PartsRef parts, bool retains) {
    ArrayParts array = array_parts(type, parts);
    llvm::BasicBlock *whole = e.block("owner"), *part = e.block("view"), *boxed = e.block("array");
    e.b.CreateCondBr(array.is_owner, whole, part);
    e.go(whole);
    if (retains) e.retain_object(array.owner);
    whole = e.b.GetInsertBlock();
    e.b.CreateBr(boxed);
    e.go(part);
    llvm::Value* view = box_view(e, type, parts);
    if (!retains) e.release_object(array.owner);
    part = e.b.GetInsertBlock();
    e.b.CreateBr(boxed);
    e.go(boxed);
    return e.phi(array.owner, whole, view, part);
}

llvm::Value* box_tuple(Emit& e, const Type& type, PartsRef parts) {
    Parts items;
    std::size_t at = 0;
    for (TypeId element : type.elements) {
        std::size_t count = part_count(e.types, element);
        items.push_back(box(e, parts.slice(at, count), element));
        at += count;
    }
    // Boxes of inner tuples are made above, so the room is free.
    return e.runtime("cb_box_tuple", e.b.getPtrTy(),
                     {e.int64(static_cast<std::int64_t>(items.size())), e.words("tuple", items)});
}

llvm::Value* box_slice(Emit& e, const Type& type, PartsRef parts) {
    Parts boxed;
    std::size_t at = 0;
    for (TypeId element : type.elements) {
        std::size_t count = part_count(e.types, element);
        boxed.push_back(box(e, parts.slice(at, count), element));
        at += count;
    }
    return e.runtime("cb_box_slice", e.b.getPtrTy(), boxed);
}

llvm::Value* box_range(Emit& e, const Type& type, PartsRef parts, std::string_view function) {
    return e.runtime(function, e.b.getPtrTy(), {parts[0], parts[1], type.step ? e.int64(*type.step) : parts[2]});
}

llvm::Value* box_iterator(Emit& e, const Type& type, PartsRef parts) {
    if (types::iteration_of(type) != types::Iteration::items) return box_element_iterator(e, type, parts);
    const Type& container = e.types[type.elements[0]];
    if (container.kind == Kind::range)
        return box_range(e, container, parts, is_unit_step(container) ? "cb_box_range_iterator" : "cb_box_counted_iterator");
    llvm::Value* boxed = box(e, parts.drop_back(), type.elements[0]);
    return e.runtime("cb_box_sequence_iterator", e.b.getPtrTy(), {boxed, parts.back()});
}

}  // namespace

llvm::Value* box(Emit& e, PartsRef parts, TypeId id) {
    const Type& type = e.types[id];
    switch (type.kind) {
        case Kind::dyn: break;
        case Kind::unset: return e.null();
        case Kind::none: {
            llvm::Value* none = e.slot("py:_Py_NoneStruct");
            e.retain_object(none);
            return none;
        }
        case Kind::known: {
            llvm::Value* object = e.known_object(type.number);
            e.retain_object(object);
            return object;
        }
        case Kind::boolean: return box_python_number(e, parts, types::DTypeKind::boolean);
        case Kind::integer: return box_python_number(e, parts, types::DTypeKind::signed_int);
        case Kind::floating: return box_python_number(e, parts, types::DTypeKind::floating);
        case Kind::complex: return box_python_number(e, parts, types::DTypeKind::complex);
        case Kind::str:
        case Kind::bytes:
        case Kind::list:
        case Kind::dict:
        case Kind::set:
        case Kind::bigint:
        case Kind::exception:
        case Kind::object: e.retain(parts, id); return parts[0];
        case Kind::scalar: return box_scalar(e, parts, type.dtype);
        case Kind::maybe_np: return box_maybe_np(e, parts, type.dtype);
        case Kind::array: return box_array(e, type, parts, true);
        case Kind::tuple: return box_tuple(e, type, parts);
        case Kind::slice: return box_slice(e, type, parts);
        case Kind::dtype: {
            llvm::Value* descr = dtype_object(e, type.dtype);
            e.retain_object(descr);
            return descr;
        }
        case Kind::range: return box_range(e, type, parts, "cb_box_range");
        case Kind::iterator: return box_iterator(e, type, parts);
        case Kind::pending: break;  // Lowering::resume_at
    }
    CHECK(false, "no object stands for this value");
    return nullptr;
}

llvm::Value* box_owned(Emit& e, PartsRef parts, TypeId id) {
    const Type& type = e.types[id];
    if (types::is_boxed(e.types, id)) return parts[0];
    if (type.kind != Kind::array) {
        llvm::Value* boxed = box(e, parts, id);
        e.release(parts, id);
        return boxed;
    }
    return box_array(e, type, parts, false);
}

// ───────────────────────────── object → native ─────────────────────────────

namespace {

std::string class_of(const Type& type) {
    switch (type.kind) {
        case Kind::boolean: return "py:PyBool_Type";
        case Kind::integer:
        case Kind::bigint: return "py:PyLong_Type";
        case Kind::floating: return "py:PyFloat_Type";
        case Kind::complex: return "py:PyComplex_Type";
        case Kind::str: return "py:PyUnicode_Type";
        case Kind::bytes: return "py:PyBytes_Type";
        case Kind::list: return "py:PyList_Type";
        case Kind::dict: return "py:PyDict_Type";
        case Kind::set: return "py:PySet_Type";
        case Kind::tuple: return "py:PyTuple_Type";
        case Kind::range: return "py:PyRange_Type";
        case Kind::slice: return "py:PySlice_Type";
        case Kind::array: return "npy:ARRAY_TYPE";
        case Kind::scalar: return fmt::format("npy:scalar:{}", types::info(type.dtype).name);
        default: break;
    }
    CHECK(false, "a type without a class of its own");
    return {};
}

void test_array(Emit& e, llvm::Value* object, const Type& type, llvm::BasicBlock* miss) {
    const PythonLayout& python = e.unit.python;
    llvm::Value* descr = e.load_field(e.b.getPtrTy(), object, python.array_descr);
    llvm::Value* wanted = dtype_object(e, type.dtype);
    e.require(e.b.CreateICmpEQ(descr, wanted), miss);
    llvm::Value* ndim = e.load_field(e.b.getInt32Ty(), object, python.array_ndim);
    int needed = flag_aligned | (type.layout == types::Layout::c   ? flag_c_contiguous
                                 : type.layout == types::Layout::f ? flag_f_contiguous
                                                                   : 0);
    llvm::Value* flags = e.load_field(e.b.getInt32Ty(), object, python.array_flags);
    llvm::Value* fits = e.b.CreateICmpEQ(e.b.CreateAnd(flags, e.int32(needed)), e.int32(needed));
    e.require(e.b.CreateAnd(e.b.CreateICmpEQ(ndim, e.int32(type.number)), fits), miss);
}

llvm::Value* tuple_item(Emit& e, llvm::Value* tuple, std::size_t index) {
    return e.load_field(e.b.getPtrTy(), tuple, e.unit.python.tuple_items + static_cast<std::uint32_t>(8 * index));
}

llvm::Value* slice_part(Emit& e, llvm::Value* slice, std::size_t index) {
    return e.load_field(e.b.getPtrTy(), slice, e.unit.python.slice_parts + static_cast<std::uint32_t>(8 * index));
}

void test_tuple(Emit& e, llvm::Value* object, const Type& type, llvm::BasicBlock* miss) {
    llvm::Value* size = e.load_field(e.b.getInt64Ty(), object, e.unit.python.tuple_size);
    e.require(e.b.CreateICmpEQ(size, e.int64(static_cast<std::int64_t>(type.elements.size()))), miss);
    for (std::size_t i = 0; i < type.elements.size(); ++i) test_type(e, tuple_item(e, object, i), type.elements[i], miss);
}

}  // namespace

void test_type(Emit& e, llvm::Value* object, TypeId id, llvm::BasicBlock* miss) {
    const Type& type = e.types[id];
    if (type.kind == Kind::object) return;
    if (type.kind == Kind::unset) return e.require(e.b.CreateIsNull(object), miss);
    if (type.kind == Kind::none) return e.require(e.b.CreateICmpEQ(object, e.slot("py:_Py_NoneStruct")), miss);
    if (type.kind == Kind::known) return e.require(e.b.CreateICmpEQ(object, e.known_object(type.number)), miss);
    if (type.kind == Kind::dtype) return e.require(e.b.CreateICmpEQ(object, dtype_object(e, type.dtype)), miss);
    if (type.kind == Kind::maybe_np) {  // no class of its own: nobody asks for it but where a twin's result comes back
        llvm::Value* fits = e.runtime("cb_is_number", e.b.getInt32Ty(), {object, e.int32(types::info(type.dtype).type_num)});
        return e.require(e.b.CreateICmpNE(fits, e.int32(0)), miss);
    }
    if (type.kind == Kind::iterator || type.kind == Kind::exception) {
        e.require(e.b.getFalse(), miss);
        return;
    }
    llvm::Value* object_class = e.load_field(e.b.getPtrTy(), object, e.unit.python.type);
    e.require(e.b.CreateICmpEQ(object_class, e.slot(class_of(type))), miss);
    if (type.kind == Kind::array) test_array(e, object, type, miss);
    if (type.kind == Kind::tuple) test_tuple(e, object, type, miss);
    for (std::size_t i = 0; type.kind == Kind::slice && i < 3; ++i)
        test_type(e, slice_part(e, object, i), type.elements[i], miss);
}

namespace {

/// Small ints (one digit) inline, the others by a call.
llvm::Value* unbox_int(Emit& e, llvm::Value* object, llvm::BasicBlock* miss) {
    const PythonLayout& python = e.unit.python;
    llvm::BasicBlock *small = e.block("int.small"), *large = e.block("int.large"), *done = e.block("int");
    llvm::Value* size = e.load_field(e.b.getInt64Ty(), object, python.int_size);
    bool is_tag = python.ints == IntLayout::tag;
    llvm::Value* is_small =
        is_tag ? e.b.CreateICmpULT(size, e.int64(2 << 3)) : e.b.CreateICmpULT(e.b.CreateAdd(size, e.int64(1)), e.int64(3));
    e.branch(is_small, small, large);
    e.go(small);
    llvm::Value* digit = e.b.CreateZExt(e.load_field(e.b.getInt32Ty(), object, python.int_digit), e.b.getInt64Ty());
    llvm::Value* sign = is_tag ? e.b.CreateSub(e.int64(1), e.b.CreateAnd(size, e.int64(3))) : size;
    llvm::Value* from_small = e.b.CreateMul(sign, digit, "", true, true);
    e.b.CreateBr(done);
    e.go(large);
    llvm::Value* room = e.frame_words("int", 1);
    llvm::Value* fits = e.runtime("cb_int_as_int64", e.b.getInt32Ty(), {object, room});
    e.require(e.b.CreateICmpNE(fits, e.int32(0)), miss);
    llvm::Value* from_large = e.load(e.b.getInt64Ty(), room, Memory::unknown);
    large = e.b.GetInsertBlock();
    e.b.CreateBr(done);
    e.go(done);
    return e.phi(from_small, small, from_large, large);
}

Parts unbox_array(Emit& e, llvm::Value* object, const Type& type) {
    const PythonLayout& python = e.unit.python;
    Parts parts{e.load_field(e.b.getPtrTy(), object, python.array_data), object, e.b.getTrue()};
    auto words_at = [&](std::uint32_t offset, bool is_size) {
        if (type.number == 0) return;
        llvm::Value* base = e.load_field(e.b.getPtrTy(), object, offset);
        for (std::uint32_t axis = 0; axis < type.number; ++axis) {
            llvm::Value* word = e.load_field(e.b.getInt64Ty(), base, 8 * axis);
            if (is_size)  // 0 <= size <= INT64_MAX
                llvm::cast<llvm::Instruction>(word)->setMetadata(
                    llvm::LLVMContext::MD_range,
                    llvm::MDBuilder(e.context).createRange(llvm::APInt(64, 0), llvm::APInt::getSignedMinValue(64)));
            parts.push_back(word);
        }
    };
    words_at(python.array_dims, true);
    if (type.layout == types::Layout::any) words_at(python.array_strides, false);
    return parts;
}

Parts unbox_scalar(Emit& e, llvm::Value* object, DType dtype) {
    const std::uint32_t offset = e.unit.python.scalar_value;
    llvm::Value* value = e.load_field(memory_type(e.context, dtype), object, offset);
    if (dtype == DType::boolean) return {e.b.CreateICmpNE(value, e.b.getInt8(0))};
    if (!types::is_complex(dtype)) return {value};
    return {value, e.load_field(value->getType(), object, offset + types::info(dtype).size / 2u)};
}

/// The runtime reads the value into the frame; which of the two classes it is, too.
Parts unbox_maybe_np(Emit& e, llvm::Value* object, DType dtype) {
    llvm::Value* room = e.frame_words("number", 2);
    llvm::Value* is_numpy =
        e.runtime("cb_unbox_number", e.b.getInt32Ty(), {object, e.int32(types::info(dtype).type_num), room});
    llvm::Value* value = e.load(memory_type(e.context, dtype), room, Memory::unknown);
    if (dtype == DType::boolean) value = e.b.CreateICmpNE(value, e.b.getInt8(0));
    Parts parts{value};
    if (types::is_complex(dtype))
        parts.push_back(e.load(value->getType(), e.field(room, types::info(dtype).size / 2u), Memory::unknown));
    parts.push_back(e.b.CreateICmpNE(is_numpy, e.int32(0)));
    return parts;
}

Parts unbox_range(Emit& e, llvm::Value* object, const Type& type, llvm::BasicBlock* miss) {
    llvm::Value* room = e.frame_words("range", 3);
    llvm::Value* fits = e.runtime("cb_unbox_range", e.b.getInt32Ty(), {object, room});
    e.require(e.b.CreateICmpNE(fits, e.int32(0)), miss);
    Parts parts;
    for (std::uint32_t i = 0; i < 3; ++i) parts.push_back(e.load(e.b.getInt64Ty(), e.field(room, 8 * i), Memory::unknown));
    if (!type.step) return parts;
    e.require(e.b.CreateICmpEQ(parts.pop_back_val(), e.int64(*type.step)), miss);
    return parts;
}

}  // namespace

Parts unbox(Emit& e, llvm::Value* object, TypeId id, llvm::BasicBlock* miss) {
    const Type& type = e.types[id];
    switch (type.kind) {
        case Kind::unset:
        case Kind::none:
        case Kind::known:
        case Kind::dtype: return {};
        case Kind::boolean: return {e.b.CreateICmpEQ(object, e.slot("py:_Py_TrueStruct"))};
        case Kind::integer: return {unbox_int(e, object, miss)};
        case Kind::floating: return {e.load_field(e.b.getDoubleTy(), object, e.unit.python.float_value)};
        case Kind::complex: {
            const std::uint32_t offset = e.unit.python.complex_value;
            return {e.load_field(e.b.getDoubleTy(), object, offset), e.load_field(e.b.getDoubleTy(), object, offset + 8)};
        }
        case Kind::str:
        case Kind::bytes:
        case Kind::list:
        case Kind::dict:
        case Kind::set:
        case Kind::bigint:
        case Kind::exception:
        case Kind::object: return {object};
        case Kind::scalar: return unbox_scalar(e, object, type.dtype);
        case Kind::maybe_np: return unbox_maybe_np(e, object, type.dtype);
        case Kind::array: return unbox_array(e, object, type);
        case Kind::range: return unbox_range(e, object, type, miss);
        case Kind::tuple: {
            Parts parts;
            for (std::size_t i = 0; i < type.elements.size(); ++i)
                parts.append(unbox(e, tuple_item(e, object, i), type.elements[i], miss));
            return parts;
        }
        case Kind::slice: {
            Parts parts;
            for (std::size_t i = 0; i < 3; ++i) parts.append(unbox(e, slice_part(e, object, i), type.elements[i], miss));
            return parts;
        }
        case Kind::dyn:
        case Kind::pending:
        case Kind::iterator: break;
    }
    CHECK(false, "no object stands for this type");
    return {};
}

}  // namespace coluber::lower
