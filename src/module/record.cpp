#include "module/record.h"

#include "module/dispatcher.h"
#include "module/lookup.h"
#include "module/typeof.h"

#include <algorithm>
#include <cstring>

namespace coluber::module {
namespace {

constexpr std::uint64_t whole = ~std::uint64_t{0}, low_half = 0xffffffff;

std::uint64_t read(const void* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

Ref ask_now(Question question, PyObject* holder, PyObject* name, std::uint32_t index) {
    switch (question) {
        case Question::global: return look_up_global(holder, name);
        case Question::free_variable: return look_up_free(holder, index);
        case Question::attribute: return look_up_attribute(holder, name);
        case Question::parameter_default: return look_up_default(holder, index);
    }
    return {};
}

/// The same for compiled code: the same object, or the same number.
bool is_same(PyObject* a, PyObject* b) {
    if (a == b) return true;
    if (!a || !b || Py_TYPE(a) != Py_TYPE(b)) return false;
    if (PyFloat_CheckExact(a)) {
        double x = PyFloat_AS_DOUBLE(a), y = PyFloat_AS_DOUBLE(b);
        return std::memcmp(&x, &y, sizeof x) == 0;  // bits: 0.0 is not -0.0, and a NaN is itself
    }
    return PyLong_CheckExact(a) && PyObject_RichCompareBool(a, b, Py_EQ) == 1;
}

PyFunctionObject* python_function(PyObject* dispatcher) {
    return reinterpret_cast<PyFunctionObject*>(as_dispatcher(dispatcher)->body->function.get());
}

PyObject* code_of(PyObject* dispatcher) { return python_function(dispatcher)->func_code; }

bool is_array(const Ref& value) { return value && Py_TYPE(value.get()) == &PyArray_Type; }

}  // namespace

const Answer& Record::ask(Question question, PyObject* holder, PyObject* name, std::uint32_t index) {
    if (const Answer* known = find(question, holder, name, index)) return *known;
    Ref value = ask_now(question, holder, name, index);
    std::string type = value ? type_text(value.get()) : "";
    answers_.push_back({question, Ref::borrow(holder), Ref::borrow(name), index, std::move(value), std::move(type)});
    add_words(answers_.back());
    return answers_.back();
}

const Answer* Record::find(Question question, PyObject* holder, PyObject* name, std::uint32_t index) const {
    auto found =
        std::ranges::find_if(answers_, [&](const Answer& answer) { return answer.is_for(question, holder, name, index); });
    return found == answers_.end() ? nullptr : &*found;
}

std::uint32_t Record::number_of(PyObject* object) {
    auto found = std::ranges::find_if(objects_, [&](const Ref& known) { return known.get() == object; });
    if (found == objects_.end()) found = objects_.insert(objects_.end(), Ref::borrow(object));
    return std::uint32_t(found - objects_.begin());
}

std::uint64_t Record::handle_of(PyObject* dispatcher) {
    auto found = std::ranges::find(functions_, dispatcher);
    if (found == functions_.end()) {
        found = functions_.insert(functions_.end(), dispatcher);
        codes_.push_back(Ref::borrow(code_of(dispatcher)));
        add_word(&python_function(dispatcher)->func_code, whole);
    }
    return std::uint64_t(found - functions_.begin()) + 1;
}

bool Answer::holds() const {
    Ref now = ask_now(question, holder.get(), name.get(), index);
    return is_same(now.get(), value.get()) && (!is_array(now) || type_text(now.get()) == type);
}

bool Record::holds() {
    for (std::size_t i = 0; i < functions_.size(); ++i)
        if (code_of(functions_[i]) != codes_[i].get()) return false;
    if (!std::ranges::all_of(answers_, &Answer::holds)) return false;
    refresh_words();
    return true;
}

void Record::refresh_words() {
    words_.clear();
    for (PyObject* function : functions_) add_word(&python_function(function)->func_code, whole);
    for (const Answer& answer : answers_) add_words(answer);
}

void Record::add_word(const void* at, std::uint64_t mask) {
    if (std::ranges::none_of(words_, [&](const Word& word) { return word.at == at; }))
        words_.push_back({at, mask, read(at) & mask});
}

void Record::add_words(const Answer& answer) {
    PyObject* holder = answer.holder.get();
    auto add_dict = [&]([[maybe_unused]] PyObject* dict) {
#if PY_VERSION_HEX < 0x030c0000  // later versions: watch.h
        if (dict && PyDict_CheckExact(dict)) add_word(&reinterpret_cast<PyDictObject*>(dict)->ma_version_tag, whole);
#endif
    };
    if (answer.question == Question::attribute) {
        if (PyModule_Check(holder))
            add_dict(PyModule_GetDict(holder));
        else
            add_word(&reinterpret_cast<PyTypeObject*>(holder)->tp_version_tag, low_half);
    } else {
        auto* function = reinterpret_cast<PyFunctionObject*>(holder);
        if (answer.question == Question::global) {
            add_dict(function->func_globals);
            if (!is_in_globals(holder, answer.name.get())) add_dict(function->func_builtins);
        } else if (answer.question == Question::free_variable) {
            if (function->func_closure && Py_ssize_t(answer.index) < PyTuple_GET_SIZE(function->func_closure))
                add_word(&reinterpret_cast<PyCellObject*>(PyTuple_GET_ITEM(function->func_closure, answer.index))->ob_ref,
                         whole);
        } else {
            add_word(&function->func_defaults, whole);
            add_word(&function->func_kwdefaults, whole);
            add_dict(function->func_kwdefaults);
        }
    }
    if (is_array(answer.value)) {
        auto* array = reinterpret_cast<PyArrayObject_fields*>(answer.value.get());
        add_word(&array->descr, whole);
        add_word(&array->nd, low_half);
        add_word(&array->flags, low_half);
    }
}

int Record::traverse(visitproc visit, void* arg) const {
    for (const Answer& answer : answers_) {
        Py_VISIT(answer.holder.get());
        Py_VISIT(answer.value.get());
    }
    for (const Ref& object : objects_) Py_VISIT(object.get());
    for (const Ref& constant : constants_) Py_VISIT(constant.get());
    return 0;
}

}  // namespace coluber::module
