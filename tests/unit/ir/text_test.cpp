// The text form: what is printed is read back, and mistakes in it are told. Whole modules go through fuzz/ir and tests/passes.
#include "ir/builder.h"
#include "ir/print.h"
#include "ir/read.h"
#include "ir/verify.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coluber::ir {
namespace {

std::string again(const std::string& text) {
    Module module;
    auto error = read(text, module);
    return error ? "line " + std::to_string(error->line) + ": " + error->what : print(module);
}

TEST(Text, EveryKindOfConstant) {
    Module module;
    FunctionId id = module.functions.add({});
    Function& f = module[id];
    f.entry = f.add_block();
    Builder b(module, f);
    b.block = f.entry;
    ConstantId one = module.constant(std::int64_t{1}), text = module.constant(std::string("a\"\\\n\x7fé"));
    for (const Constant& value :
         {Constant(None{}), Constant(true), Constant(std::int64_t{-5}), Constant(BigInt{"123456789012345678901234567890"}),
          Constant(1.0), Constant(-0.0), Constant(1e300), Constant(0.1), Constant(INFINITY), Constant(NAN),
          Constant(Complex{2.5}), Constant(std::string("x")), Constant(Bytes{std::string("\0\xff", 2)}), Constant(Ellipsis{}),
          Constant(ConstantTuple{{one, text}}), Constant(ConstantTuple{})})
        b.constant(value, types::dyn);
    ValueId none = b.constant(None{}, types::dyn);
    b.emit(Return{none});
    EXPECT_EQ(again(print(module)), print(module));
}

TEST(Text, EveryOpIsReadAsPrinted) {
    // Each op with fields of its own kinds; values and blocks exist, types do not matter to the text.
    Module module;
    Function& f = module[module.functions.add({})];
    f.name = "f.<locals>.g";
    f.file = "a \"quoted\" name.py";
    f.handle = 7;
    f.is_strict = true;
    f.entry = f.add_block();
    BlockId other = f.add_block();
    ValueId value = f.add_param(f.entry, types::integer);
    std::vector<ValueId> values{value, value};
    std::vector<NameId> names{module.names.intern("a"), module.names.intern(".0")};
    auto fill = [&](auto& field) {
        using Field = std::remove_reference_t<decltype(field)>;
        if constexpr (std::is_same_v<Field, ValueId>)
            field = value;
        else if constexpr (std::is_same_v<Field, Operands>)
            field = values;
        else if constexpr (std::is_same_v<Field, NameList>)
            field = names;
        else if constexpr (std::is_same_v<Field, Target>)
            field = {other, {}};
        else if constexpr (std::is_same_v<Field, NameId>)
            field = names[0];
        else if constexpr (std::is_same_v<Field, ConstantId>)
            field = module.constant(std::int64_t{3});
        else if constexpr (std::is_same_v<Field, TypeId>)
            field = module.types.array(types::DType::float64, 2, types::Layout::any);
        else if constexpr (std::is_same_v<Field, FunctionId>)
            field = FunctionId{0};
        else
            field = static_cast<Field>(1);
    };
    auto add = [&]<class Op>(Op op) {
        for_each_field(op, fill);
        InstId id = f.make(op, types::object, {4, 1, 4, 9}, Flags::inplace | Flags::exact);
        f[f.entry].insts.push_back(id);
    };
    std::apply([&](auto... ops) { (add(ops), ...); }, AllOps::Tuple{});
    f[other].insts.push_back(f.make(Unreachable{}, types::dyn));
    EXPECT_EQ(again(print(module)), print(module));
}

TEST(Text, MistakesSayWhereTheyAre) {
    EXPECT_EQ(again("func @f() -> int {\n^0:\n  %0: int = cnst 3\n  return %0\n}\n"), "line 3: `cnst` is no op, found ` 3`");
    EXPECT_EQ(again("func @f() -> int {\n^0:\n  return %0\n}\n"), "line 4: %0 is not defined");
    EXPECT_EQ(again("func @f() -> int {\n^0:\n  jump ^7\n}\n"), "line 3: ^7 is not defined, found the line's end");
    EXPECT_EQ(again("func @f(\"a\"=%0: rubbish) -> int {\n"), "line 1: `rubbish` is no type, found `) -> int {`");
}

TEST(Verifier, FindsWhatIsWrong) {
    auto problem = [](const std::string& text) {
        Module module;
        if (auto error = read(text, module)) return error->what;
        auto problems = verify(module, module[FunctionId{0}], VerifyLevel::typed);
        return problems.empty() ? std::string("nothing") : problems[0];
    };
    EXPECT_EQ(problem("func @f(\"a\"=%a: int) -> int {\n^0:\n  return %a\n}\n"), "nothing");
    EXPECT_EQ(problem("func @f(\"a\"=%a: int) -> int {\n^0:\n  jump ^1(%a)\n^1:\n  return %a\n}\n"),
              "block 0, jump: target 0 gets 1 arguments for 0 parameters");
    EXPECT_EQ(problem("func @f(\"a\"=%a: int, \"b\"=%b: float) -> int {\n^0:\n  %c: int = arith add, %a, %b\n  return %c\n}\n"),
              "block 0, arith: operands have one type, not int and float");
    EXPECT_EQ(problem("func @f(\"c\"=%c: bool) -> int {\n^0:\n  branch %c, ^1, ^2\n^1:\n  %x: int = const 1\n  jump ^2\n^2:\n  "
                      "return %x\n}\n"),
              "block 2, return: a value of block 1 is used, which does not dominate this one");
    EXPECT_EQ(problem("func @f(\"x\"=%x: object) -> int {\n^0:\n  checkpoint #1 locals(\"x\"=%x)\n  py.setattr \"a\", %x, %x\n"
                      "  %i: int = unbox %x guard=#1\n  return %i\n}\n"),
              "block 0, unbox: py.setattr stands between it and its checkpoint");
}

}  // namespace
}  // namespace coluber::ir
