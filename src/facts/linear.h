// Integers as sums: `psi.shape[0] - 1` is the atom `array.dim` plus -1. What index arithmetic is made of, as far as it is linear.
// A form is about true integers: an op takes part in one only where it cannot have wrapped (`arith.checked`, which has failed
// otherwise, and `arith exact`, which was proved).
#pragma once

#include "facts/graph.h"

#include <optional>

namespace coluber::facts {

__extension__ typedef __int128 Wide;  // sums of a few products of int64 values

/// constant + Σ factor · atom; the atoms are values in rising order.
struct Linear {
    struct Term {
        ValueId atom;
        std::int64_t factor;

        friend bool operator==(const Term&, const Term&) = default;
    };
    std::vector<Term> terms;
    Wide constant = 0;

    static Linear number(Wide value) { return {{}, value}; }
    static Linear value(ValueId atom) { return {{{atom, 1}}, 0}; }
};

/// `a + factor · b`; none where it has too many terms or too large factors to be of use.
std::optional<Linear> sum(const Linear& a, const Linear& b, std::int64_t factor = 1);

/// The forms of one function's `int` values, found when asked for.
class LinearForms {
public:
    LinearForms(const ir::Module& module, const Function& f) : module_(module), f_(f) {}

    Linear of(ValueId value) const { return of(value, 0); }
    /// The constant that the value is, if it is one.
    std::optional<std::int64_t> constant(ValueId value) const;

private:
    Linear of(ValueId value, int depth) const;
    std::optional<Linear> decompose(ValueId value, int depth) const;
    std::optional<Linear> combine(ir::ArithKind kind, ValueId left, ValueId right, int depth) const;

    const ir::Module& module_;
    const Function& f_;
};

}  // namespace coluber::facts
