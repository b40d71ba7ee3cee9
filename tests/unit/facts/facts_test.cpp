// Facts about a function: loops, linear forms, ranges, what a failing op must release.
#include "facts/cache.h"
#include "facts/owned.h"
#include "ir/read.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace coluber::facts {
namespace {

ir::Module parsed(const std::string& text) {
    ir::Module module;
    auto error = ir::read(text, module);
    EXPECT_FALSE(error) << (error ? error->what : "");
    return module;
}

struct Example {
    explicit Example(const std::string& text) : module(parsed(text)) {}
    ir::Module module;
    Function& f = module[ir::FunctionId{0}];
    FactCache facts{module, f};
    /// The result of the op number `index` (from 0) of that name.
    InstId op(std::string_view name, int index = 0) const {
        for (BlockId block : Cfg(f).order)
            for (InstId id : f[block].insts)
                if (ir::info(f[id].op).name == name && index-- == 0) return id;
        return {};
    }
    ValueId result(std::string_view name, int index = 0) const { return f[op(name, index)].result; }
};

const char* nest = R"(func @f("n"=%n: int, "m"=%m: int) -> int {
^entry:
  %one: int = const 1
  %two: int = const 2
  %stop: int = arith.checked add, "m + 1", %m, %one
  %r: range(1) = range.make %one, %stop, %one
  %it: iter(range(1)) = iter.make %r
  jump ^outer(%it)
^outer(%i1: iter(range(1))):
  iter_next %i1, ^row, ^done, -
^row(%i: int, %i2: iter(range(1))):
  %r2: range(1) = range.make %i, %n, %one
  %jt: iter(range(1)) = iter.make %r2
  jump ^inner(%jt)
^inner(%j1: iter(range(1))):
  iter_next %j1, ^cell, ^outer(%i2), -
^cell(%j: int, %j2: iter(range(1))):
  %t: int = arith.checked mul, "2 * j", %two, %j
  %s: int = arith.checked sub, "2 * j - i", %t, %i
  jump ^inner(%j2)
^done:
  return %m
}
)";

TEST(Loops, NestAsTheSourceDoes) {
    Example example(nest);
    const auto& loops = example.facts.get<LoopTree>();
    ASSERT_EQ(loops.outermost.size(), 1u);
    const Loop& outer = loops[loops.outermost[0]];
    ASSERT_EQ(outer.children.size(), 1u);
    const Loop& inner = loops[outer.children[0]];
    EXPECT_EQ(outer.blocks.size(), 4u);
    EXPECT_EQ(inner.blocks.size(), 2u);
    EXPECT_EQ(inner.depth, 2u);
    EXPECT_TRUE(example.facts.get<Dominators>().dominates(outer.header, inner.header));
    EXPECT_FALSE(example.facts.get<Dominators>().dominates(inner.header, outer.header));
}

TEST(Linear, FormsAreSums) {
    Example example(nest);
    LinearForms forms(example.module, example.f);
    Linear form = forms.of(example.result("arith.checked", 2));  // 2 * j - i
    ASSERT_EQ(form.terms.size(), 2u);
    auto factor_of = [&](ValueId atom) { return std::ranges::find(form.terms, atom, &Linear::Term::atom)->factor; };
    EXPECT_EQ(factor_of(example.f.operands(example.f[example.op("arith.checked", 1)])[1]), 2);
    EXPECT_EQ(factor_of(example.f.operands(example.f[example.op("arith.checked", 2)])[1]), -1);
    EXPECT_FALSE(sum(form, Linear::value(form.terms[0].atom), std::int64_t{1} << 40)) << "factors stay small";
}

TEST(Ranges, ItemsLieInTheirRange) {
    Example example(nest);
    const auto& ranges = example.facts.get<Ranges>();
    BlockId cell = example.facts.get<Places>().inst_block[example.op("arith.checked", 2).index];
    ValueId j = example.f.operands(example.f[example.op("arith.checked", 1)])[1];
    ValueId i = example.f.operands(example.f[example.op("arith.checked", 2)])[1];
    auto difference = *sum(Linear::value(j), Linear::value(i), -1);
    EXPECT_TRUE(ranges.is_never_negative(difference, cell)) << "j starts at i";
    auto stop = *sum(Linear::value(example.f[example.f.entry].params[1]), Linear::value(i), -1);
    EXPECT_TRUE(ranges.is_never_negative(stop, cell)) << "i is at most m";
    stop.constant -= 1;
    EXPECT_FALSE(ranges.is_never_negative(stop, cell)) << "and may be m";
}

TEST(Ranges, OutsideALoopABoundIsLeft) {
    Example example(nest);
    const auto& ranges = example.facts.get<Ranges>();
    const auto& loops = example.facts.get<LoopTree>();
    BlockId cell = example.facts.get<Places>().inst_block[example.op("arith.checked", 2).index];
    ValueId j = example.f.operands(example.f[example.op("arith.checked", 1)])[1];
    auto least = ranges.least_outside(*sum({}, Linear::value(j), -1), cell, loops.outermost[0]);
    ASSERT_TRUE(least);  // -j ≥ -(n - 1)
    ASSERT_EQ(least->terms.size(), 1u);
    EXPECT_EQ(least->terms[0].atom, example.f[example.f.entry].params[0]);
    EXPECT_EQ(least->terms[0].factor, -1);
    EXPECT_EQ(static_cast<int>(least->constant), 1);
}

TEST(Owned, AFailingOpReleasesWhatIsHeld) {
    Example example(R"(func @f("x"=%x: object) -> object {
^0:
  %a: object = py.binary add, %x, %x
  %b: object = py.binary mul, %a, %x
  release %a
  %c: object = py.binary sub, %b, %x
  release %b
  return %c
}
)");
    Owned owned(example.module, example.f, example.facts.get<Cfg>());
    EXPECT_TRUE(owned.problems().empty());
    EXPECT_TRUE(owned.on_failure(example.op("py.binary", 0)).empty());
    ASSERT_EQ(owned.on_failure(example.op("py.binary", 1)).size(), 1u);
    EXPECT_EQ(owned.on_failure(example.op("py.binary", 1))[0], example.result("py.binary", 0));
    EXPECT_EQ(owned.on_failure(example.op("py.binary", 2))[0], example.result("py.binary", 1));
}

TEST(Owned, PathsThatDisagreeAreFound) {
    Example example(R"(func @f("x"=%x: object, "c"=%c: bool) -> object {
^0:
  %a: object = py.binary add, %x, %x
  branch %c, ^1, ^2
^1:
  release %a
  jump ^2
^2:
  retain %x
  return %x
}
)");
    Owned owned(example.module, example.f, example.facts.get<Cfg>());
    EXPECT_FALSE(owned.problems().empty());
}

}  // namespace
}  // namespace coluber::facts
