// Calls: known functions by their rules, jitted functions as direct calls, all else through Python.
#include "infer/call_rules.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

namespace {

CallSite call_site(Specialiser& s, const ir::PyCall& op) {
    CallSite call{op, {}, {}};
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
    return numpy_scalar_call(s, identity, call);
}

/// Built-in functions that run no code of the user's on exact built-in values.
bool is_harmless(std::string_view identity) {
    static constexpr std::array names{"print", "len", "str", "repr", "abs", "min", "max", "sum", "round", "divmod", "pow", "float", "int",
                                      "bool", "list", "tuple", "dict", "set", "sorted", "reversed", "enumerate", "zip", "range", "ord",
                                      "chr", "bin", "hex", "oct", "format", "any", "all", "isinstance", "type", "bytes", "complex",
                                      "hash", "slice"};
    if (!identity.starts_with("builtins.")) return identity.starts_with("math.");
    identity.remove_prefix(std::string_view("builtins.").size());
    return std::ranges::find(names, identity) != names.end() || identity.ends_with("Error") || identity == "Exception" ||
           identity == "StopIteration" || identity == "KeyboardInterrupt";
}

/// What a Python-level call of a known function is sure to return.
TypeId sure_result(std::string_view identity) {
    struct Row { std::string_view identity; TypeId type; };
    static constexpr Row rows[] = {
        {"builtins.len", types::integer}, {"builtins.float", types::floating}, {"builtins.str", types::str},
        {"builtins.repr", types::str}, {"builtins.list", types::list}, {"builtins.sorted", types::list},
        {"builtins.isinstance", types::boolean}, {"builtins.any", types::boolean}, {"builtins.all", types::boolean},
        {"builtins.ord", types::integer}, {"builtins.chr", types::str}, {"builtins.print", types::none},
        {"math.gamma", types::floating}, {"math.lgamma", types::floating}, {"math.fsum", types::floating},
        {"math.dist", types::floating}, {"math.ldexp", types::floating}, {"math.prod", types::object},
    };
    for (const Row& row : rows)
        if (row.identity == identity) return row.type;
    return types::object;
}

ValueId python_call(Specialiser& s, const ir::PyCall& op, std::string_view identity) {
    if (s.is_strict()) {
        if (identity.empty() || !is_harmless(identity)) {
            s.report(unknown_call, s.text_of(s.builder.at))
                .hint("decorate the callee with `@coluber.njit`, or this function with `@coluber.jit`, which calls through Python");
            return s.nothing();
        }
        if (!require_exact(s, op.args)) return s.nothing();
    }
    ValueId result = emit_boxed(s, op);
    TypeId sure = sure_result(identity);
    if (s.is_dead() || sure == types::object || (s.is_generic() && sure == types::integer)) return result;
    if (sure == types::none) return s.none();
    return s.unbox(result, sure);
}

// ── jitted callees ──

/// The argument for each parameter; false when reported.
bool bind_arguments(Specialiser& s, const CallSite& call, FunctionHandle callee, const ir::Function& untyped, std::vector<ValueId>& args) {
    std::size_t count = untyped.param_names.size();
    auto refuse = [&](std::string_view why) { s.report(wrong_arguments, untyped.name, why); return false; };
    if (call.args.size() > count) return refuse(fmt::format("takes {} arguments, {} are given", count, call.args.size()));
    args.assign(count, {});
    std::copy(call.args.begin(), call.args.end(), args.begin());
    for (auto [name, value] : call.keywords) {
        auto found = std::ranges::find_if(untyped.param_names, [&](NameId p) { return s.module.names[p] == name; });
        if (found == untyped.param_names.end()) return refuse(fmt::format("there is no parameter `{}`", name));
        ValueId& arg = args[static_cast<std::size_t>(found - untyped.param_names.begin())];
        if (arg) return refuse(fmt::format("`{}` is given twice", name));
        arg = value;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (args[i]) continue;
        auto value = s.inference.world.parameter_default(callee, static_cast<std::uint32_t>(i));
        if (!value) return refuse(fmt::format("no argument for `{}`", s.module.names[untyped.param_names[i]]));
        args[i] = s.known_value(*value);
    }
    return true;
}

ValueId jitted_call(Specialiser& s, const CallSite& call, FunctionHandle callee) {
    const ir::Function* untyped = s.inference.callees.untyped(callee);
    if (!untyped) { s.kill_reported(); return s.nothing(); }
    std::vector<ValueId> args;
    if (!bind_arguments(s, call, callee, *untyped, args)) return s.nothing();
    std::vector<TypeId> arg_types;
    for (ValueId arg : args) arg_types.push_back(s.type(arg));
    auto function = s.inference.callees.specialise(callee, arg_types);
    if (!function) { s.kill_reported(); return s.nothing(); }
    auto result = s.inference.callees.result_type(*function);
    if (!result) { s.suspend(*function); return s.nothing(); }
    ValueId value = s.emit(ir::Call{*function, args}, *result);
    if (s.inference.callees.runs_unknown_code(*function)) s.after_unknown_code();
    return value;
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyCall& op) {
    ValueId callee = s[op.callee];
    if (s.kind(callee) != Kind::known) return python_call(s, op, {});
    const Known known = s.known(callee);
    CallSite call = call_site(s, op);
    if (known.function) return jitted_call(s, call, known.function);
    if (auto result = known_call(s, known.identity, call); result && (*result || s.is_dead())) return *result;
    return python_call(s, op, known.identity);
}

}  // namespace coluber::infer
