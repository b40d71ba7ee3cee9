#include "front/scopes.h"

#include "front/diagnostics.h"
#include "front/scope_builder.h"

#include <fmt/format.h>

#include <algorithm>

namespace coluber::front {

ScopeId Scopes::of(const syntax::Node& node) const {
    auto found = by_node_.find(&node);
    CHECK(found != by_node_.end(), "a node without a scope");
    return found->second;
}

ScopeId Scopes::add(Scope scope) {
    const syntax::Node* node = scope.node;
    bool is_inner =
        scope.kind != ScopeKind::type_params;  // a function with type parameters has two scopes: this names the inner one
    ScopeId id = scopes_.add(std::move(scope));
    if (is_inner) by_node_[node] = id;
    return id;
}

std::string mangled(std::string_view private_class, std::string_view name) {
    bool is_private = name.starts_with("__") && !name.ends_with("__") && name.find('.') == name.npos;
    private_class.remove_prefix(std::min(private_class.find_first_not_of('_'), private_class.size()));
    if (!is_private || private_class.empty()) return std::string(name);
    return fmt::format("_{}{}", private_class, name);
}

namespace {

// Decides what each name is. An inner scope's free name makes it free in the scopes between and a cell in its owner.
class Resolver {
public:
    Resolver(Scopes& scopes, const std::vector<std::string>& outer_free, Diagnostics& diagnostics)
        : scopes_(scopes), outer_free_(outer_free), diagnostics_(diagnostics) {}

    bool resolve_all() {
        // Parents come before their children in the table: first what each scope binds, then what it takes from outside.
        for (std::uint32_t i = 0; i < scopes_.size(); ++i)
            for (Symbol& symbol : scopes_[ScopeId{i}].symbols) bind(symbol);
        for (std::uint32_t i = 0; i < scopes_.size(); ++i)
            for (std::size_t s = 0; s < scopes_[ScopeId{i}].symbols.size(); ++s)
                if (!resolve(ScopeId{i}, s)) return false;
        return true;
    }

private:
    static void bind(Symbol& symbol) {
        if (symbol.global_at)
            symbol.binding = Binding::global_explicit;
        else if (symbol.is_bound() && !symbol.nonlocal_at)
            symbol.binding = Binding::local;
    }

    bool resolve(ScopeId id, std::size_t place) {
        Symbol& symbol = scopes_[id].symbols[place];
        if (symbol.binding == Binding::local || symbol.binding == Binding::cell || symbol.binding == Binding::global_explicit)
            return true;
        std::string name = symbol.name;
        Binding found = find_outside(id, name);
        if (symbol.nonlocal_at && found != Binding::free) {
            diagnostics_.report(symbol.nonlocal_at, scope_error, fmt::format("no binding for nonlocal '{}' found", name));
            return false;
        }
        scopes_[id].symbols[place].binding = found;
        return true;
    }

    // free: an enclosing function binds the name (or the closure has it).
    Binding find_outside(ScopeId from, const std::string& name) {
        for (ScopeId id = scopes_[from].parent; id; id = scopes_[id].parent) {
            Scope& scope = scopes_[id];
            if (!scope.is_function_like()) {
                if (scope.kind == ScopeKind::class_body && name == "__class__") return Binding::free;
                continue;
            }
            const Symbol* symbol = scope.find(name);
            if (!symbol || symbol->nonlocal_at) continue;
            if (symbol->global_at) return Binding::global_implicit;
            if (!symbol->is_bound()) continue;
            pass_through(from, id, name);
            return Binding::free;
        }
        bool is_outer = std::find(outer_free_.begin(), outer_free_.end(), name) != outer_free_.end();
        return is_outer ? Binding::free : Binding::global_implicit;
    }

    void pass_through(ScopeId from, ScopeId owner, const std::string& name) {
        Scope& owning = scopes_[owner];
        owning.symbols[owning.places[name]].binding = Binding::cell;
        for (ScopeId id = scopes_[from].parent; id != owner; id = scopes_[id].parent) {
            Scope& scope = scopes_[id];
            auto [place, is_new] = scope.places.try_emplace(name, scope.symbols.size());
            if (is_new) {
                scope.symbols.emplace_back();
                scope.symbols.back().name = name;
                scope.symbols.back().binding = Binding::free;
            }
        }
    }

    Scopes& scopes_;
    const std::vector<std::string>& outer_free_;
    Diagnostics& diagnostics_;
};

}  // namespace

Result<Scopes> scopes_of_module(const syntax::Module& module, Diagnostics& diagnostics) {
    Scopes scopes;
    std::vector<std::string> none;
    if (!ScopeBuilder(scopes, diagnostics).module(module)) return Reported{};
    if (!Resolver(scopes, none, diagnostics).resolve_all()) return Reported{};
    return scopes;
}

Result<Scopes> scopes_of_function(const syntax::Node& function, const std::vector<std::string>& free_names,
                                  std::string_view private_class, bool annotations_are_text, Diagnostics& diagnostics) {
    Scopes scopes;
    if (!ScopeBuilder(scopes, diagnostics, annotations_are_text).function(function, private_class)) return Reported{};
    if (!Resolver(scopes, free_names, diagnostics).resolve_all()) return Reported{};
    return scopes;
}

}  // namespace coluber::front
