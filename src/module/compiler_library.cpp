#include "module/compiler_library.h"

#include "module/python.h"

#include <dlfcn.h>

namespace coluber::module {
namespace {

constexpr const char* file_name = "libcoluber_compiler.so";

std::string chosen_path;                   // empty: beside `_core`
const coluber_compiler* loaded = nullptr;  // written once, under the GIL

std::string path_beside_core() {
    std::string own = core_path();
    return own.substr(0, own.rfind('/') + 1) + file_name;
}

const coluber_compiler* refuse(const std::string& reason) {
    PyErr_SetString(PyExc_ImportError, ("coluber cannot compile: " + reason + "; is the installation complete?").c_str());
    return nullptr;
}

}  // namespace

std::string core_path() {
    Dl_info info{};
    return ::dladdr(reinterpret_cast<void*>(&is_compiler_loaded), &info) && info.dli_fname ? info.dli_fname : "";
}

void set_compiler_path(std::string path) { chosen_path = std::move(path); }
std::string compiler_path() { return chosen_path.empty() ? path_beside_core() : chosen_path; }
bool is_compiler_loaded() { return loaded != nullptr; }

const coluber_compiler* compiler() {
    if (loaded) return loaded;
    std::string path = compiler_path(), error;
    void* library = nullptr;
    {
        WithoutGil others;
        library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!library) error = ::dlerror();
    }
    if (!library) return refuse("the compiler library does not load (" + error + ")");
    using Api = const coluber_compiler* (*)();
    auto api = reinterpret_cast<Api>(::dlsym(library, "coluber_compiler_api"));
    if (!api) return refuse(path + " is not coluber's compiler library");
    const coluber_compiler* table = api();
    if (!table || table->version != COLUBER_API_VERSION) return refuse(path + " is of another version than coluber._core");
    return loaded = table;
}

}  // namespace coluber::module
