// The loader's parts that need no compiler. (Whole images: tests/unit/engine/image_test.cpp.)
#include "base/check.h"
#include "loader/load.h"
#include "loader/memory_file.h"
#include "loader/natives.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <vector>

namespace coluber::loader {
namespace {

void* number(std::uintptr_t n) { return reinterpret_cast<void*>(n); }

TEST(Slots, AreFilledInOrderByName) {
    void* slots[3] = {};
    ImageEntry entries[] = {{"f", number(10)}, {"g", number(20)}};
    ImageHeader header{image_magic, image_version, 3, 2, 0, slots, "rt:a\0obj:12\0py:B", entries};
    ASSERT_TRUE(is_valid(header));
    auto missing = fill_slots(header, [](std::string_view name) { return number(name.size()); });
    EXPECT_TRUE(missing.empty());
    EXPECT_EQ(slots[0], number(4));
    EXPECT_EQ(slots[1], number(6));
    EXPECT_EQ(slots[2], number(4));
    EXPECT_EQ(find_entry(header, "g"), number(20));
    EXPECT_EQ(find_entry(header, "h"), nullptr);
}

TEST(Slots, TheFirstUnknownNameIsReturned) {
    void* slots[2] = {};
    ImageHeader header{image_magic, image_version, 2, 0, 0, slots, "known\0unknown", nullptr};
    EXPECT_EQ(fill_slots(header, [](std::string_view name) { return name == "known" ? number(1) : nullptr; }), "unknown");
}

TEST(Slots, AnotherVersionIsNotAnImage) {
    EXPECT_FALSE(is_valid({image_magic, image_version + 1, 0, 0, 0, nullptr, nullptr, nullptr}));
    EXPECT_FALSE(is_valid({image_magic, image_version, 1, 0, 0, nullptr, nullptr, nullptr}));
    EXPECT_TRUE(is_valid({image_magic, image_version, 0, 0, 0, nullptr, nullptr, nullptr}));
}

TEST(Load, BytesThatAreNoLibraryAreAnError) {
    std::vector<std::byte> nonsense(5000, std::byte{7});
    Diagnostics diagnostics;
    auto image = load_image(nonsense, "nonsense", [](std::string_view) { return nullptr; }, diagnostics);
    EXPECT_FALSE(image);
    ASSERT_EQ(diagnostics.items().size(), 1u);
    EXPECT_EQ(diagnostics.items()[0].code, "E0902");
}

TEST(Load, WithoutFileDescriptorsIsAnError) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none{3, before.rlim_max};  // the three that are open
    ::setrlimit(RLIMIT_NOFILE, &none);
    Diagnostics diagnostics;
    auto image = load_image({}, "nothing", [](std::string_view) { return nullptr; }, diagnostics);
    ::setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_FALSE(image);
    ASSERT_EQ(diagnostics.items().size(), 1u);
    EXPECT_EQ(diagnostics.items()[0].code, "E0901");
}

TEST(MemoryFile, CannotBeChangedOnceSealed) {
    std::byte content[4] = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
    auto file = MemoryFile::make("test", content, true);
    ASSERT_TRUE(file);
    EXPECT_EQ(::pwrite(file->fd(), "x", 1, 0), -1);
    EXPECT_EQ(::ftruncate(file->fd(), 2), -1);
    EXPECT_NE(file->path(), file->path());
    EXPECT_EQ(::access(file->path().c_str(), R_OK), 0);
}

TEST(Natives, AreFoundByTheirWholeName) {
    static const NativeSymbol symbols[] = {{"test:one", number(1)}, {"test:two", number(2)}};
    register_natives(symbols);
    register_natives(symbols);  // the same again is no conflict
    EXPECT_EQ(find_native("test:two"), number(2));
    EXPECT_EQ(find_native("two"), nullptr);
    static const NativeSymbol other[] = {{"test:one", number(3)}};
    EXPECT_THROW(register_natives(other), Bug);
}

}  // namespace
}  // namespace coluber::loader
