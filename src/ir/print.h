// The IR's text form (docs/ir.md): everything a module holds but the memory it was made in. `read(print(m))` prints identically.
//
//   func @total(x=%0: array(float64, 1, C), n=%1: int) -> np.float64 file="a.py" code="total" handle=7 strict {  ; 3:0-8:12
//   ^0:
//     %2: float = const 0.0
//     checkpoint #1 locals("x"=%0) stack(%2)
//     %3: int = arith.checked add, "i + 1", %1, %1 guard=#1  ; 4:8-4:13
//     jump ^1(%3)
//   ^1(%4: int): …
//
// An instruction's fields stand in the order of its struct; a list of names is in brackets and left out when empty; `-` is a target
// that is absent. Values, blocks and checkpoints are numbered in the order in which they are printed, so two functions that differ
// only in the ids that passes left behind print alike. A checkpoint's label is its number, `.1`, `.2` … for further copies.
#pragma once

#include "ir/function.h"

#include <string>

namespace coluber::ir {

std::string print(const Module& module);
std::string print(const Module& module, const Function& function);
/// A constant as its literal.
std::string print(const Module& module, ConstantId constant);

}  // namespace coluber::ir
