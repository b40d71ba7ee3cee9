// The C boundary of the compiler library: nothing is thrown across it.
#include "driver/api.h"

#include "base/check.h"
#include "driver/compile.h"
#include "engine/compile_thread.h"

#include <memory>
#include <new>

namespace {

/// A result and what its pointers point to.
struct OwnedResult {
    coluber_result result{};
    coluber::driver::Outcome outcome;
};

void fill(OwnedResult& owned) {
    const coluber::driver::Outcome& outcome = owned.outcome;
    coluber_result& result = owned.result;
    result.ok = outcome.error_class.empty();
    result.image = reinterpret_cast<const char*>(outcome.image.data());
    result.image_size = outcome.image.size();
    result.entry = outcome.entry.c_str();
    result.return_type = outcome.return_type.c_str();
    result.ir = outcome.ir.c_str();
    result.llvm = outcome.llvm.c_str();
    result.assembly = outcome.assembly.c_str();
    result.error_class = outcome.error_class.c_str();
    result.error_text = outcome.error_text.c_str();
    result.error_code = outcome.error_code.c_str();
    result.owner = &owned;
}

/// Null: there is no memory for an answer.
coluber_result* compile(const coluber_request* request) noexcept {
    auto owned = std::unique_ptr<OwnedResult>(new (std::nothrow) OwnedResult);
    if (!owned) return nullptr;
    try {
        owned->outcome = coluber::engine::run_on_compile_thread([&] { return coluber::driver::compile(*request); });
    } catch (const std::bad_alloc&) {
        owned->outcome.error_class = "MemoryError";
        owned->outcome.error_text = "no memory to compile in";
    } catch (const std::exception& bug) {
        owned->outcome.error_class = "InternalError";
        owned->outcome.error_text = bug.what();
    }
    fill(*owned);
    return &owned.release()->result;
}

void release(coluber_result* result) noexcept { delete static_cast<OwnedResult*>(result->owner); }

}  // namespace

extern "C" const coluber_compiler* coluber_compiler_api(void) {
    static const coluber_compiler api{COLUBER_API_VERSION, compile, release, nullptr};
    return &api;
}
