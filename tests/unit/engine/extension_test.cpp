// The build door's link: an object and an archive become a shared library with only the wanted name visible.
#include "engine/compile_thread.h"
#include "engine/engine.h"
#include "engine/link.h"
#include "engine/support.h"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace coluber::engine {
namespace {

const std::string module_text = R"(
declare i64 @helper(i64)
declare ptr @getenv(ptr)
@name = private constant [5 x i8] c"HOME\00"
define i64 @PyInit_demo(i64 %n) {
  %home = call ptr @getenv(ptr @name)
  %is_set = icmp ne ptr %home, null
  %one = zext i1 %is_set to i64
  %h = call i64 @helper(i64 %n)
  %sum = add i64 %h, %one
  ret i64 %sum
}
)";

Bytes object_of(const std::string& text) {
    return run_on_compile_thread([&] {
        auto parsed = test::parse(text);
        return emit_object(*parsed.module).object;
    });
}

/// A fresh folder that goes away with its content.
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string pattern = std::filesystem::temp_directory_path() / "coluber-test-XXXXXX";
        path = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

/// An archive of one member, as `ar` writes it, without a symbol table (lld makes its own).
void write_archive(const std::filesystem::path& path, const Bytes& member) {
    std::ofstream file{path, std::ios::binary};
    char header[61];
    std::snprintf(header, sizeof header, "%-16s%-12d%-6d%-6d%-8o%-10zu`\n", "helper.o/", 0, 0, 0, 0644u, member.size());
    file << "!<arch>\n" << header;
    file.write(reinterpret_cast<const char*>(member.data()), static_cast<std::streamsize>(member.size()));
    if (member.size() % 2) file << '\n';
}

TEST(Extension, LinksAnObjectWithAnArchiveAndHidesItsNames) {
    Folder folder;
    write_archive(folder.path / "libhelper.a",
                  object_of("define i64 @helper(i64 %n) noinline { %r = mul i64 %n, 5 ret i64 %r }"));
    std::string output = folder.path / "demo.so";
    Diagnostics diagnostics;
    auto linked = run_on_compile_thread([&] {
        return link_extension_module({.objects = {object_of(module_text)},
                                      .archives = {folder.path / "libhelper.a"},
                                      .libraries = {"libc.so.6"},
                                      .exports = {"PyInit_demo"},
                                      .soname = "demo.so"},
                                     output, diagnostics);
    });
    for (const auto& diagnostic : diagnostics.items()) ADD_FAILURE() << diagnostic.sentence;
    ASSERT_TRUE(linked);
    void* library = ::dlopen(output.c_str(), RTLD_NOW | RTLD_LOCAL);
    ASSERT_TRUE(library) << ::dlerror();
    auto* init = reinterpret_cast<long (*)(long)>(::dlsym(library, "PyInit_demo"));
    ASSERT_TRUE(init);
    EXPECT_GE(init(4), 20);
    EXPECT_FALSE(::dlsym(library, "helper"));
    ::dlclose(library);
}

TEST(Extension, ADamagedArchiveIsAnErrorAndTheNextLinkRuns) {
    Folder folder;
    std::ofstream{folder.path / "bad.a"} << "!<arch>\nthis is no archive member header, whatever it may look like to some";
    Diagnostics diagnostics;
    std::string output = folder.path / "demo.so";
    auto bad = run_on_compile_thread([&] {
        return link_extension_module({.objects = {object_of(module_text)}, .archives = {folder.path / "bad.a"}}, output,
                                     diagnostics);
    });
    EXPECT_FALSE(bad);
    ASSERT_EQ(diagnostics.items().size(), 1u);
    EXPECT_EQ(diagnostics.items()[0].code, "E0911");
    auto missing = run_on_compile_thread([&] {
        return link_extension_module({.objects = {object_of(module_text)}, .archives = {"/no/such.a"}}, output, diagnostics);
    });
    EXPECT_FALSE(missing);
    EXPECT_FALSE(std::filesystem::exists(output));
    EXPECT_FALSE(test::compile(test::image_text({}, {"f"}, "define internal void @f() { ret void }")).empty());
}

TEST(Extension, ALibraryThatIsNotLoadedIsNamed) {
    Diagnostics diagnostics;
    auto linked = run_on_compile_thread([&] {
        return link_extension_module({.objects = {object_of(module_text)}, .libraries = {"libnone.so.9"}}, "/tmp/never.so",
                                     diagnostics);
    });
    EXPECT_FALSE(linked);
    ASSERT_EQ(diagnostics.items().size(), 1u);
    EXPECT_EQ(diagnostics.items()[0].code, "E0912");
    EXPECT_NE(diagnostics.items()[0].sentence.find("libnone.so.9"), std::string::npos);
}

}  // namespace
}  // namespace coluber::engine
