// The runtime with Python.h: what compiled code calls through `rt:` slots, and what `_core` (or a built module) must give it.
// This header is for `_core` and built modules; the functions themselves are declared in functions.h, for the files of this folder.
#pragma once

#include "runtime/native/context.h"
#include "runtime/native/functions.h"

namespace coluber::runtime {

/// Imports NumPy's C API and makes the objects that the runtime keeps. Once a process, with the GIL; -1: a Python exception is set.
int start();

/// Every `rt:` function ("rt:cb_fail" …). Layout of loader::NativeSymbol.
std::span<const Symbol> python_symbols();

/// What a failed guard calls: compiles the twin of `function` (what a `fn:` slot holds) for the checkpoint and the pattern of unset
/// (null) values, and runs it. Values are borrowed. New reference, or null with an exception that has its traceback.
using Resume = void* (*)(void* function, std::int64_t checkpoint, void* const* values, std::size_t count);

/// `_core` gives its function here when it is imported.
void set_resume(Resume resume);

/// Do the World's answers that the entry was compiled with still hold? 1 or 0. Asked by `guard_world`, after unknown code has run:
/// the valid byte alone does not know of closure cells and classes, nor, on 3.11, of globals.
using WorldCheck = std::int32_t (*)(coluber_entry_state* state);
void set_world_check(WorldCheck check);

// A `fn:HANDLE` slot holds the PyFunctionObject* (borrowed; the entry's record owns it): globals, builtins and closure are read from it.

}  // namespace coluber::runtime
