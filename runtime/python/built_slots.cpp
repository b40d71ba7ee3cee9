// From slot descriptors to objects in a built module. There is no compiler and no World here: code in a built module depends on
// constants, the runtime, the C API, NumPy and objects that are found by name.
#include "loader/image.h"
#include "runtime/python/built_module.h"
#include "runtime/python/constants.h"
#include "runtime/python/numpy_objects.h"
#include "runtime/python/runtime.h"

#include <sys/mman.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <string>

namespace coluber::runtime {

namespace {

void* find_symbol(std::string_view descriptor) {
    for (auto table : {native_symbols(), python_symbols()})
        for (const Symbol& symbol : table)
            if (descriptor == symbol.name) return symbol.address;
    return nullptr;
}

/// "builtins.ValueError": an object of a module.
PyObject* named_object(std::string_view name) {
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    Ref module = Ref::steal(PyImport_ImportModule(std::string(name.substr(0, dot)).c_str()));
    return module ? PyObject_GetAttrString(module.get(), std::string(name.substr(dot + 1)).c_str()) : nullptr;
}

PyObject* made_function(std::string_view number) {
    std::size_t index = 0;
    std::from_chars(number.data(), number.data() + number.size(), index);
    return built_module.made.at(index).get();
}

/// The table is RELRO: its pages are opened for filling and closed for good.
class OpenPages {
public:
    OpenPages(void* begin, std::size_t size) {
        auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        begin_ = reinterpret_cast<std::uintptr_t>(begin) / page * page;
        size_ = (reinterpret_cast<std::uintptr_t>(begin) + size - begin_ + page - 1) / page * page;
        is_open_ = ::mprotect(reinterpret_cast<void*>(begin_), size_, PROT_READ | PROT_WRITE) == 0;
    }
    ~OpenPages() {
        if (is_open_) ::mprotect(reinterpret_cast<void*>(begin_), size_, PROT_READ);
    }
    OpenPages(const OpenPages&) = delete;
    OpenPages& operator=(const OpenPages&) = delete;
    bool is_open() const { return is_open_; }

private:
    std::uintptr_t begin_;
    std::size_t size_;
    bool is_open_;
};

}  // namespace

void* resolve(std::string_view descriptor, PyObject* function) {
    auto colon = descriptor.find(':');
    std::string_view kind = descriptor.substr(0, colon), name = descriptor.substr(colon + 1);
    if (kind == "rt" || kind == "native") return find_symbol(descriptor);
    if (kind == "py") return c_symbol(name);
    if (kind == "npy") return numpy_object(name);
    if (kind == "fn") return function;
    if (kind == "name") return named_object(name);
    if (kind == "module") return PyImport_ImportModule(std::string(name).c_str());
    if (kind == "built") return made_function(name);
    return make_constant(kind, name);
}

bool fill_slots(const void* header, PyObject* function) {
    const auto& image = *static_cast<const loader::ImageHeader*>(header);
    if (image.slot_count == 0) return true;
    // Resolved first: importing runs code, which must not see open pages.
    std::vector<void*> found;
    const char* name = image.slot_names;
    for (std::uint32_t i = 0; i < image.slot_count; ++i, name += std::strlen(name) + 1) {
        found.push_back(resolve(name, function));
        if (found.back()) continue;
        if (!PyErr_Occurred()) PyErr_Format(PyExc_ImportError, "the module needs `%s`, which is not to be found", name);
        return false;
    }
    OpenPages pages(image.slots, image.slot_count * sizeof(void*));
    if (!pages.is_open()) {
        PyErr_SetString(PyExc_ImportError, "the module's table of references cannot be written");
        return false;
    }
    std::copy(found.begin(), found.end(), image.slots);
    return true;
}

}  // namespace coluber::runtime
