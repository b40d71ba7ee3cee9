// Who made a piece of code, and for which processor: parts of a cache key, found without loading the compiler library. Linux, ELF, x86.
#pragma once

#include <string>

namespace coluber::loader {

/// The linker's fingerprint of an ELF file (`--build-id`); empty: the file has none. Reads the file's head only.
std::string build_id_of(const std::string& path);

/// What the code generator looks at when it compiles for this machine, as text; empty: not known for this kind of processor.
std::string processor_identity();

}  // namespace coluber::loader
