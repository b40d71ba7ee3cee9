// The least type that two types have in common, for blocks with too many versions and for functions that return several types.
#pragma once

#include "infer/specialiser.h"

namespace coluber::infer {

/// float and np.float64 join to the value with a provenance bit; all else that differs joins to `object`.
TypeId join(types::Types& types, TypeId a, TypeId b);

/// The value as the type it was joined to.
ValueId convert_to_join(Specialiser& s, ValueId value, TypeId to);

}  // namespace coluber::infer
