// What can go wrong when compiled code is brought into the process.
#pragma once

#include "base/diagnostic.h"

#include <string>

namespace coluber::loader {

inline constexpr Diag<std::string> no_memory_file{"E0901", "the system refuses memory for compiled code: {}"};
inline constexpr Diag<std::string> not_loadable{"E0902", "the dynamic loader refuses compiled code: {}"};
inline constexpr Diag<std::string> not_an_image{"E0903", "compiled code `{}` is not an image of this version of coluber"};
inline constexpr Diag<std::string> unresolved_slot{"E0904", "compiled code needs `{}`, which this process does not have"};

}  // namespace coluber::loader
