// The text begins at the function's first line (its first decorator) and ends with the file: the parser reads one statement. Where the
// `def` is indented, so is the text. A lambda's line may be a part of a statement, so its text is the whole file; `column` is where its
// body's first code stands.
#include "module/source.h"

namespace coluber::module {
namespace {

const char* keep_text(SourceTexts& keep, PyObject* text) {
    Py_ssize_t size = 0;
    const char* chars = text ? PyUnicode_AsUTF8AndSize(text, &size) : nullptr;
    if (!chars) {
        PyErr_Clear();
        return nullptr;
    }
    return keep.texts.emplace_back(chars, std::size_t(size)).c_str();
}

const char* const* keep_names(SourceTexts& keep, PyObject* tuple) {
    std::vector<const char*> names;
    for (Py_ssize_t i = 0; tuple && i < PyTuple_GET_SIZE(tuple); ++i) {
        const char* name = keep_text(keep, PyTuple_GET_ITEM(tuple, i));
        names.push_back(name ? name : "");
    }
    names.push_back(nullptr);
    return keep.lists.emplace_back(std::move(names)).data();
}

/// The lines of the file from `first` (counted from 1) on, as one string; null: none.
Ref lines_from(PyFunctionObject* function, PyCodeObject* code, int first) {
    Ref linecache = Ref::steal(PyImport_ImportModule("linecache"));
    if (!linecache) return {};
    Ref checked = Ref::steal(PyObject_CallMethod(linecache.get(), "checkcache", "O", code->co_filename));
    PyErr_Clear();
    Ref lines = Ref::steal(PyObject_CallMethod(linecache.get(), "getlines", "OO", code->co_filename, function->func_globals));
    if (!lines || !PyList_Check(lines.get()) || PyList_GET_SIZE(lines.get()) < code->co_firstlineno || code->co_firstlineno < 1)
        return {};
    Ref rest = Ref::steal(PyList_GetSlice(lines.get(), first - 1, PyList_GET_SIZE(lines.get())));
    Ref nothing = Ref::steal(PyUnicode_FromString(""));
    return rest && nothing ? Ref::steal(PyUnicode_Join(nothing.get(), rest.get())) : Ref{};
}

/// The smallest column on the first line among the positions of the code.
std::uint32_t first_column(PyCodeObject* code) {
    Ref positions = Ref::steal(PyObject_CallMethod(reinterpret_cast<PyObject*>(code), "co_positions", nullptr));
    long smallest = -1;
    while (positions) {
        Ref position = Ref::steal(PyIter_Next(positions.get()));
        if (!position) break;
        PyObject *line = PyTuple_GetItem(position.get(), 0), *end = PyTuple_GetItem(position.get(), 3),
                 *column = PyTuple_GetItem(position.get(), 2);
        if (!line || !PyLong_Check(line) || !column || !PyLong_Check(column) || PyLong_AsLong(line) != code->co_firstlineno)
            continue;
        long at = PyLong_AsLong(column);
        bool is_empty = !end || !PyLong_Check(end) || PyLong_AsLong(end) == 0;  // RESUME and other code of nobody
        if (!is_empty && (smallest < 0 || at < smallest)) smallest = at;
    }
    PyErr_Clear();
    return smallest < 0 ? 0 : std::uint32_t(smallest);
}

/// python/coluber/sources.py says whether the file was edited; where it cannot say, the text is taken at its word.
bool is_edited(PyObject* function) {
    Ref sources = Ref::steal(PyImport_ImportModule("coluber.sources"));
    Ref answer = Ref::steal(sources ? PyObject_CallMethod(sources.get(), "is_edited", "O", function) : nullptr);
    return answer && answer.get() == Py_True;
}

}  // namespace

bool find_source(PyObject* function, coluber_source& source, SourceTexts& keep) {
    auto* f = reinterpret_cast<PyFunctionObject*>(function);
    auto* code = reinterpret_cast<PyCodeObject*>(f->func_code);
    source = {};
    source.qualname = keep_text(keep, code->co_qualname);
    bool is_lambda = PyUnicode_CompareWithASCIIString(code->co_name, "<lambda>") == 0;
    int first_line = is_lambda ? 1 : code->co_firstlineno;
    Ref text = lines_from(f, code, first_line);
    PyErr_Clear();
    if (!text) return false;
    Ref free_names = Ref::steal(PyCode_GetFreevars(code));
    source.file = keep_text(keep, code->co_filename);
    source.text = keep_text(keep, text.get());
    source.first_line = std::uint32_t(first_line);
    source.def_line = std::uint32_t(code->co_firstlineno);
    source.name = keep_text(keep, code->co_name);
    source.column = is_lambda ? first_column(code) : 0;
    source.free_names = keep_names(keep, free_names.get());
    source.is_edited = is_edited(function);
    source.arg_count = std::uint32_t(code->co_argcount);
    source.positional_only_count = std::uint32_t(code->co_posonlyargcount);
    source.keyword_only_count = std::uint32_t(code->co_kwonlyargcount);
    source.code_flags = std::uint32_t(code->co_flags);
    PyErr_Clear();
    return source.file && source.text && source.name && source.qualname;
}

}  // namespace coluber::module
