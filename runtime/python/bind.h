// From a call's arguments (positional, keywords) to one value per parameter, as CPython binds them.
// The usual call with keywords or defaults needs no tuple and no dictionary: the way from arguments to parameters is a `Plan`, kept
// from the last call and found again by the identity of the keyword names' tuple.
#pragma once

#include "runtime/python/ref.h"

#include <array>
#include <cstdint>
#include <vector>

namespace coluber::runtime {

/// What a function's code object says of its parameters. Their order is the one of its variables: positional, keyword-only, `*args`,
/// `**kwargs`.
struct Parameters {
    std::vector<Ref> names;
    std::size_t positional = 0, positional_only = 0, keyword_only = 0;
    bool has_args = false, has_kwargs = false;

    std::size_t count() const { return names.size(); }
    bool is_fixed() const { return !has_args && !has_kwargs; }
};
Parameters parameters_of(PyObject* function);

/// For each parameter where its value comes from.
struct Plan {
    Ref keyword_names;                    // the tuple; null: a call without keywords
    std::size_t given = ~std::size_t{0};  // positional arguments
    std::vector<std::uint32_t> sources;   // an index into the arguments, or `from_default`
    bool uses_defaults = false;

    static constexpr std::uint32_t from_default = ~0u;
    bool fits(std::size_t count, PyObject* names) const { return count == given && names == keyword_names.get(); }
};

/// The values of one call, one a parameter. Lives as long as the call.
class Bound {
public:
    /// `is_bound` is false where CPython would raise TypeError, or with an exception set. A call that was bound leaves its plan.
    Bound(PyObject* function, const Parameters& parameters, Plan& plan, PyObject* const* args, std::size_t count,
          PyObject* keyword_names);
    ~Bound();
    Bound(const Bound&) = delete;
    Bound& operator=(const Bound&) = delete;

    bool is_bound() const { return is_bound_; }
    PyObject* const* values() const { return values_; }
    std::size_t count() const { return count_; }

private:
    void follow(PyObject* function, const Parameters& parameters, const Plan& plan, PyObject* const* args);
    bool bind_anew(PyObject* function, const Parameters& parameters, Plan& plan, PyObject* const* args);
    bool place_keyword(const Parameters& parameters, Plan& plan, std::uint32_t at, PyObject* name, PyObject* value);

    static constexpr std::size_t few = 16;
    std::array<PyObject*, few> few_values_;
    std::vector<PyObject*> many_values_;
    PyObject** values_;
    std::size_t count_;
    bool owns_values_ = false;  // else they are borrowed from the caller's arguments
    bool is_bound_ = false;
};

/// Sets the TypeError that CPython raises for a call of the function with these arguments, word for word.
void raise_binding_error(PyObject* function, PyObject* const* args, std::size_t count, PyObject* keyword_names);

}  // namespace coluber::runtime
