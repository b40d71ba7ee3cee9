// How a value of an IR type lies in LLVM: as its parts, one after the other. A tuple is its elements' parts, an array the five-odd
// words below, and so on; a value without bits (None, unset, known, dtype) has no parts. Parts are what travels in registers: as block
// arguments, as parameters and results of native functions.
//
//   bool, np.bool     i1 (a byte in memory)              array      data, owner, i1 "is its owner", shape…, strides… (layout `any` only)
//   int, float, np.…  the C type                         range      start, stop, step (where the type does not say it)
//   complex           re, im                             tuple, slice  its elements
//   maybe_np          value, i1 "is NumPy's"             boxed      PyObject*
//   iter(range)       step ±1: current, stop; else: current, remaining, step (where the type does not say it)
//   iter(array), iter(tuple)                             the container's parts, index
#pragma once

#include "lower/llvm.h"
#include "types/type.h"

namespace coluber::lower {

using types::DType;
using types::Kind;
using types::Type;
using types::TypeId;

using Parts = llvm::SmallVector<llvm::Value*, 4>;
using PartsRef = llvm::ArrayRef<llvm::Value*>;
using PartTypes = llvm::SmallVector<llvm::Type*, 4>;

/// The LLVM type of a real dtype in a register (i1 for bool) and in memory (i8).
llvm::Type* register_type(llvm::LLVMContext& context, DType dtype);
llvm::Type* memory_type(llvm::LLVMContext& context, DType dtype);

void append_part_types(llvm::LLVMContext& context, const types::Types& types, TypeId type, PartTypes& out);
std::size_t part_count(const types::Types& types, TypeId type);

/// An array's parts by name.
struct ArrayParts {
    llvm::Value *data, *owner;
    llvm::Value* is_owner;  // the array is this object itself, not a view of it
    PartsRef shape;
    PartsRef strides;  // empty unless the layout is `any`
};
ArrayParts array_parts(const Type& type, PartsRef parts);

/// Is the step of this range type known to be 1 or -1?
bool is_unit_step(const Type& range);

}  // namespace coluber::lower
