#include "runtime/python/constants.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace coluber::runtime {

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

/// A component is itself a descriptor; one that has components of its own is escaped.
PyObject* make_component(std::string_view part) {
    std::string descriptor = part.starts_with("tuple:") ? unescaped(part) : std::string(part);
    auto colon = descriptor.find(':');
    if (colon == std::string::npos) return nullptr;
    std::string_view kind = std::string_view(descriptor).substr(0, colon),
                     text = std::string_view(descriptor).substr(colon + 1);
    if (kind == "py") return Py_XNewRef(static_cast<PyObject*>(c_symbol(text)));
    return make_constant(kind, text);
}

PyObject* make_tuple(std::string_view text) {
    std::vector<PyObject*> items;
    PyObject* tuple = nullptr;
    bool is_whole = true;
    while (!text.empty() && is_whole) {
        auto end = std::min(text.find(separator), text.size());
        PyObject* item = make_component(text.substr(0, end));
        is_whole = item != nullptr;
        if (item) items.push_back(item);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (is_whole) tuple = PyTuple_New(static_cast<Py_ssize_t>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (tuple)
            PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(i), items[i]);
        else
            Py_DECREF(items[i]);
    }
    return tuple;
}

/// "builtins.ValueError", "module:math": an object of a module, or a module.
PyObject* named_object(std::string_view name) {
    if (name.starts_with("module:")) return PyImport_ImportModule(std::string(name.substr(7)).c_str());
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    PyObject* module = PyImport_ImportModule(std::string(name.substr(0, dot)).c_str());
    PyObject* found = module ? PyObject_GetAttrString(module, std::string(name.substr(dot + 1)).c_str()) : nullptr;
    Py_XDECREF(module);
    return found;
}

struct Maker {
    std::string_view kind;
    PyObject* (*make)(std::string_view);
};

constexpr Maker makers[] = {{"str", make_str},         {"bytes", make_bytes}, {"int", make_int},     {"float", make_float},
                            {"complex", make_complex}, {"tuple", make_tuple}, {"name", named_object}};

}  // namespace

PyObject* make_constant(std::string_view kind, std::string_view text) {
    for (const Maker& maker : makers)
        if (maker.kind == kind) return maker.make(text);
    return nullptr;
}

void* c_symbol(std::string_view name) { return ::dlsym(RTLD_DEFAULT, std::string(name).c_str()); }

}  // namespace coluber::runtime
