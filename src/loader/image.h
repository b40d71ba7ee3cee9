// The image format: what one piece of compiled code looks like, in memory and as a file.
//
// An image is an ELF shared object with one exported symbol, `coluber_image`, and no undefined ones. Every outside reference of
// the code (runtime function, Python object, callee, CPython offset) is a *slot*: a pointer in a table inside the image, described
// by a string. Loading maps the file and fills the table; so a cached image needs no LLVM, no symbol search and no relocation
// against the process, and the same object serves another process whose objects lie elsewhere.
//
// Why here: `lower` writes this table, `loader` reads it, and neither knows the other. Plain structs, no LLVM, no Python.h.
//
// What `lower` puts into its llvm::Module (the names are the constants below):
//
//   @coluber_slots = internal externally_initialized global [n x ptr] zeroinitializer, section ".data.rel.ro", align 8
//       Not `constant`, else LLVM folds its loads to null. The section is RELRO, a range of pages of its own: the loader opens it
//       for writing while it fills the table, and closes it for good. Declare it as [1 x ptr] and replace it at the end, or count first.
//       With n = 0 leave it out (`slots` null).
//   every use:  %p = load ptr, ptr getelementptr (ptr, ptr @coluber_slots, i64 i), align 8, !invariant.load !{}, !nonnull !{}
//       Slots never change after loading and are never null, so loads may be hoisted out of loops.
//   @coluber_slot_names = private unnamed_addr constant [m x i8] c"rt:cb_raise_index\00py:PyFloat_Type\00…\00"
//       The descriptors one after the other in slot order, each ended by NUL. Equal descriptors share a slot.
//   @coluber_entries = internal constant [k x {ptr, ptr}] [{ptr @name_of_entry_0, ptr @entry_0}, …]       (ImageEntry)
//   @coluber_image = constant {i64, i32, i32, i32, i32, ptr, ptr, ptr} {magic, version, n, k, 0, slots, names, entries}  (ImageHeader)
//       External linkage and `protected` visibility: the only exported symbol. All functions are `internal` (fastest calls; the
//       entry table keeps them). Nothing else may be undefined but memcpy, memmove, memset, memcmp (LLVM makes such calls itself):
//       the engine supplies these. Mathematics (llvm.sin and friends become libm calls) goes through slots.
//
// Descriptors are `kind:name`; the resolver given to load_image knows the kinds:
//   rt:cb_raise_index    a function of runtime/native or runtime/python, by name
//   native:cos           a function of the mathematics library
//   py:PyFloat_Type      the address of a symbol of the C API
//   obj:3                the compile request's object number 3 (a PyObject*), and so on: the loader does not interpret them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace coluber::loader {

/// "coluber" and a NUL, as a little-endian number.
inline constexpr std::uint64_t image_magic = 0x00726562756c6f63;
/// Counts changes of the structs below.
inline constexpr std::uint32_t image_version = 1;

inline constexpr const char* image_symbol = "coluber_image";
inline constexpr const char* slots_symbol = "coluber_slots";
/// RELRO in every ELF linker.
inline constexpr const char* slots_section = ".data.rel.ro";

/// A function of the image that the process may ask for by name.
struct ImageEntry {
    const char* name;
    void* function;
};

/// What `coluber_image` is.
struct ImageHeader {
    std::uint64_t magic;
    std::uint32_t version;
    std::uint32_t slot_count;
    std::uint32_t entry_count;
    std::uint32_t reserved;  // 0
    void** slots;            // slot_count pointers, null until filled
    const char* slot_names;  // slot_count strings, one after the other
    const ImageEntry* entries;
};

static_assert(sizeof(ImageHeader) == 48 && offsetof(ImageHeader, slots) == 24, "lower writes this layout field by field");

}  // namespace coluber::loader
