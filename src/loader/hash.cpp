#include "loader/hash.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

namespace coluber::loader {

struct Hasher::State {
    XXH3_state_t of;
};

namespace {

Digest from(XXH128_hash_t hash) { return {hash.low64, hash.high64}; }

}  // namespace

std::string Digest::text() const { return fmt::format("{:016x}{:016x}", high, low); }

Hasher::Hasher() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->of); }
Hasher::~Hasher() = default;

void Hasher::add(std::span<const std::byte> bytes) { XXH3_128bits_update(&state_->of, bytes.data(), bytes.size()); }
Digest Hasher::digest() const { return from(XXH3_128bits_digest(&state_->of)); }

Digest digest_of(std::span<const std::byte> bytes) { return from(XXH3_128bits(bytes.data(), bytes.size())); }

}  // namespace coluber::loader
