// The disk cache's folder: which one may be used, and reading, writing, locking and trimming in it. System calls only; Linux.
//
// Whom it trusts: a folder that belongs to the user and that nobody else may write, or one that belongs to root and that nobody else
// may write (a site's cache, which is only read). Everything in it is opened without following links, and must belong likewise.
// Files appear by rename, so a reader sees a whole file or none; what a power cut or a full disk leaves, the checksum refuses.
// No failure here is an error to anybody: the code is compiled instead.
#pragma once

#include "loader/hash.h"

#include <optional>
#include <string>
#include <vector>

namespace coluber::loader {

/// An open descriptor, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor();

    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

private:
    int fd_;
};

/// One process at a time works on one key; given up when this dies, and by the system when the process does.
class CacheLock {
public:
    CacheLock() = default;
    CacheLock(Descriptor file, std::uint64_t key) : file_(std::move(file)), key_(key) {}
    CacheLock(CacheLock&&) = default;
    CacheLock& operator=(CacheLock&&) = default;
    ~CacheLock();

private:
    Descriptor file_;
    std::uint64_t key_ = 0;
};

class CacheDirectory {
public:
    /// None, with the reason in words: there is none, it cannot be made, or it is not to be trusted. `create`: make it where missing.
    static std::optional<CacheDirectory> open(const std::string& path, bool create, std::string& reason);

    bool is_writable() const { return is_writable_; }
    /// A file's bytes; none: there is no such file, or it is not to be trusted. Marks the file as used.
    std::optional<std::vector<std::byte>> read(const std::string& name) const;
    bool exists(const std::string& name) const;
    /// Puts a file in its place. False: it could not be; nothing is left behind.
    bool write(const std::string& name, std::span<const std::byte> bytes) const;
    void remove(const std::string& name) const;
    /// Waits until no other process works on the key, `patience_ms` at most; after that, or where locks do not work, without a lock.
    CacheLock lock(const Digest& key, int patience_ms, bool& has_waited) const;

    struct Usage {
        std::uint64_t files = 0, bytes = 0;
    };
    Usage usage() const;
    /// Removes the files used longest ago until at most `limit` bytes are left, and what killed writers left behind.
    void trim(std::uint64_t limit) const;

private:
    CacheDirectory(Descriptor folder, bool is_writable) : folder_(std::move(folder)), is_writable_(is_writable) {}
    struct Found {
        std::string name;
        std::uint64_t size;
        std::int64_t used;  // seconds
    };
    std::vector<Found> list() const;

    Descriptor folder_;
    bool is_writable_;
};

}  // namespace coluber::loader
