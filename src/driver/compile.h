// The pipeline, on one page: what a request becomes.
#pragma once

#include "driver/api.h"

#include <cstddef>
#include <string>
#include <vector>

namespace coluber::driver {

/// What a compile gives; `error_class` empty: it went well.
struct Outcome {
    std::vector<std::byte> image;
    std::string entry, return_type;
    std::string ir, llvm, assembly;
    std::string error_class, error_text, error_code;
};

/// Compiles a request. Only on the compile thread. Throws `Bug` where we are wrong.
Outcome compile(const coluber_request& request);

}  // namespace coluber::driver
