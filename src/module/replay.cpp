#include "module/replay.h"

#include "module/dispatcher.h"
#include "module/fingerprint.h"

#include <bit>

namespace coluber::module {
namespace {

using loader::FieldReader;
using loader::FieldWriter;

/// A callee is its code, its options, and whatever more was asked of it.
bool write_function(FieldWriter& out, PyObject* dispatcher) {
    loader::Hasher hasher;
    Body& body = *as_dispatcher(dispatcher)->body;
    if (!add_code(hasher, reinterpret_cast<PyFunctionObject*>(body.function.get())->func_code)) return false;
    hasher.add(body.options.text());
    loader::Digest digest = hasher.digest();
    out.number(digest.low);
    out.number(digest.high);
    return true;
}

/// Every field of the struct.
bool write_answer(FieldWriter& out, const coluber_answer& answer, const Record& record) {
    out.number(answer.known);
    out.text(answer.type);
    out.text(answer.identity);
    out.text(answer.exception);
    out.number(answer.function);
    out.number(std::uint64_t(answer.integer));
    out.number(std::bit_cast<std::uint64_t>(answer.floating));
    out.number(std::uint64_t(answer.is_constant));
    return answer.function == 0 || write_function(out, record.function(answer.function));
}

/// The handle of a Python function of the record; 0: none.
std::uint64_t handle_of_python(const Record& record, PyObject* function) {
    for (std::uint64_t handle = own_handle; PyObject* dispatcher = record.function(handle); ++handle)
        if (as_dispatcher(dispatcher)->body->function.get() == function) return handle;
    return 0;
}

}  // namespace

bool write_record(FieldWriter& out, LiveWorld& world) {
    Record& record = world.record();
    std::vector<Answer> answers = record.answers();
    out.number(answers.size());
    for (const Answer& answer : answers) {
        bool is_attribute = answer.question == Question::attribute;
        const char* name = answer.name ? PyUnicode_AsUTF8(answer.name.get()) : "";
        std::uint64_t holder =
            is_attribute ? record.number_of(answer.holder.get()) : handle_of_python(record, answer.holder.get());
        if (!name || (!is_attribute && !holder)) return PyErr_Clear(), false;
        out.number(std::uint64_t(answer.question));
        out.number(holder);
        out.text(name);
        out.number(answer.index);
        coluber_answer told;
        world.tell(answer.value.get(), told);
        if (!write_answer(out, told, record)) return false;
    }
    return true;
}

bool replay_record(FieldReader& in, LiveWorld& world) {
    Record& record = world.record();
    for (std::uint64_t left = in.number(); left > 0 && in.is_whole(); --left) {
        auto question = Question(in.number());
        std::uint64_t holder_number = in.number();
        std::string name(in.text());
        auto index = std::uint32_t(in.number());
        if (!in.is_whole() || question > Question::parameter_default) return false;
        PyObject* holder = nullptr;
        if (question == Question::attribute)
            holder = record.object(std::uint32_t(holder_number));
        else if (record.function(holder_number))
            holder = world.python_function(holder_number);
        Ref text = Ref::steal(name.empty() ? nullptr : PyUnicode_InternFromString(name.c_str()));
        if (!holder || (!text && !name.empty())) return PyErr_Clear(), false;

        coluber_answer answer;
        world.ask(question, holder, text.get(), index, answer);
        FieldWriter now;
        if (!write_answer(now, answer, record) || !in.skip_equal(now.bytes())) return false;
    }
    return in.is_whole();
}

}  // namespace coluber::module
