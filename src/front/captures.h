// Which variables of a function live in cells, because inner functions see values that come later, or rebind them; and which inner
// functions nobody sees as objects, because their names are only called.
//
// A function value holds what its function captured *as it was then*. That is right where no binding of the variable can come after
// the capture: all bindings stand before it and no loop is around both. Everything else gets a cell, as CPython gives to every
// captured variable. An inner function that captures the variable which is to hold it finds itself in its own value instead.
//
// Also: which generators run in place, as code of the function that uses them up (front/python/generators.cpp). A generator function all
// of whose calls do so captures nothing.
#pragma once

#include "front/scopes.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace coluber::front {

class Captures {
public:
    /// Looks through the tree of the first scope, a function's.
    explicit Captures(const Scopes& scopes);

    bool needs_cell(ScopeId owner, const std::string& name) const;
    /// Does the variable hold this inner function and nothing else, from its definition on?
    bool is_self(ScopeId owner, const std::string& name, const syntax::Node& function) const;
    /// Is the inner function's value (a def's or lambda's) used for nothing but calls?
    bool is_only_called(const syntax::Node& function) const;
    /// Does the code of a generator expression, or of the generator function that is called, run where the expression stands?
    bool runs_in_place(const syntax::Node& source) const { return in_place_.contains(&source); }
    /// The generator function of a call that runs in place.
    const syntax::FunctionDef& generator_of(const syntax::Node& call) const { return *in_place_.at(&call); }
    /// Is the generator function called in place and used for nothing else, so that it has no value?
    bool is_dissolved(const syntax::Node& function) const { return dissolved_.contains(&function); }
    /// Do the variables of this scope's function live in the frame of the one around it?
    bool shares_frame(const Scope& scope) const;
    /// The scope that binds a name seen in `from`; none: a global or a name of the outermost function's closure.
    static ScopeId owner_of(const Scopes& scopes, ScopeId from, const std::string& name);

private:
    friend class CaptureWalk;
    using Key = std::pair<ScopeId, std::string>;
    /// A binding or a capture: where in the order of evaluation, in which loops, and the inner function that is bound or captures.
    struct Site {
        std::uint32_t order = 0;
        std::vector<std::uint32_t> loops;
        const syntax::Node* function = nullptr;
    };
    struct Variable {
        std::vector<Site> bindings, captures, rebound;  // rebound: by inner functions
        std::uint32_t uses = 0;
        bool is_seen = false;  // read for something else than a call
    };
    bool holds_only(const Variable& variable, const syntax::Node& function) const;
    bool needs_cell(const Variable& variable) const;

    std::map<Key, Variable> variables_;
    std::map<const syntax::Node*, Key> bound_to_;  // an inner function → the variable that it is bound to
    std::vector<const syntax::Node*> called_;      // lambdas that are called where they stand
    std::vector<const syntax::Node*> decorated_;
    std::map<const syntax::Node*, const syntax::FunctionDef*>
        in_place_;                                            // expression → the generator function, if it calls one
    std::set<const syntax::Node*> dissolved_, run_in_place_;  // generator functions
};

}  // namespace coluber::front
