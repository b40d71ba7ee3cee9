// World for code that lives in this process: answers the compiler's questions from live objects, and notes them in the entry's record.
// The compiler asks from its own thread, without the GIL; each answer takes it for itself.
// A function's handle is its number in the record; the function that is compiled has the first.
#pragma once

#include "driver/api.h"
#include "module/entry.h"
#include "module/source.h"

#include <deque>
#include <map>
#include <string>

namespace coluber::module {

struct Dispatcher;

/// The dispatchers of a module to be built, with their numbers in it.
using BuiltNumbers = std::map<PyObject*, std::uint32_t>;

class LiveWorld {
public:
    /// `entry` gets the record of compiling for `dispatcher`; both outlive the compile.
    LiveWorld(Entry& entry, Dispatcher& dispatcher);
    LiveWorld(const LiveWorld&) = delete;
    LiveWorld& operator=(const LiveWorld&) = delete;

    const coluber_world* table() const { return &table_; }
    /// The compiler asked for a source that is not there.
    bool has_missing_source() const { return has_missing_source_; }

    void ask(Question question, PyObject* holder, PyObject* name, std::uint32_t index, coluber_answer& answer);
    /// What the compiler is told of an object (null: that there is none).
    void tell(PyObject* value, coluber_answer& answer);
    bool source(std::uint64_t function, coluber_source& source);
    Record& record() { return entry_.record; }
    /// The compile is for a built module with these functions: their identity is "built:NUMBER".
    void name_built(const BuiltNumbers& numbers) { built_ = &numbers; }
    /// The Python function that a handle names.
    PyObject* python_function(std::uint64_t handle) const;

private:
    const char* keep(std::string text) { return texts_.texts.emplace_back(std::move(text)).c_str(); }
    bool keeps_changing(Question question, PyObject* holder, PyObject* name, std::uint32_t index) const;

    Entry& entry_;
    const Dispatcher& dispatcher_;
    const BuiltNumbers* built_ = nullptr;
    coluber_world table_;
    SourceTexts texts_;
    bool has_missing_source_ = false;
};

/// The handle of the function that a request asks for.
inline constexpr std::uint64_t own_handle = 1;

}  // namespace coluber::module
