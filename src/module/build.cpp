#include "module/build.h"

#include "module/compiler_library.h"
#include "module/errors.h"

#include <deque>

namespace coluber::module {

Dispatcher* dispatcher_or_raise(PyObject* object) {
    if (is_dispatcher(object) && as_dispatcher(object)->body) return as_dispatcher(object);
    PyErr_SetString(PyExc_TypeError, "a function made by coluber.jit or coluber.njit is needed");
    return nullptr;
}

bool read_types(PyObject* tuple, const Dispatcher& dispatcher, std::vector<std::string>& types) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i) {
        const char* text = PyUnicode_AsUTF8(PyTuple_GET_ITEM(tuple, i));
        if (!text) return false;
        types.emplace_back(text);
    }
    if (types.size() == dispatcher.body->parameters.count()) return true;
    PyErr_Format(PyExc_TypeError, "the signature has %zu arguments, the function has %zu", types.size(),
                 dispatcher.body->parameters.count());
    return false;
}

namespace {

/// The items, each with what its request points to.
struct Items {
    std::deque<Entry> entries;
    std::deque<Wish> wishes;
    std::deque<Request> requests;
    std::vector<coluber_build_item> table;
    BuiltNumbers numbers;

    bool add(PyObject* item) {
        PyObject *object, *types;
        unsigned int number;
        if (!PyArg_ParseTuple(item, "IOO", &number, &object, &types)) return false;
        Dispatcher* dispatcher = dispatcher_or_raise(object);
        if (!dispatcher) return false;
        Wish& wish = wishes.emplace_back();
        wish.is_generic = types == Py_None;
        if (!wish.is_generic && !PyTuple_Check(types)) {
            PyErr_SetString(PyExc_TypeError, "types are a tuple or None");
            return false;
        }
        if (!wish.is_generic && !read_types(types, *dispatcher, wish.arg_types)) return false;
        Request& asked = requests.emplace_back(entries.emplace_back(), *dispatcher, wish);
        asked.world.name_built(numbers);
        numbers[object] = number;
        table.push_back({&asked.request, number});
        return true;
    }
};

/// A list of str as C strings, ended by null, that live as long as the list. False: an exception is set.
bool read_texts(PyObject* list, std::vector<const char*>& texts) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i) {
        const char* text = PyUnicode_AsUTF8(PyList_GET_ITEM(list, i));
        if (!text) return false;
        texts.push_back(text);
    }
    texts.push_back(nullptr);
    return true;
}

PyObject* failures_of(const coluber_result& result) {
    Ref list = Ref::steal(PyList_New(0));
    for (std::size_t i = 0; list && i < result.failure_count; ++i) {
        const coluber_failure& failure = result.failures[i];
        Ref error = make_compile_error(failure.error_class, failure.error_text, failure.error_code);
        Ref item = error ? Ref::steal(Py_BuildValue("nO", Py_ssize_t(failure.item), error.get())) : Ref{};
        if (!item || PyList_Append(list.get(), item.get()) < 0) return nullptr;
    }
    return list.release();
}

}  // namespace

PyObject* build(PyObject*, PyObject* args) {
    PyObject *list, *changing, *archives;
    const char *name, *body, *output;
    Py_ssize_t body_size;
    unsigned int function_count;
    if (!PyArg_ParseTuple(args, "O!Isy#O!O!s", &PyList_Type, &list, &function_count, &name, &body, &body_size, &PyList_Type,
                          &changing, &PyList_Type, &archives, &output))
        return nullptr;
    const coluber_compiler* library = compiler();
    Items items;
    std::vector<const char*> names, paths;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i)
        if (!items.add(PyList_GET_ITEM(list, i))) return nullptr;
    if (!library || !read_texts(changing, names) || !read_texts(archives, paths)) return nullptr;
    coluber_build wanted{name,  items.table.data(),     items.table.size(), function_count,
                         body,  std::size_t(body_size), names.data(),       paths.data(),
                         output};
    coluber_result* result = nullptr;
    {
        WithoutGil others;
        result = library->build(&wanted);
    }
    if (!result) return PyErr_NoMemory();
    if (!result->ok) raise_compile_error(result->error_class, result->error_text, result->error_code);
    PyObject* failures = result->ok ? failures_of(*result) : nullptr;
    library->release(result);
    return failures;
}

}  // namespace coluber::module
