#include "loader/cache_directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>

namespace coluber::loader {
namespace {

constexpr std::uint64_t largest_file = 256u << 20;
constexpr std::string_view temporary_prefix = ".new-", file_suffix = ".coluber";
constexpr const char* lock_name = ".lock";
constexpr std::int64_t hour = 3600, day = 24 * hour;

/// Belongs to the user or to root, and nobody else may write it.
bool is_trusted(const struct stat& about) {
    return (about.st_uid == ::geteuid() || about.st_uid == 0) && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// The folder and those around it; an existing one is left as it is.
bool make_folders(const std::string& path) {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        std::string part = path.substr(0, end);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST) return false;
        if (end == std::string::npos) return true;
    }
}

bool write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

std::optional<std::vector<std::byte>> read_all(int fd, std::size_t size) {
    std::vector<std::byte> bytes(size);
    std::size_t done = 0;
    while (done < size) {
        ssize_t count = ::read(fd, bytes.data() + done, size - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return std::nullopt;  // shorter than it said
        done += static_cast<std::size_t>(count);
    }
    return bytes;
}

std::int64_t now() { return ::time(nullptr); }

// Open-file-description locks on one byte of one file, a byte a key: no files are left behind, and the system ends them.
bool set_lock(int fd, std::uint64_t key, short type) {
    struct flock range{};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = static_cast<off_t>(key >> 2);
    range.l_len = 1;
    return ::fcntl(fd, F_OFD_SETLK, &range) == 0;
}

}  // namespace

Descriptor::~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
}

// Unlocked by name and not by closing alone: a forked child holds the same open file.
CacheLock::~CacheLock() {
    if (file_) set_lock(file_.get(), key_, F_UNLCK);
}

std::optional<CacheDirectory> CacheDirectory::open(const std::string& path, bool create, std::string& reason) {
    auto refuse = [&](std::string why) {
        reason = std::move(why);
        return std::nullopt;
    };
    if (path.empty() || path[0] != '/') return refuse(fmt::format("`{}` is no absolute path", path));
    if (::geteuid() != ::getuid()) return refuse("the process runs with another user's rights");
    constexpr int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    Descriptor folder{::open(path.c_str(), flags)};
    if (!folder && errno == ENOENT && create && make_folders(path)) folder = Descriptor{::open(path.c_str(), flags)};
    if (!folder) return refuse(fmt::format("`{}`: {}", path, std::strerror(errno)));
    struct stat about{};
    if (::fstat(folder.get(), &about) != 0) return refuse(fmt::format("`{}`: {}", path, std::strerror(errno)));
    if (!is_trusted(about)) return refuse(fmt::format("`{}` belongs to another user, or others may write it", path));
    bool is_own = about.st_uid == ::geteuid() && (about.st_mode & S_IWUSR);
    return CacheDirectory{std::move(folder), is_own};
}

std::optional<std::vector<std::byte>> CacheDirectory::read(const std::string& name) const {
    Descriptor file{::openat(folder_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)};
    struct stat about{};
    if (!file || ::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode) || !is_trusted(about)) return std::nullopt;
    auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > largest_file) return std::nullopt;
    auto bytes = read_all(file.get(), size);
    // The time of the last use decides what is trimmed; once a day is enough, and a refusal does not matter.
    if (bytes && about.st_mtime + day < now()) ::futimens(file.get(), nullptr);
    return bytes;
}

bool CacheDirectory::exists(const std::string& name) const {
    return ::faccessat(folder_.get(), name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

bool CacheDirectory::write(const std::string& name, std::span<const std::byte> bytes) const {
    static std::atomic<unsigned> counter{0};
    if (!is_writable_) return false;
    std::string temporary = fmt::format("{}{}-{}", temporary_prefix, ::getpid(), counter.fetch_add(1));
    Descriptor file{::openat(folder_.get(), temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!file) return false;
    bool is_done =
        write_all(file.get(), bytes) && ::renameat(folder_.get(), temporary.c_str(), folder_.get(), name.c_str()) == 0;
    if (!is_done) remove(temporary);
    return is_done;
}

void CacheDirectory::remove(const std::string& name) const { ::unlinkat(folder_.get(), name.c_str(), 0); }

CacheLock CacheDirectory::lock(const Digest& key, int patience_ms, bool& has_waited) const {
    has_waited = false;
    Descriptor file{::openat(folder_.get(), lock_name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!is_writable_ || !file) return {};
    for (int waited_ms = 0, step_ms = 1; !set_lock(file.get(), key.low, F_WRLCK); step_ms = std::min(2 * step_ms, 20)) {
        if ((errno != EAGAIN && errno != EACCES) || waited_ms >= patience_ms) return {};
        has_waited = true;
        struct timespec pause{0, step_ms * 1'000'000L};
        ::nanosleep(&pause, nullptr);
        waited_ms += step_ms;
    }
    return {std::move(file), key.low};
}

std::vector<CacheDirectory::Found> CacheDirectory::list() const {
    std::vector<Found> found;
    int copy = ::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    std::unique_ptr<DIR, int (*)(DIR*)> folder{copy >= 0 ? ::fdopendir(copy) : nullptr, ::closedir};
    if (!folder && copy >= 0) ::close(copy);
    while (dirent* item = folder ? ::readdir(folder.get()) : nullptr) {
        std::string_view name = item->d_name;
        if (!name.ends_with(file_suffix) && !name.starts_with(temporary_prefix)) continue;
        struct stat about{};
        if (::fstatat(folder_.get(), item->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) continue;
        found.push_back({std::string(name), static_cast<std::uint64_t>(about.st_size), about.st_mtime});
    }
    return found;
}

CacheDirectory::Usage CacheDirectory::usage() const {
    Usage usage;
    for (const Found& file : list()) ++usage.files, usage.bytes += file.size;
    return usage;
}

void CacheDirectory::trim(std::uint64_t limit) const {
    if (!is_writable_) return;
    std::vector<Found> files = list();
    std::erase_if(files, [&](const Found& file) {
        bool is_left_behind = file.name.starts_with(temporary_prefix) && file.used + hour < now();
        if (is_left_behind) remove(file.name);
        return is_left_behind;
    });
    std::uint64_t total = 0;
    for (const Found& file : files) total += file.size;
    std::ranges::sort(files, {}, &Found::used);
    for (auto file = files.begin(); total > limit && file != files.end(); ++file) {
        remove(file->name);
        total -= file->size;
    }
}

}  // namespace coluber::loader
