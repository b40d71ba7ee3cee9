// Linking, in process by lld: no compiler, no start files, no temporary files.
#pragma once

#include "base/diagnostic.h"
#include "engine/engine.h"

#include <span>
#include <string>
#include <vector>

namespace coluber::engine {

/// An image (loader/image.h) from an object that holds `coluber_image`. `name` is its soname, seen in debuggers. Only on the compile
/// thread. Throws `Bug` when the object refers to something by name that has to be a slot.
Bytes link_image(std::span<const std::byte> object, const std::string& name);

/// What an extension module is made of.
struct ExtensionParts {
    std::vector<Bytes> objects;
    std::vector<std::string> archives;   // paths; only the needed members are taken, and their symbols are hidden
    std::vector<std::string> libraries;  // shared libraries by soname ("libc.so.6"), found where this process has them
    std::vector<std::string> exports;    // e.g. "PyInit_fib"; nothing else is visible
    std::string soname;
};

/// An importable extension module, written to `output` in one step (a reader sees the old file or the new one). Symbols that nobody
/// defines are left to the interpreter (the C API). Only on the compile thread. Returns `output`.
Result<std::string> link_extension_module(const ExtensionParts& parts, const std::string& output, Diagnostics& diagnostics);

}  // namespace coluber::engine
