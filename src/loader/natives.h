// The native runtime's functions by name: what `rt:` and `native:` descriptors of an image mean.
// Why a table and not dlsym: the runtime is linked into `_core` (or into a built module) with hidden symbols, so that two versions
// can live in one process; the table is filled once, when `_core` is imported, and only read after that.
#pragma once

#include <span>
#include <string_view>

namespace coluber::loader {

/// One function (or datum) that compiled code may refer to. The name is the whole descriptor, kind included: "native:cos".
struct NativeSymbol {
    const char* name;
    void* address;
};

/// Adds symbols; the table is not copied, so it is static. A name given again must have the same address.
/// Not to be called at the same time as anything else here.
void register_natives(std::span<const NativeSymbol> symbols);

/// Null when nobody registered the name.
void* find_native(std::string_view descriptor);

}  // namespace coluber::loader
