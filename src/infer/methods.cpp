// Methods of built-in values. `py.getattr` of a name in the table below, on a value whose class is known, is a bound method that nobody
// looks up; its call finds a rule, or is a Python-level call of that method with a result of the type that the table says.
// Such a call runs no code of the user's when its arguments are of known classes too, so njit allows it.
// Source: CPython's and NumPy's documentation of their types; names that some supported version lacks are not in the table.
#include "infer/array_results.h"
#include "infer/arrays.h"
#include "infer/call_rules.h"
#include "infer/containers.h"
#include "infer/iteration.h"
#include "infer/words.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

namespace {

struct MethodRow {
    std::string_view class_name, names;  // the names separated by spaces
    std::string_view result;  // a type text; "self": the receiver's; "item", "value": what it holds; "view": a dict's;
                              // "object": anything
};

constexpr MethodRow table[] = {
    {"str",
     "capitalize casefold center expandtabs format format_map join ljust lower lstrip removeprefix removesuffix replace rjust "
     "rstrip strip swapcase title translate upper zfill",
     "str"},
    {"str", "count find index rfind rindex", "int"},
    {"str",
     "endswith isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper "
     "startswith",
     "bool"},
    {"str", "split rsplit splitlines", "list(str)"},
    {"str", "partition rpartition", "tuple(str, str, str)"},
    {"str", "encode", "bytes"},
    {"bytes",
     "capitalize center expandtabs join ljust lower lstrip removeprefix removesuffix replace rjust rstrip strip swapcase title "
     "translate upper zfill",
     "bytes"},
    {"bytes", "count find index rfind rindex", "int"},
    {"bytes", "endswith isalnum isalpha isascii isdigit islower isspace istitle isupper startswith", "bool"},
    {"bytes", "split rsplit splitlines", "list(bytes)"},
    {"bytes", "partition rpartition", "tuple(bytes, bytes, bytes)"},
    {"bytes", "decode hex", "str"},
    {"list", "append clear extend insert remove reverse sort", "None"},
    {"list", "count index", "int"},
    {"list", "copy", "self"},
    {"list", "pop", "item"},
    {"dict", "clear update", "None"},
    {"dict", "copy", "self"},
    {"dict", "get pop setdefault", "value"},
    {"dict", "items keys values", "view"},
    {"dict", "popitem", "object"},
    {"set", "add clear difference_update discard intersection_update remove symmetric_difference_update update", "None"},
    {"set", "copy difference intersection", "self"},
    {"set", "symmetric_difference union", "set"},
    {"set", "isdisjoint issubset issuperset", "bool"},
    {"set", "pop", "item"},
    {"int", "bit_count bit_length conjugate", "int"},
    {"int", "as_integer_ratio", "tuple(int, int)"},
    {"int", "to_bytes", "bytes"},
    {"float", "is_integer", "bool"},
    {"float", "hex", "str"},
    {"float", "conjugate", "float"},
    {"float", "as_integer_ratio", "tuple(int, int)"},
    {"complex", "conjugate", "complex"},
    {"tuple", "count index", "int"},
    {"range", "count index", "int"},
    {"ndarray",
     "all any argmax argmin argpartition argsort astype byteswap choose clip compress conj conjugate copy cumprod cumsum "
     "diagonal dot dumps flatten getfield item max mean min nonzero prod ravel repeat reshape round searchsorted squeeze std "
     "sum swapaxes take tolist trace transpose var view",
     "object"},
    {"ndarray", "dump fill partition put setfield sort tofile", "None"},
    {"ndarray", "tobytes", "bytes"},
    {"generic",
     "all any argmax argmin astype clip conj conjugate copy cumprod cumsum flatten item max mean min prod ravel repeat reshape "
     "round squeeze std sum tolist trace transpose var view",
     "object"},
    {"generic", "tobytes", "bytes"},
};

/// The class that has the methods, as the table and the rules call it; empty: none that is known.
std::string_view class_of(const types::Types& types, TypeId type) {
    switch (types.kind(type)) {
        case Kind::str: return "str";
        case Kind::bytes: return "bytes";
        case Kind::list: return "list";
        case Kind::dict: return "dict";
        case Kind::set: return "set";
        case Kind::boolean:
        case Kind::integer:
        case Kind::bigint: return "int";
        case Kind::floating: return "float";
        case Kind::complex: return "complex";
        case Kind::tuple: return "tuple";
        case Kind::range: return "range";
        case Kind::array: return "ndarray";
        case Kind::scalar: return "generic";
        default: return {};
    }
}

const MethodRow* row_of(std::string_view class_name, std::string_view name) {
    auto found = std::ranges::find_if(
        table, [&](const MethodRow& row) { return row.class_name == class_name && has_word(row.names, name); });
    return found == std::end(table) ? nullptr : found;
}

/// What a call of the method puts into its receiver; empty: nothing, or it was there already.
std::vector<TypeId> put_items(Specialiser& s, std::string_view function, const CallSite& call) {
    auto type = [&](std::size_t at) { return call.args.size() > at ? s.type(call.args[at]) : types::object; };
    if (function == "list.insert") return {type(2)};
    if (function == "list.extend" || function == "set.update") return {iterable_item(s, type(1))};
    if (function == "dict.setdefault") return {type(1), type(2)};
    if (function != "dict.update") return {};
    const std::vector<TypeId> items = s.types[type(1)].elements;
    return s.types.kind(type(1)) == Kind::dict && items.size() == 2 ? items : std::vector{types::object, types::object};
}

/// The receiver of a method that is looked up and called in one block is known to hold such items from here on.
void note_receiver(Specialiser& s, const CallSite& call, std::vector<TypeId> items) {
    ir::InstId by = call.op ? s.untyped[call.op->callee].defined_by : ir::InstId{};
    if (by && s.untyped.is<ir::PyGetattr>(s.untyped[by]))
        note_items(s, s.untyped.as<ir::PyGetattr>(s.untyped[by]).object, std::move(items));
}

/// `x.item()` and `x.tolist()` of a NumPy number: Python's number.
ValueId scalar_item(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 1) || s.is_generic()) return s.nothing();
    DType dtype = s.type_info(call.args[0]).dtype;
    if (types::is_complex(dtype) || dtype == DType::uint64) return s.nothing();
    if (dtype == DType::boolean) return s.convert(call.args[0], types::boolean);
    return s.convert(call.args[0], types::is_float(dtype) ? types::floating : types::integer);
}

/// `l.append(x)`: a list that was made empty now is one of such items.
ValueId list_append(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || s.is_generic()) return s.nothing();
    s.emit(ir::PyListAppend{call.args[0], s.box(call.args[1])});
    note_receiver(s, call, {s.type(call.args[1])});
    return s.none();
}

ValueId set_add(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || s.is_generic() || !is_exact(s.types, s.type(call.args[1]))) return s.nothing();
    s.emit(ir::PySetAdd{call.args[0], s.box(call.args[1])});
    note_receiver(s, call, {s.type(call.args[1])});
    return s.none();
}

constexpr NamedRule rules[] = {
    {"generic.item", scalar_item},
    {"generic.tolist", scalar_item},
    {"list.append", list_append},
    {"set.add", set_add},
};

/// The tables of rules for methods, one a theme.
std::array<std::span<const NamedRule>, 2> all_rules() { return {rules, array_method_rules()}; }

/// What `d.get(k, default)` and its kin give: a value of the dict, if the default is one too.
TypeId value_guess(Specialiser& s, TypeId dict, const ir::PyCall& op) {
    TypeId value = item_guess(s, dict, 1);
    bool is_new = s.types[dict].elements.size() == 2 && s.types[dict].elements[1] == types::unset;
    if (is_new && op.args.size() == 2 && op.keywords.empty() && !s.is_generic()) return s.type(s[op.args[1]]);
    bool is_sure = op.args.size() == 1 ? s.is_strict() : op.args.size() == 2 && s.type(s[op.args[1]]) == value;
    return op.keywords.empty() && is_sure ? value : types::object;
}

ValueId python_level_call(Specialiser& s, const ir::PyCall& op, ValueId receiver, const MethodRow& row, NameId name) {
    if (!require_exact(s, op.args) || !require_no_unknown_function(s, op)) return s.nothing();
    std::vector<ValueId> args{s.box(receiver)};
    for (ValueId arg : s.mapped(op.args)) args.push_back(s.box(arg));
    ValueId result = s.emit(ir::PyCallMethod{name, args, op.keywords}, types::object);
    std::string function = fmt::format("{}.{}", row.class_name, s.module.names[name]);
    CallSite call = call_site(s, op, std::span(&receiver, 1));
    if (auto items = put_items(s, function, call); !items.empty() && !s.is_dead()) note_receiver(s, call, items);
    if (TypeId known = s.is_dead() ? types::object : known_result(s, function, call); known != types::object)
        return expect(s, result, known);
    TypeId type = s.type(receiver);
    if (row.result == "self") return as_sure(s, result, type);
    if (row.result == "view") return as_sure(s, result, dict_view(s, type, s.module.names[name]));
    if (row.result == "item") return expected_item(s, result, type, item_guess(s, type));
    if (row.result == "value") return expected(s, result, value_guess(s, type, op));
    return as_sure(s, result, *s.types.parse(row.result));
}

}  // namespace

bool has_method(Specialiser& s, TypeId receiver, std::string_view name) {
    std::string_view class_name = class_of(s.types, receiver);
    return !class_name.empty() && row_of(class_name, name);
}

ValueId method_call(Specialiser& s, const ir::PyCall& op) {
    ValueId method = s[op.callee];
    const types::Type type = s.type_info(method);
    ValueId receiver = s.emit(ir::MethodReceiver{method}, type.elements[0]);
    std::string_view class_name = class_of(s.types, type.elements[0]);
    std::string identity = fmt::format("{}.{}", class_name, type.name);
    for (std::span<const NamedRule> theme : all_rules()) {
        auto named = std::ranges::find(theme, identity, &NamedRule::identity);
        if (named == theme.end()) continue;
        ValueId result = named->rule(s, call_site(s, op, std::span(&receiver, 1)));
        if (result || s.is_dead()) return result;
        break;
    }
    if (class_name == "ndarray") {  // NumPy's functions take the same arguments behind the array
        CallSite call = call_site(s, op, std::span(&receiver, 1));
        if (ValueId result = library_call(s, "numpy." + type.name, call); result || s.is_dead()) return result;
    }
    if (s.is_library()) {
        s.report(unknown_call, s.text_of(s.builder.at));
        return s.nothing();
    }
    return python_level_call(s, op, receiver, *row_of(class_name, type.name), s.name(type.name));
}

}  // namespace coluber::infer
