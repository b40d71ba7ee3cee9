// The start of a built module: its table of functions, its body, and `PyInit_NAME`, which hands them to the runtime.
#pragma once

#include "lower/lower.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coluber::lower {

/// Fields of `coluber_built_entry` (runtime/native/context.h).
struct BuiltEntry {
    std::string signature;
    std::set<std::pair<std::string, std::string>> guards;  // global, slot descriptor of what it was
    std::string image_symbol;
};

struct BuiltModule {
    std::string name;
    std::string_view body;
    std::vector<std::size_t> entry_counts;  // by function: so many of the entries, in order, are its own
};

/// A module that exports `PyInit_<name>`; the images are defined by the objects that it is linked with.
LoweredModule write_module_init(const BuiltModule& module, const std::vector<BuiltEntry>& entries);

}  // namespace coluber::lower
