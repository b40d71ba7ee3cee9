// Reads the IR's text form (print.h). Values, blocks and checkpoints may have any names (`%sum`, `^loop`), in any order of blocks.
// Source ranges are optional, `#` and empty lines are not: a page's IR is what `print` writes, or a hand's shorter form of it.
#pragma once

#include "ir/function.h"

#include <optional>
#include <string>
#include <string_view>

namespace coluber::ir {

/// The text's first mistake.
struct TextError {
    std::uint32_t line;
    std::string what;
};

/// Adds the text's functions to the module.
std::optional<TextError> read(std::string_view text, Module& module);

}  // namespace coluber::ir
