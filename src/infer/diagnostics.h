// What inference refuses, codes E05xx (docs/errors/).
#pragma once

#include "base/diagnostic.h"

#include <string_view>

namespace coluber::infer {

inline constexpr Diag<std::string_view, std::string_view> runs_unknown_code{
    "E0501", "`{}` may run unknown Python code, which njit refuses: the type of `{}` is not known here",
    ErrorClass::type_error};
inline constexpr Diag<std::string_view> unknown_call{"E0502", "`{}` calls a function that is not compiled, which njit refuses",
                                                     ErrorClass::type_error};
inline constexpr Diag<std::string_view> changes_globals{"E0504", "`{}` changes names outside the function, which njit refuses",
                                                        ErrorClass::not_supported};

inline constexpr Diag<std::string_view> changes_array{
    "E0505", "`{}` changes the layout or the flags of an array that compiled code has in hand", ErrorClass::not_supported};

}  // namespace coluber::infer
