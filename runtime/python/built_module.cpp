// The life of a module that `coluber build` made: `PyInit_NAME` hands its table here; out comes a module with one callable a function.
// A callable tries its compiled signatures in order; each entry tests its arguments itself (runtime/native/context.h).
// There is no compiler and no World here: code in a built module depends on constants, the runtime, the C API and NumPy alone.
#include "loader/image.h"
#include "runtime/native/context.h"
#include "runtime/python/constants.h"
#include "runtime/python/numpy_objects.h"
#include "runtime/python/runtime.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <string_view>

namespace coluber::runtime {

namespace {

using EntryFunction = void* (*)(void* const* args, std::size_t count, coluber_entry_state* state);

// ── slots ──

void* find_symbol(std::string_view descriptor) {
    for (auto table : {native_symbols(), python_symbols()})
        for (const Symbol& symbol : table)
            if (descriptor == symbol.name) return symbol.address;
    return nullptr;
}

void* resolve(std::string_view descriptor) {
    auto colon = descriptor.find(':');
    std::string_view kind = descriptor.substr(0, colon), name = descriptor.substr(colon + 1);
    if (kind == "rt" || kind == "native") return find_symbol(descriptor);
    if (kind == "py") return c_symbol(name);
    if (kind == "npy") return numpy_object(name);
    return make_constant(kind, name);  // lives as long as the module's code: for ever
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

bool fill_slots(const loader::ImageHeader& image) {
    if (image.slot_count == 0) return true;
    OpenPages pages(image.slots, image.slot_count * sizeof(void*));
    if (!pages.is_open()) {
        PyErr_SetString(PyExc_ImportError, "the module's table of references cannot be written");
        return false;
    }
    const char* name = image.slot_names;
    for (std::uint32_t i = 0; i < image.slot_count; ++i, name += std::strlen(name) + 1) {
        image.slots[i] = resolve(name);
        if (image.slots[i]) continue;
        if (!PyErr_Occurred()) PyErr_Format(PyExc_ImportError, "the module needs `%s`, which is not to be found", name);
        return false;
    }
    return true;
}

// ── functions ──

/// A compiled function: its signatures are consecutive entries of the module's table.
struct BuiltFunction {
    PyObject_HEAD vectorcallfunc vectorcall;
    const coluber_built_entry* entries;
    Py_ssize_t count;
};

coluber_entry_state always_valid{1};

Py_ssize_t param_count(const coluber_built_entry& entry) {
    Py_ssize_t count = 0;
    while (entry.params[count]) ++count;
    return count;
}

/// Positional and keyword arguments as one vector of borrowed references; false: TypeError.
bool bind(const BuiltFunction& self, PyObject* const* args, Py_ssize_t given, PyObject* keywords, PyObject** bound,
          Py_ssize_t count) {
    const coluber_built_entry& entry = self.entries[0];
    for (Py_ssize_t i = 0; i < count; ++i) bound[i] = i < given ? args[i] : nullptr;
    for (Py_ssize_t k = 0; keywords && k < PyTuple_GET_SIZE(keywords); ++k) {
        PyObject* name = PyTuple_GET_ITEM(keywords, k);
        Py_ssize_t at = 0;
        while (at < count && PyUnicode_CompareWithASCIIString(name, entry.params[at]) != 0) ++at;
        if (at == count || bound[at]) {
            PyErr_Format(
                PyExc_TypeError,
                at == count ? "%s() got an unexpected keyword argument '%U'" : "%s() got multiple values for argument '%U'",
                entry.name, name);
            return false;
        }
        bound[at] = args[given + k];
    }
    for (Py_ssize_t i = 0; i < count; ++i) {
        if (bound[i]) continue;
        PyErr_Format(PyExc_TypeError, "%s() missing 1 required positional argument: '%s'", entry.name, entry.params[i]);
        return false;
    }
    return true;
}

PyObject* refuse_types(const BuiltFunction& self) {
    std::string known;
    for (Py_ssize_t i = 0; i < self.count; ++i) known += (i ? "; (" : "(") + std::string(self.entries[i].signature) + ")";
    PyErr_Format(PyExc_TypeError, "%s() was not compiled for arguments of these types; it takes %s", self.entries[0].name,
                 known.c_str());
    return nullptr;
}

PyObject* call_built(PyObject* callable, PyObject* const* args, std::size_t flags, PyObject* keywords) {
    auto& self = *reinterpret_cast<BuiltFunction*>(callable);
    Py_ssize_t given = PyVectorcall_NARGS(flags), count = param_count(self.entries[0]);
    constexpr Py_ssize_t most = 64;  // parameters of a built function; checked when the module is made
    PyObject* bound[most];
    if (given > count) {
        PyErr_Format(PyExc_TypeError, "%s() takes %zd positional argument%s but %zd %s given", self.entries[0].name, count,
                     count == 1 ? "" : "s", given, given == 1 ? "was" : "were");
        return nullptr;
    }
    if (!bind(self, args, given, keywords, bound, count)) return nullptr;
    for (Py_ssize_t i = 0; i < self.count; ++i) {
        auto* image = static_cast<const loader::ImageHeader*>(self.entries[i].image);
        auto entry = reinterpret_cast<EntryFunction>(image->entries[0].function);
        void* result = entry(reinterpret_cast<void**>(bound), static_cast<std::size_t>(count), &always_valid);
        if (result != COLUBER_MISS) return static_cast<PyObject*>(result);
    }
    return refuse_types(self);
}

PyObject* name_of(PyObject* self, void*) {
    return PyUnicode_FromString(reinterpret_cast<BuiltFunction*>(self)->entries[0].name);
}

PyObject* show(PyObject* self) {
    return PyUnicode_FromFormat("<built function %s>", reinterpret_cast<BuiltFunction*>(self)->entries[0].name);
}

PyGetSetDef attributes[] = {{"__name__", name_of, nullptr, nullptr, nullptr},
                            {"__qualname__", name_of, nullptr, nullptr, nullptr},
                            {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject* function_type() {
    static PyTypeObject type{PyVarObject_HEAD_INIT(nullptr, 0)};
    if (type.tp_name) return &type;
    type.tp_name = "coluber.built_function";
    type.tp_basicsize = sizeof(BuiltFunction);
    type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL;
    type.tp_vectorcall_offset = offsetof(BuiltFunction, vectorcall);
    type.tp_call = PyVectorcall_Call;
    type.tp_getset = attributes;
    type.tp_repr = show;
    return PyType_Ready(&type) < 0 ? nullptr : &type;
}

bool add_function(PyObject* module, const coluber_built_entry* entries, Py_ssize_t count) {
    PyTypeObject* type = function_type();
    auto* function = type ? PyObject_New(BuiltFunction, type) : nullptr;
    if (!function) return false;
    function->vectorcall = call_built;
    function->entries = entries;
    function->count = count;
    int status = PyModule_AddObjectRef(module, entries[0].name, reinterpret_cast<PyObject*>(function));
    Py_DECREF(function);
    return status == 0;
}

bool add_functions(PyObject* module, const coluber_built_module& table) {
    for (std::int64_t i = 0; i < table.entry_count;) {
        std::int64_t end = i;
        for (; end < table.entry_count && std::strcmp(table.entries[end].name, table.entries[i].name) == 0; ++end)
            if (!fill_slots(*static_cast<const loader::ImageHeader*>(table.entries[end].image))) return false;
        if (!add_function(module, table.entries + i, static_cast<Py_ssize_t>(end - i))) return false;
        i = end;
    }
    return true;
}

}  // namespace

/// What `PyInit_NAME` returns: the module, or null with an exception.
extern "C" PyObject* coluber_create_module(const coluber_built_module* table) {
    if (start() < 0) return nullptr;
    static PyModuleDef definition{PyModuleDef_HEAD_INIT, nullptr, nullptr, -1, nullptr, nullptr, nullptr, nullptr, nullptr};
    definition.m_name = table->name;  // each built module has a runtime of its own
    PyObject* module = PyModule_Create(&definition);
    if (module && add_functions(module, *table)) return module;
    Py_XDECREF(module);
    return nullptr;
}

}  // namespace coluber::runtime
