// World for code that lives in this process: answers the compiler's questions from live objects, and notes them in the entry's record.
// The compiler asks from its own thread, without the GIL; each answer takes it for itself.
// A function's handle is the address of its dispatcher; the record (or the caller) keeps that alive.
#pragma once

#include "driver/api.h"
#include "module/entry.h"
#include "module/source.h"

#include <deque>
#include <string>

namespace coluber::module {

struct Dispatcher;

class LiveWorld {
public:
    /// `entry` gets the record of compiling for `dispatcher`; both outlive the compile.
    LiveWorld(Entry& entry, const Dispatcher& dispatcher);
    LiveWorld(const LiveWorld&) = delete;
    LiveWorld& operator=(const LiveWorld&) = delete;

    const coluber_world* table() const { return &table_; }
    /// The compiler asked for a source that is not there.
    bool has_missing_source() const { return has_missing_source_; }

    void ask(Question question, PyObject* holder, PyObject* name, std::uint32_t index, coluber_answer& answer);
    bool source(Dispatcher& function, coluber_source& source);
    Record& record() { return entry_.record; }

private:
    const char* keep(std::string text) { return texts_.texts.emplace_back(std::move(text)).c_str(); }
    void describe(PyObject* value, coluber_answer& answer);
    bool keeps_changing(Question question, PyObject* holder, PyObject* name, std::uint32_t index) const;

    Entry& entry_;
    const Dispatcher& dispatcher_;
    coluber_world table_;
    SourceTexts texts_;
    bool has_missing_source_ = false;
};

std::uint64_t handle_of(const Dispatcher* function);
Dispatcher& function_of(std::uint64_t handle);

}  // namespace coluber::module
