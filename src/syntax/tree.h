// The syntax tree: one struct a node, with the names and fields of Python's `ast` (ASDL of CPython 3.15) in our spelling.
//
// Why our own: the same tree for every Python we run in, without an interpreter at hand, and for Cython later.
// Holds after parsing: every node lies in the arena, is trivially destructible, and has in `at` the range that `ast` gives
// (line from 1, columns in UTF-8 bytes); nodes that have no position in `ast` have theirs all the same. Texts lie in the arena or in
// the Source; both outlive the tree. Pointers are null only where the field's comment says so; lists may be empty.
// A new node is: its struct, its place in `AllNodes`. Kind numbers, `visit` and the dump are derived (each struct lists its fields in `fields`).
// Left out of `ast`: type comments (`type_comment`, `type_ignores`).
// Renamed: the categories `expr stmt pattern type_param` are `Expr Stmt Pattern TypeParam`, so the statement `Expr` is `ExprStmt`;
// fields whose name is a C++ keyword or a struct's name end in `_`.
#pragma once

#include "base/check.h"
#include "syntax/expressions.h"
#include "syntax/nodes.h"
#include "syntax/patterns.h"
#include "syntax/statements.h"

#include <array>
#include <type_traits>
#include <utility>

namespace coluber::syntax {

template <class... Nodes>
struct NodeList {};
using AllNodes =
    NodeList<BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp, GeneratorExp, Await,
             Yield, YieldFrom, Compare, Call, FormattedValue, Interpolation, JoinedStr, TemplateStr, Constant, Attribute,
             Subscript, Starred, Name, List, Tuple, Slice, FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign,
             TypeAlias, AugAssign, AnnAssign, For, AsyncFor, While, If, With, AsyncWith, Match, Raise, Try, TryStar, Assert,
             Import, ImportFrom, Global, Nonlocal, ExprStmt, Pass, Break, Continue, MatchValue, MatchSingleton, MatchSequence,
             MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr, TypeVar, ParamSpec, TypeVarTuple, Arg, Arguments, Keyword,
             Alias, WithItem, MatchCase, Comprehension, ExceptHandler, Module>;

namespace detail {

template <class T, class... Nodes>
constexpr std::size_t place_in(NodeList<Nodes...>) {
    std::size_t place = 0;
    bool found = ((std::is_same_v<T, Nodes> || (++place, false)) || ...);
    return found ? place : throw "not a node";
}

// Expr → the expressions, Stmt → the statements, Node → all: a table of one function a kind, null where the category does not hold it.
template <class Category, class R, class F, class... Nodes>
constexpr auto visit_table(NodeList<Nodes...>) {
    using Function = R (*)(const Category&, F&);
    auto entry = []<class T>(std::type_identity<T>) -> Function {
        if constexpr (std::is_base_of_v<Category, T>)
            return [](const Category& node, F& f) -> R { return f(static_cast<const T&>(node)); };
        else
            return nullptr;
    };
    return std::array<Function, sizeof...(Nodes)>{entry(std::type_identity<Nodes>{})...};
}

template <class Category>
struct FirstOf;
template <>
struct FirstOf<Node> {
    using type = BoolOp;
};
template <>
struct FirstOf<Expr> {
    using type = BoolOp;
};
template <>
struct FirstOf<Stmt> {
    using type = FunctionDef;
};
template <>
struct FirstOf<Pattern> {
    using type = MatchValue;
};
template <>
struct FirstOf<TypeParam> {
    using type = TypeVar;
};

}  // namespace detail

template <class T>
inline constexpr NodeKind kind_of = static_cast<NodeKind>(detail::place_in<T>(AllNodes{}));

/// Is the node a T? `is<Name>(*target)`.
template <class T>
bool is(const Node& node) {
    return node.kind == kind_of<T>;
}
/// The node as a T, or null if it is something else (or null): `if (auto* name = as<Name>(target))`.
template <class T>
T* as(Node* node) {
    return node && node->kind == kind_of<T> ? static_cast<T*>(node) : nullptr;
}
template <class T>
const T* as(const Node* node) {
    return node && node->kind == kind_of<T> ? static_cast<const T*>(node) : nullptr;
}
/// The node as a T, which it is.
template <class T>
const T& cast(const Node& node) {
    CHECK(node.kind == kind_of<T>);
    return static_cast<const T&>(node);
}
template <class T>
T& cast(Node& node) {
    CHECK(node.kind == kind_of<T>);
    return static_cast<T&>(node);
}

/// The lambdas of a `visit` as one object.
template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};

/// Calls the one of `fs` that takes the node's own type: `visit(expr, [&](const BinOp& op) {…}, [&](const auto& other) {…})`.
/// Category is Expr, Stmt, Pattern, TypeParam or Node; its cases must be complete or have a default. All return the same type.
template <class Category, class... Fs>
decltype(auto) visit(const Category& node, Fs&&... fs) {
    using F = Overloaded<std::decay_t<Fs>...>;
    using R = std::invoke_result_t<F&, const typename detail::FirstOf<Category>::type&>;
    static constexpr auto table = detail::visit_table<Category, R, F>(AllNodes{});
    F f{std::forward<Fs>(fs)...};
    auto* function = table[static_cast<std::size_t>(node.kind)];
    CHECK(function != nullptr);
    return function(node, f);
}

/// The node's name in `ast`.
std::string_view name_of(NodeKind kind);

}  // namespace coluber::syntax
