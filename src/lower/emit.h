// What everything that writes LLVM instructions here shares: a builder at some place in some function, slots, runtime calls,
// access to CPython's structs, reference counts. Knows nothing of IR functions; Lowering and the wrapper build on it.
#pragma once

#include "lower/image_writer.h"
#include "lower/lower.h"
#include "lower/parts.h"

namespace coluber::lower {

/// What the functions of one LLVM module share.
struct Unit {
    Unit(llvm::Module& llvm_module, const ir::Module& ir_module, const LowerOptions& lower_options)
        : llvm(llvm_module), ir(ir_module), options(lower_options), python(lower_options.python), image(llvm_module) {}

    llvm::Module& llvm;
    const ir::Module& ir;
    const LowerOptions& options;
    const PythonLayout& python;
    ImageWriter image;
    llvm::MDNode *array_tag = nullptr, *object_tag = nullptr;  // TBAA: array data; fields of Python objects
};

/// Which memory an access touches, for alias analysis.
enum class Memory : std::uint8_t { unknown, array, object };

/// Metadata of an access to an array: its scope, and those of the arrays that share no memory with it.
struct AliasTags {
    llvm::MDNode *scope = nullptr, *apart = nullptr;
};

class Emit {
public:
    Emit(Unit& unit, llvm::Function* function);

    Unit& unit;
    const types::Types& types;
    llvm::LLVMContext& context;
    llvm::Function* code;
    llvm::IRBuilder<> b;
    AliasTags accessed;  // put on the loads and stores of array data

    // Constants and types
    llvm::ConstantInt* int64(std::int64_t value) { return b.getInt64(static_cast<std::uint64_t>(value)); }
    llvm::ConstantInt* int32(std::int64_t value) { return b.getInt32(static_cast<std::uint32_t>(value)); }
    llvm::Constant* null() { return llvm::ConstantPointerNull::get(b.getPtrTy()); }
    llvm::Value* slot(std::string_view descriptor) { return unit.image.slot(b, descriptor); }
    /// An object that World knows: by number, or as another process finds it.
    llvm::Value* known_object(std::uint32_t number) {
        auto found = unit.options.object_slots.find(number);
        return slot(found == unit.options.object_slots.end() ? "obj:" + std::to_string(number) : found->second);
    }
    /// A descriptor `kind:text` with the text escaped.
    llvm::Value* slot(std::string_view kind, std::string_view text);
    Parts poison(TypeId type);

    // Blocks
    llvm::BasicBlock* block(const llvm::Twine& name) { return llvm::BasicBlock::Create(context, name, code); }
    void go(llvm::BasicBlock* to) { b.SetInsertPoint(to); }
    /// Continues in a new block when `condition` holds, else goes to `otherwise`, which is taken to be rare.
    void require(llvm::Value* condition, llvm::BasicBlock* otherwise, const llvm::Twine& name = "ok");
    void branch(llvm::Value* condition, llvm::BasicBlock* likely, llvm::BasicBlock* rare);
    /// The value of `yes` where control came from `from_yes`, else of `no`.
    llvm::Value* phi(llvm::Value* yes, llvm::BasicBlock* from_yes, llvm::Value* no, llvm::BasicBlock* from_no);

    // Memory
    llvm::Value* field(llvm::Value* base, std::uint32_t offset) {
        return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), base, offset);
    }
    llvm::Value* load(llvm::Type* type, llvm::Value* address, Memory memory = Memory::object);
    void store(llvm::Value* value, llvm::Value* address, Memory memory = Memory::object);
    llvm::Value* load_field(llvm::Type* type, llvm::Value* base, std::uint32_t offset) {
        return load(type, field(base, offset));
    }
    /// Room for `count` words in the function's frame. Equal `use`s of equal size share it: filled and read before the next.
    llvm::Value* frame_words(std::string_view use, std::size_t count);
    /// The words stored there, as a C array; null when there are none.
    llvm::Value* words(std::string_view use, PartsRef values);

    // Calls
    llvm::CallInst* call(std::string_view descriptor, llvm::Type* result, PartsRef args);
    /// A function of the runtime; `name` without the kind.
    llvm::CallInst* runtime(std::string_view name, llvm::Type* result, PartsRef args);
    /// A runtime function that is seldom called: keeps its block out of the way.
    llvm::CallInst* cold(std::string_view name, llvm::Type* result, PartsRef args);

    // Reference counts. A value of type `object` may be null (unset), no other.
    void retain(PartsRef parts, TypeId type) {
        for_each_counted(parts, type, [&](llvm::Value* object, bool may_be_null) { retain_object(object, may_be_null); });
    }
    void release(PartsRef parts, TypeId type) {
        for_each_counted(parts, type, [&](llvm::Value* object, bool may_be_null) { release_object(object, may_be_null); });
    }
    /// The same without inline code, for rare paths.
    void release_cold(PartsRef parts, TypeId type);
    void retain_object(llvm::Value* object, bool may_be_null = false);
    void release_object(llvm::Value* object, bool may_be_null = false);

private:
    llvm::BasicBlock* if_not_null(llvm::Value* object, bool may_be_null);
    template <class F>
    void for_each_counted(PartsRef parts, TypeId type, F f);

    std::unordered_map<std::string, llvm::Value*> frame_;
};

template <class F>
void Emit::for_each_counted(PartsRef parts, TypeId id, F f) {
    if (!types::is_counted(types, id)) return;
    const Type& type = types[id];
    if (types::is_boxed(types, id)) return f(parts[0], type.kind == Kind::object);
    if (type.kind == Kind::array) return f(parts[1], false);
    std::size_t at = 0;
    for (TypeId element : type.elements) {  // tuple, iterator
        std::size_t count = part_count(types, element);
        for_each_counted(parts.slice(at, count), element, f);
        at += count;
    }
}

// Boxes (boxes.cpp): Python objects from native values and back.

/// A new reference, or null with a Python exception; null as it is for unset.
llvm::Value* box(Emit& e, PartsRef parts, TypeId type);
/// The same, and the reference that the value has is used up.
llvm::Value* box_owned(Emit& e, PartsRef parts, TypeId type);
/// Goes to `miss` unless the object is exactly of `type` (for an int: exactly int, of any size).
void test_type(Emit& e, llvm::Value* object, TypeId type, llvm::BasicBlock* miss);
/// The native value of an object that passed the test, borrowed from it; `miss`: for an int that does not fit.
Parts unbox(Emit& e, llvm::Value* object, TypeId type, llvm::BasicBlock* miss);

// Array geometry (arrays.cpp).

/// Byte strides for any layout.
Parts array_strides(Emit& e, const Type& type, PartsRef parts);
/// The address of an element, or of the first element of a view with fewer indices.
llvm::Value* element_address(Emit& e, const Type& type, PartsRef parts, PartsRef index);
/// The element there, in a register.
Parts load_element(Emit& e, const Type& type, llvm::Value* address);

}  // namespace coluber::lower
