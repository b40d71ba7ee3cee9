// A set of small numbers: a function's slots, in data-flow sets.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace coluber::front {

class Bits {
public:
    Bits() = default;
    explicit Bits(std::uint32_t size) : words_((size + 63) / 64) {}

    bool has(std::uint32_t i) const { return i / 64 < words_.size() && (words_[i / 64] >> (i % 64) & 1) != 0; }
    void add(std::uint32_t i) {
        if (i / 64 >= words_.size()) words_.resize(i / 64 + 1);
        words_[i / 64] |= std::uint64_t{1} << (i % 64);
    }
    void remove(std::uint32_t i) {
        if (i / 64 < words_.size()) words_[i / 64] &= ~(std::uint64_t{1} << (i % 64));
    }
    /// Union; says whether anything was new.
    bool add_all(const Bits& other) {
        if (other.words_.size() > words_.size()) words_.resize(other.words_.size());
        bool changed = false;
        for (std::size_t i = 0; i < other.words_.size(); ++i) {
            changed |= (other.words_[i] & ~words_[i]) != 0;
            words_[i] |= other.words_[i];
        }
        return changed;
    }
    void keep_all(const Bits& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= i < other.words_.size() ? other.words_[i] : 0;
    }
    void remove_all(const Bits& other) {
        for (std::size_t i = 0; i < words_.size() && i < other.words_.size(); ++i) words_[i] &= ~other.words_[i];
    }
    /// Calls f(i) for each member, ascending.
    template <class F>
    void each(F f) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
                f(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
    }

private:
    std::vector<std::uint64_t> words_;
};

}  // namespace coluber::front
