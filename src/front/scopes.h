// Which name means what: the scopes of a tree and, for each name in each of them, whether it is local, global, free or a cell.
//
// The rules are the language reference's ("Naming and binding") and CPython's Python/symtable.c: bindings anywhere in a scope make a
// name local there, class bodies are invisible to the functions inside, a walrus in a comprehension binds in the function around it.
// A comprehension has a scope of its own here, whether the running Python inlines it (PEP 709) or not.
// Refuses what CPython's symbol table and compiler refuse (`ast.parse` lets it pass): E0201, with CPython's sentence and place.
#pragma once

#include "base/diagnostic.h"
#include "base/id.h"
#include "syntax/tree.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coluber::front {

using ScopeId = Id<struct ScopeTag>;

enum class ScopeKind : std::uint8_t {
    module,
    function,
    lambda,
    class_body,
    comprehension,
    generator_expression,
    type_params,
    type_alias
};

/// What a name is in a scope, as CPython counts it.
enum class Binding : std::uint8_t { local, cell, free, global_explicit, global_implicit };

struct Symbol {
    std::string name;          // mangled
    SourceRange at;            // where it was seen first
    bool is_assigned = false;  // bound here: assignment, import, def, for, with, except, match, del …
    bool is_parameter = false;
    bool is_used = false;
    bool is_annotated = false;
    bool is_iteration_target = false;    // of a comprehension
    bool is_walrus_target = false;       // in a comprehension: bound in the scope around it
    SourceRange global_at, nonlocal_at;  // the declaration
    Binding binding = Binding::global_implicit;

    bool is_bound() const { return is_assigned || is_parameter; }
};

struct Scope {
    ScopeKind kind = ScopeKind::module;
    std::string name;  // of the function or class
    const syntax::Node* node = nullptr;
    ScopeId parent;
    std::string private_class;    // for the names `__x` in it; empty: none
    std::vector<Symbol> symbols;  // in the order of their first appearance
    std::unordered_map<std::string, std::size_t> places;
    SourceRange yield_at, await_at;  // generator, coroutine
    bool is_async = false;

    const Symbol* find(const std::string& symbol) const {
        auto found = places.find(symbol);
        return found == places.end() ? nullptr : &symbols[found->second];
    }
    bool is_function_like() const { return kind != ScopeKind::module && kind != ScopeKind::class_body; }
};

class Scopes {
public:
    const Scope& operator[](ScopeId id) const { return scopes_[id]; }
    Scope& operator[](ScopeId id) { return scopes_[id]; }
    /// The scope of a function, lambda, class, comprehension or module.
    ScopeId of(const syntax::Node& node) const;
    std::uint32_t size() const { return scopes_.size(); }
    auto begin() const { return scopes_.begin(); }
    auto end() const { return scopes_.end(); }

    ScopeId add(Scope scope);

private:
    Table<ScopeId, Scope> scopes_;
    std::unordered_map<const syntax::Node*, ScopeId> by_node_;
};

/// The scopes of a whole file.
Result<Scopes> scopes_of_module(const syntax::Module& module, Diagnostics& diagnostics);

/// The scopes of one function (a FunctionDef, AsyncFunctionDef or Lambda) without its surroundings: `free_names` are its
/// closure's names, every other name not bound in it is global. `private_class` is the class around it, if any.
/// `annotations_are_text`: the file says `from __future__ import annotations`.
Result<Scopes> scopes_of_function(const syntax::Node& function, const std::vector<std::string>& free_names,
                                  std::string_view private_class, bool annotations_are_text, Diagnostics& diagnostics);

/// The name as the class around it changes it: `__x` in class `C` is `_C__x`.
std::string mangled(std::string_view private_class, std::string_view name);

}  // namespace coluber::front
