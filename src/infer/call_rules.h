// Calls of functions that inference knows by their public names: one table a library, a rule or a row a function.
#pragma once

#include "infer/fallback.h"
#include "infer/rules.h"

#include <optional>
#include <string_view>

namespace coluber::infer {

/// A call whose callee is known: typed positional and keyword arguments.
struct CallSite {
    std::vector<ValueId> args;  // positional
    std::vector<std::pair<std::string_view, ValueId>> keywords;

    /// All arguments are positional and there are between `low` and `high` of them.
    bool has_args(std::size_t low, std::size_t high) const {
        return keywords.empty() && args.size() >= low && args.size() <= high;
    }
};

/// The native form of a call; nothing (and the block alive): there is none for these arguments, the call stays Python-level.
using CallRule = ValueId (*)(Specialiser& s, const CallSite& call);

/// A function that inference compiles for the call.
struct Callee {
    ir::FunctionId code;    // untyped
    FunctionHandle handle;  // whom World is asked about
    ValueId closure;        // an inner function's value; none: a jitted function
};
/// The argument for each parameter of the callee's entry block; false: the call raises a TypeError when it is reached, with CPython's
/// sentence (binding.cpp).
bool bind_arguments(Specialiser& s, const CallSite& call, const Callee& callee, std::vector<ValueId>& args);

struct NamedRule {
    std::string_view identity;
    CallRule rule;
};

std::span<const NamedRule> builtin_rules();
std::span<const NamedRule> numpy_rules();
/// Methods of arrays, "ndarray.copy": the array is the first argument.
std::span<const NamedRule> array_method_rules();
/// math.…, cmath.… and numpy's elementwise functions, most of which are rows of tables rather than rules of their own.
std::optional<ValueId> math_call(Specialiser& s, std::string_view identity, const CallSite& call);
std::optional<ValueId> integer_math_call(Specialiser& s, std::string_view identity, const CallSite& call);
std::optional<ValueId> cmath_call(Specialiser& s, std::string_view identity, const CallSite& call);
std::optional<ValueId> numpy_scalar_call(Specialiser& s, std::string_view identity, const CallSite& call);

/// An argument that Python takes as an integer (`__index__`), as int; nothing for any other.
ValueId index_argument(Specialiser& s, ValueId value);
/// `np.transpose(a, axes)`, `a.transpose(…)`, `np.swapaxes(a, i, j)`: a view, where the axes are literals.
ValueId transpose_call(Specialiser& s, const CallSite& call);
ValueId swapaxes_call(Specialiser& s, const CallSite& call);
/// A `dtype=` argument: a descriptor, a NumPy scalar type, one of Python's classes or a literal name; none: not known.
std::optional<DType> dtype_argument(Specialiser& s, ValueId value);
/// `slice(…)` (slices.cpp).
ValueId call_slice(Specialiser& s, const CallSite& call);
/// |x| of a number; nothing where Python has to do it.
ValueId absolute(Specialiser& s, ValueId value);

}  // namespace coluber::infer
