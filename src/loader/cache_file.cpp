#include "loader/cache_file.h"

#include <algorithm>
#include <cstring>

namespace coluber::loader {
namespace {

struct Trailer {
    std::uint64_t magic;
    std::uint32_t version, reserved;
    std::uint64_t image_size, record_size;
    Digest key;
    Digest checksum;  // of everything before it
};
static_assert(sizeof(Trailer) == 64);

/// "coluberC", as a little-endian number.
constexpr std::uint64_t magic = 0x43726562756c6f63;
constexpr std::size_t unchecked = sizeof(Digest);

void append(std::vector<std::byte>& to, std::span<const std::byte> bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

}  // namespace

std::vector<std::byte> write_cache_file(const CacheFile& file, const Digest& key) {
    Trailer trailer{magic, cache_version, 0, file.image.size(), file.record.size(), key, {}};
    std::vector<std::byte> bytes;
    bytes.reserve(file.image.size() + file.record.size() + sizeof trailer);
    append(bytes, file.image);
    append(bytes, file.record);
    append(bytes, std::as_bytes(std::span(&trailer, 1)).first(sizeof trailer - unchecked));
    trailer.checksum = digest_of(bytes);
    append(bytes, std::as_bytes(std::span(&trailer.checksum, 1)));
    return bytes;
}

std::optional<CacheFile> read_cache_file(std::span<const std::byte> bytes, const Digest& key) {
    Trailer trailer;
    if (bytes.size() < sizeof trailer) return std::nullopt;
    std::memcpy(&trailer, bytes.data() + bytes.size() - sizeof trailer, sizeof trailer);
    std::uint64_t content = bytes.size() - sizeof trailer;
    bool is_ours = trailer.magic == magic && trailer.version == cache_version && trailer.reserved == 0 && trailer.key == key;
    bool fits = trailer.image_size <= content && trailer.record_size == content - trailer.image_size;
    if (!is_ours || !fits || digest_of(bytes.first(bytes.size() - unchecked)) != trailer.checksum) return std::nullopt;
    return CacheFile{bytes.first(trailer.image_size), bytes.subspan(trailer.image_size, trailer.record_size)};
}

std::span<const std::byte> FieldReader::take(std::uint64_t size) {
    if (size > rest_.size()) {
        is_whole_ = false;
        rest_ = {};
        return {};
    }
    auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
}

std::uint64_t FieldReader::number() {
    std::uint64_t value = 0;
    auto bytes = take(sizeof value);
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

std::string_view FieldReader::text() {
    auto bytes = take(number());
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool FieldReader::skip_equal(std::span<const std::byte> bytes) {
    if (bytes.size() > rest_.size()) return false;
    auto next = take(bytes.size());
    return std::ranges::equal(next, bytes);
}

}  // namespace coluber::loader
