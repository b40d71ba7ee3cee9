// Fingerprints: 128 bits of XXH3, for cache keys and for finding damage. Not against an attacker: whoever may write the cache may
// write what it likes (SECURITY: the directory's owner is trusted, see cache_directory.h).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace coluber::loader {

struct Digest {
    std::uint64_t low = 0, high = 0;

    /// 32 hexadecimal digits.
    std::string text() const;
    friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// Takes pieces one after the other. Texts carry their length, so that "ab", "c" and "a", "bc" differ.
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    void add(std::span<const std::byte> bytes);
    void add(std::uint64_t number) { add(std::as_bytes(std::span(&number, 1))); }
    void add(std::string_view text) {
        add(std::uint64_t{text.size()});
        add(std::as_bytes(std::span(text)));
    }
    void add(const Digest& digest) { add(digest.low), add(digest.high); }
    Digest digest() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest digest_of(std::span<const std::byte> bytes);

}  // namespace coluber::loader
