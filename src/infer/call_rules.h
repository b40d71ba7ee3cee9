// Calls of functions that inference knows by their public names: one table a library, a rule or a row a function.
#pragma once

#include "infer/fallback.h"
#include "infer/rules.h"

#include <optional>
#include <string_view>

namespace coluber::infer {

/// A call whose callee is known: typed positional and keyword arguments.
struct CallSite {
    const ir::PyCall& op;
    std::vector<ValueId> args;  // positional
    std::vector<std::pair<std::string_view, ValueId>> keywords;

    /// All arguments are positional and there are between `low` and `high` of them.
    bool has_args(std::size_t low, std::size_t high) const {
        return keywords.empty() && args.size() >= low && args.size() <= high;
    }
};

/// The native form of a call; nothing (and the block alive): there is none for these arguments, the call stays Python-level.
using CallRule = ValueId (*)(Specialiser& s, const CallSite& call);

struct NamedRule {
    std::string_view identity;
    CallRule rule;
};

/// Methods of built-in values (methods.cpp): the identity is "class.name", the receiver is the first argument.
bool has_method(Specialiser& s, TypeId receiver, std::string_view name);
ValueId method_call(Specialiser& s, const ir::PyCall& op);

std::span<const NamedRule> builtin_rules();
std::span<const NamedRule> numpy_rules();
/// Methods of arrays, "ndarray.copy": the array is the first argument.
std::span<const NamedRule> array_method_rules();
std::span<const NamedRule> iterator_rules();

/// Of Python-level calls (results.cpp): does the function run no code of the user's on exact values; what is its result sure to be, or
/// expected to be as far as the containers hold what they seem to?
bool is_harmless(std::string_view identity);
TypeId sure_result(Specialiser& s, std::string_view identity, const CallSite& call);
/// Containers that the call puts something into are of such items from here on.
void note_put_items(Specialiser& s, std::string_view identity, const CallSite& call);
TypeId expected_result(Specialiser& s, std::string_view identity, const CallSite& call);
/// math.…, cmath.… and numpy's elementwise functions, most of which are rows of tables rather than rules of their own.
std::optional<ValueId> math_call(Specialiser& s, std::string_view identity, const CallSite& call);
std::optional<ValueId> integer_math_call(Specialiser& s, std::string_view identity, const CallSite& call);
std::optional<ValueId> cmath_call(Specialiser& s, std::string_view identity, const CallSite& call);
std::optional<ValueId> numpy_scalar_call(Specialiser& s, std::string_view identity, const CallSite& call);

/// In njit: reports an argument that is a function not known to be compiled or the library's; false then. (`sorted(x, key=f)` calls it.)
bool require_no_unknown_function(Specialiser& s, const ir::PyCall& op);
/// Positional and keyword arguments of a call, in front of them `first`.
CallSite call_site(Specialiser& s, const ir::PyCall& op, std::span<const ValueId> first = {});
/// A Python-level call's result as the type that it is sure to have.
ValueId as_sure(Specialiser& s, ValueId result, TypeId sure);

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
