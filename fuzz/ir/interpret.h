// Runs typed IR, slowly and with everything watched: what a function returns, where it fails, what it leaves in the arrays, and, once
// reference counts stand in it, whether each object is released exactly once. Only the ops that program.cpp makes.
#pragma once

#include "ir/function.h"

#include <string>
#include <vector>

namespace coluber::fuzz {

struct Input {
    std::vector<std::int64_t> ints;
    std::vector<double> floats;
    std::vector<std::vector<double>> arrays;
    std::vector<bool> writable;
};

struct Outcome {
    std::string text;       // value, error or resumption, and the arrays' contents
    bool is_limit = false;  // an int that does not fit: optimisation may avoid it
    bool is_endless = false;
    std::string miscount;  // what is wrong with the reference counts
};

/// `counted`: the function has been through `refcounts`.
Outcome interpret(const ir::Module& module, const ir::Function& f, const Input& input, bool counted);

}  // namespace coluber::fuzz
