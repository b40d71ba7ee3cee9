// Who holds the reference that a counted value needs (docs/refcounts.md).
//
// A *fresh* result comes with a reference of its own (`py.…`, `box`, `array.new`, `call`). A *shared* one is part of, or the same object
// as, its operands (`tuple.get`, `array.view`, `unbox`, `iter.make`, `tuple.make`, `select`, `check_bound`): it has none until it is
// retained. A *lasting* value needs none at all, because somebody outside holds one for as long as the function runs: a parameter of
// the function (the caller), a constant or known object (the image), and what is shared from lasting values only.
#pragma once

#include "facts/graph.h"

namespace coluber::facts {

/// Is the op's result part of, or the same object as, its operands?
bool shares_operands(const Function& f, const ir::Inst& inst);

class Ownership {
public:
    Ownership(const ir::Module& module, const Function& f, const Cfg& cfg);

    /// Must somebody in this function hold a reference while the value is used?
    bool is_owned(ValueId value) const { return value && owned_[value.index]; }
    /// Is that reference there right after the definition (else `retain` makes it)?
    bool is_fresh(ValueId value) const { return is_owned(value) && fresh_[value.index]; }

private:
    bool sweep(const Function& f, const Cfg& cfg, BlockId block);
    bool is_given_owned(const Function& f, const Cfg& cfg, BlockId block, std::size_t param) const;

    std::vector<bool> counted_, owned_, fresh_;
};

}  // namespace coluber::facts
