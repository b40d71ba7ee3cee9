// Files that live in memory and have no name on disk (memfd). Linux only: another system's way goes beside it, in this file.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coluber::loader {

/// An open file descriptor, closed at the end.
class MemoryFile {
public:
    /// A file with this content; `name` is what profilers and /proc/self/maps show. `sealed`: nobody can change it any more.
    /// None: the system refused (errno says why).
    static std::optional<MemoryFile> make(const std::string& name, std::span<const std::byte> content, bool sealed);

    MemoryFile(MemoryFile&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    MemoryFile& operator=(MemoryFile&&) = delete;
    ~MemoryFile();

    /// A path that opens this file, from this process and while it lives. Each call gives another spelling (see load.cpp).
    std::string path() const;
    int fd() const { return fd_; }

private:
    explicit MemoryFile(int fd) : fd_(fd) {}
    int fd_;
};

}  // namespace coluber::loader
