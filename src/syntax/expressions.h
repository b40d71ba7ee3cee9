// Nodes for expressions. Part of tree.h, which says what always holds.
#pragma once

#include "syntax/nodes.h"

namespace coluber::syntax {

/// `a and b and c`: one node for a run of the same operator; at least two values.
struct BoolOp : Expr {
    static constexpr std::string_view name = "BoolOp";
    BoolOperator op{};
    Exprs values;
    void fields(auto&& f) const { f("op", op), f("values", values); }
};
/// `target := value`; the target is a Name.
struct NamedExpr : Expr {
    static constexpr std::string_view name = "NamedExpr";
    Expr* target = nullptr;
    Expr* value = nullptr;
    void fields(auto&& f) const { f("target", target), f("value", value); }
};
/// `left op right`.
struct BinOp : Expr {
    static constexpr std::string_view name = "BinOp";
    Expr* left = nullptr;
    Operator op{};
    Expr* right = nullptr;
    void fields(auto&& f) const { f("left", left), f("op", op), f("right", right); }
};
/// `op operand`.
struct UnaryOp : Expr {
    static constexpr std::string_view name = "UnaryOp";
    UnaryOperator op{};
    Expr* operand = nullptr;
    void fields(auto&& f) const { f("op", op), f("operand", operand); }
};
/// `lambda args: body`.
struct Lambda : Expr {
    static constexpr std::string_view name = "Lambda";
    Arguments* args = nullptr;
    Expr* body = nullptr;
    void fields(auto&& f) const { f("args", args), f("body", body); }
};
/// `body if test else orelse`.
struct IfExp : Expr {
    static constexpr std::string_view name = "IfExp";
    Expr* test = nullptr;
    Expr* body = nullptr;
    Expr* orelse = nullptr;
    void fields(auto&& f) const { f("test", test), f("body", body), f("orelse", orelse); }
};
/// `{k: v, **d}`; a key is null where `**d` stands.
struct Dict : Expr {
    static constexpr std::string_view name = "Dict";
    Exprs keys;
    Exprs values;
    void fields(auto&& f) const { f("keys", keys), f("values", values); }
};
/// `{a, b}`; never empty.
struct Set : Expr {
    static constexpr std::string_view name = "Set";
    Exprs elts;
    void fields(auto&& f) const { f("elts", elts); }
};
/// `[elt for …]`; elt is Starred in `[*x for x in xs]` (PEP 798).
struct ListComp : Expr {
    static constexpr std::string_view name = "ListComp";
    Expr* elt = nullptr;
    std::span<Comprehension*> generators;
    void fields(auto&& f) const { f("elt", elt), f("generators", generators); }
};
/// `{elt for …}`; elt may be Starred.
struct SetComp : Expr {
    static constexpr std::string_view name = "SetComp";
    Expr* elt = nullptr;
    std::span<Comprehension*> generators;
    void fields(auto&& f) const { f("elt", elt), f("generators", generators); }
};
/// `{key: value for …}`; value is null in `{**key for …}` (PEP 798).
struct DictComp : Expr {
    static constexpr std::string_view name = "DictComp";
    Expr* key = nullptr;
    Expr* value = nullptr;
    std::span<Comprehension*> generators;
    void fields(auto&& f) const { f("key", key), f("value", value), f("generators", generators); }
};
/// `(elt for …)`; elt may be Starred.
struct GeneratorExp : Expr {
    static constexpr std::string_view name = "GeneratorExp";
    Expr* elt = nullptr;
    std::span<Comprehension*> generators;
    void fields(auto&& f) const { f("elt", elt), f("generators", generators); }
};
/// `await value`.
struct Await : Expr {
    static constexpr std::string_view name = "Await";
    Expr* value = nullptr;
    void fields(auto&& f) const { f("value", value); }
};
/// `yield value`; value may be null.
struct Yield : Expr {
    static constexpr std::string_view name = "Yield";
    Expr* value = nullptr;
    void fields(auto&& f) const { f("value", value); }
};
/// `yield from value`.
struct YieldFrom : Expr {
    static constexpr std::string_view name = "YieldFrom";
    Expr* value = nullptr;
    void fields(auto&& f) const { f("value", value); }
};
/// `left ops[0] comparators[0] ops[1] comparators[1] …`; at least one.
struct Compare : Expr {
    static constexpr std::string_view name = "Compare";
    Expr* left = nullptr;
    std::span<CompareOperator> ops;
    Exprs comparators;
    void fields(auto&& f) const { f("left", left), f("ops", ops), f("comparators", comparators); }
};
/// `func(args, keywords)`; an argument `*a` is Starred, `**k` is a Keyword without name.
struct Call : Expr {
    static constexpr std::string_view name = "Call";
    Expr* func = nullptr;
    Exprs args;
    std::span<Keyword*> keywords;
    void fields(auto&& f) const { f("func", func), f("args", args), f("keywords", keywords); }
};
/// `{value!r:spec}` in an f-string; conversion is -1 or the character s, r or a; format_spec is null or a JoinedStr.
struct FormattedValue : Expr {
    static constexpr std::string_view name = "FormattedValue";
    Expr* value = nullptr;
    int conversion = -1;
    Expr* format_spec = nullptr;
    void fields(auto&& f) const { f("value", value), f("conversion", conversion), f("format_spec", format_spec); }
};
/// `{value!r:spec}` in a t-string; str is the source text of the expression.
struct Interpolation : Expr {
    static constexpr std::string_view name = "Interpolation";
    Expr* value = nullptr;
    std::string_view str;
    int conversion = -1;
    Expr* format_spec = nullptr;
    void fields(auto&& f) const {
        f("value", value), f("str", str), f("conversion", conversion), f("format_spec", format_spec);
    }
};
/// An f-string: Constant strings and FormattedValues.
struct JoinedStr : Expr {
    static constexpr std::string_view name = "JoinedStr";
    Exprs values;
    void fields(auto&& f) const { f("values", values); }
};
/// A t-string: Constant strings and Interpolations.
struct TemplateStr : Expr {
    static constexpr std::string_view name = "TemplateStr";
    Exprs values;
    void fields(auto&& f) const { f("values", values); }
};
/// A literal, `None`, `True`, `False`, `...`; is_unicode: written u"…" (`ast` calls it kind).
struct Constant : Expr {
    static constexpr std::string_view name = "Constant";
    Value value;
    bool is_unicode = false;
    void fields(auto&& f) const { f("value", value), f("kind", is_unicode); }
};
/// `value.attr`.
struct Attribute : Expr {
    static constexpr std::string_view name = "Attribute";
    Expr* value = nullptr;
    Identifier attr;
    ExprContext ctx{};
    void fields(auto&& f) const { f("value", value), f("attr", attr), f("ctx", ctx); }
};
/// `value[slice]`.
struct Subscript : Expr {
    static constexpr std::string_view name = "Subscript";
    Expr* value = nullptr;
    Expr* slice = nullptr;
    ExprContext ctx{};
    void fields(auto&& f) const { f("value", value), f("slice", slice), f("ctx", ctx); }
};
/// `*value`.
struct Starred : Expr {
    static constexpr std::string_view name = "Starred";
    Expr* value = nullptr;
    ExprContext ctx{};
    void fields(auto&& f) const { f("value", value), f("ctx", ctx); }
};
/// A name.
struct Name : Expr {
    static constexpr std::string_view name = "Name";
    Identifier id;
    ExprContext ctx{};
    void fields(auto&& f) const { f("id", id), f("ctx", ctx); }
};
/// `[a, b]`.
struct List : Expr {
    static constexpr std::string_view name = "List";
    Exprs elts;
    ExprContext ctx{};
    void fields(auto&& f) const { f("elts", elts), f("ctx", ctx); }
};
/// `(a, b)` or `a, b`; the range includes parentheses where written.
struct Tuple : Expr {
    static constexpr std::string_view name = "Tuple";
    Exprs elts;
    ExprContext ctx{};
    void fields(auto&& f) const { f("elts", elts), f("ctx", ctx); }
};
/// `lower:upper:step` in an index; each may be null.
struct Slice : Expr {
    static constexpr std::string_view name = "Slice";
    Expr* lower = nullptr;
    Expr* upper = nullptr;
    Expr* step = nullptr;
    void fields(auto&& f) const { f("lower", lower), f("upper", upper), f("step", step); }
};

}  // namespace coluber::syntax
