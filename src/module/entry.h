// One piece of compiled code behind a dispatcher, and what must hold for it to be called.
#pragma once

#include "module/record.h"
#include "module/typeof.h"
#include "runtime/native/context.h"

#include <cstdint>
#include <string>
#include <vector>

namespace coluber::module {

/// A wrapper or resume entry: see runtime/native/context.h.
using EntryFunction = void* (*)(void* const* args, std::size_t count, coluber_entry_state* state);

/// Lives from the start of its compile until its dispatcher dies: nobody can know that no frame is inside its code.
/// Invariant: while `state.is_valid` is set and all words hold, every answer of the record holds.
class Entry {
public:
    Entry() = default;
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry();

    /// May the code run now? A few loads.
    bool is_current() const {
        if (!state.is_valid) return false;
        for (const Word* word = record.words_begin(); word != record.words_end(); ++word) {
            std::uint64_t now;
            __builtin_memcpy(&now, word->at, sizeof now);
            if ((now & word->mask) != word->expected) return false;
        }
        return true;
    }
    /// The same after a word or watcher has fired: asks all questions again.
    bool is_current_after_all();

    /// Would no other entry be preferred for these arguments? (The wrapper itself tests that they fit.)
    bool prefers(PyObject* const* args) const {
        for (const Preference& p : preferences)
            if (!fits_width(args[p.index], p.width, arg_types[p.index])) return false;
        return true;
    }
    void* run(PyObject* const* args, std::size_t count) {
        ++calls;
        return call(reinterpret_cast<void* const*>(args), count, &state);
    }

    struct Preference {
        std::size_t index;
        Width width;
    };
    coluber_entry_state state{1};  // first: compiled code has its address, `world_holds` goes back
    bool is_direct = false;        // no preferences: the wrapper's own test of the arguments is enough
    EntryFunction call = nullptr;
    std::uint64_t calls = 0;
    std::vector<Preference> preferences;  // empty for most entries
    Record record;
    std::string key;  // of an entry: the argument types in one text; of a resume entry: see resume.cpp
    std::vector<std::string> arg_types;
    std::string return_type;
};

}  // namespace coluber::module
