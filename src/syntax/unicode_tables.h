// The tables that tools/make_unicode_tables.py writes: sorted, code points from 0x80 on. Read through unicode.h.
#pragma once

#include <cstdint>
#include <span>

namespace coluber::syntax::unicode {

struct Range {
    std::uint32_t first, last;
};
struct Decomposition {
    std::uint32_t code, offset, length;  // code → decomposed[offset, offset + length)
};
struct CombiningClass {
    std::uint32_t code, value;
};
struct Composition {
    std::uint32_t first, second, composed;
};

extern const std::span<const Range> identifier_start, identifier_continue, non_printable;
extern const std::span<const Decomposition> decompositions;
extern const std::span<const std::uint32_t> decomposed;
extern const std::span<const CombiningClass> combining_classes;
extern const std::span<const Composition> compositions;
extern const std::span<const std::uint64_t> hashed_names;  // 43 bits of FNV-1a of the name, 21 bits of code point

}  // namespace coluber::syntax::unicode
