// What Python-level calls of functions of the standard library give, and which of them run no code of the user's on exact built-in
// values. A row is a module, names and a type text; what depends on the arguments is a function below.
// Source: the library's documentation; each row is tried by tests/conformance/cases/library_calls.py.
#include "infer/call_rules.h"
#include "infer/containers.h"
#include "infer/iteration.h"
#include "infer/words.h"

#include <algorithm>

namespace coluber::infer {

namespace {

struct Row {
    std::string_view module, names;  // the names separated by spaces; "*": the others
    std::string_view result;         // a type text
};

constexpr Row rows[] = {
    {"builtins", "len ord hash id", "int"},
    {"builtins", "float", "float"},
    {"builtins", "str repr ascii chr bin hex oct format", "str"},
    {"builtins", "bytes", "bytes"},
    {"builtins", "complex", "complex"},
    {"builtins", "isinstance issubclass any all callable", "bool"},
    {"builtins", "print", "None"},
    {"math", "ceil floor trunc comb perm factorial frexp modf gcd lcm isqrt prod sumprod", "object"},
    {"math", "isnan isinf isfinite isclose", "bool"},
    {"math", "*", "float"},
    {"cmath", "polar", "object"},
    {"cmath", "phase", "float"},
    {"cmath", "isnan isinf isfinite isclose", "bool"},
    {"cmath", "*", "complex"},
    {"random",
     "random uniform triangular gauss normalvariate lognormvariate expovariate vonmisesvariate gammavariate betavariate "
     "paretovariate weibullvariate",
     "float"},
    {"random", "randint randrange getrandbits", "int"},
    {"random", "seed shuffle", "None"},
    {"time", "perf_counter monotonic process_time thread_time time", "float"},
    {"time", "perf_counter_ns monotonic_ns process_time_ns time_ns", "int"},
    {"bisect", "bisect bisect_left bisect_right", "int"},
    {"bisect", "insort insort_left insort_right", "None"},
    {"heapq", "heappush heapify", "None"},
    {"operator", "truth not_ is_ is_not contains", "bool"},
    {"operator", "index indexOf countOf length_hint", "int"},
    {"statistics", "fmean stdev pstdev", "float"},
};

/// Functions of these modules run no code but the library's own on exact values.
constexpr std::string_view harmless_modules[] = {"math",     "random",    "time",  "bisect",     "heapq",
                                                 "operator", "itertools", "cmath", "statistics", "collections"};

constexpr std::string_view harmless_builtins =
    "print len str repr ascii abs min max sum round divmod pow float int bool list tuple dict set frozenset sorted reversed "
    "enumerate zip map filter range ord chr bin oct hex format any all isinstance issubclass callable type bytes bytearray "
    "complex hash id slice iter next object Exception StopIteration KeyboardInterrupt";

/// "module.name" in two; the C half of a module of the library (`_heapq`) is the module.
std::pair<std::string_view, std::string_view> module_and_name(std::string_view identity) {
    std::size_t dot = identity.rfind('.');
    if (dot == std::string_view::npos) return {};
    std::string_view module = identity.substr(0, dot);
    if (module.starts_with("_")) module.remove_prefix(1);
    return {module, identity.substr(dot + 1)};
}

/// The items of an argument that is a container or iterator; `unset`: of an empty one.
TypeId items_of_argument(Specialiser& s, const CallSite& call, std::size_t at = 0) {
    if (call.args.size() <= at) return types::object;
    TypeId type = s.type(call.args[at]);
    return is_open(s, type) ? types::unset : iterable_item(s, type);
}

TypeId container_result(Specialiser& s, Kind kind, const CallSite& call) {
    if (call.args.empty() && call.keywords.empty()) return empty_container(s, kind);
    return kind == Kind::dict ? types::dict : container_of(s, kind, {items_of_argument(s, call)});
}

/// `round(x, n)`, `abs(x)` and the like of Python numbers keep the number's class.
TypeId number_result(Specialiser& s, const CallSite& call) {
    bool all_ints = std::ranges::all_of(call.args, [&](ValueId arg) { return s.is_python_int(arg); });
    bool is_float = !call.args.empty() && s.kind(call.args[0]) == Kind::floating;
    return is_float ? types::floating : all_ints ? types::integer : types::object;
}

}  // namespace

namespace {

/// What `map(f, …)` gives, where f is a class of numbers or text.
TypeId mapped_item(Specialiser& s, const CallSite& call) {
    std::string_view function = call.args.empty() ? "" : s.identity(call.args[0]);
    if (function == "builtins.float") return types::floating;
    if (function == "builtins.int" || function == "builtins.len" || function == "builtins.ord") return types::integer;
    return function == "builtins.str" ? types::str : types::object;
}

/// The built-in functions that give an iterator: its type; `object` for any other.
TypeId iterator_result(Specialiser& s, std::string_view name, const CallSite& call) {
    if (name == "map") return python_iterator(s, mapped_item(s, call));
    if (name == "filter") return python_iterator(s, items_of_argument(s, call, 1));
    if (name == "reversed" || name == "iter")
        return call.args.size() == 1 ? python_iterator(s, items_of_argument(s, call)) : types::object;
    if (name != "enumerate" && name != "zip") return types::object;
    std::vector<TypeId> items;
    if (name == "enumerate") items.push_back(types::integer);
    for (std::size_t i = 0; i < (name == "zip" ? call.args.size() : 1); ++i) items.push_back(items_of_argument(s, call, i));
    if (std::ranges::find(items, types::unset) != items.end()) return python_iterator(s, types::unset);
    return python_iterator(s, s.types.tuple(std::move(items)));
}

}  // namespace

bool is_harmless(std::string_view identity) {
    auto [module, name] = module_and_name(identity);
    if (module == "builtins") return has_word(harmless_builtins, name) || name.ends_with("Error");
    return std::ranges::find(harmless_modules, module) != std::end(harmless_modules);
}

TypeId sure_result(Specialiser& s, std::string_view identity, const CallSite& call) {
    auto [module, name] = module_and_name(identity);
    for (const Row& row : rows)
        if (row.module == module && (row.names == "*" || has_word(row.names, name))) return *s.types.parse(row.result);
    if (module == "builtins")
        if (TypeId iterator = iterator_result(s, name, call); iterator != types::object) return iterator;
    if (identity == "builtins.list" || identity == "builtins.sorted") return container_result(s, Kind::list, call);
    if (identity == "builtins.set") return container_result(s, Kind::set, call);
    if (identity == "builtins.dict") return container_result(s, Kind::dict, call);
    if (identity == "builtins.round" && call.args.size() == 2) return number_result(s, call);
    if (identity == "builtins.pow" && call.args.size() == 3) return number_result(s, call);
    if (module == "random" && (name == "sample" || name == "choices"))
        return container_of(s, Kind::list, {items_of_argument(s, call)});
    if (module == "heapq" && (name == "nlargest" || name == "nsmallest"))
        return container_of(s, Kind::list, {items_of_argument(s, call, 1)});
    return types::object;
}

void note_put_items(Specialiser& s, std::string_view identity, const CallSite& call) {
    auto [module, name] = module_and_name(identity);
    bool puts = (module == "heapq" && name == "heappush") || (module == "bisect" && name.starts_with("insort"));
    if (puts && call.args.size() > 1) note_items(s, call.op.args[0], {s.type(call.args[1])});
}

TypeId expected_result(Specialiser& s, std::string_view identity, const CallSite& call) {
    auto [module, name] = module_and_name(identity);
    bool is_item = (module == "builtins" && has_word("min max sum", name) && call.args.size() == 1) ||
                   (module == "random" && name == "choice") || (module == "heapq" && name == "heappop") ||
                   (module == "statistics" && has_word("mode median_low median_high", name));
    if (!is_item) return types::object;
    TypeId item = items_of_argument(s, call);
    return item == types::unset && name == "sum" ? types::integer : item;
}

}  // namespace coluber::infer
