// Calls: known functions by their rules, jitted functions as direct calls, all else through Python.
#include "infer/array_results.h"
#include "infer/arrays.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

namespace {

CallSite call_site(Specialiser& s, const ir::PyCall& op) {
    CallSite call;
    std::size_t positional = op.args.size() - op.keywords.size();
    for (std::size_t i = 0; i < op.args.size(); ++i) {
        ValueId value = s[op.args[i]];
        if (i < positional)
            call.args.push_back(value);
        else
            call.keywords.emplace_back(s.module.names[op.keywords[i - positional]], value);
    }
    return call;
}

std::optional<ValueId> known_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    for (std::span<const NamedRule> rules : {builtin_rules(), numpy_rules()})
        for (const NamedRule& named : rules)
            if (named.identity == identity) return named.rule(s, call);
    if (auto result = math_call(s, identity, call)) return result;
    if (auto result = cmath_call(s, identity, call)) return result;
    return numpy_scalar_call(s, identity, call);
}

/// Built-in functions that run no code of the user's on exact built-in values.
bool is_harmless(std::string_view identity) {
    static constexpr std::array names{"print", "len",    "str",     "repr",     "abs",       "min",  "max",   "sum",
                                      "round", "divmod", "pow",     "float",    "int",       "bool", "list",  "tuple",
                                      "dict",  "set",    "sorted",  "reversed", "enumerate", "zip",  "range", "ord",
                                      "chr",   "bin",    "hex",     "oct",      "format",    "any",  "all",   "isinstance",
                                      "type",  "bytes",  "complex", "hash",     "slice"};
    if (!identity.starts_with("builtins.")) return identity.starts_with("math.") || identity.starts_with("cmath.");
    identity.remove_prefix(std::string_view("builtins.").size());
    return std::ranges::find(names, identity) != names.end() || identity.ends_with("Error") || identity == "Exception" ||
           identity == "StopIteration" || identity == "KeyboardInterrupt";
}

/// What math's functions return: floats but for these.
TypeId math_result(std::string_view name) {
    static constexpr std::array objects{"ceil", "floor", "trunc", "comb",  "perm", "factorial", "frexp",
                                        "modf", "gcd",   "lcm",   "isqrt", "prod", "sumprod"};
    if (std::ranges::find(objects, name) != objects.end()) return types::object;
    return name.starts_with("is") ? types::boolean : types::floating;
}

/// What a Python-level call of a known function is sure to return.
TypeId sure_result(std::string_view identity) {
    struct Row {
        std::string_view identity;
        TypeId type;
    };
    static constexpr Row rows[] = {
        {"builtins.len", types::integer},     {"builtins.float", types::floating},     {"builtins.str", types::str},
        {"builtins.repr", types::str},        {"builtins.list", types::list},          {"builtins.sorted", types::list},
        {"builtins.complex", types::complex}, {"builtins.isinstance", types::boolean}, {"builtins.any", types::boolean},
        {"builtins.all", types::boolean},     {"builtins.ord", types::integer},        {"builtins.chr", types::str},
        {"builtins.print", types::none},
    };
    for (const Row& row : rows)
        if (row.identity == identity) return row.type;
    if (identity.starts_with("math.")) return math_result(identity.substr(5));
    if (!identity.starts_with("cmath.")) return types::object;
    return identity == "cmath.polar"          ? types::object
           : identity == "cmath.phase"        ? types::floating
           : identity.starts_with("cmath.is") ? types::boolean
                                              : types::complex;
}

/// NumPy's functions know numbers; of other values, those in the table.
bool is_numpy_function(Specialiser& s, const ir::PyCall& op, std::string_view identity) {
    bool has_numbers = std::ranges::all_of(op.args, [&](ValueId arg) { return s.is_number(s[arg]) || s.is_complex(s[arg]); });
    return identity.starts_with("numpy.") && (has_numbers || has_known_result(identity));
}

ValueId python_call(Specialiser& s, const ir::PyCall& op, std::string_view identity) {
    if (s.is_strict()) {
        if (identity.empty() || !(is_harmless(identity) || is_numpy_function(s, op, identity))) {
            s.report(unknown_call, s.text_of(s.builder.at))
                .hint(
                    "decorate the callee with `@coluber.njit`, or this function with `@coluber.jit`, which calls through "
                    "Python");
            return s.nothing();
        }
        if (!require_exact(s, op.args)) return s.nothing();
    }
    ValueId result = emit_boxed(s, op);
    if (TypeId known = s.is_dead() ? types::object : known_result(s, identity, call_site(s, op)); known != types::object)
        return expect(s, result, known);
    TypeId sure = sure_result(identity);
    if (s.is_dead() || sure == types::object || (s.is_generic() && sure == types::integer)) return result;
    if (sure == types::none) return s.none();
    return s.unbox(result, sure);
}

// ── callees that are compiled ──

ValueId compiled_call(Specialiser& s, const CallSite& call, const Callee& callee) {
    std::vector<ValueId> args;
    if (!bind_arguments(s, call, callee, args)) return s.nothing();
    std::vector<TypeId> arg_types;
    for (ValueId arg : args) arg_types.push_back(s.type(arg));
    auto function = s.inference.callees.specialise(callee.code, arg_types);
    if (!function) {
        s.kill_reported();
        return s.nothing();
    }
    auto result = s.inference.callees.result_type(*function);
    if (!result) {
        s.suspend(*function);
        return s.nothing();
    }
    ValueId value = s.emit(ir::Call{*function, args}, *result);
    if (*result == types::unset) {  // it never returns
        s.kill();
        return s.nothing();
    }
    if (s.inference.callees.runs_unknown_code(*function)) s.after_unknown_code();
    return value;
}

ValueId jitted_call(Specialiser& s, const CallSite& call, FunctionHandle handle) {
    auto code = s.inference.callees.untyped(handle);
    if (code) return compiled_call(s, call, {*code, handle, {}});
    s.kill_reported();
    return s.nothing();
}

/// `@jit` of an inner function that is only called, by compiled code: it is compiled anyway.
bool is_needless_decorator(Specialiser& s, std::string_view identity, const CallSite& call) {
    bool is_decorator = identity == "coluber.decorators.jit" || identity == "coluber.decorators.njit";
    if (!is_decorator || !call.has_args(1, 1) || s.kind(call.args[0]) != Kind::closure) return false;
    const types::Type& type = s.type_info(call.args[0]);
    const ir::Inner& inner = *s.module[ir::FunctionId{type.number}].inner;
    bool has_object = type.elements.size() > inner.captured.size() + inner.defaults.size();
    return inner.has_body && !has_object;
}

/// How the callee's type says that the call is to be made; nothing (and the block alive): through Python.
std::optional<ValueId> native_call(Specialiser& s, ValueId callee, const CallSite& call) {
    const types::Type type = s.type_info(callee);
    if (type.kind == Kind::function) return jitted_call(s, call, {type.handle});
    if (type.kind == Kind::closure) {
        ir::FunctionId code{type.number};
        if (s.module[code].inner->has_body) return compiled_call(s, call, {code, s.handle(), callee});
        return std::nullopt;
    }
    if (type.kind != Kind::known) return std::nullopt;
    const Known known = s.known(callee);
    if (known.function) return jitted_call(s, call, known.function);
    if (is_needless_decorator(s, known.identity, call)) return call.args[0];
    auto result = known_call(s, known.identity, call);
    return result && (*result || s.is_dead()) ? result : std::nullopt;
}

/// Calling a generator function runs nothing yet: its generator is Python's own.
bool makes_generator(Specialiser& s, ValueId callee) { return s.kind(callee) == Kind::closure; }

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyCall& op) {
    ValueId callee = s[op.callee];
    if (auto result = native_call(s, callee, call_site(s, op))) return *result;
    if (makes_generator(s, callee)) return emit_boxed(s, op);
    return python_call(s, op, s.identity(callee));
}

// A call whose starred arguments are native tuples is a call as any other.
ValueId infer_op(Specialiser& s, const ir::PyCallEx& op) {
    ValueId callee = s[op.callee], args = s[op.args];
    auto size = tuple_size(s, args);
    if (!size || s.kind(s[op.kwargs]) != Kind::none) return python_level(s, op);
    CallSite call;
    for (std::size_t i = 0; i < *size; ++i) call.args.push_back(tuple_item(s, args, i));
    if (auto result = native_call(s, callee, call)) return *result;
    return python_level(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PyStarArgs& op) {
    auto size = tuple_size(s, s[op.iterable]);
    if (!size) return python_level(s, op);
    std::vector<ValueId> items = s.mapped(op.first);
    for (std::size_t i = 0; i < *size; ++i) items.push_back(tuple_item(s, s[op.iterable], i));
    return op.first.empty() ? s[op.iterable] : pack_tuple(s, items);
}

}  // namespace coluber::infer
