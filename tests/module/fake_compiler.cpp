// A stand-in for libcoluber_compiler.so: answers each request with fake_image.so, asks World what the tests are about, fails on
// request, and works slowly enough for races. What it does is chosen by the name of the Python function:
//   unsupported…  fails with NotSupported;  edited…  fails as if the source had been edited since
//   known_…       asks for the global FACTOR;  cell_… for the first closure cell;  member_… for FACTOR.SIZE;  default_… for the default of
//                 the first parameter; the entry returns the answer
//   slow_…        takes a tenth of a second; then as the rest of the name says
#include "driver/api.h"

#include <dlfcn.h>

#include <chrono>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

namespace {

struct Owner {
    coluber_result result{};
    std::string image, entry, text;
};

std::string read_image() {
    Dl_info info{};
    dladdr(reinterpret_cast<void*>(&read_image), &info);
    std::string own = info.dli_fname;
    std::ifstream file(own.substr(0, own.rfind('/') + 1) + "fake_image.so", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void set_slot(std::string& image, const std::string& descriptor) {
    auto at = image.find("SLOT DESCRIPTOR");
    std::memcpy(&image[at], descriptor.c_str(), descriptor.size() + 1);
}

void fail(Owner& owner, const char* error_class, const char* text, const char* code) {
    owner.result.error_class = error_class;
    owner.result.error_text = text;
    owner.result.error_code = code;
}

/// The answer's object, as a slot descriptor.
std::string ask(const coluber_request& request, const std::string& name) {
    const coluber_world& world = *request.world;
    coluber_answer answer{.known = 0xffffffff};
    if (name.starts_with("known_")) world.global(world.self, request.function, "FACTOR", &answer);
    if (name.starts_with("cell_")) world.free_variable(world.self, request.function, 0, &answer);
    if (name.starts_with("default_")) world.parameter_default(world.self, request.function, 0, &answer);
    if (name.starts_with("member_")) {
        world.global(world.self, request.function, "FACTOR", &answer);
        world.attribute(world.self, answer.known, "SIZE", &answer);
    }
    return answer.known == 0xffffffff ? "str:nothing" : "obj:" + std::to_string(answer.known);
}

std::string entry_name(const coluber_request& request, const std::string& name) {
    if (!name.starts_with("add1")) return name.substr(0, name.find('_'));
    std::string entry = "add1(";
    for (std::size_t i = 0; i < request.arg_count; ++i) entry += request.arg_types[i];
    return entry + ")";
}

void compile_here(const coluber_request& request, Owner& owner) {
    coluber_source source{};
    if (!request.world->source(request.world->self, request.function, &source))
        return fail(owner, "NotSupported", "there is no source", "E0300");
    std::string name = source.name;
    if (name.starts_with("slow_")) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        name = name.substr(5);
    }
    if (name.starts_with("unsupported"))
        return fail(owner, "NotSupported", "t.py:1:1: error E0999: not compiled yet: all of it", "E0999");
    if (name.starts_with("edited")) return fail(owner, "NotSupported", "the source was edited since", "E0301");
    if (name.starts_with("wrong"))
        return fail(owner, "SyntaxError", "t.py:3:5: error E0001: not Python\n  3 | x = = 1\n    |     ^", "E0001");
    owner.image = read_image();
    std::string slot = ask(request, name);
    set_slot(owner.image, slot);
    bool is_asking = name.starts_with("cell_") || name.starts_with("member_") || name.starts_with("default_");
    owner.entry = is_asking ? "known" : entry_name(request, name);
    owner.result = {1,        owner.image.data(), owner.image.size(), owner.entry.c_str(),
                    "object", "ir text",          "llvm text",        "asm text"};
}

coluber_result* compile(const coluber_request* request) {
    auto owner = std::make_unique<Owner>();
    std::thread([&] { compile_here(*request, *owner); }).join();
    owner->result.owner = owner.get();
    return &owner.release()->result;
}

void release(coluber_result* result) { std::unique_ptr<Owner> owner{static_cast<Owner*>(result->owner)}; }

coluber_result* build(const coluber_build*) { return nullptr; }

const coluber_compiler table = {COLUBER_API_VERSION, compile, release, build};

}  // namespace

const coluber_compiler* coluber_compiler_api() { return &table; }
