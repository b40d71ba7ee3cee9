// The parser for Python tests, loaded by ctypes.PyDLL (tests/syntax/probe.py):
//   probe_compare   our tree against `ast.parse`'s, field by field, in C because whole standard libraries are compared
//   probe_parse     the error, or None;  probe_dump: the tree as text;  probe_seconds: the time a parse takes
// Fields and classes that the running version's `ast` lacks are passed over; so are positions inside f-strings before 3.12.
#include <Python.h>

#include "syntax/parse.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <string>
#include <unordered_map>

namespace {

using namespace coluber;
using namespace coluber::syntax;

PyObject* intern(std::string_view text) {
    static std::unordered_map<const char*, PyObject*> known;
    PyObject*& found = known[text.data()];
    if (!found) found = PyUnicode_InternFromString(std::string(text).c_str());
    return found;
}

/// Compares one pair of trees; the first difference is kept.
class Comparison {
public:
    explicit Comparison(int minor) : minor_(minor) {}

    bool compare_node(const Node& node, PyObject* object) {
        if (!has_type(object, name_of(node.kind))) return differ(node, "node");
        bool equal = compare_position(node, object);
        visit(node, [&](const auto& ours) { equal = equal && compare_fields(ours, object); });
        return equal;
    }
    const std::string& difference() const { return difference_; }

private:
    bool differ(const Node& node, std::string_view what) {
        if (difference_.empty())
            difference_ = fmt::format("{}:{} {}: {}", node.at.line, node.at.column, name_of(node.kind), what);
        return false;
    }

    bool has_type(PyObject* object, std::string_view name) {
        PyTypeObject* type = Py_TYPE(object);
        auto found = types_.find(type);
        if (found == types_.end()) {
            PyObject* type_name = PyType_GetName(type);
            found = types_.emplace(type, PyUnicode_AsUTF8AndSize(type_name, nullptr)).first;
        }
        return found->second == name;
    }

    bool compare_position(const Node& node, PyObject* object) {
        if (in_fstring_ && minor_ < 12) return true;
        static constexpr std::string_view names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
        std::uint32_t ours[] = {node.at.line, node.at.column, node.at.end_line, node.at.end_column};
        for (int i = 0; i < 4; ++i) {
            PyObject* theirs = PyObject_GetAttr(object, intern(names[i]));
            if (!theirs) {
                PyErr_Clear();
                return true;  // a node without a position
            }
            long value = PyLong_AsLong(theirs);
            Py_DecRef(theirs);
            if (value != static_cast<long>(ours[i]))
                return differ(node, fmt::format("{} {}, ast has {}", names[i], ours[i], value));
        }
        return true;
    }

    template <class N>
    bool compare_fields(const N& node, PyObject* object) {
        constexpr bool is_fstring = std::is_same_v<N, JoinedStr>;
        in_fstring_ += is_fstring;
        bool equal = true;
        node.fields([&](std::string_view name, const auto& ours) {
            if (!equal) return;
            PyObject* theirs = PyObject_GetAttr(object, intern(name));
            if (!theirs) {
                PyErr_Clear();  // a field of a newer version
                return;
            }
            equal = compare_value(node, ours, theirs);
            if (!equal) differ(node, std::string(name));
            Py_DecRef(theirs);
        });
        in_fstring_ -= is_fstring;
        return equal;
    }

    template <class F>
    bool compare_value(const Node& node, const F& ours, PyObject* theirs) {
        if constexpr (std::is_pointer_v<F>) {
            return ours ? compare_node(*ours, theirs) : theirs == Py_None;
        } else if constexpr (std::is_same_v<F, std::string_view>) {
            return ours.empty() && !PyUnicode_Check(theirs) ? theirs == Py_None : is_text(ours, theirs);
        } else if constexpr (std::is_same_v<F, Value>) {
            return compare_constant(ours, theirs);
        } else if constexpr (std::is_same_v<F, bool>) {
            return ours ? is_text("u", theirs) : theirs == Py_None;
        } else if constexpr (std::is_same_v<F, int>) {
            return PyLong_Check(theirs) && PyLong_AsLong(theirs) == ours;
        } else if constexpr (std::is_enum_v<F>) {
            return has_type(theirs, name_of(ours));
        } else {
            return compare_list(node, ours, theirs);
        }
    }

    template <class Items>
    bool compare_list(const Node& node, const Items& ours, PyObject* theirs) {
        if (!PyList_Check(theirs)) return false;
        if (minor_ == 12 && is<JoinedStr>(node)) drop_empty_texts(theirs);
        if (PyList_Size(theirs) != static_cast<Py_ssize_t>(ours.size())) return false;
        for (std::size_t i = 0; i < ours.size(); ++i)
            if (!compare_value(node, ours[i], PyList_GetItem(theirs, static_cast<Py_ssize_t>(i)))) return false;
        return true;
    }

    // 3.12 ends a format such as `{x:{y}}` with an empty text; 3.13 no longer does.
    void drop_empty_texts(PyObject* values) {
        for (Py_ssize_t i = PyList_Size(values); i-- > 0;) {
            PyObject* item = PyList_GetItem(values, i);
            if (!has_type(item, "Constant")) continue;
            PyObject* text = PyObject_GetAttr(item, intern("value"));
            if (PyUnicode_Check(text) && PyUnicode_GetLength(text) == 0) PyList_SetSlice(values, i, i + 1, nullptr);
            Py_DecRef(text);
        }
    }

    bool is_text(std::string_view ours, PyObject* theirs) {
        if (!PyUnicode_Check(theirs)) return false;
        Py_ssize_t size = 0;
        if (const char* text = PyUnicode_AsUTF8AndSize(theirs, &size))
            return ours == std::string_view(text, static_cast<std::size_t>(size));
        PyErr_Clear();
        PyObject* bytes = PyUnicode_AsEncodedString(theirs, "utf-8", "surrogatepass");
        bool equal = bytes && is_bytes(ours, bytes);
        Py_DecRef(bytes);
        return equal;
    }

    bool is_bytes(std::string_view ours, PyObject* theirs) {
        if (!PyBytes_Check(theirs)) return false;
        return ours == std::string_view(PyBytes_AsString(theirs), static_cast<std::size_t>(PyBytes_Size(theirs)));
    }

    static bool is_same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

    bool compare_constant(const Value& ours, PyObject* theirs) {
        if (ours.kind == ValueKind::none) return theirs == Py_None;
        if (ours.kind == ValueKind::ellipsis) return theirs == Py_Ellipsis;
        if (ours.kind == ValueKind::boolean) return theirs == (ours.boolean ? Py_True : Py_False);
        if (ours.kind == ValueKind::string) return is_text(ours.text, theirs);
        if (ours.kind == ValueKind::bytes) return is_bytes(ours.text, theirs);
        if (ours.kind == ValueKind::real) return PyFloat_Check(theirs) && is_same(PyFloat_AsDouble(theirs), ours.real);
        if (ours.kind == ValueKind::imaginary)
            return PyComplex_Check(theirs) && is_same(PyComplex_RealAsDouble(theirs), 0) &&
                   is_same(PyComplex_ImagAsDouble(theirs), ours.real);
        if (!PyLong_Check(theirs) || PyBool_Check(theirs)) return false;
        int overflow = 0;
        long long value = PyLong_AsLongLongAndOverflow(theirs, &overflow);
        if (ours.fits != (overflow == 0) || (ours.fits && value != ours.integer)) return false;
        PyObject* from_text = PyLong_FromString(std::string(ours.text).c_str(), nullptr, 0);
        bool equal = from_text && PyObject_RichCompareBool(from_text, theirs, Py_EQ) == 1;
        Py_DecRef(from_text);
        return equal;
    }

    int minor_;  // of the running 3.x
    int in_fstring_ = 0;
    std::unordered_map<PyTypeObject*, std::string> types_;
    std::string difference_;
};

/// The tree as `ast.dump` writes it, without positions; default and empty fields are left out.
class Dump {
public:
    std::string text;

    void put(const Node& node) {
        text += name_of(node.kind);
        text += '(';
        bool is_first = true;
        visit(node, [&](const auto& ours) {
            ours.fields([&](std::string_view name, const auto& field) {
                if (is_left_out(field)) return;
                if (!is_first) text += ", ";
                is_first = false;
                text += fmt::format("{}=", name);
                put_value(field);
            });
        });
        text += ')';
    }

private:
    template <class F>
    static bool is_left_out(const F& field) {
        if constexpr (std::is_pointer_v<F>)
            return !field;
        else if constexpr (requires { field.empty(); })
            return field.empty();
        else if constexpr (std::is_same_v<F, bool>)
            return !field;
        else if constexpr (std::is_same_v<F, ExprContext>)
            return field == ExprContext::load;
        else if constexpr (std::is_same_v<F, int>)
            return field <= 0;
        else
            return false;
    }

    void put_quoted(std::string_view written, std::string_view prefix) {
        text += prefix;
        text += '\'';
        for (char c : written) {
            if (c == '\n')
                text += "\\n";
            else if (c == '\'' || c == '\\')
                text += '\\', text += c;
            else if (static_cast<unsigned char>(c) < 0x20)
                text += fmt::format("\\x{:02x}", static_cast<int>(c));
            else
                text += c;
        }
        text += '\'';
    }

    void put_constant(const Value& value) {
        if (value.kind == ValueKind::none)
            text += "None";
        else if (value.kind == ValueKind::ellipsis)
            text += "Ellipsis";
        else if (value.kind == ValueKind::boolean)
            text += value.boolean ? "True" : "False";
        else if (value.kind == ValueKind::string)
            put_quoted(value.text, "");
        else if (value.kind == ValueKind::bytes)
            put_quoted(value.text, "b");
        else if (value.kind == ValueKind::integer)
            text += value.text;
        else
            text += fmt::format("{}{}", value.real, value.kind == ValueKind::imaginary ? "j" : "");
    }

    template <class F>
    void put_value(const F& field) {
        if constexpr (std::is_pointer_v<F>)
            field ? put(*field) : void(text += "None");
        else if constexpr (std::is_same_v<F, std::string_view>)
            put_quoted(field, "");
        else if constexpr (std::is_same_v<F, Value>)
            put_constant(field);
        else if constexpr (std::is_same_v<F, bool>)
            text += "'u'";
        else if constexpr (std::is_same_v<F, int>)
            text += fmt::format("{}", field);
        else if constexpr (std::is_enum_v<F>)
            text += fmt::format("{}()", name_of(field));
        else {
            text += '[';
            for (std::size_t i = 0; i < field.size(); ++i) {
                if (i > 0) text += ", ";
                put_value(field[i]);
            }
            text += ']';
        }
    }
};

/// Bytes as a file's, or as text that is UTF-8 already.
Result<Source> make_source(const char* bytes, Py_ssize_t size, int is_text, Diagnostics& diagnostics) {
    std::string_view view(bytes, static_cast<std::size_t>(size));
    if (is_text) return Source("<test>", std::string(view));
    return decode_source("<test>", view, diagnostics);
}

PyObject* describe_error(const Diagnostic& error) {
    static constexpr const char* classes[] = {"SyntaxError", "IndentationError", "TabError"};
    auto index = static_cast<std::size_t>(error.error);
    return Py_BuildValue("(sIIIIss)", index < 3 ? classes[index] : "?", error.at.line, error.at.column, error.at.end_line,
                         error.at.end_column, error.sentence.c_str(), error.code.c_str());
}

PyObject* text_object(const std::string& text) {
    return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass");
}

}  // namespace

#define PROBE extern "C" __attribute__((visibility("default")))

/// None if the trees are equal, else a sentence; the error as a tuple where we refuse.
PROBE PyObject* probe_compare(const char* bytes, Py_ssize_t size, int is_text, PyObject* tree, int minor) {
    Diagnostics diagnostics;
    auto source = make_source(bytes, size, is_text, diagnostics);
    if (!source) return describe_error(diagnostics.items().front());
    Arena arena;
    auto module = parse_module(*source, arena, diagnostics);
    if (!module) return describe_error(diagnostics.items().front());
    Comparison comparison(minor);
    if (comparison.compare_node(**module, tree)) Py_RETURN_NONE;
    return text_object(comparison.difference());
}

/// None, or (class, line, column, end line, end column, sentence, code).
PROBE PyObject* probe_parse(const char* bytes, Py_ssize_t size, int is_text, int is_expression) {
    Diagnostics diagnostics;
    auto source = make_source(bytes, size, is_text, diagnostics);
    if (!source) return describe_error(diagnostics.items().front());
    Arena arena;
    bool is_right = is_expression ? static_cast<bool>(parse_expression(*source, arena, diagnostics))
                                  : static_cast<bool>(parse_module(*source, arena, diagnostics));
    if (is_right) Py_RETURN_NONE;
    return describe_error(diagnostics.items().front());
}

/// The tree as text, one line a statement; or the rendered error.
PROBE PyObject* probe_dump(const char* bytes, Py_ssize_t size) {
    Diagnostics diagnostics;
    auto source = make_source(bytes, size, 0, diagnostics);
    if (!source) return text_object(render(diagnostics.items().front(), Source("<test>", "")));
    Arena arena;
    auto module = parse_module(*source, arena, diagnostics);
    if (!module) return text_object(render(diagnostics.items().front(), *source));
    Dump dump;
    for (Stmt* statement : (*module)->body) {
        dump.put(*statement);
        dump.text += '\n';
    }
    return text_object(dump.text);
}

/// Seconds for one parse of the text to a tree, the best of `repeats`.
PROBE double probe_seconds(const char* bytes, Py_ssize_t size, int repeats) {
    double best = 1e9;
    for (int i = 0; i < repeats; ++i) {
        auto start = std::chrono::steady_clock::now();
        Diagnostics diagnostics;
        auto source = make_source(bytes, size, 0, diagnostics);
        Arena arena;
        if (source) static_cast<void>(static_cast<bool>(parse_module(*source, arena, diagnostics)));
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}
