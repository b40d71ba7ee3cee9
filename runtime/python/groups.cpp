// `except*`: language reference 8.4.2, PEP 654, with CPython's sentences.
#include "runtime/python/functions.h"

namespace {

bool is_group(PyObject* exception) {
    return PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject*>(PyExc_BaseExceptionGroup));
}

/// May the class stand after `except*`? 0, or -1 with a TypeError.
int check_class(PyObject* type) {
    if (!PyExceptionClass_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    int is_group_class = PyObject_IsSubclass(type, PyExc_BaseExceptionGroup);
    if (is_group_class > 0)
        PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return is_group_class == 0 ? 0 : -1;
}

int check_classes(PyObject* type) {
    if (!PyTuple_Check(type)) return check_class(type);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type); ++i)
        if (check_class(PyTuple_GET_ITEM(type, i)) < 0) return -1;
    return 0;
}

PyObject* new_group(PyObject* exceptions) { return PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO", "", exceptions); }

/// An exception that is no group is one of its own.
PyObject* group_of(PyObject* exception) {
    if (is_group(exception)) return Py_NewRef(exception);
    PyObject* list = PyList_New(1);
    if (!list) return nullptr;
    PyList_SET_ITEM(list, 0, Py_NewRef(exception));
    PyObject* group = new_group(list);
    Py_DECREF(list);
    return group;
}

PyObject* pair(PyObject* match, PyObject* rest) {  // takes `match`
    PyObject* made = match ? PyTuple_Pack(2, match, rest) : nullptr;
    Py_XDECREF(match);
    return made;
}

/// `exception.split(type)`, checked as CPython does.
PyObject* split(PyObject* exception, PyObject* type) {
    PyObject* parts = PyObject_CallMethod(exception, "split", "(O)", type);
    const char* class_name = Py_TYPE(exception)->tp_name;
    if (parts && !PyTuple_CheckExact(parts))
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a tuple, not %.200s", class_name, Py_TYPE(parts)->tp_name);
    else if (parts && PyTuple_GET_SIZE(parts) < 2)
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple, got tuple of size %zd", class_name,
                     PyTuple_GET_SIZE(parts));
    if (PyErr_Occurred()) Py_CLEAR(parts);
    return parts;
}

/// Was the part raised again as it was, by `raise` or for want of a handler? Such parts go back to their places in the group.
bool is_raised_again(PyObject* part, PyObject* caught) {
    auto *a = reinterpret_cast<PyBaseExceptionObject*>(part), *b = reinterpret_cast<PyBaseExceptionObject*>(caught);
    return a->notes == b->notes && a->traceback == b->traceback && a->cause == b->cause && a->context == b->context;
}

/// The leaves of an exception, as a set of addresses.
int add_leaves(PyObject* exception, PyObject* leaves) {
    if (!is_group(exception)) {
        PyObject* address = PyLong_FromVoidPtr(exception);
        int status = address ? PySet_Add(leaves, address) : -1;
        Py_XDECREF(address);
        return status;
    }
    PyObject* parts = reinterpret_cast<PyBaseExceptionGroupObject*>(exception)->excs;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parts); ++i)
        if (add_leaves(PyTuple_GET_ITEM(parts, i), leaves) < 0) return -1;
    return 0;
}

/// 1: a leaf among these; 0; -1.
int is_leaf_of(PyObject* leaves, PyObject* exception) {
    PyObject* address = PyLong_FromVoidPtr(exception);
    int found = address ? PySet_Contains(leaves, address) : -1;
    Py_XDECREF(address);
    return found;
}

int copy_notes(PyObject* from, PyObject* to) {
    PyObject* notes = reinterpret_cast<PyBaseExceptionObject*>(from)->notes;
    if (!notes || !PySequence_Check(notes)) return 0;
    PyObject* copy = PySequence_List(notes);
    int status = copy ? PyObject_SetAttrString(to, "__notes__", copy) : -1;
    Py_XDECREF(copy);
    return status;
}

/// A group like `group` of some of its parts. Null: error.
PyObject* derive(PyObject* group, PyObject* parts) {
    PyObject* made = PyObject_CallMethod(group, "derive", "(O)", parts);
    if (made && !is_group(made)) {
        PyErr_SetString(PyExc_TypeError, "derive must return an instance of BaseExceptionGroup");
        Py_CLEAR(made);
    }
    if (!made) return nullptr;
    PyObject* traceback = PyException_GetTraceback(group);
    if (traceback) PyException_SetTraceback(made, traceback);
    Py_XDECREF(traceback);
    PyException_SetContext(made, PyException_GetContext(group));  // both take the reference
    PyException_SetCause(made, PyException_GetCause(group));
    if (copy_notes(group, made) < 0) Py_CLEAR(made);
    return made;
}

/// The exception with only these leaves; None where it has none of them. Null: error. (`split` takes Python functions alone on 3.11.)
PyObject* with_leaves(PyObject* exception, PyObject* leaves) {
    if (!is_group(exception)) {
        int found = is_leaf_of(leaves, exception);
        return found < 0 ? nullptr : Py_NewRef(found ? exception : Py_None);
    }
    PyObject *all = reinterpret_cast<PyBaseExceptionGroupObject*>(exception)->excs, *kept = PyList_New(0);
    int status = kept ? 0 : -1;
    for (Py_ssize_t i = 0; status == 0 && i < PyTuple_GET_SIZE(all); ++i) {
        PyObject* part = with_leaves(PyTuple_GET_ITEM(all, i), leaves);
        status = !part ? -1 : part == Py_None ? 0 : PyList_Append(kept, part);
        Py_XDECREF(part);
    }
    PyObject* made = status < 0 ? nullptr : PyList_GET_SIZE(kept) == 0 ? Py_NewRef(Py_None) : derive(exception, kept);
    Py_XDECREF(kept);
    return made;
}

/// `caught` with only the leaves of these parts; None where there are none. Null: error.
PyObject* projection(PyObject* caught, PyObject* parts) {
    PyObject* leaves = PySet_New(nullptr);
    int status = leaves ? 0 : -1;
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(parts); ++i)
        status = add_leaves(PyList_GET_ITEM(parts, i), leaves);
    PyObject* kept = status == 0 ? with_leaves(caught, leaves) : nullptr;
    Py_XDECREF(leaves);
    return kept;
}

/// What was raised anew, in `anew`, and what was raised again, in `again`.
int sort(PyObject* caught, PyObject* raised, PyObject* anew, PyObject* again) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(raised); ++i) {
        PyObject* part = PyList_GET_ITEM(raised, i);
        if (part == Py_None) continue;
        if (PyList_Append(is_raised_again(part, caught) ? again : anew, part) < 0) return -1;
    }
    return 0;
}

/// One exception of the parts: none, the part itself, a group of them.
PyObject* join(PyObject* parts) {
    Py_ssize_t size = PyList_GET_SIZE(parts);
    if (size == 0) return Py_NewRef(Py_None);
    return size == 1 ? Py_NewRef(PyList_GET_ITEM(parts, 0)) : new_group(parts);
}

}  // namespace

extern "C" {

PyObject* cb_match_group(PyObject* exception, PyObject* type) {
    if (check_classes(type) < 0) return nullptr;
    if (exception == Py_None) return PyTuple_Pack(2, Py_None, Py_None);
    int matches = PyErr_GivenExceptionMatches(exception, type);
    if (matches) return matches < 0 ? nullptr : pair(group_of(exception), Py_None);
    return is_group(exception) ? split(exception, type) : pair(Py_NewRef(Py_None), exception);
}

PyObject* cb_rejoin_group(PyObject* caught, PyObject* raised) {
    PyObject *anew = PyList_New(0), *again = PyList_New(0), *result = nullptr;
    int status = anew && again ? 0 : -1;
    if (status == 0 && !is_group(caught)) {  // one part took it whole, or none did
        PyObject* first = PyList_GET_SIZE(raised) > 0 ? PyList_GET_ITEM(raised, 0) : Py_None;
        result = Py_NewRef(first);
    } else if (status == 0 && (status = sort(caught, raised, anew, again)) == 0) {
        PyObject* kept = PyList_GET_SIZE(again) > 0 ? projection(caught, again) : Py_NewRef(Py_None);
        status = !kept ? -1 : kept == Py_None ? 0 : PyList_Append(anew, kept);
        Py_XDECREF(kept);
        if (status == 0) result = join(anew);
    }
    Py_XDECREF(anew);
    Py_XDECREF(again);
    return result;
}

}  // extern "C"
