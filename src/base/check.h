// CHECK: our own mistakes, found in release builds too.
// A failed CHECK throws `Bug`, the only exception of the core; the guard at the C boundary catches it, the compilation is
// dropped and the user gets an InternalError. The user's mistakes are never CHECKs: they are diagnostics (diagnostic.h).
#pragma once

#include <stdexcept>
#include <string>

namespace coluber {

class Bug : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

[[noreturn]] void throw_bug(const char* file, int line, const char* condition, const std::string& detail);

}  // namespace coluber

#define CHECK(condition, ...)                                                               \
    do {                                                                                    \
        if (!(condition)) [[unlikely]]                                                      \
            ::coluber::throw_bug(__FILE__, __LINE__, #condition, std::string{__VA_ARGS__}); \
    } while (false)
