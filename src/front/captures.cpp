#include "front/captures.h"

#include "front/children.h"
#include "front/consumers.h"

#include <algorithm>

namespace coluber::front {

using namespace syntax;

// One walk in the order of evaluation. `levels_` are the functions around the place, the outermost first.
class CaptureWalk {
public:
    CaptureWalk(const Scopes& scopes, Captures& out) : scopes_(scopes), out_(out) {
        scope_ = ScopeId{0};
        levels_.push_back({});
        level_of_[scope_] = 0;
        const Node& node = *scopes_[scope_].node;
        if (auto* def = as<FunctionDef>(&node)) body(*def->args, def->body);
        if (auto* def = as<AsyncFunctionDef>(&node)) body(*def->args, def->body);
        if (auto* lambda = as<Lambda>(&node)) {
            parameters(*lambda->args);
            visit(lambda->body);
        }
        place_generators();
    }

private:
    using Site = Captures::Site;

    void visit(const Node* node) {
        if (node) syntax::visit(*node, [this](const auto& it) { walk(it); });
    }
    template <class T>
    void visit_all(std::span<T*> nodes) {
        for (T* node : nodes) visit(node);
    }

    Site site(const Node* function = nullptr) { return {++order_, loops_, function}; }

    Captures::Variable* variable(std::string_view written, ScopeId* owner = nullptr) {
        std::string name = mangled(scopes_[scope_].private_class, written);
        ScopeId found = Captures::owner_of(scopes_, scope_, name);
        if (owner) *owner = found;
        return found ? &out_.variables_[{found, name}] : nullptr;
    }
    bool is_outside(ScopeId owner) const { return level_of_.at(owner) + 1 < levels_.size(); }

    void bind(std::string_view name, const Node* function = nullptr) {
        ScopeId owner;
        Captures::Variable* found = variable(name, &owner);
        if (!found) return;
        found->bindings.push_back(site(function));
        if (is_outside(owner)) found->rebound.push_back(levels_[level_of_[owner] + 1]);
        if (function) out_.bound_to_[function] = {owner, mangled(scopes_[scope_].private_class, name)};
    }
    void use(std::string_view name, bool is_called) {
        ScopeId owner;
        Captures::Variable* found = variable(name, &owner);
        if (!found) return;
        found->is_seen |= !is_called;
        ++found->uses;
        if (is_outside(owner)) found->captures.push_back(levels_[level_of_[owner] + 1]);
    }

    void parameters(const Arguments& args) {
        auto each = [&](const Arg* arg) {
            if (arg) bind(arg->arg_);
        };
        for (const Arg* arg : args.posonlyargs) each(arg);
        for (const Arg* arg : args.args) each(arg);
        for (const Arg* arg : args.kwonlyargs) each(arg);
        each(args.vararg);
        each(args.kwarg);
    }
    void body(const Arguments& args, Stmts statements) {
        parameters(args);
        visit_all(statements);
    }
    /// Walks an inner function by `inside`, in its scope.
    template <class F>
    void inner(const Node& node, F inside) {
        ScopeId outer = std::exchange(scope_, scopes_.of(node));
        levels_.push_back(site(&node));
        level_of_[scope_] = levels_.size() - 1;
        std::vector<std::uint32_t> loops = std::exchange(loops_, {});
        inside();
        loops_ = std::move(loops);
        levels_.pop_back();
        scope_ = outer;
    }
    void before_function(const Arguments& args) {
        visit_all(args.defaults);
        visit_all(args.kw_defaults);
    }
    void annotations(const Arguments& args) {
        auto each = [&](const Arg* arg) {
            if (arg) visit(arg->annotation);
        };
        for (const Arg* arg : args.posonlyargs) each(arg);
        for (const Arg* arg : args.args) each(arg);
        for (const Arg* arg : args.kwonlyargs) each(arg);
        each(args.vararg);
        each(args.kwarg);
    }

    void walk(const FunctionDef& node) {
        visit_all(node.decorator_list);
        before_function(*node.args);
        annotations(*node.args);
        visit(node.returns);
        if (node.type_params.empty()) inner(node, [&] { body(*node.args, node.body); });
        if (!node.decorator_list.empty()) out_.decorated_.push_back(&node);
        bind(node.name_, &node);
    }
    void walk(const AsyncFunctionDef& node) { bind(node.name_); }  // refused
    void walk(const ClassDef& node) { bind(node.name_); }          // refused
    void walk(const Lambda& node) {
        before_function(*node.args);
        inner(node, [&] {
            parameters(*node.args);
            visit(node.body);
        });
    }

    void walk(const Name& node) {
        if (node.ctx == ExprContext::load)
            use(node.id, false);
        else
            bind(node.id);
    }
    void walk(const Call& node) {
        if (auto consumer = consumer_of(node)) {
            bool is_own = !consumer->builtin.empty() && Captures::owner_of(scopes_, scope_, std::string(consumer->builtin));
            if (!is_own) consume(*consumer->source, false);
        }
        if (auto* name = as<Name>(node.func)) {
            use(name->id, true);
        } else {
            if (is<Lambda>(*node.func)) out_.called_.push_back(node.func);
            visit(node.func);
        }
        visit_all(node.args);
        visit_all(node.keywords);
    }
    void walk(const Assign& node) {
        visit(node.value);
        auto* name = node.targets.size() == 1 ? as<Name>(node.targets[0]) : nullptr;
        if (name && is<Lambda>(*node.value)) return bind(name->id, node.value);
        visit_all(node.targets);
    }
    void walk(const AugAssign& node) {
        if (auto* name = as<Name>(node.target)) use(name->id, false);
        visit(node.value);
        visit(node.target);
    }
    void walk(const AnnAssign& node) {
        visit(node.value);
        if (node.value || !is<Name>(*node.target)) visit(node.target);
    }
    void walk(const NamedExpr& node) {
        visit(node.value);
        visit(node.target);
    }

    template <class F>
    void loop(F inside) {
        loops_.push_back(++order_);
        inside();
        loops_.pop_back();
    }
    template <class Loop>
    void for_loop(const Loop& node) {
        consume(*node.iter);
        visit(node.iter);
        open_.push_back(node.iter);
        loop([&] {
            visit(node.target);
            visit_all(node.body);
        });
        open_.pop_back();
        visit_all(node.orelse);
    }
    void walk(const For& node) { for_loop(node); }
    void walk(const AsyncFor& node) { for_loop(node); }
    void walk(const While& node) {
        loop([&] {
            visit(node.test);
            visit_all(node.body);
        });
        visit_all(node.orelse);
    }
    template <class Comp>
    void clauses(const Comp& node) {
        loop([&] {
            for (const Comprehension* part : node.generators) {
                if (part != node.generators.front()) consume(*part->iter), visit(part->iter);
                open_.push_back(part->iter);
                visit(part->target);
                visit_all(part->ifs);
            }
            if constexpr (requires { node.elt; }) {
                visit(node.elt);
            } else {
                visit(node.key);
                visit(node.value);
            }
            open_.resize(open_.size() - node.generators.size());
        });
    }
    /// In the same function, with variables of its own.
    template <class Comp>
    void comprehension(const Comp& node) {
        consume(*node.generators.front()->iter);
        visit(node.generators.front()->iter);
        ScopeId outer = std::exchange(scope_, scopes_.of(node));
        level_of_[scope_] = levels_.size() - 1;
        clauses(node);
        scope_ = outer;
    }
    void walk(const ListComp& node) { comprehension(node); }
    void walk(const SetComp& node) { comprehension(node); }
    void walk(const DictComp& node) { comprehension(node); }
    /// What a loop or a builtin runs through; the builtin may turn out to be something else, for which the generator is an object.
    void consume(const Expr& source, bool is_loop = true) {
        auto* generator = as<GeneratorExp>(&source);
        if (generator && can_run_in_place(*generator)) out_.in_place_[generator] = nullptr;
        auto* call = as<Call>(&source);
        auto* name = call ? as<Name>(call->func) : nullptr;
        if (!name) return;
        GeneratorCall site{call, {}, mangled(scopes_[scope_].private_class, name->id), is_loop};
        site.owner = Captures::owner_of(scopes_, scope_, site.name);
        bool is_open = std::ranges::any_of(open_, [&](const Expr* around) { return calls_same(*around, *name); });
        if (site.owner && !is_outside(site.owner) && !is_open) calls_.push_back(site);
    }
    static bool calls_same(const Expr& around, const Name& name) {
        auto* call = as<Call>(&around);
        auto* other = call ? as<Name>(call->func) : nullptr;
        return other && other->id == name.id;
    }

    /// A call of what may be a generator function, where its generator would be used up.
    struct GeneratorCall {
        const Call* call;
        ScopeId owner;
        std::string name;
        bool is_loop;
    };

    // When all is known: which of these calls run in place.
    void place_generators() {
        std::map<Captures::Key, std::uint32_t> in_place;
        for (const GeneratorCall& site : calls_) {
            const Captures::Variable& variable = out_.variables_[{site.owner, site.name}];
            auto* def = variable.bindings.size() == 1 ? as<FunctionDef>(variable.bindings[0].function) : nullptr;
            bool is_generator = def && scopes_[scopes_.of(*def)].yield_at && scopes_[scopes_.of(*def)].parent == site.owner;
            if (!is_generator || !out_.holds_only(variable, *def) || out_.needs_cell(variable)) continue;
            if (!can_run_in_place(*def) || !fits_in_place(*site.call, *def)) continue;
            out_.in_place_[site.call] = def;
            out_.run_in_place_.insert(def);
            if (site.is_loop) ++in_place[{site.owner, site.name}];
        }
        for (const auto& [key, count] : in_place) {
            const Captures::Variable& variable = out_.variables_[key];
            if (variable.uses == count) out_.dissolved_.insert(variable.bindings[0].function);
        }
    }
    void walk(const GeneratorExp& node) {
        if (out_.runs_in_place(node)) return comprehension(node);
        visit(node.generators.front()->iter);
        inner(node, [&] { clauses(node); });
    }

    void walk(const ExceptHandler& node) {
        visit(node.type);
        if (!node.name_.empty()) bind(node.name_);
        visit_all(node.body);
        if (!node.name_.empty()) bind(node.name_);
    }
    void walk(const Alias& node) { bind(node.asname.empty() ? node.name_.substr(0, node.name_.find('.')) : node.asname); }
    void walk(const MatchAs& node) {
        visit(node.pattern);
        if (!node.name_.empty()) bind(node.name_);
    }
    void walk(const MatchStar& node) {
        if (!node.name_.empty()) bind(node.name_);
    }
    void walk(const MatchMapping& node) {
        parts(node);
        if (!node.rest.empty()) bind(node.rest);
    }
    template <class T>
    void walk(const T& node) {
        parts(node);
    }
    template <class T>
    void parts(const T& node) {
        each_part(node, [this](const Node* part) { visit(part); });
    }

    const Scopes& scopes_;
    Captures& out_;
    ScopeId scope_;
    std::uint32_t order_ = 0;
    std::vector<std::uint32_t> loops_;
    std::vector<Site> levels_;  // where each function stands in the one around it
    std::map<ScopeId, std::size_t> level_of_;
    std::vector<const Expr*> open_;  // what the loops around this place run through
    std::vector<GeneratorCall> calls_;
};

Captures::Captures(const Scopes& scopes) { CaptureWalk(scopes, *this); }

ScopeId Captures::owner_of(const Scopes& scopes, ScopeId from, const std::string& name) {
    for (ScopeId id = from; id; id = scopes[id].parent) {
        const Symbol* symbol = scopes[id].find(name);
        if (id != from && scopes[id].kind == ScopeKind::class_body) continue;
        if (!symbol || symbol->binding == Binding::free) continue;
        bool is_own = symbol->binding == Binding::local || symbol->binding == Binding::cell;
        return is_own ? id : ScopeId{};
    }
    return {};
}

bool Captures::holds_only(const Variable& variable, const Node& function) const {
    if (!variable.rebound.empty() || variable.bindings.size() != 1) return false;
    const Site& binding = variable.bindings.front();
    bool is_replaced = !binding.loops.empty() && variable.is_seen;  // an older one may live on, and look for the newer
    return binding.function == &function && !is_replaced && std::ranges::find(decorated_, &function) == decorated_.end();
}

bool Captures::needs_cell(const Variable& variable) const {
    auto counts = [&](const Site& site) { return !dissolved_.contains(site.function); };
    bool is_captured = std::ranges::any_of(variable.captures, counts);
    if (std::ranges::any_of(variable.rebound, counts) || (!variable.rebound.empty() && is_captured)) return true;
    auto share_loop = [](const Site& a, const Site& b) {
        return std::ranges::any_of(a.loops,
                                   [&](std::uint32_t loop) { return std::ranges::find(b.loops, loop) != b.loops.end(); });
    };
    for (const Site& capture : variable.captures) {
        if (!counts(capture) || holds_only(variable, *capture.function)) continue;
        for (const Site& binding : variable.bindings)
            if (binding.order > capture.order || share_loop(binding, capture)) return true;
    }
    return false;
}

bool Captures::shares_frame(const Scope& scope) const {
    return scope.kind == ScopeKind::comprehension ||
           (scope.node && (runs_in_place(*scope.node) || run_in_place_.contains(scope.node)));
}

bool Captures::needs_cell(ScopeId owner, const std::string& name) const {
    auto found = variables_.find({owner, name});
    return found != variables_.end() && needs_cell(found->second);
}

bool Captures::is_self(ScopeId owner, const std::string& name, const Node& function) const {
    auto found = variables_.find({owner, name});
    return found != variables_.end() && holds_only(found->second, function);
}

bool Captures::is_only_called(const Node& function) const {
    auto found = bound_to_.find(&function);
    if (found == bound_to_.end()) return std::ranges::find(called_, &function) != called_.end();
    const Variable& variable = variables_.at(found->second);
    return !variable.is_seen && !needs_cell(variable);
}

}  // namespace coluber::front
