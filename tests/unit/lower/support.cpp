#include "lower/support.h"

#include "base/check.h"
#include "engine/compile_thread.h"
#include "engine/link.h"
#include "ir/read.h"
#include "ir/verify.h"
#include "loader/load.h"
#include "runtime/native/functions.h"

#include <deque>

namespace coluber::lower::test {

void* resume_answer = nullptr;

namespace {

std::deque<FakeObject>& heap() {
    static std::deque<FakeObject> objects;
    return objects;
}

// Each named thing of Python has an address of its own.
char* thing(const std::string& descriptor) {
    static std::map<std::string, std::array<char, 128>> things;
    return things[descriptor].data();
}

void* float_from_double(double value) { return &heap().emplace_back(make_float(value)); }
void* int_from_long(long long value) { return &heap().emplace_back(make_int(value)); }

void fail(coluber_context*, const coluber_site* site, std::int32_t code, const char* text, std::int64_t p0, std::int64_t p1,
          std::int64_t p2) {
    last_failure() = {code, text ? text : "", {p0, p1, p2}, site ? site->line : 0};  // no site: the failure is the caller's
}

void* resume(void*, std::int64_t, void* const* values, std::int64_t count) {
    resumed_with().assign(values, values + count);
    return resume_answer;
}

std::int32_t depth() { return 100; }
void nothing() {}

void* resolve(std::string_view descriptor) {
    static const std::map<std::string_view, void*> functions{
        {"py:PyFloat_FromDouble", reinterpret_cast<void*>(float_from_double)},
        {"py:PyLong_FromLongLong", reinterpret_cast<void*>(int_from_long)},
        {"rt:cb_fail", reinterpret_cast<void*>(fail)},
        {"rt:cb_resume", reinterpret_cast<void*>(resume)},
        {"rt:cb_depth_left", reinterpret_cast<void*>(depth)},
        {"rt:cb_traceback", reinterpret_cast<void*>(nothing)},
        {"rt:cb_release", reinterpret_cast<void*>(nothing)},
    };
    if (auto found = functions.find(descriptor); found != functions.end()) return found->second;
    for (const auto& symbol : runtime::native_symbols())
        if (symbol.name == descriptor) return symbol.address;
    return thing(std::string(descriptor));
}

}  // namespace

FakeObject make_float(double value) {
    FakeObject object;
    object.type = thing("py:PyFloat_Type");
    object.number = value;
    return object;
}

FakeObject make_int(std::int64_t value) {
    FakeObject object;
    object.type = thing("py:PyLong_Type");
    object.size = value < 0 ? -1 : value > 0;
    object.digit = static_cast<std::uint32_t>(value < 0 ? -value : value);
    return object;
}

FakeArray::FakeArray(std::vector<std::int64_t> sizes) : shape(std::move(sizes)) {
    std::int64_t count = 1;
    for (std::int64_t size : shape) count *= size;
    items.resize(static_cast<std::size_t>(count));
    object.type = thing("npy:ARRAY_TYPE");
    object.data = items.data();
    object.ndim = static_cast<std::int32_t>(shape.size());
    object.shape = shape.data();
    object.descr = thing("npy:descr:float64");
    object.flags = 0x501;
}

Failed& last_failure() {
    static Failed failed;
    return failed;
}

std::vector<void*>& resumed_with() {
    static std::vector<void*> values;
    return values;
}

Compiled compile(const std::string& ir_text, const PythonLayout& layout) {
    return engine::run_on_compile_thread([&] {
        ir::Module module;
        if (auto error = ir::read(ir_text, module)) CHECK(false, "line " + std::to_string(error->line) + ": " + error->what);
        for (const ir::Function& function : module.functions)
            ir::verify_or_throw(module, function, ir::VerifyLevel::typed, "reading");
        LoweredModule lowered = lower_module(module, ir::FunctionId{0}, {.python = layout, .file = "test.py"});
        std::string text = lowered.text();
        engine::Code code = engine::emit_object(lowered.module(), {.want_assembly = true});
        engine::Bytes bytes = engine::link_image(code.object, "test");
        Diagnostics diagnostics;
        auto image = loader::load_image(bytes, "test", resolve, diagnostics);
        CHECK(image, "the image does not load");
        auto entry = reinterpret_cast<Compiled::Entry>(image->entry(lowered.entry()));
        CHECK(entry, "the image has no entry");
        return Compiled{entry, code.assembly, text};
    });
}

}  // namespace coluber::lower::test
