// From an LLVM module to a function that is called: optimise, object, link, load, slots.
#include "base/check.h"
#include "engine/compile_thread.h"
#include "engine/engine.h"
#include "engine/link.h"
#include "engine/support.h"
#include "loader/load.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <map>
#include <thread>

namespace coluber::engine {
namespace {

using test::compile;
using test::image_text;

long add_seven(long n) { return n + 7; }
long triple(long n) { return 3 * n; }

const std::string call_slot_text = image_text({"rt:add_seven", "rt:triple"}, {"through"}, R"(
define internal i64 @through(i64 %n) nounwind {
  %f = load ptr, ptr @coluber_slots, align 8, !invariant.load !0, !nonnull !0
  %g = load ptr, ptr getelementptr (ptr, ptr @coluber_slots, i64 1), align 8, !invariant.load !0, !nonnull !0
  %a = call i64 %f(i64 %n)
  %b = call i64 %g(i64 %a)
  ret i64 %b
}
!0 = !{}
)");

const std::string sqrt_text = image_text({}, {"roots"}, R"(
define internal void @roots(i64 %n, ptr %in, ptr %out) nounwind {
entry:
  br label %head
head:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %more = icmp slt i64 %i, %n
  br i1 %more, label %body, label %done
body:
  %from = getelementptr double, ptr %in, i64 %i
  %x = load double, ptr %from, align 8
  %root = call double @llvm.sqrt.f64(double %x)
  %to = getelementptr double, ptr %out, i64 %i
  store double %root, ptr %to, align 8
  %next = add nsw i64 %i, 1
  br label %head
done:
  ret void
}
declare double @llvm.sqrt.f64(double)
)");

void* resolve(std::string_view descriptor) {
    static const std::map<std::string_view, void*> known{{"rt:add_seven", reinterpret_cast<void*>(&add_seven)},
                                                         {"rt:triple", reinterpret_cast<void*>(&triple)}};
    auto found = known.find(descriptor);
    return found == known.end() ? nullptr : found->second;
}

template <class Function>
Function* load_entry(const Bytes& image, std::string_view entry) {
    Diagnostics diagnostics;
    auto loaded = loader::load_image(image, std::string(entry), resolve, diagnostics);
    for (const auto& diagnostic : diagnostics.items()) ADD_FAILURE() << diagnostic.sentence;
    return loaded ? reinterpret_cast<Function*>(loaded->entry(entry)) : nullptr;
}

TEST(Image, CallsThroughItsSlots) {
    auto* through = load_entry<long(long)>(compile(call_slot_text), "through");
    ASSERT_TRUE(through);
    EXPECT_EQ(through(5), 36);
}

TEST(Image, ComputesVectorisedRoots) {
    auto* roots = load_entry<void(long, const double*, double*)>(compile(sqrt_text), "roots");
    ASSERT_TRUE(roots);
    for (long n : {0, 1, 3, 8, 1000}) {
        std::vector<double> in(n), out(n + 1, -1.0);
        for (long i = 0; i < n; ++i) in[i] = double(i) * 1.25;
        roots(n, in.data(), out.data());
        for (long i = 0; i < n; ++i) ASSERT_EQ(out[i], std::sqrt(in[i]));
        EXPECT_EQ(out[n], -1.0);
    }
}

TEST(Image, ANameThatNobodyKnowsIsAnErrorThatNamesIt) {
    Bytes image = compile(image_text({"obj:3", "rt:no_such_thing"}, {"f"}, "define internal void @f() { ret void }"));
    Diagnostics diagnostics;
    auto loaded = loader::load_image(
        image, "f", [](std::string_view name) { return name == "obj:3" ? reinterpret_cast<void*>(&triple) : nullptr; },
        diagnostics);
    EXPECT_FALSE(loaded);
    ASSERT_EQ(diagnostics.items().size(), 1u);
    EXPECT_EQ(diagnostics.items()[0].code, "E0904");
    EXPECT_NE(diagnostics.items()[0].sentence.find("rt:no_such_thing"), std::string::npos);
}

TEST(Image, AnotherFormatIsAnError) {
    std::string text = image_text({}, {"f"}, "define internal void @f() { ret void }");
    std::string version = ", i32 " + std::to_string(loader::image_version) + ", i32 0";
    text.replace(text.find(version), version.size(), ", i32 99, i32 0");
    Diagnostics diagnostics;
    EXPECT_FALSE(loader::load_image(compile(text), "f", resolve, diagnostics));
    ASSERT_EQ(diagnostics.items().size(), 1u);
    EXPECT_EQ(diagnostics.items()[0].code, "E0903");
}

TEST(Image, AnOutsideNameWithoutASlotIsABug) {
    std::string text =
        image_text({}, {"f"}, "define internal void @f() { call void @puts(ptr null) ret void } declare void @puts(ptr)");
    EXPECT_THROW(compile(text), Bug);
}

TEST(Image, AMalformedModuleIsABug) {
    EXPECT_THROW(compile("define i64 @f(i64 %a) { %b = add i64 %c, 1 %c = add i64 %a, 1 ret i64 %b }"), Bug);
}

TEST(Image, ManyImagesLiveSideBySide) {
    Bytes image = compile(call_slot_text);
    std::vector<long (*)(long)> functions;
    for (int i = 0; i < 50; ++i) functions.push_back(load_entry<long(long)>(image, "through"));
    for (std::size_t i = 1; i < functions.size(); ++i) EXPECT_NE(functions[i], functions[i - 1]);  // not the same library again
    for (auto* function : functions) EXPECT_EQ(function(0), 21);
}

TEST(Image, EightThreadsCompileAndLoad) {
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            for (int k = 0; k < 5; ++k) {
                auto* through = load_entry<long(long)>(compile(call_slot_text), "through");
                right += through && through(k) == 3 * (k + 7);
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 40);
}

TEST(Image, AForkedChildCompiles) {
    compile(sqrt_text);
    std::atomic<bool> stop{false};
    std::thread busy{[&] {
        while (!stop) compile(sqrt_text);
    }};  // so that forks fall into the middle of a compile
    for (int i = 0; i < 10; ++i) {
        pid_t child = ::fork();
        if (child == 0) {
            ::alarm(20);
            auto* through = load_entry<long(long)>(compile(call_slot_text), "through");
            ::_exit(through && through(1) == 24 ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    stop = true;
    busy.join();
}

/// The rights of the mapping that holds the address, e.g. "r-xp".
std::string rights_of(const void* address) {
    std::ifstream maps{"/proc/self/maps"};
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0, to = 0;
        char rights[5] = {};
        std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights);
        auto at = reinterpret_cast<std::uintptr_t>(address);
        if (from <= at && at < to) return rights;
    }
    return "";
}

TEST(Image, NothingIsWritableAfterLoading) {
    Diagnostics diagnostics;
    auto image = loader::load_image(compile(call_slot_text), "rights", resolve, diagnostics);
    ASSERT_TRUE(image);
    EXPECT_EQ(rights_of(image->entry("through")), "r-xp");
    EXPECT_EQ(rights_of(image->header().slots), "r--p");
    EXPECT_EQ(rights_of(&image->header()), "r--p");
}

TEST(Code, GivesTextsAndRemarksWhenAsked) {
    Code code = run_on_compile_thread([] {
        auto parsed = test::parse(sqrt_text);
        return emit_object(*parsed.module, {.cpu = "x86-64-v3", .want_ir = true, .want_assembly = true, .want_remarks = true});
    });
    EXPECT_TRUE(code.is_slim);
    EXPECT_NE(code.ir.find("@llvm.sqrt.v4f64"), std::string::npos);
    EXPECT_NE(code.assembly.find("vsqrtpd"), std::string::npos);
    bool vectorised = false;
    for (const Remark& remark : code.remarks)
        vectorised |= remark.kind == Remark::Kind::passed && remark.name == "Vectorized" && remark.function == "roots";
    EXPECT_TRUE(vectorised);
}

TEST(Code, NeverContractsToMultiplyAdd) {
    std::string text = image_text({}, {"f"}, R"(
define internal double @f(double %a, double %b, double %c) {
  %p = fmul double %a, %b
  %s = fadd double %p, %c
  ret double %s
})");
    for (Effort effort : {Effort::slim, Effort::full}) {
        Code code = run_on_compile_thread([&] {
            auto parsed = test::parse(text);
            return emit_object(*parsed.module, {.cpu = "x86-64-v3", .effort = effort, .want_assembly = true});
        });
        EXPECT_EQ(code.assembly.find("fmadd"), std::string::npos);
        EXPECT_NE(code.assembly.find("vmulsd"), std::string::npos);
    }
}

TEST(Code, AFunctionCalledLikeALibraryFunctionIsTheUsers) {
    std::string text = image_text({}, {"f"}, R"(
define internal double @f(double %x) {
  %y = call double @sqrt(double 4.0)
  ret double %y
}
define internal double @sqrt(double %x) noinline { ret double 7.0 }
)");
    for (Effort effort : {Effort::slim, Effort::full}) {
        auto* f = load_entry<double(double)>(compile(text, {.effort = effort}), "f");
        ASSERT_TRUE(f);
        EXPECT_EQ(f(1.0), 7.0);
    }
}

TEST(Code, BothPipelinesComputeTheSame) {
    for (Effort effort : {Effort::slim, Effort::full}) {
        auto* roots = load_entry<void(long, const double*, double*)>(compile(sqrt_text, {.effort = effort}), "roots");
        double in[5] = {1, 4, 9, 16, 25}, out[5];
        roots(5, in, out);
        for (int i = 0; i < 5; ++i) EXPECT_EQ(out[i], i + 1);
    }
}

}  // namespace
}  // namespace coluber::engine
