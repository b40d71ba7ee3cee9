// What the front end tells users: E02xx. Each code has a page in docs/errors/.
#pragma once

#include "base/diagnostic.h"

#include <string>

namespace coluber::front {

/// What CPython's symbol table or compiler refuses, in its own words.
inline constexpr Diag<std::string> scope_error{"E0201", "{}", ErrorClass::syntax_error};

/// A part of Python that this compiler does not take yet.
inline constexpr Diag<std::string> not_compiled_yet{"E0202", "not compiled yet: {}"};

}  // namespace coluber::front
