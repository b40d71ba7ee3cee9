// The record of one compile: each question that was put to World, with its answer. It is the entry's guard set: the entry may be
// called while all answers still hold. It also owns the objects that the compiled code refers to (`obj:N`) and its constants.
//
// How a change is seen: a dictionary (globals, builtins, a module's) by a watcher from Python 3.12 on (watch.h), by its version
// before; everything else (closure cells, classes, defaults, global arrays) by words of memory that are compared at each call.
// A word or watcher that fires says only "look again": the answers decide.
#pragma once

#include "module/python.h"

#include <cstdint>
#include <string>
#include <vector>

namespace coluber::module {

enum class Question : std::uint8_t { global, free_variable, attribute, parameter_default };

struct Answer {
    Question question;
    Ref holder;               // the function; the module or class of an attribute
    Ref name;                 // interned; of a global or attribute
    std::uint32_t index = 0;  // of a free variable or parameter
    Ref value;                // null: there was none
    std::string type;         // an array's class can stay while its dtype or shape changes

    bool is_for(Question q, PyObject* asked_of, PyObject* asked_name, std::uint32_t asked_index) const {
        return question == q && holder.get() == asked_of && name.get() == asked_name && index == asked_index;
    }
    /// Would the question be answered alike now?
    bool holds() const;
};

/// Eight bytes of memory that hold `expected` under `mask` as long as nothing has changed.
struct Word {
    const void* at;
    std::uint64_t mask, expected;
};

class Record {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    /// Asks and notes question and answer. The same question gets the answer it got before.
    const Answer& ask(Question question, PyObject* holder, PyObject* name, std::uint32_t index);
    /// The answer to a question that was asked; null: it was not.
    const Answer* find(Question question, PyObject* holder, PyObject* name, std::uint32_t index) const;
    /// A number for an object, the same for the same object; the record keeps it alive.
    std::uint32_t number_of(PyObject* object);
    PyObject* object(std::uint32_t number) const { return number < objects_.size() ? objects_[number].get() : nullptr; }
    /// A handle for a compiled function (a Dispatcher): 1, 2, … in the order of the first mention, so that compiled code that names
    /// functions by it can serve another process. Not owned: an answer owns it, or the entry belongs to it.
    std::uint64_t handle_of(PyObject* dispatcher);
    PyObject* function(std::uint64_t handle) const { return handle - 1 < functions_.size() ? functions_[handle - 1] : nullptr; }
    void keep(Ref constant) { constants_.push_back(std::move(constant)); }

    /// Are all answers as they were? If so the words are set to the present.
    bool holds();
    /// Takes the words as they are now.
    void refresh_words();

    const Word* words_begin() const { return words_.data(); }
    const Word* words_end() const { return words_.data() + words_.size(); }
    const std::vector<Answer>& answers() const { return answers_; }

    int traverse(visitproc visit, void* arg) const;

private:
    void add_word(const void* at, std::uint64_t mask);
    void add_words(const Answer& answer);

    std::vector<Answer> answers_;
    std::vector<Ref> objects_, constants_;
    std::vector<PyObject*> functions_;
    std::vector<Ref> codes_;  // of the functions: theirs may be replaced
    std::vector<Word> words_;
};

}  // namespace coluber::module
