// A record as bytes, and a record made again in another process: the questions are asked anew, of that process's objects, and the code
// may be used if each answer would have been described to the compiler in the same words.
// What the compiler is told of an answer is a `coluber_answer` and nothing else; so that is what is written and compared.
#pragma once

#include "loader/cache_file.h"
#include "module/world.h"

namespace coluber::module {

/// Writes what a compile through `world` has asked and learnt. False: something in it has no meaning in another process.
bool write_record(loader::FieldWriter& out, LiveWorld& world);

/// Asks the same questions through `world`, which is fresh, and so fills its record. False: an answer differs.
bool replay_record(loader::FieldReader& in, LiveWorld& world);

}  // namespace coluber::module
