// The C boundary of the compiler library: nothing is thrown across it.
#include "driver/api.h"

#include "base/check.h"
#include "driver/build.h"
#include "engine/compile_thread.h"

#include <memory>
#include <new>
#include <string>
#include <vector>

namespace {

/// A result and what its pointers point to.
struct OwnedResult {
    coluber_result result{};
    coluber::driver::Outcome outcome;
    std::vector<coluber_failure> failures;
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
    for (const auto& failure : outcome.failures)
        owned.failures.push_back(
            {failure.item, failure.error_class.c_str(), failure.error_text.c_str(), failure.error_code.c_str()});
    result.failures = owned.failures.data();
    result.failure_count = owned.failures.size();
    result.owner = &owned;
}

/// Runs a job on the compile thread and keeps what it gives. Null: there is no memory for an answer.
template <class Job>
coluber_result* answer(Job job) noexcept {
    auto owned = std::unique_ptr<OwnedResult>(new (std::nothrow) OwnedResult);
    if (!owned) return nullptr;
    try {
        owned->outcome = coluber::engine::run_on_compile_thread(job);
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

coluber_result* compile(const coluber_request* request) noexcept {
    return answer([=] { return coluber::driver::compile(*request); });
}

coluber_result* build(const coluber_build* wanted) noexcept {
    return answer([=] { return coluber::driver::build(*wanted); });
}

void release(coluber_result* result) noexcept { delete static_cast<OwnedResult*>(result->owner); }

}  // namespace

extern "C" const coluber_compiler* coluber_compiler_api(void) {
    static const coluber_compiler api{COLUBER_API_VERSION, compile, release, build};
    return &api;
}
