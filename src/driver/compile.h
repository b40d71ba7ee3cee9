// The pipeline, on one page: what a request becomes.
#pragma once

#include "driver/compilation.h"
#include "engine/engine.h"
#include "lower/lower.h"

#include <cstddef>
#include <string>
#include <vector>

namespace coluber::driver {

struct Failure {
    std::size_t item;
    std::string error_class, error_text, error_code;
};

/// What a compile gives; `error_class` empty: it went well.
struct Outcome {
    std::vector<std::byte> image;
    std::string entry, return_type;
    std::string ir, llvm, assembly;
    std::string error_class, error_text, error_code;
    std::vector<Failure> failures;  // items that a build left out
};

// The stages that `compile` and `build` share.
void optimise(Compilation& compilation);
void set_failure(Outcome& outcome, const Compilation& compilation);
lower::LowerOptions lower_options(const coluber_request& request);
engine::EmitOptions emit_options(const coluber_request& request);

/// Compiles a request. Only on the compile thread. Throws `Bug` where we are wrong.
Outcome compile(const coluber_request& request);

}  // namespace coluber::driver
