// A pass is a function, and its parameters are its requirements: `Changed run(Module&, Function&, const Fact&...)`. The facts come
// from the cache and are gone after `Changed::yes`.
#pragma once

#include "facts/cache.h"

#include <string_view>

namespace coluber::passes {

using ir::BlockId;
using ir::Function;
using ir::info;
using ir::Inst;
using ir::InstId;
using ir::Module;
using ir::ValueId;

enum class Changed : bool { no, yes };

struct Pass {
    std::string_view name, summary;
    Changed (*run)(Module&, Function&, facts::FactCache&);
};

template <auto run>
struct PassOf;
template <class... Facts, Changed (*run)(Module&, Function&, const Facts&...)>
struct PassOf<run> {
    static Changed call(Module& module, Function& function, [[maybe_unused]] facts::FactCache& cache) {
        return run(module, function, cache.get<Facts>()...);
    }
};

template <auto run>
constexpr Pass pass(std::string_view name, std::string_view summary) {
    return {name, summary, &PassOf<run>::call};
}

}  // namespace coluber::passes
