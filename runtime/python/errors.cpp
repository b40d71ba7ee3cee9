// The exceptions that compiled code raises by itself: an ErrorCode, a text and three numbers become a class and a sentence, in
// CPython's and NumPy's own words wherever they have some.
#include "base/error_code.h"
#include "runtime/python/functions.h"
#include "runtime/python/runtime.h"
#include "runtime/python/stack.h"

#include <algorithm>

namespace {

using coluber::ErrorCode;

/// One error: its numbers are payload[0…2].
using Raise = void (*)(const char* text, const long long* payload);

void raise_index(const char*, const long long* payload) {
    PyErr_Format(PyExc_IndexError, "index %lld is out of bounds for axis %lld with size %lld", payload[1], payload[0],
                 payload[2]);
}

void raise_overflow(const char* text, const long long*) {
    if (*text)
        PyErr_Format(
            PyExc_OverflowError,
            "integer overflow in `%s`: the result does not fit 64 bits; use float, or plain @jit, where an int has no limit",
            text);
    else
        PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to a 64-bit integer");
}

void raise_unbound(const char* text, const long long*) {
    PyErr_Format(PyExc_UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", text);
}

void raise_out_of_dtype(const char* text, const long long* payload) {
    if (payload[1])
        PyErr_Format(PyExc_OverflowError, "Python integer %llu out of bounds for %s",
                     static_cast<unsigned long long>(payload[0]), text);
    else
        PyErr_Format(PyExc_OverflowError, "Python integer %lld out of bounds for %s", payload[0], text);
}

void raise_too_many(const char*, const long long* payload) {
    PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %lld)", payload[0]);
}

void raise_not_enough(const char*, const long long* payload) {
    PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %lld, got %lld)", payload[0], payload[1]);
}

/// An exception whose sentence is the text.
template <PyObject** type>
void raise_text(const char* text, const long long*) {
    PyErr_SetString(*type, text);
}

void raise_none_set(const char* text, const long long*) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, text);
}

struct Row {
    ErrorCode code;
    Raise raise;
};

constexpr Row rows[] = {
    {ErrorCode::python_error, raise_none_set},
    {ErrorCode::index_error, raise_index},
    {ErrorCode::read_only,
     [](const char*, const long long*) { PyErr_SetString(PyExc_ValueError, "assignment destination is read-only"); }},
    {ErrorCode::int_overflow, raise_overflow},
    {ErrorCode::zero_division, raise_text<&PyExc_ZeroDivisionError>},
    {ErrorCode::unbound_local, raise_unbound},
    {ErrorCode::recursion,
     [](const char*, const long long*) { PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded"); }},
    {ErrorCode::value_error, raise_text<&PyExc_ValueError>},
    {ErrorCode::overflow_error, raise_text<&PyExc_OverflowError>},
    {ErrorCode::type_error, raise_text<&PyExc_TypeError>},
    {ErrorCode::assertion, [](const char*, const long long*) { PyErr_SetNone(PyExc_AssertionError); }},
    {ErrorCode::out_of_dtype, raise_out_of_dtype},
    {ErrorCode::too_many_values, raise_too_many},
    {ErrorCode::not_enough_values, raise_not_enough},
    {ErrorCode::memory, [](const char*, const long long*) { PyErr_NoMemory(); }},
    {ErrorCode::index_text, raise_text<&PyExc_IndexError>},
};
static_assert(std::size(rows) + 1 == coluber::error_code_names.size(), "a row for every error but `none`");

coluber::runtime::Resume resume_function = nullptr;
coluber::runtime::WorldCheck world_check = nullptr;

}  // namespace

namespace coluber::runtime {
void set_resume(Resume resume) { resume_function = resume; }
void set_world_check(WorldCheck check) { world_check = check; }
}  // namespace coluber::runtime

extern "C" {

void cb_fail(coluber_context* ctx, const coluber_site* site, std::int32_t code, const char* text, std::int64_t p0,
             std::int64_t p1, std::int64_t p2) {
    const long long payload[] = {p0, p1, p2};
    auto row =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return static_cast<std::int32_t>(r.code) == code; });
    if (row != std::end(rows))
        row->raise(text ? text : "", payload);
    else
        PyErr_Format(PyExc_SystemError, "coluber: unknown error code %d", code);
    ctx->error_code = static_cast<std::int32_t>(ErrorCode::python_error);
    if (site) cb_traceback(ctx, site);
}

// CPython's own count goes on: as deep as Python code could recurse from here, but no deeper than the stack is at 512 bytes a frame,
// which is more than compiled functions use but for those with hundreds of live values.
std::int32_t cb_depth_left() {
    PyThreadState* thread = PyThreadState_Get();
#if PY_VERSION_HEX >= 0x030C0000
    std::int64_t left = thread->py_recursion_remaining;
#else
    std::int64_t left = thread->recursion_remaining;
#endif
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(coluber::runtime::stack_left() / 512, 0, left > 0 ? left : 0));
}

void* cb_resume(void* function, std::int64_t checkpoint, void* const* values, std::int64_t count) {
    if (PyErr_Occurred()) return nullptr;  // a value could not be boxed
    if (!resume_function || !function) {
        PyErr_SetString(PyExc_SystemError, "coluber: a guard failed in code that has no twin");
        return nullptr;
    }
    return resume_function(function, checkpoint, values, static_cast<std::size_t>(count));
}

std::int32_t cb_world_holds(coluber_entry_state* state) { return world_check ? world_check(state) : state->is_valid; }

void cb_release(PyObject* object) { Py_XDECREF(object); }

std::int32_t cb_is_error() { return PyErr_Occurred() != nullptr; }

}  // extern "C"
