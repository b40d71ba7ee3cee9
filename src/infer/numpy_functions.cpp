// NumPy's elementwise functions on scalars, and scalar types as constructors.
// Python numbers enter as NumPy takes them: int64, float64, bool. Source: NumPy 2 reference (ufuncs); NEP 50.
#include "infer/array_maps.h"
#include "infer/call_rules.h"

#include <algorithm>
#include <limits>
#include <string>

namespace coluber::infer {

using ir::ArithKind;
using ir::BinaryKind;
using ir::CompareKind;
using ir::MathKind;

namespace {

// ── elementwise: one argument ──

struct UnaryRow {
    std::string_view name;      // numpy.…
    std::string_view function;  // of the C library (`f` is appended for float32); empty: an instruction
    MathKind kind;
};

constexpr UnaryRow unary_table[] = {
    {"sqrt", "", MathKind::sqrt}, {"fabs", "", MathKind::fabs}, {"rint", "", MathKind::rint}, {"sin", "sin", {}},
    {"cos", "cos", {}},           {"tan", "tan", {}},           {"arcsin", "asin", {}},       {"arccos", "acos", {}},
    {"arctan", "atan", {}},       {"sinh", "sinh", {}},         {"cosh", "cosh", {}},         {"tanh", "tanh", {}},
    {"arcsinh", "asinh", {}},     {"arccosh", "acosh", {}},     {"arctanh", "atanh", {}},     {"exp", "exp", {}},
    {"exp2", "exp2", {}},         {"expm1", "expm1", {}},       {"log", "log", {}},           {"log2", "log2", {}},
    {"log10", "log10", {}},       {"log1p", "log1p", {}},       {"cbrt", "cbrt", {}},
};
constexpr UnaryRow rounding_table[] = {
    // floats only: on integers the answer's dtype depends on NumPy's version
    {"floor", "", MathKind::floor},
    {"ceil", "", MathKind::ceil},
    {"trunc", "", MathKind::trunc},
};

bool is_scalar_argument(Specialiser& s, ValueId value) {
    return (s.is_number(value) || s.is_complex(value)) && s.kind(value) != Kind::maybe_np;
}

/// The dtype in which NumPy computes a float function of this number; none: float16, which has no native form.
std::optional<DType> float_dtype(Specialiser& s, ValueId value) {
    DType dtype = dtype_of(s.types, s.type(value));
    if (types::is_float(dtype)) return dtype;
    if (types::is_integer(dtype) && info(dtype).size >= 4) return DType::float64;
    return std::nullopt;
}

ValueId unary(Specialiser& s, const UnaryRow& row, ValueId value) {
    auto dtype = float_dtype(s, value);
    if (!dtype) return s.nothing();
    TypeId type = s.types.scalar(*dtype);
    ValueId x = s.convert(value, type);
    if (row.function.empty()) return s.emit(ir::Math{row.kind, x}, type);
    std::string function = std::string(row.function) + (*dtype == DType::float32 ? "f" : "");
    return s.native(function, std::span(&x, 1), type);
}

ValueId rounding(Specialiser& s, const UnaryRow& row, ValueId value) {
    return types::is_float(dtype_of(s.types, s.type(value))) ? unary(s, row, value) : s.nothing();
}

ValueId classify(Specialiser& s, std::string_view name, ValueId value) {
    if (!types::is_float(dtype_of(s.types, s.type(value)))) return s.nothing();
    TypeId type = s.type(value);
    ValueId size = s.emit(ir::Math{MathKind::fabs, value}, type);
    ValueId infinity = s.convert(s.const_float(std::numeric_limits<double>::infinity()), type);
    ValueId answer = name == "isnan"   ? s.compare(CompareKind::ne, value, value)
                     : name == "isinf" ? s.compare(CompareKind::eq, size, infinity)
                                       : s.compare(CompareKind::lt, size, infinity);
    return s.convert(answer, s.types.scalar(DType::boolean));
}

/// A Python number as the NumPy scalar that a ufunc makes of it when no other argument is NumPy's.
ValueId as_strong(Specialiser& s, ValueId value) {
    if (s.kind(value) == Kind::scalar) return value;
    return s.convert(value, s.types.scalar(dtype_of(s.types, s.type(value))));
}

// ── elementwise: two arguments ──

struct BinaryRow {
    std::string_view name;
    BinaryKind kind;
};

constexpr BinaryRow binary_table[] = {
    {"add", BinaryKind::add},
    {"subtract", BinaryKind::sub},
    {"multiply", BinaryKind::mul},
    {"divide", BinaryKind::truediv},
    {"true_divide", BinaryKind::truediv},
    {"floor_divide", BinaryKind::floordiv},
    {"remainder", BinaryKind::mod},
    {"mod", BinaryKind::mod},
    {"power", BinaryKind::pow},
    {"bitwise_and", BinaryKind::bit_and},
    {"bitwise_or", BinaryKind::bit_or},
    {"bitwise_xor", BinaryKind::bit_xor},
};
constexpr std::pair<std::string_view, std::string_view> binary_functions[] = {
    {"arctan2", "atan2"},
    {"hypot", "hypot"},
    {"copysign", "copysign"},
    {"fmod", "fmod"},
};
constexpr std::pair<std::string_view, CompareKind> comparisons[] = {
    {"less", CompareKind::lt},      {"less_equal", CompareKind::le}, {"equal", CompareKind::eq},
    {"not_equal", CompareKind::ne}, {"greater", CompareKind::gt},    {"greater_equal", CompareKind::ge},
};

/// np.maximum, np.minimum: a nan wins.
ValueId extreme(Specialiser& s, CompareKind better, ValueId left, ValueId right) {
    DType dtype = result_dtype(s, left, right);
    if (types::is_complex(dtype)) return s.nothing();
    ValueId a = as_scalar(s, left, dtype), b = as_scalar(s, right, dtype);
    if (dtype == DType::boolean) return s.arith(better == CompareKind::ge ? ArithKind::bit_or : ArithKind::bit_and, a, b);
    ValueId first = s.compare(better, a, b);
    if (types::is_float(dtype)) first = s.arith(ArithKind::bit_or, first, s.compare(CompareKind::ne, a, a));
    return s.select(first, a, b);
}

ValueId binary_function(Specialiser& s, std::string_view function, ValueId left, ValueId right) {
    DType dtype = result_dtype(s, left, right);
    if (types::is_integer(dtype) && function == "fmod") return s.nothing();
    if (!types::is_float(dtype)) {
        if (dtype == DType::boolean || info(dtype).size < 4) return s.nothing();
        dtype = DType::float64;
    }
    TypeId type = s.types.scalar(dtype);
    ValueId args[] = {s.convert(left, type), s.convert(right, type)};
    return s.native(std::string(function) + (dtype == DType::float32 ? "f" : ""), args, type);
}

ValueId binary(Specialiser& s, std::string_view name, ValueId left, ValueId right) {
    bool has_numpy = s.kind(left) == Kind::scalar || s.kind(right) == Kind::scalar;
    if (!has_numpy) left = as_strong(s, left), right = as_strong(s, right);
    bool has_complex = s.is_complex(left) || s.is_complex(right);
    for (const BinaryRow& row : binary_table)
        if (row.name == name) return (has_complex ? complex_binary : numpy_binary)(s, row.kind, left, right);
    for (auto [ufunc, kind] : comparisons) {
        bool is_equality = kind == CompareKind::eq || kind == CompareKind::ne;
        if (ufunc == name && (is_equality || !has_complex)) return number_compare(s, kind, left, right);
    }
    if (has_complex) return s.nothing();
    for (auto [ufunc, function] : binary_functions)
        if (ufunc == name) return binary_function(s, function, left, right);
    if (name == "maximum") return extreme(s, CompareKind::ge, left, right);
    if (name == "minimum") return extreme(s, CompareKind::le, left, right);
    return s.nothing();
}

/// NumPy calls the C library's complex function of the same name.
ValueId complex_argument(Specialiser& s, std::string_view name, ValueId value) {
    static constexpr std::string_view functions[] = {"sqrt", "exp",  "log",  "sin",  "cos",   "tan",   "sinh", "cosh",
                                                     "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh"};
    ValueId z = as_strong(s, value);
    if (name == "absolute" || name == "abs") return complex_absolute(s, z);
    if (name == "conjugate" || name == "conj") return complex_conjugate(s, z);
    if (name == "square") return complex_binary(s, BinaryKind::mul, z, z);
    if (name == "negative") return complex_unary(s, ir::UnaryKind::neg, z);
    if (name == "positive") return z;
    std::string function(name.starts_with("arc") ? "a" : "");
    function += name.starts_with("arc") ? name.substr(3) : name;
    if (std::ranges::find(functions, function) == std::end(functions)) return s.nothing();
    ValueId parts[] = {s.complex_part(z, 0), s.complex_part(z, 1)};
    return complex_native(s, "cb_np_c" + function, parts, s.type_info(z).dtype);
}

ValueId one_argument(Specialiser& s, std::string_view name, ValueId value) {
    if (s.is_complex(value)) return complex_argument(s, name, value);
    for (const UnaryRow& row : unary_table)
        if (row.name == name) return unary(s, row, value);
    for (const UnaryRow& row : rounding_table)
        if (row.name == name) return rounding(s, row, value);
    if (name == "isnan" || name == "isinf" || name == "isfinite") return classify(s, name, value);
    if (name == "absolute" || name == "abs") return absolute(s, as_strong(s, value));
    if (name == "square") {
        ValueId x = as_strong(s, value);
        return dtype_of(s.types, s.type(value)) == DType::boolean ? s.nothing() : numpy_binary(s, BinaryKind::mul, x, x);
    }
    if (name == "negative" && dtype_of(s.types, s.type(value)) != DType::boolean) {
        ValueId x = as_strong(s, value);
        return s.emit(ir::Neg{x}, s.type(x));
    }
    return s.nothing();
}

// ── scalar types as constructors ──

ValueId make_scalar(Specialiser& s, DType dtype, const CallSite& call) {
    if (call.has_args(0, 0)) return s.convert(s.const_int(0), s.types.scalar(dtype));
    bool is_pair = call.has_args(2, 2) && types::is_complex(dtype) && s.is_number(call.args[0]) && s.is_number(call.args[1]);
    if (is_pair) return s.convert(complex_of(s, call.args), s.types.scalar(dtype));
    if (!call.has_args(1, 1) || !is_scalar_argument(s, call.args[0])) return s.nothing();
    ValueId value = call.args[0];
    if (s.is_complex(value) && !types::is_complex(dtype)) return s.nothing();
    bool to_bool = dtype == DType::boolean;
    return s.kind(value) == Kind::scalar && !to_bool ? cast_scalar(s, value, dtype) : to_dtype(s, value, dtype);
}

/// The arguments with np.float64 in place of "a float or np.float64", where the answer is the same for both: where no other argument
/// is a NumPy scalar that a Python float would give way to. Empty: there is an argument that is no number, or the answer depends.
std::vector<ValueId> number_arguments(Specialiser& s, std::span<const ValueId> args) {
    TypeId wide = s.types.scalar(DType::float64);
    bool has_maybe = std::ranges::any_of(args, [&](ValueId arg) { return s.kind(arg) == Kind::maybe_np; });
    std::vector<ValueId> out;
    for (ValueId arg : args) {
        if (s.is_complex(arg) && s.kind(arg) != Kind::maybe_np && !has_maybe) {
            out.push_back(arg);
            continue;
        }
        if (!s.is_number(arg) || (has_maybe && s.kind(arg) == Kind::scalar && s.type(arg) != wide)) return {};
        bool is_maybe = s.kind(arg) == Kind::maybe_np;
        if (is_maybe && s.type_info(arg).dtype != DType::float64) return {};
        out.push_back(is_maybe ? s.convert(arg, wide) : arg);
    }
    return out;
}

}  // namespace

namespace {

/// np.where of numbers: both sides as their common dtype. NumPy converts a Python int without asking whether it fits.
ValueId choose(Specialiser& s, ValueId condition, ValueId left, ValueId right) {
    auto truth = native_truth(s, condition);
    if (!truth) return s.nothing();
    bool has_numpy = s.kind(left) == Kind::scalar || s.kind(right) == Kind::scalar;
    if (!has_numpy) left = as_strong(s, left), right = as_strong(s, right);
    DType dtype = result_dtype(s, left, right);
    if (types::is_complex(dtype)) return s.nothing();
    TypeId type = s.types.scalar(dtype);
    return s.select(*truth, s.convert(left, type), s.convert(right, type));
}

/// An elementwise function of NumPy on numbers; nothing: not one of ours, or not for these.
ValueId elementwise(Specialiser& s, std::string_view name, std::span<const ValueId> numbers) {
    if (name == "where") return numbers.size() == 3 ? choose(s, numbers[0], numbers[1], numbers[2]) : s.nothing();
    if (numbers.size() == 1) return one_argument(s, name, numbers[0]);
    return numbers.size() == 2 ? binary(s, name, numbers[0], numbers[1]) : s.nothing();
}

/// A function of two arguments that is told where to write, by `out=` or a third argument. None: it is not told.
std::optional<ValueId> result_argument(Specialiser& s, const std::string& name, const CallSite& call) {
    std::vector<ValueId> args = call.args;
    ValueId into;
    if (call.keywords.size() == 1 && call.keywords[0].first == "out") into = call.keywords[0].second;
    if (call.keywords.empty() && args.size() == 3 && name != "where") {
        into = args.back();
        args.pop_back();
    }
    if (!into || s.kind(into) != Kind::array) return std::nullopt;
    return map_arrays_into(
        s, into, args, [name](Specialiser& in, std::span<const ValueId> numbers) { return elementwise(in, name, numbers); });
}

/// A scalar type called with an array converts it.
ValueId cast_array(Specialiser& s, ValueId array, DType dtype) {
    const types::Type type = s.type_info(array);
    if (type.dtype == dtype && type.number > 0) return array;                                          // NumPy makes no copy
    if (types::is_complex(s.type_info(array).dtype) && !types::is_complex(dtype)) return s.nothing();  // with a warning
    return map_arrays(s, std::span(&array, 1), [dtype](Specialiser& in, std::span<const ValueId> numbers) {
        return cast_scalar(in, numbers[0], dtype);
    });
}

}  // namespace

std::optional<ValueId> numpy_scalar_call(Specialiser& s, std::string_view identity, const CallSite& call) {
    if (!identity.starts_with("numpy.")) return std::nullopt;
    std::string name(identity.substr(6));
    auto dtype = types::dtype_named(name);
    if (has_array(s, call.args)) {
        if (auto into = result_argument(s, name, call)) return *into;
        if (!call.keywords.empty()) return std::nullopt;
        if (dtype) return call.args.size() == 1 ? cast_array(s, call.args[0], *dtype) : s.nothing();
        bool has_axes = std::ranges::any_of(
            call.args, [&](ValueId arg) { return s.kind(arg) == Kind::array && s.type_info(arg).number > 0; });
        if (name == "where" && !has_axes) return s.nothing();  // an array without axes, not a scalar
        return map_arrays(s, call.args,
                          [name](Specialiser& in, std::span<const ValueId> numbers) { return elementwise(in, name, numbers); });
    }
    if (dtype) return make_scalar(s, *dtype, call);
    if (name == "where" || (!call.has_args(1, 1) && !call.has_args(2, 2))) return std::nullopt;
    std::vector<ValueId> args = number_arguments(s, call.args);
    if (args.empty()) return std::nullopt;
    return elementwise(s, name, args);
}

}  // namespace coluber::infer
