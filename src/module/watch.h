// Dictionary watchers (CPython 3.12 and later): a changed global, builtin or module attribute clears the valid byte of the entries
// that were compiled with it, at once, so that calls test one byte and running code sees it too (`guard_world`).
// Before 3.12 all of this does nothing: record.cpp compares dictionary versions instead.
#pragma once

#include "module/python.h"

namespace coluber::module {

class Entry;

/// Once, at import. False: a Python exception is set.
bool start_watching();
/// Watches what the answer newest in the entry's record came from.
void watch_last_answer(Entry& entry);
/// The entry dies.
void stop_watching(Entry& entry);

}  // namespace coluber::module
