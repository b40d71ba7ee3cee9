// Traceback entries for compiled functions: a frame object for the site's file, name and line, made when an exception passes.
// The code object behind it is made once a site: an empty one, whose line table says that all of it is on the site's line.
// Why public calls only (PyCode_NewEmpty, code.replace, PyFrame_New, PyTraceBack_Here): CPython's frames changed in each version.
#include "runtime/python/functions.h"

#include <frameobject.h>

#include <string>
#include <unordered_map>

namespace {

PyObject* frame_globals = nullptr;  // what frames show as f_globals: they have no module of their own

std::unordered_map<const coluber_site*, PyCodeObject*>& codes() {
    static std::unordered_map<const coluber_site*, PyCodeObject*> made;
    return made;
}

/// The line table's entry "no columns, line + delta" for up to 8 code units (Objects/locations.md in CPython).
std::string line_table(long delta, std::size_t code_units) {
    std::string table;
    unsigned long zigzag = delta < 0 ? (static_cast<unsigned long>(-delta) << 1) | 1 : static_cast<unsigned long>(delta) << 1;
    for (bool first = true; code_units > 0; first = false) {
        std::size_t units = code_units < 8 ? code_units : 8;
        table += static_cast<char>(0x80 | 13 << 3 | (units - 1));
        unsigned long rest = first ? zigzag : 0;
        for (; rest >= 64; rest >>= 6) table += static_cast<char>(64 | (rest & 63));
        table += static_cast<char>(rest);
        code_units -= units;
    }
    return table;
}

/// `empty` with qualified name, first line and a table that leads to `line`. New reference, or null.
PyObject* with_lines(PyObject* empty, const coluber_site& site) {
    PyObject* bytes = PyObject_GetAttrString(empty, "co_code");
    if (!bytes) return nullptr;
    std::string table = line_table(site.line - site.first_line, static_cast<std::size_t>(PyBytes_Size(bytes)) / 2);
    Py_DECREF(bytes);
    PyObject *replace = PyObject_GetAttrString(empty, "replace"), *none = PyTuple_New(0);
    PyObject* changes = Py_BuildValue("{s:i,s:s,s:y#}", "co_firstlineno", site.first_line, "co_qualname", site.qualname,
                                      "co_linetable", table.data(), static_cast<Py_ssize_t>(table.size()));
    PyObject* code = replace && none && changes ? PyObject_Call(replace, none, changes) : nullptr;
    Py_XDECREF(replace);
    Py_XDECREF(none);
    Py_XDECREF(changes);
    return code;
}

PyCodeObject* code_of(const coluber_site* site) {
    PyCodeObject*& code = codes()[site];
    if (code) return code;
    // Without a running instruction some versions take the first line for the current one: then the entry shows `line` at least.
    auto* empty = reinterpret_cast<PyObject*>(PyCode_NewEmpty(site->file, site->function, site->line));
    if (!empty) return nullptr;
    PyObject* whole = with_lines(empty, *site);
    if (whole && PyCode_Addr2Line(reinterpret_cast<PyCodeObject*>(whole), 0) == site->line) {
        code = reinterpret_cast<PyCodeObject*>(whole);
        Py_DECREF(empty);
    } else {
        PyErr_Clear();
        Py_XDECREF(whole);
        code = reinterpret_cast<PyCodeObject*>(empty);
    }
    return code;
}

/// The pending exception, taken away and put back.
class Pending {
public:
#if PY_VERSION_HEX >= 0x030C0000
    Pending() : exception_(PyErr_GetRaisedException()) {}
    void put_back() { PyErr_SetRaisedException(exception_); }

private:
    PyObject* exception_;
#else
    Pending() { PyErr_Fetch(&type_, &value_, &traceback_); }
    void put_back() { PyErr_Restore(type_, value_, traceback_); }

private:
    PyObject *type_, *value_, *traceback_;
#endif
};

}  // namespace

namespace coluber::runtime {

int start_traceback() {
    frame_globals = PyDict_New();
    if (!frame_globals) return -1;
    return PyDict_SetItemString(frame_globals, "__builtins__", PyEval_GetBuiltins());
}

}  // namespace coluber::runtime

extern "C" void cb_traceback(coluber_context*, const coluber_site* site) {
    Pending pending;
    PyCodeObject* code = code_of(site);
    PyFrameObject* frame = code ? PyFrame_New(PyThreadState_Get(), code, frame_globals, nullptr) : nullptr;
    PyErr_Clear();  // no memory for the entry: the exception goes on without it
    pending.put_back();
    if (!frame) return;
    PyTraceBack_Here(frame);
    Py_DECREF(frame);
}
