// From the syntax tree of one function to untyped, block-closed IR: the front end's entry.
#pragma once

#include "base/diagnostic.h"
#include "ir/function.h"
#include "syntax/tree.h"

#include <string>
#include <vector>

namespace coluber::front {

/// What the tree does not say about the function.
struct FrontOptions {
    std::string file;                     // co_filename
    std::string qualname;                 // also says which class is around it, for private names
    std::vector<std::string> free_names;  // co_freevars: the closure's names, by cell number
    std::uint64_t handle = 0;             // World's name for the function
    std::uint32_t first_line = 1;         // the line in the file at which the source text begins
    bool annotations_are_text = false;    // CO_FUTURE_ANNOTATIONS
    bool debug = true;                    // `__debug__`: false as under `python -O`, without assertions
};

/// The function's IR, added to the module; its parameters are in the order of co_varnames: positional, keyword-only, *args,
/// **kwargs. Refuses what CPython's compiler refuses (E0201) and what is not compiled yet (E0202), with the place.
Result<ir::FunctionId> lower_function(const syntax::FunctionDef& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics);
Result<ir::FunctionId> lower_function(const syntax::AsyncFunctionDef& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics);
Result<ir::FunctionId> lower_function(const syntax::Lambda& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics);
/// The same for what `find_function` found.
Result<ir::FunctionId> lower_function(const syntax::Node& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics);

/// The function that begins at `line` (co_firstlineno, counted in this source: the first decorator's line, else the line of `def` or
/// `lambda`) and has this name; among several lambdas of a line the one whose body has `column`, or the only one. Null: there is none.
const syntax::Node* find_function(const syntax::Module& module, std::uint32_t line, std::uint32_t column,
                                  std::string_view name);

/// The class around a function as far as its qualified name tells: "A.f" → "A", "f.<locals>.g" → "".
std::string_view class_around(std::string_view qualname);

}  // namespace coluber::front
