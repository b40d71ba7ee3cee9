// Facts about one function, computed when first asked for and dropped when a pass has changed the function. A pass names the facts
// that it needs in its signature (passes/pass.h), so it cannot use one that is stale.
#pragma once

#include "facts/ranges.h"

#include <optional>
#include <tuple>

namespace coluber::facts {

class FactCache {
public:
    FactCache(const ir::Module& module, const Function& function) : module_(module), f_(function) {}

    template <class Fact>
    const Fact& get() {
        auto& place = std::get<std::optional<Fact>>(facts_);
        if (!place) make(place);
        return *place;
    }
    void drop_all() {
        std::apply([](auto&... fact) { (fact.reset(), ...); }, facts_);
    }

private:
    void make(std::optional<Cfg>& fact) { fact.emplace(f_); }
    void make(std::optional<Dominators>& fact) { fact.emplace(f_, get<Cfg>()); }
    void make(std::optional<LoopTree>& fact) { fact.emplace(f_, get<Cfg>(), get<Dominators>()); }
    void make(std::optional<Places>& fact) { fact.emplace(f_, get<Cfg>()); }

    void make(std::optional<Ranges>& fact) {
        fact.emplace(module_, f_, get<Cfg>(), get<Dominators>(), get<LoopTree>(), get<Places>());
    }

    const ir::Module& module_;
    const Function& f_;
    std::tuple<std::optional<Cfg>, std::optional<Dominators>, std::optional<LoopTree>, std::optional<Places>,
               std::optional<Ranges>>
        facts_;
};

}  // namespace coluber::facts
