// A Python function's source text, through `linecache`, so that notebooks and zipped modules work.
#pragma once

#include "driver/api.h"
#include "module/python.h"

#include <deque>
#include <string>
#include <vector>

namespace coluber::module {

/// What a coluber_source points to; lives until the compile returns.
struct SourceTexts {
    std::deque<std::string> texts;
    std::deque<std::vector<const char*>> lists;
};

/// Fills `source` from the function's code object. False: there is no text, only a name (no exception is set).
bool find_source(PyObject* function, coluber_source& source, SourceTexts& keep);

}  // namespace coluber::module
