// Calls that use up a generator on the spot: `sum(x for x in a)`, `", ".join(f(x) for x in a)`. Such a generator is no object: its
// code runs where the call stands (front/python/generators.cpp).
#pragma once

#include "syntax/tree.h"

#include <optional>
#include <string_view>

namespace coluber::front {

enum class ConsumerKind : std::uint8_t { sum, any, all, min, max, list, tuple, set, dict, sorted, join };

struct Consumer {
    ConsumerKind kind;
    std::string_view builtin;    // its name; empty: `join` of a string literal
    const syntax::Expr* source;  // what it consumes, its first argument
};

/// By its form alone: whether the name still means the builtin is found out later. Only forms whose other arguments may be evaluated
/// before the generator runs, as CPython does, and without a difference.
std::optional<Consumer> consumer_of(const syntax::Call& call);

/// `0.0`, `-1.5`.
bool is_float_literal(const syntax::Expr& node);

/// Can the generator expression's code run where the expression stands?
bool can_run_in_place(const syntax::GeneratorExp& node);

/// The same for a generator function: no `try` or `with` around a `yield`, because the consumer's code stands in its place; few yields,
/// because it stands there each time; plain parameters; no functions inside, whose code objects would be its own.
bool can_run_in_place(const syntax::FunctionDef& node);
/// Are these arguments for these parameters?
bool fits_in_place(const syntax::Call& call, const syntax::FunctionDef& node);

}  // namespace coluber::front
