// A Python function's source text, through `linecache`, so that notebooks and zipped modules work.
#pragma once

#include "driver/api.h"
#include "module/python.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace coluber::module {

/// What a coluber_source points to; lives until the compile returns.
struct SourceTexts {
    std::deque<std::string> texts;
    std::deque<std::vector<const char*>> lists;
};

/// Fills `source` from the function's code object. False: there is no source (no exception is set).
bool find_source(PyObject* function, coluber_source& source, SourceTexts& keep);

/// The code object of an inner function, borrowed; null: there is none. `path`: for each level from the function in, separated by `/`,
/// `name:line:column:end_column`: co_name, co_firstlineno, and between which columns it stands.
PyObject* find_inner_code(PyObject* function, std::string_view path);

}  // namespace coluber::module
