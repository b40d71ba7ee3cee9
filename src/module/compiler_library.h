// The compiler library (LLVM inside): opened at the first compile, never at import, from the folder that `_core` lies in.
#pragma once

#include "driver/api.h"

#include <string>

namespace coluber::module {

/// Null: an ImportError is set that says what is missing. Needs the GIL, which it gives up while the library is mapped.
const coluber_compiler* compiler();
/// Another library than the one beside `_core` (tests); has no effect after the first compile.
void set_compiler_path(std::string path);
bool is_compiler_loaded();
/// Where the compiler library is, loaded or not, and where `_core` is.
std::string compiler_path();
std::string core_path();

}  // namespace coluber::module
