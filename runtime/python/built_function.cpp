// The callable that stands for a compiled function of a built module. It tries its entries in order; each tests its arguments itself
// (runtime/native/context.h). Code has the values of globals compiled in, so their guards are asked first: what is no longer what it was
// at the build is an error. The Python function is kept for its looks, defaults and globals; it is never run.
#include "loader/image.h"
#include "runtime/python/bind.h"
#include "runtime/python/built_module.h"
#include "runtime/python/functions.h"
#include "runtime/python/stack.h"

#include <cstring>
#include <memory>
#include <string>

namespace coluber::runtime {

namespace {

using EntryFunction = void* (*)(void* const* args, std::size_t count, coluber_entry_state* state);

struct BuiltEntry {
    const coluber_built_entry* table;
    EntryFunction call = nullptr;  // null: not called yet, its slots are empty
    std::vector<Ref> seen;         // by guard: the object that was found right last
};

struct Body {
    Ref function;  // a PyFunctionObject
    Parameters parameters;
    Plan plan;
    std::size_t direct_count;  // so many positional arguments need no binding
    std::vector<BuiltEntry> entries;
};

struct BuiltFunction {
    PyObject_HEAD vectorcallfunc vectorcall;
    PyObject *dict, *weak_references;
    std::unique_ptr<Body> body;
};

BuiltFunction& as_built(PyObject* object) { return *reinterpret_cast<BuiltFunction*>(object); }
PyFunctionObject* python_function(const Body& body) { return reinterpret_cast<PyFunctionObject*>(body.function.get()); }

coluber_entry_state always_valid{1};

// ── guards ──

/// Is the number or object the same as at the build? Equal constants need not be one object.
bool is_same(PyObject* found, PyObject* expected) {
    if (found == expected) return true;
    if (Py_TYPE(found) != Py_TYPE(expected)) return false;
    if (PyFloat_CheckExact(found)) {
        double a = PyFloat_AS_DOUBLE(found), b = PyFloat_AS_DOUBLE(expected);
        return std::memcmp(&a, &b, sizeof a) == 0;
    }
    return PyLong_CheckExact(found) && PyObject_RichCompareBool(found, expected, Py_EQ) == 1;
}

bool ask_guard(const Body& body, const coluber_built_guard& guard, Ref& seen) {
    Ref name = Ref::steal(PyUnicode_InternFromString(guard.name));
    Ref found = name ? Ref::steal(cb_load_global(python_function(body), name.get())) : Ref{};
    if (!found) return false;
    if (found.get() == seen.get()) return true;
    auto* expected = static_cast<PyObject*>(resolve(guard.expected, body.function.get()));
    if (expected && is_same(found.get(), expected)) {
        seen = std::move(found);
        return true;
    }
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_RuntimeError,
                     "`%s`, which %U() uses, is %R now; it was `%s` when the module was built: build it again", guard.name,
                     python_function(body)->func_qualname, found.get(), guard.expected);
    return false;
}

/// May the entry run? False: an exception is set.
bool prepare(const Body& body, BuiltEntry& entry) {
    for (std::size_t i = 0; i < entry.seen.size(); ++i)
        if (!ask_guard(body, entry.table->guards[i], entry.seen[i])) return false;
    if (entry.call) return true;
    if (!fill_slots(entry.table->image, body.function.get())) return false;
    entry.call =
        reinterpret_cast<EntryFunction>(static_cast<const loader::ImageHeader*>(entry.table->image)->entries[0].function);
    return true;
}

// ── calls ──

PyObject* refuse_types(const Body& body, PyObject* const* values) {
    std::string given, known;
    for (std::size_t i = 0; i < body.parameters.count(); ++i)
        given += (i ? ", " : "") + std::string(Py_TYPE(values[i])->tp_name);
    for (const BuiltEntry& entry : body.entries)
        known += (known.empty() ? "(" : ", (") + std::string(entry.table->signature) + ")";
    PyErr_Format(PyExc_TypeError, "%U() was not compiled for (%s); it takes %s", python_function(body)->func_qualname,
                 given.c_str(), known.c_str());
    return nullptr;
}

PyObject* run_entries(Body& body, PyObject* const* values) {
    for (BuiltEntry& entry : body.entries) {
        if (!prepare(body, entry)) return nullptr;
        void* result = entry.call(reinterpret_cast<void* const*>(values), body.parameters.count(), &always_valid);
        if (result != COLUBER_MISS) return static_cast<PyObject*>(result);
    }
    return refuse_types(body, values);
}

PyObject* call_built(PyObject* callable, PyObject* const* args, std::size_t flags, PyObject* keywords) {
    if (stack_left() < 0) {
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
        return nullptr;
    }
    Body& body = *as_built(callable).body;
    auto count = static_cast<std::size_t>(PyVectorcall_NARGS(flags));
    if (!keywords && count == body.direct_count) return run_entries(body, args);
    Bound bound{body.function.get(), body.parameters, body.plan, args, count, keywords};
    if (bound.is_bound()) return run_entries(body, bound.values());
    if (!PyErr_Occurred()) raise_binding_error(body.function.get(), args, count, keywords);
    return nullptr;
}

PyObject* bind_method(PyObject* function, PyObject* instance, PyObject*) {
    return instance && instance != Py_None ? PyMethod_New(function, instance) : Py_NewRef(function);
}

// ── the object ──

/// What `functools.update_wrapper` copies.
bool copy_looks(BuiltFunction& self) {
    PyObject* function = self.body->function.get();
    self.dict = PyDict_New();
    Ref own = Ref::steal(PyObject_GetAttrString(function, "__dict__"));
    if (!self.dict || !own || PyDict_Update(self.dict, own.get()) < 0) return false;
    for (const char* name : {"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"}) {
        Ref value = Ref::steal(PyObject_GetAttrString(function, name));
        if (!value || PyDict_SetItemString(self.dict, name, value.get()) < 0) return false;
    }
    return PyDict_SetItemString(self.dict, "__wrapped__", function) == 0;
}

/// Attributes that are the Python function's; the closure pointer is the name.
PyObject* get_from_function(PyObject* self, void* name) {
    return PyObject_GetAttrString(as_built(self).body->function.get(), static_cast<const char*>(name));
}

PyObject* signatures(PyObject* self, void*) {
    Ref list = Ref::steal(PyList_New(0));
    for (const BuiltEntry& entry : as_built(self).body->entries) {
        Ref text = Ref::steal(PyUnicode_FromString(entry.table->signature));
        if (!list || !text || PyList_Append(list.get(), text.get()) < 0) return nullptr;
    }
    return list.release();
}

PyObject* show(PyObject* self) {
    return PyUnicode_FromFormat("<built function %U>", python_function(*as_built(self).body)->func_qualname);
}

/// Pickled by reference, as a function is; `copy` takes it for its own copy.
PyObject* reduce(PyObject* self, PyObject*) { return PyObject_GetAttrString(self, "__qualname__"); }

int traverse(PyObject* self, visitproc visit, void* arg) {
    Py_VISIT(as_built(self).dict);
    if (as_built(self).body) Py_VISIT(as_built(self).body->function.get());
    return 0;
}

void deallocate(PyObject* self) {
    PyObject_GC_UnTrack(self);
    if (as_built(self).weak_references) PyObject_ClearWeakRefs(self);
    Py_CLEAR(as_built(self).dict);
    std::destroy_at(&as_built(self).body);
    PyObject_GC_Del(self);
}

constexpr char code[] = "__code__", defaults[] = "__defaults__", kwdefaults[] = "__kwdefaults__", globals[] = "__globals__";

PyGetSetDef attributes[] = {
    {"signatures", signatures, nullptr, "the argument types that are compiled, a text each", nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {code, get_from_function, nullptr, nullptr, const_cast<char*>(code)},
    {defaults, get_from_function, nullptr, nullptr, const_cast<char*>(defaults)},
    {kwdefaults, get_from_function, nullptr, nullptr, const_cast<char*>(kwdefaults)},
    {globals, get_from_function, nullptr, nullptr, const_cast<char*>(globals)},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMethodDef methods[] = {{"__reduce__", reduce, METH_NOARGS, nullptr}, {nullptr, nullptr, 0, nullptr}};

PyTypeObject* function_type() {
    static PyTypeObject type{PyVarObject_HEAD_INIT(nullptr, 0)};
    if (type.tp_name) return &type;
    type.tp_name = "coluber.built_function";
    type.tp_basicsize = sizeof(BuiltFunction);
    type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR;
    type.tp_vectorcall_offset = offsetof(BuiltFunction, vectorcall);
    type.tp_dictoffset = offsetof(BuiltFunction, dict);
    type.tp_weaklistoffset = offsetof(BuiltFunction, weak_references);
    type.tp_call = PyVectorcall_Call;
    type.tp_descr_get = bind_method;
    type.tp_getset = attributes;
    type.tp_methods = methods;
    type.tp_traverse = traverse;
    type.tp_dealloc = deallocate;
    type.tp_repr = show;
    return PyType_Ready(&type) < 0 ? nullptr : &type;
}

}  // namespace

PyObject* make_built_function(PyObject* function, std::size_t number) {
    if (!PyFunction_Check(function)) {
        PyErr_SetString(PyExc_TypeError, "a built module's `def` made no function");
        return nullptr;
    }
    PyTypeObject* type = function_type();
    auto* self = type ? PyObject_GC_New(BuiltFunction, type) : nullptr;
    if (!self) return nullptr;
    self->vectorcall = call_built;
    self->dict = self->weak_references = nullptr;
    std::construct_at(&self->body, std::make_unique<Body>());
    Ref made = Ref::steal(reinterpret_cast<PyObject*>(self));
    Body& body = *self->body;
    body.function = Ref::borrow(function);
    body.parameters = parameters_of(function);
    bool is_direct = body.parameters.is_fixed() && !body.parameters.keyword_only;
    body.direct_count = is_direct ? body.parameters.count() : ~std::size_t{0};
    const coluber_built_function& table = built_module.table->functions[number];
    for (std::int64_t i = 0; i < table.entry_count; ++i) {
        BuiltEntry& entry = body.entries.emplace_back(BuiltEntry{&table.entries[i]});
        while (entry.table->guards[entry.seen.size()].name) entry.seen.emplace_back();
    }
    if (!copy_looks(*self)) return nullptr;
    PyObject_GC_Track(made.get());
    return made.release();
}

}  // namespace coluber::runtime
