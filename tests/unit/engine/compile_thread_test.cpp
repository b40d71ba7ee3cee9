// The compile thread: results, exceptions, a big stack, queueing, giving up, fork.
#include "engine/compile_thread.h"

#include "base/check.h"
#include "engine/target.h"

#include "llvm/Support/ErrorHandling.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace coluber::engine {
namespace {

TEST(CompileThread, GivesResultsAndExceptionsBack) {
    EXPECT_FALSE(is_compile_thread());
    EXPECT_TRUE(run_on_compile_thread([] { return is_compile_thread(); }));
    EXPECT_EQ(run_on_compile_thread([] { return std::string("text"); }), "text");
    EXPECT_THROW(run_on_compile_thread([] { throw Bug("ours"); }), Bug);
    EXPECT_THROW(run_on_compile_thread([]() -> int { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST(CompileThread, RunsAJobWithinAJobInPlace) {
    EXPECT_EQ(run_on_compile_thread([] { return run_on_compile_thread([] { return 7; }); }), 7);
}

// noinline and the volatile buffer keep each level's frame.
[[gnu::noinline]] int deep(int levels) {
    volatile char frame[4096];
    frame[0] = 1;
    return levels == 0 ? 0 : deep(levels - 1) + frame[0];
}

TEST(CompileThread, HasABigStack) {
    EXPECT_EQ(run_on_compile_thread([] { return deep(20'000); }), 20'000);  // 80 MB: ten times the usual stack
}

TEST(CompileThread, RunsOneJobAtATime) {
    std::atomic<int> running{0}, most{0}, total{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 200; ++k)
                run_on_compile_thread([&] {
                    most = std::max(most.load(), ++running);
                    ++total;
                    --running;
                });
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(most, 1);
    EXPECT_EQ(total, 1600);
}

TEST(CompileThread, AnLlvmFatalErrorBecomesABugAndTheNextJobRuns) {
    unsigned before = abandoned_count();
    for (int i = 0; i < 3; ++i) {
        try {
            run_on_compile_thread([] {
                start_llvm();
                LlvmSection section;
                llvm::report_fatal_error("cannot select this", false);
            });
            FAIL() << "the job came back";
        } catch (const Bug& bug) {
            EXPECT_NE(std::string(bug.what()).find("cannot select this"), std::string::npos);
        }
        EXPECT_EQ(run_on_compile_thread([] { return 1; }), 1);
    }
    EXPECT_EQ(abandoned_count(), before + 3);
}

TEST(CompileThread, LlvmOutOfMemoryBecomesBadAlloc) {
    EXPECT_THROW(run_on_compile_thread([] {
                     start_llvm();
                     LlvmSection section;
                     llvm::report_bad_alloc_error("no memory", false);
                 }),
                 std::bad_alloc);
    EXPECT_EQ(run_on_compile_thread([] { return 1; }), 1);
}

TEST(CompileThread, JobsThatWaitedForAGivenUpOneStillRun) {
    std::atomic<int> done{0}, failed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            try {
                run_on_compile_thread([&] {
                    start_llvm();
                    if (i % 4 == 0) llvm::report_fatal_error("give up", false);
                    ++done;
                });
            } catch (const Bug&) {
                ++failed;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, 6);
    EXPECT_EQ(failed, 2);
}

/// The child's exit status after it ran `body`.
template <class Body>
int in_child(Body body) {
    pid_t child = ::fork();
    if (child == 0) {
        ::alarm(20);  // a hang is a failure, not a hang
        ::_exit(body());
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(CompileThread, AForkedChildStartsItsOwn) {
    run_on_compile_thread([] {});
    EXPECT_EQ(in_child([] { return run_on_compile_thread([] { return 0; }); }), 0);
}

TEST(CompileThread, AForkWhileAJobRunsLeavesBothSidesWorking) {
    std::atomic<bool> started{false}, stop{false};
    std::thread busy{[&] {
        run_on_compile_thread([&] {
            started = true;
            while (!stop) {
                LlvmSection section;
            }
        });
    }};
    while (!started) std::this_thread::yield();
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(in_child([] {
                      return run_on_compile_thread([] {
                          LlvmSection section;
                          return 0;
                      });
                  }),
                  0);
    stop = true;
    busy.join();
    EXPECT_EQ(run_on_compile_thread([] { return 1; }), 1);
}

TEST(CompileThread, AJobMayForkItself) {
    EXPECT_EQ(run_on_compile_thread([] { return in_child([] { return run_on_compile_thread([] { return 0; }); }); }), 0);
}

}  // namespace
}  // namespace coluber::engine
