// What each check asks for, and what is left of it once that is known to hold.
#pragma once

#include "facts/ranges.h"
#include "passes/edit.h"

#include <optional>

namespace coluber::passes {

/// The check cannot fail where the form is not negative (or, `is_range`, where it is an int64).
struct Need {
    facts::Linear form;
    bool is_range = false;
};

/// What must hold for the check to be superfluous, all of it; none: the op is no check, or not one about sums of integers.
std::optional<std::vector<Need>> needs_of(const Function& f, const facts::LinearForms& forms, InstId id);

/// Takes the check away: its result is the unchecked one. True: the op itself is to leave its block.
bool drop_check(Function& f, InstId id, Replacements& replace);

}  // namespace coluber::passes
