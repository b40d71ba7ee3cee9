// A default may be replaced while the call runs, so values with defaults among them are owned for the call.
#include "runtime/python/bind.h"

#include <algorithm>

namespace coluber::runtime {
namespace {

PyFunctionObject* as_function(PyObject* function) { return reinterpret_cast<PyFunctionObject*>(function); }

/// Borrowed; null: the parameter has no default.
PyObject* default_of(PyObject* function, const Parameters& parameters, std::size_t index) {
    if (index >= parameters.positional) {
        PyObject* defaults = as_function(function)->func_kwdefaults;
        return defaults ? PyDict_GetItemWithError(defaults, parameters.names[index].get()) : nullptr;
    }
    PyObject* defaults = as_function(function)->func_defaults;
    std::size_t count = defaults ? std::size_t(PyTuple_GET_SIZE(defaults)) : 0;
    if (index + count < parameters.positional) return nullptr;
    return PyTuple_GET_ITEM(defaults, Py_ssize_t(index + count - parameters.positional));
}

std::size_t keyword_count(PyObject* names) { return names ? std::size_t(PyTuple_GET_SIZE(names)) : 0; }

}  // namespace

Parameters parameters_of(PyObject* function) {
    auto* code = reinterpret_cast<PyCodeObject*>(as_function(function)->func_code);
    Parameters parameters;
    parameters.positional = std::size_t(code->co_argcount);
    parameters.positional_only = std::size_t(code->co_posonlyargcount);
    parameters.keyword_only = std::size_t(code->co_kwonlyargcount);
    parameters.has_args = code->co_flags & CO_VARARGS;
    parameters.has_kwargs = code->co_flags & CO_VARKEYWORDS;
    Ref names = Ref::steal(PyCode_GetVarnames(code));
    std::size_t count = parameters.positional + parameters.keyword_only + parameters.has_args + parameters.has_kwargs;
    for (std::size_t i = 0; names && i < count; ++i)
        parameters.names.push_back(Ref::borrow(PyTuple_GET_ITEM(names.get(), Py_ssize_t(i))));
    PyErr_Clear();
    return parameters;
}

Bound::Bound(PyObject* function, const Parameters& parameters, Plan& plan, PyObject* const* args, std::size_t count,
             PyObject* keyword_names)
    : count_(parameters.count()) {
    values_ = few_values_.data();
    if (count_ > few) {
        many_values_.resize(count_);
        values_ = many_values_.data();
    }
    if (plan.fits(count, keyword_names)) {
        follow(function, parameters, plan, args);
        return;
    }
    std::fill(values_, values_ + count_, nullptr);
    owns_values_ = true;
    Plan fresh{Ref::borrow(keyword_names), count, std::vector<std::uint32_t>(count_, Plan::from_default), false};
    is_bound_ = bind_anew(function, parameters, fresh, args);
    if (is_bound_ && parameters.is_fixed()) plan = std::move(fresh);
}

Bound::~Bound() {
    if (!owns_values_) return;
    for (std::size_t i = 0; i < count_; ++i) Py_XDECREF(values_[i]);
}

void Bound::follow(PyObject* function, const Parameters& parameters, const Plan& plan, PyObject* const* args) {
    is_bound_ = true;
    for (std::size_t i = 0; i < count_; ++i) {
        std::uint32_t source = plan.sources[i];
        values_[i] = source != Plan::from_default ? args[source] : default_of(function, parameters, i);
        is_bound_ &= values_[i] != nullptr;  // the defaults may have been changed since
    }
    owns_values_ = plan.uses_defaults;
    if (owns_values_)
        for (std::size_t i = 0; i < count_; ++i) Py_XINCREF(values_[i]);
}

bool Bound::bind_anew(PyObject* function, const Parameters& parameters, Plan& plan, PyObject* const* args) {
    std::size_t given = std::min(plan.given, parameters.positional), named = parameters.positional + parameters.keyword_only;
    for (std::uint32_t i = 0; i < given; ++i) {
        values_[i] = Py_NewRef(args[i]);
        plan.sources[i] = i;
    }
    if (parameters.has_args) {
        PyObject* rest = PyTuple_New(Py_ssize_t(plan.given - given));
        if (!rest) return false;
        for (std::size_t i = given; i < plan.given; ++i) PyTuple_SET_ITEM(rest, Py_ssize_t(i - given), Py_NewRef(args[i]));
        values_[named] = rest;
    } else if (plan.given > given) {
        return false;
    }
    if (parameters.has_kwargs && !(values_[count_ - 1] = PyDict_New())) return false;
    for (std::size_t k = 0; k < keyword_count(plan.keyword_names.get()); ++k) {
        auto at = std::uint32_t(plan.given + k);
        if (!place_keyword(parameters, plan, at, PyTuple_GET_ITEM(plan.keyword_names.get(), Py_ssize_t(k)), args[at]))
            return false;
    }
    for (std::size_t i = 0; i < named; ++i) {
        if (values_[i]) continue;
        values_[i] = Py_XNewRef(default_of(function, parameters, i));
        if (!values_[i]) return false;
        plan.uses_defaults = true;
    }
    return true;
}

bool Bound::place_keyword(const Parameters& parameters, Plan& plan, std::uint32_t at, PyObject* name, PyObject* value) {
    std::size_t named = parameters.positional + parameters.keyword_only;
    for (std::size_t i = parameters.positional_only; i < named; ++i) {
        PyObject* own = parameters.names[i].get();
        if (own != name && !(PyUnicode_Check(name) && PyUnicode_Compare(own, name) == 0)) continue;
        if (values_[i]) return false;  // given twice
        values_[i] = Py_NewRef(value);
        plan.sources[i] = at;
        return true;
    }
    return parameters.has_kwargs && PyUnicode_Check(name) && PyDict_SetItem(values_[count_ - 1], name, value) == 0;
}

namespace {

Ref attribute(PyObject* object, const char* name) { return Ref::steal(PyObject_GetAttrString(object, name)); }

/// The code of a function that does nothing.
Ref empty_code() {
    Ref lambda = Ref::steal(Py_CompileString("lambda: None", "", Py_eval_input));
    Ref consts = lambda ? attribute(lambda.get(), "co_consts") : Ref{};
    return consts ? Ref::borrow(PyTuple_GetItem(consts.get(), 0)) : Ref{};
}

/// The function's code with the same parameters, and nothing to do.
Ref code_that_only_binds(PyObject* code) {
    Ref empty = empty_code(), changes = Ref::steal(PyDict_New());
    if (!empty || !changes) return {};
    auto set = [&](const char* name, Ref value) {
        return value && PyDict_SetItemString(changes.get(), name, value.get()) == 0;
    };
    for (const char* name : {"co_code", "co_consts", "co_names", "co_freevars", "co_cellvars", "co_linetable",
                             "co_exceptiontable", "co_stacksize"})
        if (!set(name, attribute(empty.get(), name))) return {};
    int flags = reinterpret_cast<PyCodeObject*>(empty.get())->co_flags |
                (reinterpret_cast<PyCodeObject*>(code)->co_flags & (CO_VARARGS | CO_VARKEYWORDS));
    if (!set("co_flags", Ref::steal(PyLong_FromLong(flags)))) return {};
    Ref replace = attribute(code, "replace"), nothing = Ref::steal(PyTuple_New(0));
    return replace && nothing ? Ref::steal(PyObject_Call(replace.get(), nothing.get(), changes.get())) : Ref{};
}

/// A function with the same parameters that does nothing: calling it raises what CPython raises for wrong arguments.
Ref binder_of(PyObject* function) {
    Ref code = code_that_only_binds(as_function(function)->func_code), globals = Ref::steal(PyDict_New());
    Ref made = code && globals
                   ? Ref::steal(PyFunction_NewWithQualName(code.get(), globals.get(), as_function(function)->func_qualname))
                   : Ref{};
    if (!made) return {};
    as_function(made.get())->func_defaults = Py_XNewRef(as_function(function)->func_defaults);
    as_function(made.get())->func_kwdefaults = Py_XNewRef(as_function(function)->func_kwdefaults);
    return made;
}

}  // namespace

void raise_binding_error(PyObject* function, PyObject* const* args, std::size_t count, PyObject* keyword_names) {
    Ref binder = binder_of(function);
    if (!binder) return;
    Ref result = Ref::steal(PyObject_Vectorcall(binder.get(), args, count, keyword_names));
    if (result) PyErr_SetString(PyExc_SystemError, "coluber refused arguments that CPython accepts");
}

}  // namespace coluber::runtime
