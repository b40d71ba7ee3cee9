// Calls: known functions by their rules, jitted functions as direct calls, all else through Python.
#include "infer/array_results.h"
#include "infer/arrays.h"
#include "infer/containers.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

CallSite call_site(Specialiser& s, const ir::PyCall& op, std::span<const ValueId> first) {
    CallSite call{op, {first.begin(), first.end()}, {}};
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
    for (std::span<const NamedRule> rules : {builtin_rules(), numpy_rules(), iterator_rules()})
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

// ── jitted callees ──

std::string missing_arguments(const std::vector<std::string>& names, std::string_view kind) {
    std::string list = names[0];
    for (std::size_t i = 1; i < names.size(); ++i) {
        bool is_last = i + 1 == names.size();
        list += (is_last ? names.size() == 2 ? " and " : ", and " : ", ") + names[i];
    }
    return fmt::format("missing {} required {} argument{}: {}", names.size(), kind, names.size() == 1 ? "" : "s", list);
}

std::string count_of(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// Puts each keyword argument in its place; the complaint, if there is one.
std::string place_keywords(Specialiser& s, const CallSite& call, const ir::Function& untyped, const Parameters& how,
                           std::vector<ValueId>& args) {
    for (auto [name, value] : call.keywords) {
        auto found = std::ranges::find_if(untyped.param_names, [&](NameId p) { return s.module.names[p] == name; });
        auto index = static_cast<std::size_t>(found - untyped.param_names.begin());
        if (index == args.size()) return fmt::format("got an unexpected keyword argument '{}'", name);
        if (index < how.positional_only)
            return fmt::format("got some positional-only arguments passed as keyword arguments: '{}'", name);
        if (args[index]) return fmt::format("got multiple values for argument '{}'", name);
        args[index] = value;
    }
    return {};
}

/// Fills in the defaults; the complaint about what is missing.
std::string place_defaults(Specialiser& s, FunctionHandle callee, const ir::Function& untyped, const Parameters& how,
                           std::vector<ValueId>& args) {
    std::vector<std::string> positional, keyword_only;
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (args[i]) continue;
        auto value = s.inference.world.parameter_default(callee, static_cast<std::uint32_t>(i));
        if (value)
            args[i] = s.known_value(*value);
        else
            (i < how.positional ? positional : keyword_only)
                .push_back(fmt::format("'{}'", s.module.names[untyped.param_names[i]]));
    }
    if (!positional.empty()) return missing_arguments(positional, "positional");
    return keyword_only.empty() ? "" : missing_arguments(keyword_only, "keyword-only");
}

/// The argument for each parameter; false: the call raises a TypeError when it is reached, with CPython's sentence.
bool bind_arguments(Specialiser& s, const CallSite& call, FunctionHandle callee, const ir::Function& untyped,
                    std::vector<ValueId>& args) {
    Parameters how = s.inference.callees.parameters(callee);
    args.assign(untyped.param_names.size(), {});
    std::string complaint;
    if (call.args.size() > how.positional)
        complaint = fmt::format("takes {} but {} {} given", count_of(how.positional, "positional argument"), call.args.size(),
                                call.args.size() == 1 ? "was" : "were");
    else
        std::copy(call.args.begin(), call.args.end(), args.begin());
    if (complaint.empty()) complaint = place_keywords(s, call, untyped, how, args);
    if (complaint.empty()) complaint = place_defaults(s, callee, untyped, how, args);
    if (complaint.empty()) return true;
    s.fail(ErrorCode::type_error, fmt::format("{}() {}", untyped.name, complaint));
    return false;
}

ValueId jitted_call(Specialiser& s, const CallSite& call, FunctionHandle callee) {
    const ir::Function* untyped = s.inference.callees.untyped(callee);
    if (!untyped) {
        s.kill_reported();
        return s.nothing();
    }
    if (s.inference.callees.parameters(callee).takes_more) return python_call(s, call.op, {});
    std::vector<ValueId> args;
    if (!bind_arguments(s, call, callee, *untyped, args)) return s.nothing();
    std::vector<TypeId> arg_types;
    for (ValueId arg : args) arg_types.push_back(s.type(arg));
    auto function = s.inference.callees.specialise(callee, arg_types);
    if (!function) {
        s.kill_reported();
        return s.nothing();
    }
    auto result = s.inference.callees.result_type(*function);
    if (!result) {
        s.suspend(*function);
        return s.nothing();
    }
    if (*result == types::unset) {  // it never returns
        s.emit(ir::Call{*function, args}, *result);
        s.kill();
        return s.nothing();
    }
    ValueId value = s.emit(ir::Call{*function, args}, *result);
    if (s.inference.callees.runs_unknown_code(*function)) s.after_unknown_code();
    return value;
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyCall& op) {
    ValueId callee = s[op.callee];
    if (s.kind(callee) == Kind::method) return method_call(s, op);
    if (s.kind(callee) != Kind::known) return python_call(s, op, {});
    const Known known = s.known(callee);
    CallSite call = call_site(s, op);
    if (known.function) return jitted_call(s, call, known.function);
    if (auto result = known_call(s, known.identity, call); result && (*result || s.is_dead())) return *result;
    return python_call(s, op, known.identity);
}

}  // namespace coluber::infer
