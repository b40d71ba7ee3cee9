// The compile thread: one thread of ours, with a big stack, on which everything that compiles runs, one job at a time.
// Why: parsers, inference and LLVM recurse over the user's program, and nobody knows how small the caller's stack is; and LLVM's
// way to report that it cannot go on (a fatal error, no memory) is to end the process, unless the thread it happened on can be
// given up. Signals are blocked on it, so that Python's handlers run where Python expects them.
//
// Rules for callers: give the GIL back before waiting here, since the job may need it. A job may start another one (it runs at
// once, in place). No job may wait for something that only another job does.
//
// Giving up: an LLVM fatal error leaves the thread parked for ever with everything its frames own (nothing is unwound, because
// half-changed LLVM data cannot be destroyed safely); the job's caller gets a `Bug` with LLVM's words or `std::bad_alloc`, and
// the next job a new thread. Costs the touched part of a stack and the job's memory, once a bug.
//
// fork: the child has no thread; its next job starts one. Jobs of other threads are gone with those threads. fork waits until no
// LLVM work is under way (`LlvmSection`), so LLVM's own state is whole in the child.
#pragma once

#include <exception>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace coluber::engine {

namespace detail {
/// Runs `call(data)` on the compile thread and waits. Rethrows what it throws.
void run_job(void (*call)(void*), void* data);
}  // namespace detail

/// Calls `job` on the compile thread and returns its result; what it throws is thrown here.
template <class Job>
auto run_on_compile_thread(Job&& job) {
    using Answer = std::invoke_result_t<Job&>;
    if constexpr (std::is_void_v<Answer>) {
        detail::run_job([](void* data) { (*static_cast<std::remove_reference_t<Job>*>(data))(); }, &job);
    } else {
        struct Call {
            std::remove_reference_t<Job>& job;
            std::optional<Answer> answer;
        } call{job, {}};
        detail::run_job(
            [](void* data) {
                auto& c = *static_cast<Call*>(data);
                c.answer.emplace(c.job());
            },
            &call);
        return std::move(*call.answer);
    }
}

bool is_compile_thread();

/// Held while LLVM or lld runs: fork waits for it. Nothing in it may need the GIL.
class LlvmSection {
public:
    LlvmSection();
    ~LlvmSection();
    LlvmSection(const LlvmSection&) = delete;
    LlvmSection& operator=(const LlvmSection&) = delete;
};

/// How many jobs were given up in this process, and LLVM state made before the last such event is not to be used again.
unsigned abandoned_count();

/// Ends the job from within LLVM: its caller gets `std::bad_alloc`, or a `Bug` that says `why`. Only on the compile thread.
[[noreturn]] void abandon_job(bool out_of_memory, std::string_view why) noexcept;

}  // namespace coluber::engine
