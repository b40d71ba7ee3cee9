#include "module/resolver.h"

#include "loader/natives.h"
#include "module/dispatcher.h"
#include "module/source.h"
#include "runtime/native/functions.h"
#include "runtime/python/constants.h"
#include "runtime/python/numpy_objects.h"
#include "runtime/python/runtime.h"

#include <charconv>
#include <string>
#include <vector>

namespace coluber::module {
namespace {

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class SlotResolver {
public:
    explicit SlotResolver(Record& record) : record_(record) {}

    void* operator()(std::string_view descriptor) const {
        auto colon = descriptor.find(':');
        if (colon == std::string_view::npos) return nullptr;
        std::string_view kind = descriptor.substr(0, colon), name = descriptor.substr(colon + 1);
        if (kind == "rt" || kind == "native") return loader::find_native(descriptor);
        if (kind == "py") return runtime::c_symbol(name);
        if (kind == "npy") return runtime::numpy_object(name);
        if (kind == "obj") return record_.object(std::uint32_t(number(name)));
        if (kind == "fn") return function(number(name));
        if (kind == "jitted") return jitted(number(name));
        if (kind == "code") return code(name);
        return constant(kind, name);
    }

private:
    void* function(std::uint64_t handle) const {
        PyObject* dispatcher = record_.function(handle);
        if (!dispatcher) return nullptr;
        PyObject* function = as_dispatcher(dispatcher)->body->function.get();
        record_.keep(Ref::borrow(function));
        return function;
    }
    /// The dispatcher itself, which the record keeps.
    void* jitted(std::uint64_t handle) const { return record_.function(handle); }
    /// `HANDLE/path`: the code object of an inner function.
    void* code(std::string_view text) const {
        std::size_t slash = text.find('/');
        PyObject* dispatcher = record_.function(number(text.substr(0, slash)));
        if (!dispatcher) return nullptr;
        PyObject* found = find_inner_code(as_dispatcher(dispatcher)->body->function.get(), text.substr(slash + 1));
        record_.keep(Ref::borrow(found));
        return found;
    }
    /// Owned by the record.
    void* constant(std::string_view kind, std::string_view text) const {
        PyObject* made = runtime::make_constant(kind, text);
        if (!made)
            PyErr_Clear();
        else
            record_.keep(Ref::steal(made));
        return made;
    }

    Record& record_;
};

}  // namespace

loader::Resolver resolver_for(Record& record) { return SlotResolver{record}; }

void register_runtime() {
    static std::vector<loader::NativeSymbol> symbols;  // the loader keeps what it is given
    for (auto table : {runtime::native_symbols(), runtime::python_symbols()})
        for (const runtime::Symbol& symbol : table) symbols.push_back({symbol.name, symbol.address});
    loader::register_natives(symbols);
}

}  // namespace coluber::module
