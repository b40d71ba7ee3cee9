// Sealing: a sealed file is one that no other holder of the descriptor can write to, so the bytes that were checked are the bytes
// that run. Nothing is ever mapped writable and executable at once: the dynamic loader maps each segment with its own rights.
#include "loader/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>

namespace coluber::loader {
namespace {

// Kernels from 6.3 on want to be told that the file will be mapped executable; older ones refuse the flag.
constexpr unsigned executable_flag = 0x10;  // MFD_EXEC, not in Debian 12's headers

int open_memory(const char* name) {
    constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    int fd = ::memfd_create(name, flags | executable_flag);
    return fd < 0 && errno == EINVAL ? ::memfd_create(name, flags) : fd;
}

bool write_all(int fd, std::span<const std::byte> content) {
    while (!content.empty()) {
        ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

std::optional<MemoryFile> MemoryFile::make(const std::string& name, std::span<const std::byte> content, bool sealed) {
    std::string short_name = name.substr(0, 200);  // the kernel takes 249 bytes
    MemoryFile file{open_memory(short_name.c_str())};
    if (file.fd_ < 0 || !write_all(file.fd_, content)) return std::nullopt;
    if (sealed && ::fcntl(file.fd_, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return std::nullopt;
    return file;
}

MemoryFile::~MemoryFile() {
    if (fd_ >= 0) {
        int error = errno;
        ::close(fd_);
        errno = error;
    }
}

// dlopen takes a path that it has seen before for the library it has loaded under it, and descriptor numbers come again. So each
// path is spelt anew: a counter's bits as "//" and "/." behind /proc.
std::string MemoryFile::path() const {
    static std::atomic<std::uint64_t> next{1};
    std::string path = "/proc";
    for (std::uint64_t n = next.fetch_add(1, std::memory_order_relaxed); n != 0; n >>= 1) path += n & 1 ? "/." : "//";
    return path + "/self/fd/" + std::to_string(fd_);
}

}  // namespace coluber::loader
