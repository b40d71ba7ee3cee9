// Native forms of built-in functions on numbers, arrays, tuples and ranges. Source: CPython, Python/bltinmodule.c (behaviour).
#include "infer/call_rules.h"
#include "infer/containers.h"
#include "infer/join.h"
#include "infer/words.h"

#include <algorithm>
#include <limits>

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;

ValueId index_argument(Specialiser& s, ValueId value) {
    if (s.is_python_int(value)) return to_int(s, value);
    bool is_np_int = s.kind(value) == Kind::scalar && types::is_integer(s.type_info(value).dtype);
    return is_np_int ? np_int_to_int(s, value) : s.nothing();
}

ValueId absolute(Specialiser& s, ValueId value) {
    if (s.is_complex(value)) return complex_absolute(s, value);
    if (s.kind(value) == Kind::boolean) value = to_int(s, value);
    if (!s.is_number(value) || s.kind(value) == Kind::maybe_np) return s.nothing();
    DType dtype = dtype_of(s.types, s.type(value));
    if (dtype == DType::boolean) return s.nothing();
    if (types::is_float(dtype)) return s.emit(ir::Math{ir::MathKind::fabs, value}, s.type(value));
    ValueId zero = s.convert(s.const_int(0), s.type(value));
    if (s.kind(value) == Kind::integer)
        s.guard(ErrorCode::int_overflow, s.text_of(s.builder.at),
                s.compare(CompareKind::ne, value, s.const_int(std::numeric_limits<std::int64_t>::min())));
    return s.select(s.compare(CompareKind::lt, value, zero), s.emit(ir::Neg{value}, s.type(value)), value);
}

namespace {

ValueId call_range(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 3)) return s.nothing();
    std::vector<ValueId> parts;
    for (ValueId arg : call.args) {
        bool is_float = s.is_number(arg) && types::is_float(dtype_of(s.types, s.type(arg)));
        if (is_float) {
            bool is_np = s.kind(arg) == Kind::scalar;
            s.fail(ErrorCode::type_error,
                   fmt::format("'{}' object cannot be interpreted as an integer",
                               is_np ? "numpy." + std::string(info(s.type_info(arg).dtype).name) : "float"));
            return s.nothing();
        }
        parts.push_back(index_argument(s, arg));
    }
    if (std::ranges::find(parts, s.nothing()) != parts.end()) return s.nothing();
    ValueId start = parts.size() == 1 ? s.const_int(0) : parts[0], stop = parts.size() == 1 ? parts[0] : parts[1];
    ValueId step = parts.size() == 3 ? parts[2] : s.const_int(1);
    auto known_step = s.constant_int(step);
    if (known_step == 0) {
        s.fail(ErrorCode::value_error, "range() arg 3 must not be zero");
        return s.nothing();
    }
    if (!known_step)
        s.check(ErrorCode::value_error, "range() arg 3 must not be zero", s.compare(CompareKind::ne, step, s.const_int(0)));
    return s.emit(ir::RangeMake{start, stop, step}, s.types.range(known_step));
}

ValueId call_len(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 1)) return s.nothing();
    ValueId value = call.args[0];
    if (auto size = tuple_size(s, value)) return s.const_int(static_cast<std::int64_t>(*size));
    if (s.kind(value) == Kind::range) {
        ValueId length = s.emit(ir::RangePart{3, value}, types::integer);
        s.guard(ErrorCode::overflow_error, "Python int too large to convert to C ssize_t",
                s.compare(CompareKind::ge, length, s.const_int(0)));
        return length;
    }
    Kind kind = s.kind(value);
    if (is_container(kind) || kind == Kind::str || kind == Kind::bytes) return s.emit(ir::ContainerSize{value}, types::integer);
    if (s.kind(value) == Kind::array && s.type_info(value).number > 0) return s.emit(ir::ArrayDim{0, value}, types::integer);
    return s.nothing();
}

ValueId call_abs(Specialiser& s, const CallSite& call) { return call.has_args(1, 1) ? absolute(s, call.args[0]) : s.nothing(); }

/// min or max of numbers of one type (or float and np.float64), as Python compares them: the first of equals wins, nan by position.
ValueId extreme(Specialiser& s, const CallSite& call, CompareKind better) {
    std::vector<ValueId> items = call.args;
    if (call.has_args(1, 1) && tuple_size(s, items[0]).value_or(0) > 0) {
        ValueId tuple = items[0];
        items.clear();
        for (std::size_t i = 0; i < *tuple_size(s, tuple); ++i) items.push_back(tuple_item(s, tuple, i));
    } else if (!call.keywords.empty() || items.size() < 2) {
        return s.nothing();
    }
    TypeId type = s.type(items[0]);
    for (ValueId item : items) type = s.is_number(item) ? join(s.types, type, s.type(item)) : types::object;
    if (!types::is_number(s.types, type)) return s.nothing();
    ValueId best = convert_to_join(s, items[0], type);
    for (std::size_t i = 1; i < items.size(); ++i) {
        ValueId item = convert_to_join(s, items[i], type);
        bool maybe = s.types.kind(type) == Kind::maybe_np;
        ValueId a = maybe ? to_float(s, item) : item, b = maybe ? to_float(s, best) : best;
        best = s.select(s.compare(better, a, b), item, best);
    }
    return best;
}

ValueId call_min(Specialiser& s, const CallSite& call) { return extreme(s, call, CompareKind::lt); }
ValueId call_max(Specialiser& s, const CallSite& call) { return extreme(s, call, CompareKind::gt); }

ValueId call_float(Specialiser& s, const CallSite& call) {
    if (call.has_args(0, 0)) return s.const_float(0.0);
    return call.has_args(1, 1) && s.is_number(call.args[0]) ? to_float(s, call.args[0]) : s.nothing();
}

ValueId call_int(Specialiser& s, const CallSite& call) {
    if (s.is_generic()) return s.nothing();
    if (call.has_args(0, 0)) return s.const_int(0);
    if (!call.has_args(1, 1) || !s.is_number(call.args[0])) return s.nothing();
    ValueId value = call.args[0];
    return types::is_float(dtype_of(s.types, s.type(value))) ? truncate_to_int(s, value) : np_int_to_int(s, value);
}

ValueId call_complex(Specialiser& s, const CallSite& call) {
    return call.has_args(0, 2) ? complex_of(s, call.args) : s.nothing();
}

ValueId call_bool(Specialiser& s, const CallSite& call) {
    if (call.has_args(0, 0)) return s.const_bool(false);
    if (!call.has_args(1, 1)) return s.nothing();
    return native_truth(s, call.args[0]).value_or(s.nothing());
}

ValueId call_round(Specialiser& s, const CallSite& call) {
    if (!call.has_args(1, 1) || s.is_generic()) return s.nothing();
    ValueId value = call.args[0];
    if (s.is_python_int(value)) return to_int(s, value);
    if (s.kind(value) != Kind::floating) return s.nothing();
    return truncate_to_int(s, s.emit(ir::Math{ir::MathKind::rint, value}, types::floating));
}

bool are_python_numbers(Specialiser& s, const CallSite& call) {
    return std::ranges::all_of(call.args, [&](ValueId v) { return s.is_python_int(v) || s.kind(v) == Kind::floating; });
}

ValueId call_divmod(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || !are_python_numbers(s, call) || s.is_generic()) return s.nothing();
    bool ints = s.is_python_int(call.args[0]) && s.is_python_int(call.args[1]);
    if (!ints) {  // one sentence for both parts
        ValueId divisor = to_float(s, call.args[1]);
        s.check(ErrorCode::zero_division, "float divmod()", s.compare(CompareKind::ne, divisor, s.const_float(0.0)));
    }
    ValueId parts[] = {python_binary(s, BinaryKind::floordiv, call.args[0], call.args[1]),
                       python_binary(s, BinaryKind::mod, call.args[0], call.args[1])};
    return pack_tuple(s, parts);
}

ValueId call_pow(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2) || !are_python_numbers(s, call) || s.is_generic()) return s.nothing();
    return python_binary(s, BinaryKind::pow, call.args[0], call.args[1]);
}

/// The built-in classes that a value is an instance of, separated by spaces; empty: not known here.
std::string_view classes_of(Kind kind) {
    switch (kind) {
        case Kind::boolean: return "bool int object";
        case Kind::integer:
        case Kind::bigint: return "int object";
        case Kind::floating: return "float object";
        case Kind::complex: return "complex object";
        case Kind::str: return "str object";
        case Kind::bytes: return "bytes object";
        case Kind::list: return "list object";
        case Kind::dict: return "dict object";
        case Kind::set: return "set object";
        case Kind::tuple: return "tuple object";
        case Kind::none: return "object";
        default: return {};
    }
}

/// `isinstance(x, C)` and `isinstance(x, (C, D))` of a value whose class is known, for built-in classes.
ValueId call_isinstance(Specialiser& s, const CallSite& call) {
    if (!call.has_args(2, 2)) return s.nothing();
    std::string_view classes = classes_of(s.kind(call.args[0]));
    auto size = tuple_size(s, call.args[1]);
    bool is_one = false;
    for (std::size_t i = 0; i < size.value_or(1); ++i) {
        std::string_view identity = s.identity(size ? tuple_item(s, call.args[1], i) : call.args[1]);
        constexpr std::string_view known = "bool int float str bytes list dict set tuple object complex";
        bool is_builtin = identity.starts_with("builtins.") && has_word(known, identity.substr(9));
        if (classes.empty() || !is_builtin) return s.nothing();
        is_one |= has_word(classes, identity.substr(9));
    }
    return s.const_bool(is_one);
}

constexpr NamedRule rules[] = {
    {"builtins.range", call_range}, {"builtins.len", call_len},
    {"builtins.abs", call_abs},     {"builtins.min", call_min},
    {"builtins.max", call_max},     {"builtins.float", call_float},
    {"builtins.int", call_int},     {"builtins.bool", call_bool},
    {"builtins.round", call_round}, {"builtins.divmod", call_divmod},
    {"builtins.pow", call_pow},     {"builtins.complex", call_complex},
    {"builtins.slice", call_slice}, {"builtins.isinstance", call_isinstance},
};

}  // namespace

std::span<const NamedRule> builtin_rules() { return rules; }

}  // namespace coluber::infer
