// Rules for `raise` and for handlers of errors that no exception was made for.
#include "infer/exceptions.h"

#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>
#include <array>

namespace coluber::infer {

namespace {

struct BuiltinException {
    std::string_view name, base;
};

/// A base stands before what derives from it. Those whose constructors do something of their own (OSError) are only caught by name.
constexpr std::array builtin_exceptions{
    BuiltinException{"BaseException", ""},
    BuiltinException{"Exception", "BaseException"},
    BuiltinException{"GeneratorExit", "BaseException"},
    BuiltinException{"KeyboardInterrupt", "BaseException"},
    BuiltinException{"ArithmeticError", "Exception"},
    BuiltinException{"FloatingPointError", "ArithmeticError"},
    BuiltinException{"OverflowError", "ArithmeticError"},
    BuiltinException{"ZeroDivisionError", "ArithmeticError"},
    BuiltinException{"AssertionError", "Exception"},
    BuiltinException{"AttributeError", "Exception"},
    BuiltinException{"BufferError", "Exception"},
    BuiltinException{"EOFError", "Exception"},
    BuiltinException{"ImportError", "Exception"},
    BuiltinException{"LookupError", "Exception"},
    BuiltinException{"IndexError", "LookupError"},
    BuiltinException{"KeyError", "LookupError"},
    BuiltinException{"MemoryError", "Exception"},
    BuiltinException{"NameError", "Exception"},
    BuiltinException{"UnboundLocalError", "NameError"},
    BuiltinException{"OSError", "Exception"},
    BuiltinException{"ReferenceError", "Exception"},
    BuiltinException{"RuntimeError", "Exception"},
    BuiltinException{"NotImplementedError", "RuntimeError"},
    BuiltinException{"RecursionError", "RuntimeError"},
    BuiltinException{"StopIteration", "Exception"},
    BuiltinException{"SystemError", "Exception"},
    BuiltinException{"TypeError", "Exception"},
    BuiltinException{"ValueError", "Exception"},
    BuiltinException{"UnicodeError", "ValueError"},
};

RaisedClass builtin_class(std::string_view name) {
    auto found = std::ranges::find(builtin_exceptions, name, &BuiltinException::name);
    return found == builtin_exceptions.end() ? no_class : static_cast<RaisedClass>(found - builtin_exceptions.begin()) + 1;
}

bool derives_from(RaisedClass error, RaisedClass base) {
    while (error != no_class && error != base) error = builtin_class(builtin_exceptions[error - 1].base);
    return error == base;
}

std::string_view name_of_class(ErrorCode code) {
    switch (code) {
        case ErrorCode::index_error:
        case ErrorCode::index_text: return "IndexError";
        case ErrorCode::zero_division: return "ZeroDivisionError";
        case ErrorCode::unbound_local: return "UnboundLocalError";
        case ErrorCode::read_only:
        case ErrorCode::value_error:
        case ErrorCode::too_many_values:
        case ErrorCode::not_enough_values: return "ValueError";
        case ErrorCode::int_overflow:
        case ErrorCode::overflow_error:
        case ErrorCode::out_of_dtype: return "OverflowError";
        case ErrorCode::type_error: return "TypeError";
        case ErrorCode::assertion: return "AssertionError";
        case ErrorCode::none:
        case ErrorCode::python_error:
        case ErrorCode::recursion:
        case ErrorCode::memory: break;
    }
    return {};
}

}  // namespace

RaisedClass class_named(const Known& known) {
    constexpr std::string_view builtins = "builtins.";
    if (known.identity.starts_with(builtins)) return builtin_class(std::string_view(known.identity).substr(builtins.size()));
    return known.exception.empty() ? no_class : first_user_class + known.id;
}

RaisedClass class_made_by(const Specialiser& s, ValueId callee) {
    if (s.kind(callee) != Kind::known || s.known(callee).exception.empty()) return no_class;
    return class_named(s.known(callee));
}

RaisedClass class_of_failure(const Specialiser& s, const ir::Inst& inst) {
    if (inst.checkpoint) return no_class;  // it goes on in the twin
    return ir::visit(
        s.typed, inst, [](const ir::Check& op) { return builtin_class(name_of_class(op.code)); },
        [](const ir::Guard& op) { return builtin_class(name_of_class(op.code)); },
        [](const ir::Fail& op) { return builtin_class(name_of_class(op.code)); },
        [](const ir::CheckBounds&) { return builtin_class("IndexError"); },
        [](const ir::CheckBound&) { return builtin_class("UnboundLocalError"); },
        [](const ir::ArithChecked&) { return builtin_class("OverflowError"); },
        [&](const ir::FailNew& op) { return s.class_of_object(op.type); }, [](const auto&) { return no_class; });
}

std::optional<bool> is_caught_by(const Specialiser& s, RaisedClass error, ValueId type) {
    if (s.kind(type) != Kind::known) return std::nullopt;
    RaisedClass caught = class_named(s.known(type));
    if (caught == no_class) return std::nullopt;
    if (caught == error) return true;
    if (caught >= first_user_class) {
        if (error < first_user_class) return false;  // a built-in class derives from no other
        return std::nullopt;
    }
    if (error < first_user_class) return derives_from(error, caught);
    bool is_base = derives_from(builtin_class(s.known_object(error - first_user_class).exception), caught);
    return is_base ? std::optional(true) : std::nullopt;  // it may have further bases
}

// ── raise ──

namespace {

/// The arguments as one constant; none: some are made at run time.
std::optional<ir::ConstantId> constant_args(Specialiser& s, ir::Operands args) {
    ir::ConstantTuple tuple;
    for (ValueId arg : args) {
        ir::InstId by = s.typed[s[arg]].defined_by;
        if (!by || !s.typed.is<ir::Const>(s.typed[by])) return std::nullopt;
        tuple.items.push_back(s.typed.as<ir::Const>(s.typed[by]).value);
    }
    return s.module.constant(std::move(tuple));
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyRaise& op) {
    ValueId exception = s[op.exception];
    if (s.kind(s[op.cause]) == Kind::unset && class_made_by(s, exception) != no_class) {  // `raise ValueError`
        s.fail_new({}, exception);
        return s.nothing();
    }
    return emit_boxed(s, op);
}

// With arguments that are constants the exception is made where it is looked at; else here, as CPython does.
ValueId infer_op(Specialiser& s, const ir::PyRaiseCall& op) {
    ValueId callee = s[op.callee];
    auto args = constant_args(s, op.args);
    bool keeps_arguments = class_made_by(s, callee) != no_class;
    if (args && keeps_arguments) {
        s.fail_new(*args, callee);
        return s.nothing();
    }
    if (s.is_strict() && !keeps_arguments && s.kind(callee) == Kind::known && !s.identity(callee).starts_with("builtins.")) {
        s.report(unknown_call, s.text_of(s.builder.at))
            .hint(
                "raise a built-in exception, or a class of yours without `__init__` and `__new__`; or decorate with "
                "`@coluber.jit`");
        return s.nothing();
    }
    ir::PyCall call{op.callee, op.args, {}};
    ValueId made = keeps_arguments ? emit_boxed(s, call) : infer_op(s, call);
    if (s.is_dead()) return s.nothing();
    ValueId object = s.box(made), no_cause = s.unset();
    s.emit(ir::PyRaise{object, no_cause});
    s.kill();
    return s.nothing();
}

// ── handlers ──

ValueId infer_op(Specialiser& s, const ir::PyHandled& op) {
    return s.entered_with() == no_class ? emit_boxed(s, op) : s.hold_pending();
}

ValueId infer_op(Specialiser& s, const ir::PyCatch& op) {
    if (s.entered_with() == no_class) return emit_boxed(s, op);
    return s.emit(ir::Pending{}, s.types.pending(s.entered_with()));
}

ValueId infer_op(Specialiser& s, const ir::PyMatchException& op) {
    ValueId exception = s[op.exception], type = s[op.type];
    if (s.kind(exception) == Kind::pending) {
        std::optional<bool> is_caught = false;
        std::vector<ValueId> classes{type};
        if (auto size = tuple_size(s, type)) {
            classes.clear();
            for (std::size_t i = 0; i < *size; ++i) classes.push_back(tuple_item(s, type, i));
        }
        for (ValueId one : classes) {
            auto by_this = is_caught_by(s, s.type_info(exception).number, one);
            is_caught = !is_caught || !by_this ? std::nullopt : std::optional(*is_caught || *by_this);
        }
        if (is_caught) return s.const_bool(*is_caught);
    }
    s.handle_pending();
    return emit_boxed(s, op, types::boolean);
}

ValueId infer_op(Specialiser& s, const ir::PyEndHandling& op) {
    if (s.kind(s[op.before]) != Kind::pending) return emit_boxed(s, op);
    s.drop_pending();
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::PyReraise& op) {
    if (s.kind(s[op.exception]) != Kind::pending) return emit_boxed(s, op);
    s.emit(ir::FailPending{});
    s.kill();
    return s.nothing();
}

}  // namespace coluber::infer
