// What can go wrong when a module is linked from files that are not ours.
#pragma once

#include "base/diagnostic.h"

#include <string>

namespace coluber::engine {

inline constexpr Diag<std::string> cannot_link{"E0911", "the module cannot be linked: {}"};
inline constexpr Diag<std::string> no_library{"E0912",
                                              "the module needs the shared library `{}`, which this process has not loaded"};

}  // namespace coluber::engine
