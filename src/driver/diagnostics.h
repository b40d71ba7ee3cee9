// What the driver refuses: a function whose text is missing or is not the text it was made from.
#pragma once

#include "base/diagnostic.h"

#include <string_view>

namespace coluber::driver {

// E0300 and E0301 make plain `jit` run the Python function, with a warning (src/module/compile.cpp).
inline constexpr Diag<std::string_view> no_source{"E0300", "the source of `{}` is not to be found", ErrorClass::not_supported};
inline constexpr Diag<std::string_view, std::string_view> edited_source{
    "E0301", "the source of `{}` was edited since the function was made: {}", ErrorClass::not_supported};
inline constexpr Diag<std::string_view> not_in_a_file{
    "E0303", "`{}` is an object of the running program, which cannot be written into a module", ErrorClass::not_supported};
inline constexpr Diag<std::string_view> unknown_type{"E0302", "`{}` is no type", ErrorClass::type_error};

}  // namespace coluber::driver
