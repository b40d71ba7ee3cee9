// Nodes for the patterns of `match`, and for type parameters. Part of tree.h, which says what always holds.
#pragma once

#include "syntax/nodes.h"

namespace coluber::syntax {

/// A number, string or dotted name: compared with `==`.
struct MatchValue : Pattern {
    static constexpr std::string_view name = "MatchValue";
    Expr* value = nullptr;
    void fields(auto&& f) const { f("value", value); }
};
/// `None`, `True`, `False`: compared with `is`.
struct MatchSingleton : Pattern {
    static constexpr std::string_view name = "MatchSingleton";
    Value value;
    void fields(auto&& f) const { f("value", value); }
};
/// `[a, *b]`, `(a, b)`, `a, b`.
struct MatchSequence : Pattern {
    static constexpr std::string_view name = "MatchSequence";
    Patterns patterns;
    void fields(auto&& f) const { f("patterns", patterns); }
};
/// `{key: pattern, **rest}`; rest is empty where not written.
struct MatchMapping : Pattern {
    static constexpr std::string_view name = "MatchMapping";
    Exprs keys;
    Patterns patterns;
    Identifier rest;
    void fields(auto&& f) const { f("keys", keys), f("patterns", patterns), f("rest", rest); }
};
/// `cls(patterns, kwd_attrs=kwd_patterns)`.
struct MatchClass : Pattern {
    static constexpr std::string_view name = "MatchClass";
    Expr* cls = nullptr;
    Patterns patterns;
    std::span<Identifier> kwd_attrs;
    Patterns kwd_patterns;
    void fields(auto&& f) const {
        f("cls", cls), f("patterns", patterns), f("kwd_attrs", kwd_attrs), f("kwd_patterns", kwd_patterns);
    }
};
/// `*name`; empty for `*_`.
struct MatchStar : Pattern {
    static constexpr std::string_view name = "MatchStar";
    Identifier name_;
    void fields(auto&& f) const { f("name", name_); }
};
/// `pattern as name`, a capture `name` (pattern null), the wildcard `_` (both null).
struct MatchAs : Pattern {
    static constexpr std::string_view name = "MatchAs";
    Pattern* pattern = nullptr;
    Identifier name_;
    void fields(auto&& f) const { f("pattern", pattern), f("name", name_); }
};
/// `a | b`; at least two.
struct MatchOr : Pattern {
    static constexpr std::string_view name = "MatchOr";
    Patterns patterns;
    void fields(auto&& f) const { f("patterns", patterns); }
};

// Type parameters: `def f[T: bound = default, *Ts, **P]`.

/// `name: bound = default_value`; both may be null.
struct TypeVar : TypeParam {
    static constexpr std::string_view name = "TypeVar";
    Identifier name_;
    Expr* bound = nullptr;
    Expr* default_value = nullptr;
    void fields(auto&& f) const { f("name", name_), f("bound", bound), f("default_value", default_value); }
};
/// `**name = default_value`.
struct ParamSpec : TypeParam {
    static constexpr std::string_view name = "ParamSpec";
    Identifier name_;
    Expr* default_value = nullptr;
    void fields(auto&& f) const { f("name", name_), f("default_value", default_value); }
};
/// `*name = default_value`.
struct TypeVarTuple : TypeParam {
    static constexpr std::string_view name = "TypeVarTuple";
    Identifier name_;
    Expr* default_value = nullptr;
    void fields(auto&& f) const { f("name", name_), f("default_value", default_value); }
};

}  // namespace coluber::syntax
