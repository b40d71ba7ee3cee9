// The start of a built module: its table of functions and `PyInit_NAME`, which hands the table to the runtime.
#pragma once

#include "lower/lower.h"

#include <string>
#include <vector>

namespace coluber::lower {

/// Fields of `coluber_built_entry` (runtime/native/context.h).
struct BuiltEntry {
    std::string name, signature;
    std::vector<std::string> params;
    std::string image_symbol;
};

/// A module that exports `PyInit_<name>`; the images are defined by the objects that it is linked with.
LoweredModule write_module_init(const std::string& name, const std::vector<BuiltEntry>& entries);

}  // namespace coluber::lower
