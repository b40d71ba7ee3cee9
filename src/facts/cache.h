// Facts about one function, computed when first asked for and dropped when a pass has changed the function. A pass names the facts
// that it needs in its signature (passes/pass.h), so it cannot use one that is stale.
#pragma once

#include "facts/graph.h"

#include <optional>
#include <tuple>

namespace coluber::facts {

class FactCache {
public:
    explicit FactCache(const Function& function) : f_(function) {}

    template <class Fact>
    const Fact& get() {
        auto& place = std::get<std::optional<Fact>>(facts_);
        if (!place) make(place);
        return *place;
    }
    void drop_all() { facts_ = {}; }

private:
    void make(std::optional<Cfg>& fact) { fact.emplace(f_); }
    void make(std::optional<Dominators>& fact) { fact.emplace(f_, get<Cfg>()); }
    void make(std::optional<LoopTree>& fact) { fact.emplace(f_, get<Cfg>(), get<Dominators>()); }
    void make(std::optional<Places>& fact) { fact.emplace(f_, get<Cfg>()); }

    const Function& f_;
    std::tuple<std::optional<Cfg>, std::optional<Dominators>, std::optional<LoopTree>, std::optional<Places>> facts_;
};

}  // namespace coluber::facts
