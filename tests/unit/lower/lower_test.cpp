// From typed IR to machine code that is called. Loops that must vectorise are looked at in assembly.
#include "base/error_code.h"
#include "lower/support.h"

#include <gtest/gtest.h>

namespace coluber::lower::test {
namespace {

bool is_miss(const void* result) { return result == COLUBER_MISS; }

const char* const array_sqrt = R"(func @array_sqrt(%n: int, %a: array(float64, 1, C), %o: array(float64, 1, C)) -> None {
^0:
  %zero: int = const 0
  %one: int = const 1
  %r: range(1) = range.make %zero, %n, %one
  %it: iter(range(1)) = iter.make %r
  jump ^1(%it)
^1(%i: iter(range(1))):
  iter_next %i, ^2(), ^3(), -
^2(%k: int, %next: iter(range(1))):
  %x: np.float64 = array.load %a, %k
  %y: np.float64 = math sqrt, %x
  array.store %o, %y, %k
  jump ^1(%next)
^3:
  %none: None = const None
  return %none
}
)";

TEST(Lower, ArraySqrtIsVectorisedAndCalled) {
    Compiled f = compile(array_sqrt);
    EXPECT_NE(f.assembly.find("vsqrtpd"), std::string::npos) << f.assembly;
    FakeArray in({9}), out({9});
    for (std::size_t i = 0; i < 9; ++i) in.items[i] = static_cast<double>(i * i);
    FakeObject n = make_int(9);
    f({&n, &in.object, &out.object});
    for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(out.items[i], static_cast<double>(i));
    EXPECT_TRUE(is_miss(f({&n, &in.object})));
    FakeObject one = make_float(1.0);
    EXPECT_TRUE(is_miss(f({&one, &in.object, &out.object})));
    in.object.flags = 0x100;  // strided
    EXPECT_TRUE(is_miss(f({&n, &in.object, &out.object})));
}

TEST(Lower, AFunctionOfFloatsHasNoOverhead) {
    Compiled f = compile(R"(func @f(%x: float) -> float {
^0:
  %y: float = arith mul, %x, %x
  return %y
}
)");
    FakeObject x = make_float(1.5);
    EXPECT_EQ(f({&x})->number, 2.25);
    EXPECT_EQ(f.assembly.find("sub\trsp"), std::string::npos) << f.assembly;  // no frame: nothing is kept
}

TEST(Lower, OverflowRaisesOrGoesOnInTheTwin) {
    std::string text = R"(func @f(%x: int, %y: int) -> int {
^0:
  checkpoint #7 locals("x"=%x, "y"=%y)
  %z: int = arith.checked mul, "x * y", %x, %y GUARD  ; 3:11-3:16
  %w: int = arith.checked mul, "x * y", %z, %z GUARD  ; 3:11-3:16
  %v: int = arith.checked mul, "x * y", %w, %w GUARD  ; 3:11-3:16
  return %v
}
)";
    auto with = [&](std::string guard) {
        std::string out = text;
        for (std::size_t at; (at = out.find(" GUARD")) != std::string::npos;) out.replace(at, 6, guard);
        return out;
    };
    FakeObject three = make_int(3), large = make_int(1 << 29);
    Compiled strict = compile(with(""));
    EXPECT_EQ(strict({&three, &three})->digit, 6561u);
    EXPECT_EQ(strict({&large, &large}), nullptr);
    EXPECT_EQ(last_failure().code, static_cast<int>(ErrorCode::int_overflow));
    EXPECT_EQ(last_failure().text, "x * y");
    EXPECT_EQ(last_failure().line, 3);
    Compiled plain = compile(with(" guard=#7"));
    FakeObject answer = make_int(5);
    resume_answer = &answer;
    EXPECT_EQ(plain({&large, &large}), &answer);
    ASSERT_EQ(resumed_with().size(), 2u);
    EXPECT_EQ(static_cast<FakeObject*>(resumed_with()[0])->digit, 1u << 29);
    resume_answer = nullptr;
    EXPECT_EQ(plain({&large, &large}), nullptr);
}

TEST(Lower, ChecksTellAxisIndexAndSize) {
    Compiled f = compile(R"(func @f(%a: array(float64, 1, C), %i: int) -> np.float64 {
^0:
  %n: int = array.dim 0, %a
  %w: int = wrap_index %i, %n
  %k: int = check_bounds 0, %w, %n, %i
  %x: np.float64 = array.load %a, %k
  return %x
}
)");
    FakeArray a({3});
    FakeObject i = make_int(-4);
    EXPECT_EQ(f({&a.object, &i}), nullptr);
    EXPECT_EQ(last_failure().payload, (std::vector<std::int64_t>{0, -4, 3}));
}

const char* const calls = R"(func @fib(%n: int) -> int {
^0:
  %two: int = const 2
  %small: bool = compare lt, %n, %two
  branch %small, ^1(), ^2()
^1:
  return %n
^2:
  %one: int = const 1
  %a: int = arith sub, %n, %one
  %b: int = arith sub, %n, %two
  %x: int = call @fib, %a
  %y: int = call @fib, %b
  %z: int = arith.checked add, "a + b", %x, %y
  return %z
}
)";

TEST(Lower, RecursionCountsItsDepth) {
    Compiled f = compile(calls);
    FakeObject n = make_int(20), deep = make_int(1000);
    EXPECT_EQ(f({&n})->digit, 6765u);
    EXPECT_EQ(f({&deep}), nullptr);
    EXPECT_EQ(last_failure().code, static_cast<int>(ErrorCode::recursion));
}

TEST(Lower, AResultThatDoesNotFitGoesOnToTheCaller) {
    Compiled f = compile(R"(func @outer(%x: int) -> int {
^0:
  %y: int = call @inner, %x
  jump ^1(%y)
^1(%z: int):
  return %z
}
func @inner(%x: int) -> int {
^0:
  checkpoint #0 locals("x"=%x)
  %y: int = arith.checked mul, "x * x", %x, %x guard=#0
  %z: int = arith.checked mul, "y * y", %y, %y guard=#0
  %w: int = arith.checked mul, "z * z", %z, %z guard=#0
  return %w
}
)");
    FakeObject three = make_int(3), large = make_int(1 << 29), answer = make_float(0.5), small = make_int(8);
    EXPECT_EQ(f({&three})->digit, 6561u);
    resume_answer = &answer;  // not an int: handed on
    EXPECT_EQ(f({&large}), &answer);
    resume_answer = &small;  // an int that fits: the call has its result
    EXPECT_EQ(f({&large})->digit, 8u);
}

TEST(Lower, FloorDivisionIsPythons) {
    std::string text = R"(func @f(%x: int, %y: int) -> int {
^0:
  %z: int = arith KIND, %x, %y
  return %z
}
)";
    auto of = [&](const char* kind) {
        std::string out = text;
        return compile(out.replace(out.find("KIND"), 4, kind));
    };
    Compiled div = of("floordiv"), mod = of("mod");
    auto value = [](const FakeObject* object) { return object->size * static_cast<std::int64_t>(object->digit); };
    for (std::int64_t x : {-7, -6, -1, 0, 1, 6, 7}) {
        for (std::int64_t y : {-3, -1, 1, 2, 3}) {
            FakeObject a = make_int(x), b = make_int(y);
            std::int64_t rest = ((x % y) + y) % y;
            EXPECT_EQ(value(mod({&a, &b})), rest) << x << " % " << y;
            EXPECT_EQ(value(div({&a, &b})), (x - rest) / y) << x << " // " << y;
        }
    }
}

TEST(Lower, AJacobiSweepIsVectorised) {
    Compiled f = compile(R"(func @sweep(%a: array(float64, 2, C), %b: array(float64, 2, C)) -> None {
^0:
  %one: int = const 1
  %quarter: np.float64 = const 0.25
  %rows: int = array.dim 0, %a
  %columns: int = array.dim 1, %a
  %m: int = arith sub, %rows, %one
  %n: int = arith sub, %columns, %one
  %r: range(1) = range.make %one, %m, %one
  %s: range(1) = range.make %one, %n, %one
  %outer: iter(range(1)) = iter.make %r
  jump ^1(%outer)
^1(%o: iter(range(1))):
  iter_next %o, ^2(), ^5(), -
^2(%i: int, %onext: iter(range(1))):
  %inner: iter(range(1)) = iter.make %s
  jump ^3(%inner)
^3(%n1: iter(range(1))):
  iter_next %n1, ^4(), ^1(%onext), -
^4(%j: int, %inext: iter(range(1))):
  %im: int = arith sub, %i, %one
  %ip: int = arith add, %i, %one
  %jm: int = arith sub, %j, %one
  %jp: int = arith add, %j, %one
  %north: np.float64 = array.load %a, %im, %j
  %south: np.float64 = array.load %a, %ip, %j
  %west: np.float64 = array.load %a, %i, %jm
  %east: np.float64 = array.load %a, %i, %jp
  %s1: np.float64 = arith add, %north, %south
  %s2: np.float64 = arith add, %s1, %west
  %s3: np.float64 = arith add, %s2, %east
  %new: np.float64 = arith mul, %quarter, %s3
  array.store %b, %new, %i, %j
  jump ^3(%inext)
^5:
  %none: None = const None
  return %none
}
)");
    bool wide = f.assembly.find("vaddpd\t") != std::string::npos &&
                f.assembly.find("mm", f.assembly.find("vaddpd\t")) != std::string::npos;
    EXPECT_TRUE(wide) << f.assembly;
    FakeArray a({5, 40}), b({5, 40});
    for (std::size_t i = 0; i < a.items.size(); ++i) a.items[i] = static_cast<double>(i % 7);
    f({&a.object, &b.object});
    for (std::size_t i = 1; i < 4; ++i)
        for (std::size_t j = 1; j < 39; ++j) {
            auto at = [&](std::size_t r, std::size_t c) { return a.items[r * 40 + c]; };
            EXPECT_EQ(b.items[i * 40 + j], 0.25 * (at(i - 1, j) + at(i + 1, j) + at(i, j - 1) + at(i, j + 1)));
        }
}

}  // namespace
}  // namespace coluber::lower::test
