// Calls: known functions by their rules, jitted functions as direct calls, all else through Python.
#include "infer/array_results.h"
#include "infer/arrays.h"
#include "infer/containers.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

CallSite call_site(Specialiser& s, const ir::PyCall& op, std::span<const ValueId> first) {
    CallSite call{&op, {first.begin(), first.end()}, {}};
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

ValueId as_sure(Specialiser& s, ValueId result, TypeId sure) {
    if (s.is_dead() || sure == types::object) return result;
    if (sure == types::none) return s.none();
    // An int may be one of any size, also in a tuple.
    bool always_fits =
        types::is_boxed(s.types, sure) || sure == types::floating || sure == types::boolean || sure == types::complex;
    return always_fits || s.is_strict() ? s.unbox(result, sure) : expected(s, result, sure);
}

bool require_no_unknown_function(Specialiser& s, const ir::PyCall& op) {
    if (!s.is_strict()) return true;
    for (ValueId arg : op.args) {
        if (s.kind(s[arg]) != Kind::known) continue;
        const Known& known = s.known(s[arg]);
        if (known.function || is_harmless(known.identity) || known.identity.starts_with("numpy.")) continue;
        s.report(unknown_call, s.text_of(s.builder.at)).hint("decorate the function that is passed with `@coluber.njit`");
        return false;
    }
    return true;
}

namespace {

std::optional<ValueId> known_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    for (std::span<const NamedRule> rules : {builtin_rules(), numpy_rules(), iterator_rules(), library_rules()})
        for (const NamedRule& named : rules)
            if (named.identity == identity) return named.rule(s, call);
    if (auto result = math_call(s, identity, call)) return result;
    if (auto result = cmath_call(s, identity, call)) return result;
    return numpy_scalar_call(s, identity, call);
}

/// NumPy's functions know numbers; of other values, those in the table.
bool is_numpy_function(Specialiser& s, const ir::PyCall& op, std::string_view identity) {
    bool has_numbers = std::ranges::all_of(op.args, [&](ValueId arg) { return s.is_number(s[arg]) || s.is_complex(s[arg]); });
    return identity.starts_with("numpy.") && (has_numbers || has_known_result(identity));
}

ValueId python_call(Specialiser& s, const ir::PyCall& op, std::string_view identity) {
    if (s.is_library() && !identity.ends_with("Error")) {  // to raise one is all that it may do with objects
        s.report(unknown_call, s.text_of(s.builder.at));
        return s.nothing();
    }
    if (s.is_strict()) {
        if (identity.empty() || !(is_harmless(identity) || is_numpy_function(s, op, identity))) {
            s.report(unknown_call, s.text_of(s.builder.at))
                .hint(
                    "decorate the callee with `@coluber.njit`, or this function with `@coluber.jit`, which calls through "
                    "Python");
            return s.nothing();
        }
        if (!require_exact(s, op.args) || !require_no_unknown_function(s, op)) return s.nothing();
    }
    CallSite call = call_site(s, op);
    TypeId sure = sure_result(s, identity, call), likely = expected_result(s, identity, call);
    ValueId result = emit_boxed(s, op);
    if (!s.is_dead()) note_put_items(s, identity, call);
    if (TypeId known = s.is_dead() ? types::object : known_result(s, identity, call); known != types::object)
        return expect(s, result, known);
    if (likely == types::object) return as_sure(s, result, sure);
    return expected_item(s, result, s.type(call.args[0]), likely == types::unset ? types::object : likely);
}

// ── callees that are compiled ──

/// The call of a typed function.
ValueId typed_call(Specialiser& s, ir::FunctionId function, std::span<const ValueId> args) {
    auto result = s.inference.callees.result_type(function);
    if (!result) {
        s.suspend(function);
        return s.nothing();
    }
    if (*result == types::unset) {  // it never returns
        s.emit(ir::Call{function, args}, *result);
        s.kill();
        return s.nothing();
    }
    ValueId value = s.emit(ir::Call{function, args}, *result);
    if (s.inference.callees.runs_unknown_code(function)) s.after_unknown_code();
    return value;
}

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
    return typed_call(s, *function, args);
}

ValueId jitted_call(Specialiser& s, const CallSite& call, FunctionHandle handle) {
    auto code = s.inference.callees.untyped(handle);
    if (code) return compiled_call(s, call, {*code, handle, {}});
    s.kill_reported();
    return s.nothing();
}

/// The arguments as a library function declares them: arrays, literals; false: they are of another kind.
bool fit_arguments(Specialiser& s, std::string_view kinds, std::vector<ValueId>& args) {
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (kinds[i] == 'a' && s.kind(args[i]) != Kind::array) return false;
        if (kinds[i] == 's') args[i] = s.as_literal(args[i]);
        if (!args[i] || s.is_boxed(args[i])) return false;
    }
    return true;
}

/// The call of a library function; nothing: it is not made for these arguments, and NumPy has the say (also about a wrong call).
ValueId library_function_call(Specialiser& s, const CallSite& call, FunctionHandle callee) {
    if (s.is_generic()) return s.nothing();
    auto code = s.inference.callees.untyped(callee);
    CHECK(code, "a library function that does not parse");
    std::vector<ValueId> args;
    if (!binding_complaint(s, call, {*code, callee, {}}, args).empty()) return s.nothing();
    if (!fit_arguments(s, s.inference.callees.argument_kinds(callee), args)) return s.nothing();
    std::vector<TypeId> arg_types;
    for (ValueId arg : args) arg_types.push_back(s.type(arg));
    auto function = s.inference.callees.specialise(*code, arg_types);
    return function ? typed_call(s, *function, args) : s.nothing();
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
    FunctionHandle function = known.function;
    if (function && !s.inference.callees.is_library(function)) return jitted_call(s, call, function);
    if (is_needless_decorator(s, known.identity, call)) return call.args[0];
    if (auto result = known_call(s, known.identity, call); result && (*result || s.is_dead())) return result;
    ValueId result = function ? library_function_call(s, call, function) : library_call(s, known.identity, call);
    return result || s.is_dead() ? std::optional(result) : std::nullopt;
}

/// Calling a generator function runs nothing yet: its generator is Python's own.
bool makes_generator(Specialiser& s, ValueId callee) { return s.kind(callee) == Kind::closure; }

}  // namespace

ValueId library_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    FunctionHandle function = s.inference.callees.implementation(identity);
    return function ? library_function_call(s, call, function) : s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::PyCall& op) {
    ValueId callee = s[op.callee];
    if (s.kind(callee) == Kind::method) return method_call(s, op);
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
