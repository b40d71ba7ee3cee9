#include "ir/function.h"

namespace coluber::ir {

// Equal constants may stand in the table twice: nobody compares constants by id, and a look-up would cost more than the copy.
ConstantId Module::constant(Constant value) { return constants_.add(std::move(value)); }

}  // namespace coluber::ir
