// What a slot descriptor of an image stands for in this process: runtime functions, symbols of the C API, NumPy's types, the record's
// objects, Python functions, constants. The descriptors are listed in loader/image.h and in the code below, a row a kind.
#pragma once

#include "loader/slots.h"
#include "module/record.h"

namespace coluber::module {

/// Resolves with the record's objects; constants that it makes are kept by the record. Needs the GIL. A constant that cannot be made
/// leaves no exception: the slot counts as unknown.
loader::Resolver resolver_for(Record& record);

/// Makes the runtime's functions known to the loader; once, at import.
void register_runtime();

}  // namespace coluber::module
