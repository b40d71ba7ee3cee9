// Runs passes on IR text, for test pages: `ir_tool PASS… < text`. Prints the module after them; verifies before and after each.
// PASS is a pass's name, `pipeline` (all, in order) or `untyped` (verify as block-closed IR from the front). On a mistake the text
// of it goes to standard error and the exit status is 1. Why an executable: a crash in a pass ends one page, not the test run.
#include "ir/print.h"
#include "ir/read.h"
#include "ir/verify.h"
#include "passes/pipeline.h"

#include <fmt/format.h>

#include <iostream>
#include <iterator>

namespace {

using namespace coluber;

int run(std::span<char*> names) {
    std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    ir::Module module;
    if (auto error = ir::read(text, module)) {
        fmt::print(stderr, "line {}: {}\n", error->line, error->what);
        return 1;
    }
    bool untyped = !names.empty() && std::string_view(names[0]) == "untyped";
    for (ir::Function& f : module.functions) {
        verify_or_throw(module, f, untyped ? ir::VerifyLevel::untyped_block_closed : ir::VerifyLevel::typed, "reading");
        facts::FactCache cache(module, f);
        for (std::string_view name : names) {
            if (name == "pipeline") {
                passes::run_passes(module, f, {.verify = true});
            } else if (name != "untyped") {
                const passes::Pass* pass = passes::pass_named(name);
                if (!pass) throw Bug(fmt::format("there is no pass {}", name));
                passes::run_pass(module, f, cache, *pass, {.verify = true});
            }
        }
    }
    fmt::print("{}", print(module));
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(std::span(arguments, static_cast<std::size_t>(count)).subspan(1));
    } catch (const std::exception& bug) {
        fmt::print(stderr, "{}\n", bug.what());
        return 1;
    }
}
