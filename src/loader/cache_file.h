// What one file of the disk cache holds: an image, what must be true for it to be used (the record, opaque here), and a trailer that
// proves both whole. Nothing is pickled or executed by reading: bounds are checked, then the checksum, then the fields.
//
//   image bytes | record bytes | Trailer (64 bytes)
//
// The image comes first, so the file is also an ELF shared object that tools can look into.
#pragma once

#include "loader/hash.h"

#include <bit>
#include <optional>
#include <vector>

namespace coluber::loader {

/// Counts changes of the file format.
inline constexpr std::uint32_t cache_version = 1;

struct CacheFile {
    std::span<const std::byte> image, record;
};

/// The file's bytes; `key` is what the file is found by, and is proved by the trailer too.
std::vector<std::byte> write_cache_file(const CacheFile& file, const Digest& key);

/// The parts, which point into `bytes`; none: it is not whole, of another version or another key's.
std::optional<CacheFile> read_cache_file(std::span<const std::byte> bytes, const Digest& key);

/// Bytes of numbers and texts one after the other, as `FieldReader` reads them.
class FieldWriter {
public:
    void number(std::uint64_t value) {
        auto bytes = std::as_bytes(std::span(&value, 1));
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    }
    void text(std::string_view value) {
        number(value.size());
        auto bytes = std::as_bytes(std::span(value));
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    }
    const std::vector<std::byte>& bytes() const { return bytes_; }

private:
    std::vector<std::byte> bytes_;
};

/// Never reads outside: past the end, numbers are 0, texts empty, and `is_whole` is false from then on.
class FieldReader {
public:
    explicit FieldReader(std::span<const std::byte> bytes) : rest_(bytes) {}

    std::uint64_t number();
    std::string_view text();
    /// Goes past these bytes, if they come next.
    bool skip_equal(std::span<const std::byte> bytes);
    /// All reads so far were inside.
    bool is_whole() const { return is_whole_; }
    bool is_at_end() const { return rest_.empty(); }

private:
    std::span<const std::byte> take(std::uint64_t size);

    std::span<const std::byte> rest_;
    bool is_whole_ = true;
};

}  // namespace coluber::loader
