// The disk cache's file format and folder. (What makes a cached entry hold: tests/module/test_disk_cache.py.)
#include "loader/build_identity.h"
#include "loader/cache_directory.h"
#include "loader/cache_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace coluber::loader {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
    auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

constexpr Digest key{1, 2};

std::vector<std::byte> some_file() {
    auto image = bytes_of(std::string(300, 'i')), record = bytes_of("record");
    return write_cache_file({image, record}, key);
}

TEST(CacheFile, IsReadAsWritten) {
    auto file = some_file();
    auto parts = read_cache_file(file, key);
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->image.size(), 300u);
    EXPECT_TRUE(std::ranges::equal(parts->record, bytes_of("record")));
    EXPECT_FALSE(read_cache_file(file, Digest{1, 3})) << "another key's";
}

TEST(CacheFile, EveryTruncationIsRefused) {
    auto file = some_file();
    for (std::size_t size = 0; size < file.size(); ++size)
        EXPECT_FALSE(read_cache_file(std::span(file).first(size), key)) << size;
}

TEST(CacheFile, EveryFlippedBitIsRefused) {
    auto file = some_file();
    for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
        file[bit / 8] ^= std::byte(1 << (bit % 8));
        EXPECT_FALSE(read_cache_file(file, key)) << bit;
        file[bit / 8] ^= std::byte(1 << (bit % 8));
    }
}

TEST(CacheFile, RandomBytesAreRefused) {
    std::mt19937 random(7);
    for (int turn = 0; turn < 2000; ++turn) {
        std::vector<std::byte> bytes(random() % 300);
        for (std::byte& byte : bytes) byte = std::byte(random());
        EXPECT_FALSE(read_cache_file(bytes, key));
    }
}

TEST(Fields, ReadingPastTheEndGivesNothing) {
    FieldWriter writer;
    writer.number(7);
    writer.text("ab");
    FieldReader reader(writer.bytes());
    EXPECT_EQ(reader.number(), 7u);
    EXPECT_EQ(reader.text(), "ab");
    EXPECT_TRUE(reader.is_whole() && reader.is_at_end());
    EXPECT_EQ(reader.number(), 0u);
    EXPECT_EQ(reader.text(), "");
    EXPECT_FALSE(reader.is_whole());
}

TEST(Fields, AHugeLengthIsNoLength) {
    FieldWriter writer;
    writer.number(~0ull);
    FieldReader reader(writer.bytes());
    EXPECT_EQ(reader.text(), "");
    EXPECT_FALSE(reader.is_whole());
}

class Folder : public testing::Test {
protected:
    void SetUp() override {
        path = std::filesystem::temp_directory_path() / ("coluber-cache-test-" + std::to_string(::getpid()));
        std::filesystem::remove_all(path);
    }
    void TearDown() override { std::filesystem::remove_all(path); }
    std::optional<CacheDirectory> open(bool create = true) { return CacheDirectory::open(path / "a/b", create, reason); }

    std::filesystem::path path;
    std::string reason;
};

TEST_F(Folder, IsMadeForTheUserAlone) {
    EXPECT_FALSE(open(false));
    ASSERT_TRUE(open()) << reason;
    struct stat about{};
    ASSERT_EQ(::stat((path / "a/b").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0700u);
}

TEST_F(Folder, FilesComeBack) {
    auto folder = open();
    EXPECT_FALSE(folder->read("x.coluber"));
    EXPECT_TRUE(folder->write("x.coluber", bytes_of("content")));
    EXPECT_TRUE(folder->exists("x.coluber"));
    EXPECT_EQ(*folder->read("x.coluber"), bytes_of("content"));
    EXPECT_EQ(folder->usage().files, 1u);
}

TEST_F(Folder, ThatOthersMayWriteIsNotUsed) {
    ASSERT_TRUE(open());
    ::chmod((path / "a/b").c_str(), 0770);
    EXPECT_FALSE(open());
    EXPECT_NE(reason.find("others may write"), std::string::npos) << reason;
}

TEST_F(Folder, ThatIsALinkIsNotUsed) {
    std::filesystem::create_directories(path / "real");
    std::filesystem::create_directories(path / "a");
    std::filesystem::create_directory_symlink(path / "real", path / "a/b");
    EXPECT_FALSE(open());
}

TEST_F(Folder, LinksAndFilesOfOthersAreNotRead) {
    auto folder = open();
    std::ofstream(path / "elsewhere") << "content";
    std::filesystem::create_symlink(path / "elsewhere", path / "a/b/link.coluber");
    EXPECT_FALSE(folder->read("link.coluber"));
    ASSERT_TRUE(folder->write("open.coluber", bytes_of("content")));
    ::chmod((path / "a/b/open.coluber").c_str(), 0666);
    EXPECT_FALSE(folder->read("open.coluber"));
    ::mkfifo((path / "a/b/pipe.coluber").c_str(), 0600);
    EXPECT_FALSE(folder->read("pipe.coluber")) << "and does not wait for a writer";
}

TEST_F(Folder, KeepsWhatWasUsedLast) {
    auto folder = open();
    for (int i = 0; i < 4; ++i) {
        std::string name = std::to_string(i) + ".coluber";
        ASSERT_TRUE(folder->write(name, std::vector<std::byte>(100)));
        timespec times[2] = {{1000 + i, 0}, {1000 + i, 0}};
        ::utimensat(AT_FDCWD, (path / "a/b" / name).c_str(), times, 0);
    }
    EXPECT_TRUE(folder->read("0.coluber"));  // used now
    folder->trim(250);
    EXPECT_TRUE(folder->exists("0.coluber") && folder->exists("3.coluber"));
    EXPECT_FALSE(folder->exists("1.coluber") || folder->exists("2.coluber"));
}

TEST_F(Folder, KilledWritersLeaveNothingForLong) {
    auto folder = open();
    std::ofstream(path / "a/b/.new-1-2") << "half";
    folder->trim(1000);
    EXPECT_TRUE(folder->exists(".new-1-2")) << "somebody may be writing it";
    timespec times[2] = {{1000, 0}, {1000, 0}};
    ::utimensat(AT_FDCWD, (path / "a/b/.new-1-2").c_str(), times, 0);
    folder->trim(1000);
    EXPECT_FALSE(folder->exists(".new-1-2"));
}

TEST_F(Folder, OneAtATimeWorksOnAKey) {
    auto folder = open();
    bool has_waited = false;
    CacheLock first = folder->lock(key, 0, has_waited);
    EXPECT_FALSE(has_waited);
    CacheLock other = folder->lock(Digest{1u << 20, 0}, 0, has_waited);
    EXPECT_FALSE(has_waited) << "another key";
    CacheLock second = folder->lock(key, 5, has_waited);
    EXPECT_TRUE(has_waited) << "and it went on without a lock when its patience ended";
    first = {};
    CacheLock third = folder->lock(key, 0, has_waited);
    EXPECT_FALSE(has_waited);
}

TEST(BuildIdentity, IsFoundInAFileWithoutLoadingIt) {
    std::string own = build_id_of("/proc/self/exe");
    EXPECT_TRUE(own.empty() || own.size() >= 16) << own;
    EXPECT_EQ(build_id_of("/nowhere"), "");
    EXPECT_EQ(build_id_of("/etc/passwd"), "");
}

TEST(BuildIdentity, TheProcessorIsTheSameOnEachCore) { EXPECT_EQ(processor_identity(), processor_identity()); }

}  // namespace
}  // namespace coluber::loader
