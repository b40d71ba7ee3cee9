// The dispatcher: what `@jit` puts in a function's place. A callable that knows which compiled entries the function has, and gets a new
// one compiled when none fits.
//
// The way of a call, shortest first: (1) the entry of the last call tests and unboxes the arguments itself; (2) the other entries are
// tried; (3) the argument types, as text, are looked up, also among entries that had become invalid; (4) the compiler is asked.
// (1) takes no lock, allocates nothing, and makes no tuple, also with keywords and defaults.
#pragma once

#include "module/entry.h"
#include "runtime/python/bind.h"

#include <memory>
#include <string>
#include <vector>

namespace coluber::module {

using runtime::Bound, runtime::Parameters, runtime::Plan, runtime::parameters_of;

/// The user's options.
struct Options {
    bool is_strict = false;  // njit
    bool fastmath = false;
    bool boundscheck = true;

    /// All of them, for the disk cache's key.
    std::string text() const { return {is_strict ? 's' : '-', fastmath ? 'f' : '-', boundscheck ? 'b' : '-'}; }
};

/// What is being compiled right now, by which process (a forked child inherits the note but not the thread).
struct InFlight {
    std::string key;
    long process;
};

/// What `_core.stats` tells.
struct Counts {
    std::uint64_t compiles = 0, loads = 0, resumes = 0, fallbacks = 0;
};

/// The parts that a call through (1) does not touch.
struct Body {
    Ref function;  // a PyFunctionObject
    Options options;
    Parameters parameters;
    Plan plan;
    std::vector<std::unique_ptr<Entry>> entries, resumes;
    std::vector<InFlight> in_flight;
    Counts counts;
    bool is_interpreted = false;  // there is no source: plain jit has warned and runs the Python function
};

struct Dispatcher {
    PyObject_HEAD vectorcallfunc vectorcall;
    Entry* last;               // null: none yet
    std::size_t direct_count;  // so many positional arguments need no binding
    PyObject *dict, *weak_references;
    std::unique_ptr<Body> body;
};

extern PyTypeObject dispatcher_type;
/// Makes the type ready; once, at import. False: a Python exception is set.
bool prepare_dispatcher_type();

inline bool is_dispatcher(PyObject* object) { return Py_TYPE(object) == &dispatcher_type; }
inline Dispatcher* as_dispatcher(PyObject* object) { return reinterpret_cast<Dispatcher*>(object); }
inline PyObject* as_object(Dispatcher* self) { return reinterpret_cast<PyObject*>(self); }

/// The dispatcher type's methods and attributes (attributes.cpp).
extern PyMethodDef dispatcher_methods[];
extern PyGetSetDef dispatcher_attributes[];

PyObject* dispatcher_vectorcall(PyObject* callable, PyObject* const* args, std::size_t flags, PyObject* keyword_names);

}  // namespace coluber::module
