// The references that a function holds, at every place, once `retain` and `release` stand in it (after the pass `refcounts`).
// Code generation asks what a failing op must release on its way out; the verifier asks whether all paths agree.
#pragma once

#include "facts/ownership.h"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace coluber::facts {

class Owned {
public:
    Owned(const ir::Module& module, const Function& f, const Cfg& cfg);

    /// What to release when the op fails without an `on_error` after it (or fails its guard): one entry a reference.
    std::span<const ValueId> on_failure(InstId failing) const;
    /// What does not add up: a value released twice, never, or on one of two paths only; a use after the release.
    const std::vector<std::string>& problems() const { return problems_; }

private:
    using Operands = ir::Operands;
    using Counts = std::map<ValueId, int>;
    void block(Counts& counts, BlockId block);
    void leave(BlockId block, std::size_t target, Counts counts);
    static void add(Counts& counts, ValueId value, int by);
    void use(BlockId block, const Counts& counts, ValueId value);
    void note_failure(InstId id, const Counts& counts);
    void problem(BlockId block, ValueId value, std::string_view what);

    const Function& f_;
    const Cfg& cfg_;
    Ownership ownership_;
    std::vector<std::optional<Counts>> at_start_;
    std::vector<ir::PoolRange> failures_;  // by InstId
    std::vector<ValueId> pool_;
    std::vector<std::string> problems_;
};

}  // namespace coluber::facts
