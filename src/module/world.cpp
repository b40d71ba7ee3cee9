#include "module/world.h"

#include "base/check.h"
#include "module/dispatcher.h"
#include "module/identity.h"
#include "module/watch.h"

namespace coluber::module {
namespace {

constexpr coluber_answer nothing_known{Record::none, "object", "", 0, 0, 0.0, 0};

LiveWorld& world(void* self) { return *static_cast<LiveWorld*>(self); }

int answer_global(void* self, std::uint64_t function, const char* name, coluber_answer* answer) {
    WithGil gil;
    Ref text = Ref::steal(PyUnicode_InternFromString(name));
    if (!text)
        PyErr_Clear();
    else
        world(self).ask(Question::global, world(self).python_function(function), text.get(), 0, *answer);
    return bool(text);
}

int answer_free_variable(void* self, std::uint64_t function, std::uint32_t index, coluber_answer* answer) {
    WithGil gil;
    world(self).ask(Question::free_variable, world(self).python_function(function), nullptr, index, *answer);
    return 1;
}

int answer_attribute(void* self, std::uint32_t known, const char* name, coluber_answer* answer) {
    WithGil gil;
    Ref text = Ref::steal(PyUnicode_InternFromString(name));
    PyObject* holder = world(self).record().object(known);
    if (!text) PyErr_Clear();
    *answer = nothing_known;
    if (text && holder && (PyModule_Check(holder) || PyType_Check(holder)))
        world(self).ask(Question::attribute, holder, text.get(), 0, *answer);
    return bool(text);
}

int answer_default(void* self, std::uint64_t function, std::uint32_t index, coluber_answer* answer) {
    WithGil gil;
    world(self).ask(Question::parameter_default, world(self).python_function(function), nullptr, index, *answer);
    return 1;
}

int answer_source(void* self, std::uint64_t function, coluber_source* source) {
    WithGil gil;
    return world(self).source(function, *source);
}

/// A type that the value keeps: a tuple is as mutable as what it holds.
std::string lasting_type(PyObject* value) {
    std::string type = type_text(value);
    return type.starts_with("tuple") && type.find("array") != std::string::npos ? "object" : type;
}

}  // namespace

LiveWorld::LiveWorld(Entry& entry, Dispatcher& dispatcher)
    : entry_(entry),
      dispatcher_(dispatcher),
      table_{this, answer_global, answer_free_variable, answer_attribute, answer_source, answer_default} {
    std::uint64_t own = record().handle_of(as_object(&dispatcher));
    CHECK(own == own_handle, "the function that is compiled is the first of the record");
}

PyObject* LiveWorld::python_function(std::uint64_t handle) const {
    PyObject* function = entry_.record.function(handle);
    CHECK(function, "a handle that World gave");
    return as_dispatcher(function)->body->function.get();
}

void LiveWorld::ask(Question question, PyObject* holder, PyObject* name, std::uint32_t index, coluber_answer& answer) {
    answer = nothing_known;
    if (keeps_changing(question, holder, name, index)) return;
    std::size_t before = record().answers().size();
    Ref value = record().ask(question, holder, name, index).value;
    if (record().answers().size() > before) watch_last_answer(entry_);
    tell(value.get(), answer);
}

// A value that several entries were compiled with, each time another one, is not compiled in again but loaded at run time. In strict code
// it stays a constant, because an `object` could not be computed with there.
bool LiveWorld::keeps_changing(Question question, PyObject* holder, PyObject* name, std::uint32_t index) const {
    constexpr int many = 3;
    if (dispatcher_.body->options.is_strict || (question != Question::global && question != Question::free_variable))
        return false;
    int values = 0;
    for (const auto& entry : dispatcher_.body->entries) {
        const Answer* answer = entry->record.find(question, holder, name, index);
        if (answer && answer->value && !is_known_by_identity(answer->value.get()) && !answer->holds()) ++values;
    }
    return values >= many;
}

void LiveWorld::tell(PyObject* value, coluber_answer& answer) {
    answer = nothing_known;
    if (!value) return;
    answer.known = record().number_of(value);
    if (is_known_by_identity(value)) {
        answer.type = "known";
        answer.identity = keep(identity_of(value));
        if (is_dispatcher(value)) answer.function = record().handle_of(value);
        if (built_ && built_->contains(value)) answer.identity = keep("built:" + std::to_string(built_->at(value)));
        return;
    }
    answer.type = keep(lasting_type(value));
    if (value == Py_None || PyBool_Check(value)) {
        answer.is_constant = 1;
        answer.integer = value == Py_True;
    } else if (PyFloat_CheckExact(value)) {
        answer.is_constant = 1;
        answer.floating = PyFloat_AS_DOUBLE(value);
    } else if (PyLong_CheckExact(value) && std::string_view(answer.type) == "int") {
        answer.is_constant = 1;
        answer.integer = PyLong_AsLongLong(value);
    }
}

bool LiveWorld::source(std::uint64_t function, coluber_source& source) {
    if (find_source(python_function(function), source, texts_)) return true;
    has_missing_source_ = true;
    return false;
}

}  // namespace coluber::module
