// Memory for short-lived trees: everything goes at once, nothing has a destructor.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coluber {

class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    void* allocate(std::size_t size, std::size_t align) {
        std::size_t start = (used_ + align - 1) & ~(align - 1);
        if (start + size > capacity_) {
            grow(size + align);
            start = (used_ + align - 1) & ~(align - 1);
        }
        used_ = start + size;
        return blocks_.back().get() + start;
    }

    /// A new T in the arena; T is trivially destructible, because nobody will destroy it.
    template <class T, class... Args>
    T* make(Args&&... args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
    }

    template <class T>
    std::span<T> copy(std::span<const T> items) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (items.empty()) return {};
        auto* place = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
        std::memcpy(place, items.data(), items.size_bytes());
        return {place, items.size()};
    }
    template <class T>
    std::span<T> copy(const std::vector<T>& items) {
        return copy(std::span<const T>{items});
    }
    std::string_view copy(std::string_view text) {
        auto chars = copy(std::span<const char>{text.data(), text.size()});
        return {chars.data(), chars.size()};
    }

private:
    void grow(std::size_t at_least) {
        capacity_ = at_least > block_size ? at_least : block_size;
        blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(capacity_));
        used_ = 0;
    }

    static constexpr std::size_t block_size = 64 * 1024;  // a few pages: a small function's tree fits in one
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::size_t used_ = 0, capacity_ = 0;
};

}  // namespace coluber
