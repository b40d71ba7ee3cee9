// What all nodes share: positions, kinds, the operators, the values of literals. Part of tree.h, which says what always holds.
#pragma once

#include "base/source.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace coluber::syntax {

/// A node's struct as a number: its place in `AllNodes`. Made by `kind_of<T>`.
enum class NodeKind : std::uint8_t {};

struct Node {
    SourceRange at;
    NodeKind kind{};
    std::uint16_t height = 1;  // levels of the tree from here down, at most `max_tree_height`
};
/// Walkers may recurse: a taller tree is refused with E0103. CPython's `ast` ends at about the same height.
inline constexpr int max_tree_height = 3000;

struct Expr : Node {};
struct Stmt : Node {};
struct Pattern : Node {};
struct TypeParam : Node {};

struct Arguments;
struct Arg;
struct Keyword;
struct Alias;
struct WithItem;
struct MatchCase;
struct Comprehension;
struct ExceptHandler;

using Exprs = std::span<Expr*>;
using Stmts = std::span<Stmt*>;
using Patterns = std::span<Pattern*>;
using TypeParams = std::span<TypeParam*>;
using Identifier = std::string_view;  // in normal form NFKC, as Python compares names

enum class ExprContext : std::uint8_t { load, store, del };
enum class BoolOperator : std::uint8_t { and_, or_ };
enum class Operator : std::uint8_t {
    add,
    sub,
    mult,
    mat_mult,
    div,
    mod,
    pow,
    l_shift,
    r_shift,
    bit_or,
    bit_xor,
    bit_and,
    floor_div
};
enum class UnaryOperator : std::uint8_t { invert, not_, u_add, u_sub };
enum class CompareOperator : std::uint8_t { eq, not_eq_, lt, lt_e, gt, gt_e, is, is_not, in, not_in };

/// The names that `ast` gives: "Add", "NotIn", "Load".
std::string_view name_of(ExprContext context);
std::string_view name_of(BoolOperator op);
std::string_view name_of(Operator op);
std::string_view name_of(UnaryOperator op);
std::string_view name_of(CompareOperator op);

enum class ValueKind : std::uint8_t { none, boolean, integer, real, imaginary, string, bytes, ellipsis };

/// A literal's value.
struct Value {
    ValueKind kind = ValueKind::none;
    bool boolean = false;      // boolean
    bool fits = false;         // integer: `integer` holds it
    std::int64_t integer = 0;  // integer, where it fits
    double real = 0;           // real; imaginary: the imaginary part (the real part is 0)
    std::string_view text;     // string: UTF-8, lone surrogates as WTF-8; bytes: the bytes; integer: its digits without
                               // underscores, lower case, with prefix 0x 0o 0b where written (Python's int(text, 0))
};

}  // namespace coluber::syntax
