#include "module/dispatcher.h"

#include "module/compile.h"
#include "module/errors.h"
#include "module/resume.h"
#include "module/stack.h"

#include <cstddef>
#include <memory>

namespace coluber::module {
namespace {

constexpr std::size_t never = ~std::size_t{0};  // a direct_count that no call has

/// The wrapper's answer, or `COLUBER_MISS` where the entry is not the one for these arguments.
void* try_entry(Entry& entry, const Bound& bound) {
    if (!entry.is_current() || !entry.prefers(bound.values())) return COLUBER_MISS;
    return entry.run(bound.values(), bound.count());
}

PyObject* call_python_function(Body& body, PyObject* const* args, std::size_t flags, PyObject* keyword_names) {
    ++body.counts.fallbacks;
    Ref function = body.function;
    return PyObject_Vectorcall(function.get(), args, flags, keyword_names);
}

std::vector<std::string> types_of(const Bound& bound) {
    std::vector<std::string> types;
    for (std::size_t i = 0; i < bound.count(); ++i) types.push_back(type_text(bound.values()[i]));
    return types;
}

void* call_new_entry(Dispatcher& self, const Bound& bound) {
    Entry* entry = find_or_compile(self, types_of(bound));
    if (!entry) {
        if (PyErr_Occurred() && self.body->options.is_strict)
            explain_arguments(self.body->function.get(), bound.values(), bound.count());
        return nullptr;
    }
    self.last = entry;
    void* result = entry->run(bound.values(), bound.count());
    if (result != COLUBER_MISS) return result;
    raise_compile_error("InternalError", "compiled code for (" + entry->key + ") refuses arguments of these types", "");
    return nullptr;
}

[[gnu::noinline]] PyObject* call_slowly(Dispatcher& self, PyObject* const* args, std::size_t flags, PyObject* keyword_names) {
    if (!self.body || !self.body->function) {
        PyErr_SetString(PyExc_RuntimeError, "a compiled function is called after it was collected");
        return nullptr;
    }
    if (may_stack_be_short() && is_stack_used_up()) {
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
        return nullptr;
    }
    Body& body = *self.body;
    if (body.is_interpreted) return call_python_function(body, args, flags, keyword_names);
    auto count = std::size_t(PyVectorcall_NARGS(flags));
    Bound bound{body.function.get(), body.parameters, body.plan, args, count, keyword_names};
    if (!bound.is_bound()) {
        if (!PyErr_Occurred()) runtime::raise_binding_error(body.function.get(), args, count, keyword_names);
        return nullptr;
    }
    void* result = self.last ? try_entry(*self.last, bound) : COLUBER_MISS;
    for (std::size_t i = 0; result == COLUBER_MISS && i < body.entries.size(); ++i) {
        Entry* entry = body.entries[i].get();
        if (entry == self.last) continue;
        result = try_entry(*entry, bound);
        if (result != COLUBER_MISS) self.last = entry;
    }
    if (result == COLUBER_MISS) result = call_new_entry(self, bound);
    if (!result && body.is_interpreted && !PyErr_Occurred()) return call_python_function(body, args, flags, keyword_names);
    return static_cast<PyObject*>(result);
}

/// An entry with parameters that take more than they are meant for.
[[gnu::noinline]] PyObject* call_if_preferred(Dispatcher& self, Entry& entry, PyObject* const* args, std::size_t flags) {
    if (entry.prefers(args)) [[likely]] {
        void* result = entry.run(args, std::size_t(PyVectorcall_NARGS(flags)));
        if (result != COLUBER_MISS) [[likely]]
            return static_cast<PyObject*>(result);
    }
    return call_slowly(self, args, flags, nullptr);
}

int read_options(PyObject* args, PyObject* kwargs, Ref& function, Options& options) {
    static const char* names[] = {"function", "strict", "fastmath", "boundscheck", nullptr};
    PyObject* given = nullptr;
    int strict = options.is_strict, fastmath = options.fastmath, boundscheck = options.boundscheck;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!|$ppp", const_cast<char**>(names), &PyFunction_Type, &given, &strict,
                                     &fastmath, &boundscheck))
        return -1;
    function = Ref::borrow(given);
    options = {strict != 0, fastmath != 0, boundscheck != 0};
    return 0;
}

/// What `functools.update_wrapper` copies, so that the dispatcher looks like the function.
int copy_looks(Dispatcher& self) {
    PyObject* function = self.body->function.get();
    self.dict = PyDict_New();
    if (!self.dict) return -1;
    Ref own = Ref::steal(PyObject_GetAttrString(function, "__dict__"));
    if (!own || PyDict_Update(self.dict, own.get()) < 0) return -1;
    for (const char* name : {"__module__", "__name__", "__qualname__", "__doc__"}) {
        Ref value = Ref::steal(PyObject_GetAttrString(function, name));
        if (!value || PyDict_SetItemString(self.dict, name, value.get()) < 0) return -1;
    }
    return PyDict_SetItemString(self.dict, "__wrapped__", function);
}

PyObject* dispatcher_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    Ref function;
    Options options;
    if (read_options(args, kwargs, function, options) < 0) return nullptr;
    Ref object = Ref::steal(type->tp_alloc(type, 0));
    if (!object) return nullptr;
    Dispatcher* self = as_dispatcher(object.get());
    self->vectorcall = dispatcher_vectorcall;
    self->last = nullptr;
    std::construct_at(&self->body, std::make_unique<Body>());
    self->body->function = function;
    self->body->options = options;
    self->body->parameters = parameters_of(function.get());
    self->direct_count =
        self->body->parameters.is_fixed() && !self->body->parameters.keyword_only ? self->body->parameters.count() : never;
    register_function(*self);
    if (copy_looks(*self) < 0) return nullptr;
    return object.release();
}

int traverse_entries(const std::vector<std::unique_ptr<Entry>>& entries, visitproc visit, void* arg) {
    for (const auto& entry : entries)
        if (int stop = entry->record.traverse(visit, arg)) return stop;
    return 0;
}

int dispatcher_traverse(PyObject* object, visitproc visit, void* arg) {
    Dispatcher* self = as_dispatcher(object);
    Py_VISIT(self->dict);
    if (!self->body) return 0;
    Py_VISIT(self->body->function.get());
    if (int stop = traverse_entries(self->body->entries, visit, arg)) return stop;
    return traverse_entries(self->body->resumes, visit, arg);
}

/// Nobody can call it any more (a call would hold a reference), so its entries may go.
int dispatcher_clear(PyObject* object) {
    Dispatcher* self = as_dispatcher(object);
    Py_CLEAR(self->dict);
    self->last = nullptr;
    if (self->body) forget_function(*self);
    std::unique_ptr<Body> body = std::move(self->body);
    return 0;
}

void dispatcher_dealloc(PyObject* object) {
    PyObject_GC_UnTrack(object);
    if (as_dispatcher(object)->weak_references) PyObject_ClearWeakRefs(object);
    dispatcher_clear(object);
    std::destroy_at(&as_dispatcher(object)->body);
    Py_TYPE(object)->tp_free(object);
}

PyObject* dispatcher_bind(PyObject* function, PyObject* instance, PyObject*) {
    return instance && instance != Py_None ? PyMethod_New(function, instance) : Py_NewRef(function);
}

PyObject* dispatcher_repr(PyObject* object) {
    Dispatcher* self = as_dispatcher(object);
    if (!self->body) return PyUnicode_FromString("<compiled function>");
    auto* function = reinterpret_cast<PyFunctionObject*>(self->body->function.get());
    return PyUnicode_FromFormat("<%s function %U>", self->body->options.is_strict ? "njit" : "jit", function->func_qualname);
}

}  // namespace

PyTypeObject dispatcher_type = {PyVarObject_HEAD_INIT(nullptr, 0)};

// Written so that only three registers are saved: nothing is called before the entry.
PyObject* dispatcher_vectorcall(PyObject* callable, PyObject* const* args, std::size_t flags, PyObject* keyword_names) {
    Dispatcher& self = *as_dispatcher(callable);
    std::size_t count = flags & ~PY_VECTORCALL_ARGUMENTS_OFFSET;
    Entry* entry = self.last;
    if (keyword_names || count != self.direct_count || !entry || may_stack_be_short() || !entry->is_current()) [[unlikely]]
        return call_slowly(self, args, flags, keyword_names);
    if (!entry->is_direct) [[unlikely]]
        return call_if_preferred(self, *entry, args, flags);
    void* result = entry->run(args, count);
    if (result != COLUBER_MISS) [[likely]]
        return static_cast<PyObject*>(result);
    return call_slowly(self, args, flags, nullptr);
}

bool prepare_dispatcher_type() {
    PyTypeObject& type = dispatcher_type;
    type.tp_name = "coluber._core.Dispatcher";
    type.tp_doc = "A function that is compiled for the argument types of its calls; made by coluber.jit and coluber.njit.";
    type.tp_basicsize = sizeof(Dispatcher);
    type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR;
    type.tp_vectorcall_offset = offsetof(Dispatcher, vectorcall);
    type.tp_dictoffset = offsetof(Dispatcher, dict);
    type.tp_weaklistoffset = offsetof(Dispatcher, weak_references);
    type.tp_call = PyVectorcall_Call;
    type.tp_new = dispatcher_new;
    type.tp_dealloc = dispatcher_dealloc;
    type.tp_traverse = dispatcher_traverse;
    type.tp_clear = dispatcher_clear;
    type.tp_descr_get = dispatcher_bind;
    type.tp_repr = dispatcher_repr;
    type.tp_methods = dispatcher_methods;
    type.tp_getset = dispatcher_attributes;
    return PyType_Ready(&type) == 0;
}

}  // namespace coluber::module
