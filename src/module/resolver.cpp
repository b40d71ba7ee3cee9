#include "module/resolver.h"

#include "loader/natives.h"
#include "module/dispatcher.h"
#include "module/typeof.h"
#include "module/world.h"
#include "runtime/native/functions.h"
#include "runtime/python/runtime.h"

#include <dlfcn.h>

#include <charconv>
#include <cstdlib>
#include <string>
#include <vector>

namespace coluber::module {
namespace {

constexpr char separator = '\x1f';  // between a tuple's components

int hex_digit(char c) { return c >= 'a' ? c - 'a' + 10 : c >= 'A' ? c - 'A' + 10 : c - '0'; }

/// Undoes \xNN.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x') {
            plain += char(hex_digit(text[i + 2]) * 16 + hex_digit(text[i + 3]));
            i += 3;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

PyObject* make_str(std::string_view text) {
    std::string plain = unescaped(text);
    PyObject* str = PyUnicode_DecodeUTF8(plain.data(), Py_ssize_t(plain.size()), "surrogatepass");
    if (str) PyUnicode_InternInPlace(&str);
    return str;
}
PyObject* make_bytes(std::string_view text) {
    std::string plain = unescaped(text);
    return PyBytes_FromStringAndSize(plain.data(), Py_ssize_t(plain.size()));
}
PyObject* make_int(std::string_view text) { return PyLong_FromString(std::string(text).c_str(), nullptr, 10); }
double hex_float(std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); }
PyObject* make_float(std::string_view text) { return PyFloat_FromDouble(hex_float(text)); }
PyObject* make_complex(std::string_view text) { return PyComplex_FromDoubles(0.0, hex_float(text)); }

/// A C-API symbol's address; of a constant of the language, it is the object.
void* c_symbol(std::string_view name) { return ::dlsym(RTLD_DEFAULT, std::string(name).c_str()); }

void* numpy_object(std::string_view name) {
    if (name == "ARRAY_TYPE") return &PyArray_Type;
    bool is_scalar = name.starts_with("scalar:");
    if (!is_scalar && !name.starts_with("descr:")) return nullptr;
    PyObject* descr = descr_named(std::string(name.substr(name.find(':') + 1)).c_str());
    if (!descr || !is_scalar) return descr;
    return reinterpret_cast<PyArray_Descr*>(descr)->typeobj;
}

class SlotResolver {
public:
    explicit SlotResolver(Record& record) : record_(record) {}

    void* operator()(std::string_view descriptor) const {
        auto colon = descriptor.find(':');
        if (colon == std::string_view::npos) return nullptr;
        std::string_view kind = descriptor.substr(0, colon), name = descriptor.substr(colon + 1);
        if (kind == "rt" || kind == "native") return loader::find_native(descriptor);
        if (kind == "py") return c_symbol(name);
        if (kind == "npy") return numpy_object(name);
        if (kind == "obj") return record_.object(std::uint32_t(number(name)));
        if (kind == "fn") return function(number(name));
        return constant(kind, name);
    }

private:
    void* function(std::uint64_t handle) const {
        PyObject* function = function_of(handle).body->function.get();
        record_.keep(Ref::borrow(function));
        return function;
    }
    /// Owned by the record.
    void* constant(std::string_view kind, std::string_view text) const {
        struct Maker {
            std::string_view kind;
            PyObject* (*make)(std::string_view);
        };
        static constexpr Maker makers[] = {{"str", make_str}, {"bytes", make_bytes}, {"int", make_int}, {"float", make_float}, {"complex", make_complex}};
        PyObject* made = nullptr;
        for (const Maker& maker : makers)
            if (maker.kind == kind) made = maker.make(text);
        if (kind == "tuple") made = make_tuple(text);
        if (!made) PyErr_Clear();
        else record_.keep(Ref::steal(made));
        return made;
    }
    /// A component is itself a descriptor; one that has components of its own is escaped.
    PyObject* make_tuple(std::string_view text) const {
        std::vector<PyObject*> items;
        while (!text.empty()) {
            auto end = std::min(text.find(separator), text.size());
            std::string_view part = text.substr(0, end);
            auto* item = static_cast<PyObject*>((*this)(part.starts_with("tuple:") ? unescaped(part) : std::string(part)));
            if (!item) return nullptr;
            items.push_back(item);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        PyObject* tuple = PyTuple_New(Py_ssize_t(items.size()));
        for (std::size_t i = 0; tuple && i < items.size(); ++i) PyTuple_SET_ITEM(tuple, Py_ssize_t(i), Py_NewRef(items[i]));
        return tuple;
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
