// What lower's tests share: IR text becomes machine code that is called with objects that look like CPython's, without a Python.
#pragma once

#include "engine/engine.h"
#include "lower/lower.h"
#include "runtime/native/context.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace coluber::lower::test {

/// An object's head and enough room for a float, an int of two digits or an array; laid out as CPython 3.11 and NumPy do.
struct FakeObject {
    std::int64_t refcount = 1;
    const void* type = nullptr;
    union {
        double number;
        std::int64_t size;
        void* data;
    };
    union {
        std::int32_t ndim;
        std::uint32_t digit;
    };
    std::int64_t* shape = nullptr;
    std::int64_t* strides = nullptr;
    void* base = nullptr;
    const void* descr = nullptr;
    std::int32_t flags = 0;
};
static_assert(offsetof(FakeObject, number) == 16 && offsetof(FakeObject, digit) == 24 && offsetof(FakeObject, flags) == 64);

FakeObject make_float(double value);
FakeObject make_int(std::int64_t value);  // of one digit
/// A C-contiguous float64 array.
struct FakeArray {
    explicit FakeArray(std::vector<std::int64_t> shape);
    std::vector<double> items;
    std::vector<std::int64_t> shape;
    FakeObject object;
};

/// A module's entry, loaded, and what LLVM made of it.
struct Compiled {
    using Entry = void* (*)(void* const* args, std::size_t count, coluber_entry_state* state);
    Entry entry;
    std::string assembly, lowered;

    FakeObject* operator()(std::vector<void*> args) const {
        return static_cast<FakeObject*>(entry(args.data(), args.size(), nullptr));
    }
};

/// Lowers the first function of the text and what it calls. What images ask for is served by fakes; `rt:cb_fail` notes its arguments.
Compiled compile(const std::string& ir_text, const PythonLayout& layout = {});

/// The last failure, as `cb_fail` heard of it.
struct Failed {
    std::int32_t code = 0;
    std::string text;
    std::vector<std::int64_t> payload;
    int line = 0;
};
Failed& last_failure();
/// Objects handed to `cb_resume` last, and what it answers.
std::vector<void*>& resumed_with();
extern void* resume_answer;

}  // namespace coluber::lower::test
