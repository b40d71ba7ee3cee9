// `coluber._core`: the dispatcher type and a few functions. Thin: what is not in a call's or compile's way is Python.
#define COLUBER_IMPORTS_NUMPY
#include "module/build.h"
#include "module/compile.h"
#include "module/compiler_library.h"
#include "module/disk_cache.h"
#include "module/resolver.h"
#include "module/resume.h"
#include "module/watch.h"
#include "runtime/python/runtime.h"

namespace coluber::module {
namespace {

PyObject* type_of(PyObject*, PyObject* object) {
    std::string text = type_text(object);
    return PyUnicode_FromStringAndSize(text.data(), Py_ssize_t(text.size()));
}

PyObject* stats(PyObject*, PyObject* object) {
    Dispatcher* self = dispatcher_or_raise(object);
    if (!self) return nullptr;
    unsigned long long calls = 0, valid = 0;
    for (const auto& entry : self->body->entries) {
        calls += entry->calls;
        valid += entry->state.is_valid;
    }
    const Counts& counts = self->body->counts;
    return Py_BuildValue("{sKsKsKsKsKsK}", "native_calls", calls, "entries", valid, "compiles",
                         (unsigned long long)counts.compiles, "loads", (unsigned long long)counts.loads, "resumes",
                         (unsigned long long)counts.resumes, "fallbacks", (unsigned long long)counts.fallbacks);
}

PyObject* compile_for(PyObject*, PyObject* args) {
    PyObject *object, *tuple;
    std::vector<std::string> types;
    if (!PyArg_ParseTuple(args, "OO!", &object, &PyTuple_Type, &tuple)) return nullptr;
    Dispatcher* self = dispatcher_or_raise(object);
    if (!self || !read_types(tuple, *self, types)) return nullptr;
    Entry* entry = find_or_compile(*self, std::move(types));
    if (entry) return PyUnicode_FromString(entry->return_type.c_str());
    if (PyErr_Occurred()) return nullptr;
    Py_RETURN_NONE;
}

PyObject* texts_for(PyObject*, PyObject* args) {
    PyObject *object, *tuple;
    std::vector<std::string> types;
    Texts texts;
    if (!PyArg_ParseTuple(args, "OO!", &object, &PyTuple_Type, &tuple)) return nullptr;
    Dispatcher* self = dispatcher_or_raise(object);
    if (!self || !read_types(tuple, *self, types) || !compile_texts(*self, std::move(types), texts)) return nullptr;
    return Py_BuildValue("{ssssss}", "ir", texts.ir.c_str(), "llvm", texts.llvm.c_str(), "asm", texts.assembly.c_str());
}

PyObject* refusal(PyObject*, PyObject* object) {
    Dispatcher* self = dispatcher_or_raise(object);
    return self ? refusal_of(*self) : nullptr;
}

PyObject* options_of(PyObject*, PyObject* object) {
    Dispatcher* self = dispatcher_or_raise(object);
    if (!self) return nullptr;
    const Options& options = self->body->options;
    return Py_BuildValue("{sNsNsN}", "strict", PyBool_FromLong(options.is_strict), "fastmath",
                         PyBool_FromLong(options.fastmath), "boundscheck", PyBool_FromLong(options.boundscheck));
}

PyObject* set_compiler(PyObject*, PyObject* path) {
    const char* text = PyUnicode_AsUTF8(path);
    if (!text) return nullptr;
    set_compiler_path(text);
    Py_RETURN_NONE;
}

/// (path, reason why it is not used, files, bytes, limit in bytes)
PyObject* cache_info(PyObject*, PyObject*) {
    std::string path = cache_path(), reason = path.empty() ? "COLUBER_CACHE_DIR is empty" : "";
    loader::CacheDirectory::Usage usage;
    if (!path.empty())
        if (auto folder = open_cache(false, reason)) {
            usage = folder->usage();
            if (!folder->is_writable()) reason = "it is only read: the folder is not this user's to write";
        }
    return Py_BuildValue("(ssKKK)", path.c_str(), reason.c_str(), (unsigned long long)usage.files,
                         (unsigned long long)usage.bytes, (unsigned long long)cache_limit);
}

/// How many files are left.
PyObject* clear_cache(PyObject*, PyObject*) {
    std::string reason;
    auto folder = open_cache(false, reason);
    if (folder) folder->trim(0);
    return PyLong_FromUnsignedLongLong(folder ? folder->usage().files : 0);
}

PyObject* is_loaded(PyObject*, PyObject*) { return PyBool_FromLong(is_compiler_loaded()); }

PyMethodDef functions[] = {
    {"typeof", type_of, METH_O, "typeof(value): the type that code is compiled for when the value is an argument, as text"},
    {"stats", stats, METH_O, "stats(function): how often compiled code was called, compiled, left for its twin, or not there"},
    {"options", options_of, METH_O, "options(function): the options that it was decorated with"},
    {"compile", compile_for, METH_VARARGS, "compile(function, types): the return type, compiled if need be"},
    {"texts", texts_for, METH_VARARGS, "texts(function, types): ir, llvm and asm of a fresh compile"},
    {"refusal", refusal, METH_O, "refusal(function): why it can never be compiled, an exception; None: it can"},
    {"build", build, METH_VARARGS,
     "build(items, function_count, name, body, changing, archives, output): link an importable module"},
    {"set_compiler", set_compiler, METH_O, "set_compiler(path): use another compiler library (tests)"},
    {"cache_info", cache_info, METH_NOARGS, "cache_info(): (path, why it is not used, files, bytes, limit) of the disk cache"},
    {"clear_cache", clear_cache, METH_NOARGS, "clear_cache(): removes the disk cache's files; how many could not be"},
    {"is_compiler_loaded", is_loaded, METH_NOARGS, "has anything been compiled in this process?"},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "coluber._core", "The compiled part of coluber.", -1, functions, nullptr, nullptr, nullptr, nullptr,
};

bool prepare() {
    register_runtime();
    install_hooks();
    return runtime::start() == 0 && prepare_typeof() && prepare_dispatcher_type() && start_watching();
}

}  // namespace
}  // namespace coluber::module

extern "C" __attribute__((visibility("default"))) PyObject* PyInit__core() {
    using namespace coluber::module;
    import_array();
    if (!prepare()) return nullptr;
    Ref module = Ref::steal(PyModule_Create(&definition));
    if (!module || PyModule_AddObjectRef(module.get(), "Dispatcher", reinterpret_cast<PyObject*>(&dispatcher_type)) < 0)
        return nullptr;
    return module.release();
}
