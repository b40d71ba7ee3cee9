#include "engine/compile_thread.h"

#include "base/check.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <string>

namespace coluber::engine {
namespace {

// What 64-bit LLVM needs for a basic block of 100,000 instructions is some MiB; parsers refuse nesting long before. Mapped
// lazily, so only what is touched costs.
constexpr std::size_t stack_size = std::size_t{256} << 20;
constexpr std::size_t guard_size = std::size_t{1} << 20;  // more than the largest frame: an overflow cannot jump over it

/// A job lives on its caller's stack; the caller waits until `state` is not `waiting`.
struct Job {
    void (*call)(void*);
    void* data;
    enum { waiting, done, abandoned_bug, abandoned_memory } state = waiting;
    std::exception_ptr error = nullptr;
    char why[400] = {};  // not a string: there may be no memory to make one
    Job* next = nullptr;
};

struct Worker {
    std::mutex mutex;
    std::condition_variable new_job, job_ended;
    Job* first = nullptr;
    Job* last = nullptr;
    bool has_thread = false;
    unsigned abandoned = 0;
};

// Never destroyed: the thread outlives static destruction. Made again in place after fork.
alignas(Worker) std::byte worker_place[sizeof(Worker)];
Worker& worker() { return *std::launder(reinterpret_cast<Worker*>(worker_place)); }
alignas(std::mutex) std::byte section_place[sizeof(std::mutex)];
std::mutex& section() { return *std::launder(reinterpret_cast<std::mutex*>(section_place)); }

thread_local Job* current_job = nullptr;  // on the compile thread: the outermost job it runs
thread_local int section_depth = 0;

void before_fork() {
    if (section_depth == 0) section().lock();
    worker().mutex.lock();
}

void after_fork_in_parent() {
    worker().mutex.unlock();
    if (section_depth == 0) section().unlock();
}

void after_fork_in_child() {
    unsigned abandoned = worker().abandoned;
    bool is_worker = current_job != nullptr;  // a job's own code forked: it goes on, here too
    new (worker_place) Worker;
    worker().abandoned = abandoned;
    worker().has_thread = is_worker;
    new (section_place) std::mutex;
    if (section_depth != 0) section().lock();
}

void start_once() {
    static const bool started = [] {
        new (worker_place) Worker;
        new (section_place) std::mutex;
        ::pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
        return true;
    }();
    static_cast<void>(started);
}

void run(Job& job) {
    current_job = &job;
    try {
        job.call(job.data);
    } catch (...) {
        job.error = std::current_exception();
    }
    current_job = nullptr;
}

void* thread_body(void*) {
    std::unique_lock lock{worker().mutex};
    for (;;) {
        worker().new_job.wait(lock, [] { return worker().first != nullptr; });
        Job* job = worker().first;
        worker().first = job->next;
        if (!job->next) worker().last = nullptr;
        lock.unlock();
        run(*job);
        lock.lock();
        job->state = Job::done;
        worker().job_ended.notify_all();
    }
}

/// Starts the thread, with every signal blocked. Returns an error number. The stack is never unmapped: the thread never ends.
int start_thread() {
    int protection = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
    void* stack = ::mmap(nullptr, stack_size, protection, flags, -1, 0);
    if (stack == MAP_FAILED) return ENOMEM;
    ::mprotect(stack, guard_size, PROT_NONE);
    auto* usable = static_cast<std::byte*>(stack) + guard_size;
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstack(&attributes, usable, stack_size - guard_size);
    ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    sigset_t all, before;
    ::sigfillset(&all);
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) ::sigdelset(&all, fault);  // so that faulthandler can tell of a crash
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    int error = ::pthread_create(&thread, &attributes, thread_body, nullptr);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ::pthread_attr_destroy(&attributes);
    if (error)
        ::munmap(stack, stack_size);
    else
        ::pthread_setname_np(thread, "coluber");
    return error;
}

}  // namespace

void detail::run_job(void (*call)(void*), void* data) {
    if (is_compile_thread()) return call(data);
    start_once();
    Job job{call, data};
    {
        std::unique_lock lock{worker().mutex};
        if (!worker().has_thread) {
            if (start_thread() != 0) throw std::bad_alloc();
            worker().has_thread = true;
        }
        (worker().last ? worker().last->next : worker().first) = &job;
        worker().last = &job;
        worker().new_job.notify_one();
        worker().job_ended.wait(lock, [&] { return job.state != Job::waiting; });
    }
    if (job.state == Job::abandoned_memory) throw std::bad_alloc();
    if (job.state == Job::abandoned_bug) throw Bug(std::string("LLVM gave up: ") + job.why);
    if (job.error) std::rethrow_exception(std::move(job.error));
}

bool is_compile_thread() { return current_job != nullptr; }

LlvmSection::LlvmSection() {
    CHECK(is_compile_thread(), "LLVM runs on the compile thread only");
    if (section_depth++ == 0) section().lock();
}

LlvmSection::~LlvmSection() {
    if (--section_depth == 0) section().unlock();
}

unsigned abandoned_count() {
    start_once();
    std::lock_guard lock{worker().mutex};
    return worker().abandoned;
}

void abandon_job(bool out_of_memory, std::string_view why) noexcept {
    Job* job = current_job;
    if (!job) {  // LLVM used off our thread: nobody to report to
        std::fputs("coluber: LLVM failed outside of the compile thread\n", stderr);
        std::abort();
    }
    std::memcpy(job->why, why.data(), std::min(why.size(), sizeof job->why - 1));
    if (section_depth != 0) section().unlock();
    section_depth = 0;
    {
        std::lock_guard lock{worker().mutex};
        worker().has_thread = false;
        ++worker().abandoned;
        job->state = out_of_memory ? Job::abandoned_memory : Job::abandoned_bug;
        if (worker().first) worker().has_thread = start_thread() == 0;
        if (!worker().has_thread)
            for (; worker().first; worker().first = worker().first->next) worker().first->state = Job::abandoned_memory;
        if (!worker().first) worker().last = nullptr;
        worker().job_ended.notify_all();
    }
    for (;;) ::pause();
}

}  // namespace coluber::engine
