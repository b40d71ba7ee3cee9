// Nodes for statements, and their parts: parameters, keywords, handlers, the module. Part of tree.h, which says what always holds.
#pragma once

#include "syntax/nodes.h"

namespace coluber::syntax {

/// `def name[type_params](args) -> returns: body`; returns may be null. `at` begins at `def`, not at a decorator.
struct FunctionDef : Stmt {
    static constexpr std::string_view name = "FunctionDef";
    Identifier name_;
    Arguments* args = nullptr;
    Stmts body;
    Exprs decorator_list;
    Expr* returns = nullptr;
    TypeParams type_params;
    void fields(auto&& f) const {
        f("name", name_), f("args", args), f("body", body), f("decorator_list", decorator_list), f("returns", returns);
        f("type_params", type_params);
    }
};
/// `async def …`.
struct AsyncFunctionDef : Stmt {
    static constexpr std::string_view name = "AsyncFunctionDef";
    Identifier name_;
    Arguments* args = nullptr;
    Stmts body;
    Exprs decorator_list;
    Expr* returns = nullptr;
    TypeParams type_params;
    void fields(auto&& f) const {
        f("name", name_), f("args", args), f("body", body), f("decorator_list", decorator_list), f("returns", returns);
        f("type_params", type_params);
    }
};
/// `class name[type_params](bases, keywords): body`.
struct ClassDef : Stmt {
    static constexpr std::string_view name = "ClassDef";
    Identifier name_;
    Exprs bases;
    std::span<Keyword*> keywords;
    Stmts body;
    Exprs decorator_list;
    TypeParams type_params;
    void fields(auto&& f) const {
        f("name", name_), f("bases", bases), f("keywords", keywords), f("body", body), f("decorator_list", decorator_list);
        f("type_params", type_params);
    }
};
/// `return value`; value may be null.
struct Return : Stmt {
    static constexpr std::string_view name = "Return";
    Expr* value = nullptr;
    void fields(auto&& f) const { f("value", value); }
};
/// `del targets`.
struct Delete : Stmt {
    static constexpr std::string_view name = "Delete";
    Exprs targets;
    void fields(auto&& f) const { f("targets", targets); }
};
/// `targets[0] = targets[1] = value`.
struct Assign : Stmt {
    static constexpr std::string_view name = "Assign";
    Exprs targets;
    Expr* value = nullptr;
    void fields(auto&& f) const { f("targets", targets), f("value", value); }
};
/// `type name[type_params] = value`; name_ is a Name.
struct TypeAlias : Stmt {
    static constexpr std::string_view name = "TypeAlias";
    Expr* name_ = nullptr;
    TypeParams type_params;
    Expr* value = nullptr;
    void fields(auto&& f) const { f("name", name_), f("type_params", type_params), f("value", value); }
};
/// `target op= value`.
struct AugAssign : Stmt {
    static constexpr std::string_view name = "AugAssign";
    Expr* target = nullptr;
    Operator op{};
    Expr* value = nullptr;
    void fields(auto&& f) const { f("target", target), f("op", op), f("value", value); }
};
/// `target: annotation = value`; value may be null; simple: the target is a name without parentheses.
struct AnnAssign : Stmt {
    static constexpr std::string_view name = "AnnAssign";
    Expr* target = nullptr;
    Expr* annotation = nullptr;
    Expr* value = nullptr;
    int simple = 0;
    void fields(auto&& f) const { f("target", target), f("annotation", annotation), f("value", value), f("simple", simple); }
};
/// `for target in iter: body else: orelse`.
struct For : Stmt {
    static constexpr std::string_view name = "For";
    Expr* target = nullptr;
    Expr* iter = nullptr;
    Stmts body;
    Stmts orelse;
    void fields(auto&& f) const { f("target", target), f("iter", iter), f("body", body), f("orelse", orelse); }
};
/// `async for …`.
struct AsyncFor : Stmt {
    static constexpr std::string_view name = "AsyncFor";
    Expr* target = nullptr;
    Expr* iter = nullptr;
    Stmts body;
    Stmts orelse;
    void fields(auto&& f) const { f("target", target), f("iter", iter), f("body", body), f("orelse", orelse); }
};
/// `while test: body else: orelse`.
struct While : Stmt {
    static constexpr std::string_view name = "While";
    Expr* test = nullptr;
    Stmts body;
    Stmts orelse;
    void fields(auto&& f) const { f("test", test), f("body", body), f("orelse", orelse); }
};
/// `if test: body else: orelse`; `elif` is an If alone in orelse.
struct If : Stmt {
    static constexpr std::string_view name = "If";
    Expr* test = nullptr;
    Stmts body;
    Stmts orelse;
    void fields(auto&& f) const { f("test", test), f("body", body), f("orelse", orelse); }
};
/// `with items: body`.
struct With : Stmt {
    static constexpr std::string_view name = "With";
    std::span<WithItem*> items;
    Stmts body;
    void fields(auto&& f) const { f("items", items), f("body", body); }
};
/// `async with …`.
struct AsyncWith : Stmt {
    static constexpr std::string_view name = "AsyncWith";
    std::span<WithItem*> items;
    Stmts body;
    void fields(auto&& f) const { f("items", items), f("body", body); }
};
/// `match subject: cases`.
struct Match : Stmt {
    static constexpr std::string_view name = "Match";
    Expr* subject = nullptr;
    std::span<MatchCase*> cases;
    void fields(auto&& f) const { f("subject", subject), f("cases", cases); }
};
/// `raise exc from cause`; both may be null.
struct Raise : Stmt {
    static constexpr std::string_view name = "Raise";
    Expr* exc = nullptr;
    Expr* cause = nullptr;
    void fields(auto&& f) const { f("exc", exc), f("cause", cause); }
};
/// `try: body except …: … else: orelse finally: finalbody`.
struct Try : Stmt {
    static constexpr std::string_view name = "Try";
    Stmts body;
    std::span<ExceptHandler*> handlers;
    Stmts orelse;
    Stmts finalbody;
    void fields(auto&& f) const { f("body", body), f("handlers", handlers), f("orelse", orelse), f("finalbody", finalbody); }
};
/// The same with `except*`.
struct TryStar : Stmt {
    static constexpr std::string_view name = "TryStar";
    Stmts body;
    std::span<ExceptHandler*> handlers;
    Stmts orelse;
    Stmts finalbody;
    void fields(auto&& f) const { f("body", body), f("handlers", handlers), f("orelse", orelse), f("finalbody", finalbody); }
};
/// `assert test, msg`; msg may be null.
struct Assert : Stmt {
    static constexpr std::string_view name = "Assert";
    Expr* test = nullptr;
    Expr* msg = nullptr;
    void fields(auto&& f) const { f("test", test), f("msg", msg); }
};
/// `import names`; is_lazy: `lazy import` (PEP 810).
struct Import : Stmt {
    static constexpr std::string_view name = "Import";
    std::span<Alias*> names;
    int is_lazy = 0;
    void fields(auto&& f) const { f("names", names), f("is_lazy", is_lazy); }
};
/// `from module import names`; module is empty in `from . import a`, level counts the dots, `*` is a name.
struct ImportFrom : Stmt {
    static constexpr std::string_view name = "ImportFrom";
    Identifier module;
    std::span<Alias*> names;
    int level = 0;
    int is_lazy = 0;
    void fields(auto&& f) const { f("module", module), f("names", names), f("level", level), f("is_lazy", is_lazy); }
};
/// `global names`.
struct Global : Stmt {
    static constexpr std::string_view name = "Global";
    std::span<Identifier> names;
    void fields(auto&& f) const { f("names", names); }
};
/// `nonlocal names`.
struct Nonlocal : Stmt {
    static constexpr std::string_view name = "Nonlocal";
    std::span<Identifier> names;
    void fields(auto&& f) const { f("names", names); }
};
/// An expression as a statement (`ast.Expr`).
struct ExprStmt : Stmt {
    static constexpr std::string_view name = "Expr";
    Expr* value = nullptr;
    void fields(auto&& f) const { f("value", value); }
};
struct Pass : Stmt {
    static constexpr std::string_view name = "Pass";
    void fields(auto&&) const {}
};
struct Break : Stmt {
    static constexpr std::string_view name = "Break";
    void fields(auto&&) const {}
};
struct Continue : Stmt {
    static constexpr std::string_view name = "Continue";
    void fields(auto&&) const {}
};

// Parts, which are neither statement nor expression.

/// A parameter: `arg_: annotation`; annotation may be null.
struct Arg : Node {
    static constexpr std::string_view name = "arg";
    Identifier arg_;
    Expr* annotation = nullptr;
    void fields(auto&& f) const { f("arg", arg_), f("annotation", annotation); }
};
/// Parameters. `defaults` belong to the last of posonlyargs + args; `kw_defaults` is as long as kwonlyargs, null where there is none.
struct Arguments : Node {
    static constexpr std::string_view name = "arguments";
    std::span<Arg*> posonlyargs;
    std::span<Arg*> args;
    Arg* vararg = nullptr;  // may be null
    std::span<Arg*> kwonlyargs;
    Exprs kw_defaults;
    Arg* kwarg = nullptr;  // may be null
    Exprs defaults;
    void fields(auto&& f) const {
        f("posonlyargs", posonlyargs), f("args", args), f("vararg", vararg), f("kwonlyargs", kwonlyargs);
        f("kw_defaults", kw_defaults), f("kwarg", kwarg), f("defaults", defaults);
    }
};
/// `arg_=value` in a call; arg_ is empty for `**value`.
struct Keyword : Node {
    static constexpr std::string_view name = "keyword";
    Identifier arg_;
    Expr* value = nullptr;
    void fields(auto&& f) const { f("arg", arg_), f("value", value); }
};
/// `name as asname`; the name may be dotted; asname is empty where not written.
struct Alias : Node {
    static constexpr std::string_view name = "alias";
    Identifier name_;
    Identifier asname;
    void fields(auto&& f) const { f("name", name_), f("asname", asname); }
};
/// `context_expr as optional_vars`; the latter may be null.
struct WithItem : Node {
    static constexpr std::string_view name = "withitem";
    Expr* context_expr = nullptr;
    Expr* optional_vars = nullptr;
    void fields(auto&& f) const { f("context_expr", context_expr), f("optional_vars", optional_vars); }
};
/// `case pattern if guard: body`; guard may be null.
struct MatchCase : Node {
    static constexpr std::string_view name = "match_case";
    Pattern* pattern = nullptr;
    Expr* guard = nullptr;
    Stmts body;
    void fields(auto&& f) const { f("pattern", pattern), f("guard", guard), f("body", body); }
};
/// `for target in iter if ifs[0] if ifs[1]`.
struct Comprehension : Node {
    static constexpr std::string_view name = "comprehension";
    Expr* target = nullptr;
    Expr* iter = nullptr;
    Exprs ifs;
    int is_async = 0;
    void fields(auto&& f) const { f("target", target), f("iter", iter), f("ifs", ifs), f("is_async", is_async); }
};
/// `except type as name: body`; type may be null, name empty. `except A, B:` has a Tuple.
struct ExceptHandler : Node {
    static constexpr std::string_view name = "ExceptHandler";
    Expr* type = nullptr;
    Identifier name_;
    Stmts body;
    void fields(auto&& f) const { f("type", type), f("name", name_), f("body", body); }
};
/// A file.
struct Module : Node {
    static constexpr std::string_view name = "Module";
    Stmts body;
    void fields(auto&& f) const { f("body", body); }
};

}  // namespace coluber::syntax
