// Random IR through printer, reader, verifier and every pass: `ir_fuzz [COUNT [FIRST_SEED]]`. For each program:
//   the text read back prints the same; every pass leaves right IR; and an interpreter finds that the function still does the same,
//   in value, error, place of resumption and memory, with each object released once.
// A failure prints the seed and what differs and ends with status 1; `ir_fuzz 1 SEED` repeats it.
#include "facts/owned.h"
#include "interpret.h"
#include "ir/print.h"
#include "ir/read.h"
#include "ir/verify.h"
#include "passes/pipeline.h"
#include "program.h"

#include <fmt/format.h>

#include <cstdlib>
#include <random>

namespace {

using namespace coluber;

fuzz::Input random_input(std::mt19937_64& random) {
    fuzz::Input input;
    for (int i = 0; i < 4; ++i) {
        std::int64_t value = static_cast<std::int64_t>(random() % 14) - 3;
        if (random() % 12 == 0)
            value = random() % 2 == 0 ? INT64_MAX - static_cast<std::int64_t>(random() % 3)
                                      : INT64_MIN + static_cast<std::int64_t>(random() % 3);
        if (random() % 20 == 0) value = std::int64_t{1} << 40;
        input.ints.push_back(value);
    }
    input.floats = {1.5, 0.25};
    for (int i = 0; i < 3; ++i) {
        input.arrays.emplace_back(random() % 10, 0.5 + i);
        input.writable.push_back(random() % 8 != 0);
    }
    return input;
}

void round_trip(const ir::Module& module) {
    std::string text = print(module);
    ir::Module again;
    auto error = read(text, again);
    CHECK(!error, error ? fmt::format("line {}: {}\n{}", error->line, error->what, text) : "");
    CHECK(print(again) == text, "the text read back prints differently:\n" + text + print(again));
}

void compare(const ir::Module& module, const ir::Function& before, const ir::Function& after, bool counted,
             std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < 12; ++i) {
        fuzz::Input input = random_input(random);
        fuzz::Outcome was = interpret(module, before, input, false), is = interpret(module, after, input, counted);
        CHECK(is.miscount.empty(), is.miscount);
        if (was.is_limit || was.is_endless || is.is_endless) continue;
        CHECK(was.text == is.text, fmt::format("the function did\n  {}\nand does\n  {}", was.text, is.text));
    }
}

void one(std::uint64_t seed) {
    ir::Module module;
    ir::Function& f = module[fuzz::make_program(module, seed)];
    verify_or_throw(module, f, ir::VerifyLevel::typed, "making");
    round_trip(module);
    const ir::Function original = f;
    facts::FactCache cache(module, f);
    ir::Function before = f;
    for (const passes::Pass& pass : passes::pipeline()) {
        try {
            passes::run_pass(module, f, cache, pass, {.verify = true});
            compare(module, original, f, pass.name == "refcounts", seed);
        } catch (const Bug& bug) {
            throw Bug(
                fmt::format("{}: {}\nbefore:\n{}after:\n{}", pass.name, bug.what(), print(module, before), print(module, f)));
        }
        before = f;
    }
    round_trip(module);
}

}  // namespace

int main(int count, char** arguments) {
    std::uint64_t programs = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1000;
    std::uint64_t first = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
    for (std::uint64_t seed = first; seed < first + programs; ++seed) {
        try {
            one(seed);
        } catch (const std::exception& bug) {
            fmt::print("seed {}: {}\n", seed, bug.what());
            return 1;
        }
    }
    fmt::print("{} programs, all the same before and after\n", programs);
    return 0;
}
