// Typed indices and the tables they index. Things that refer to each other live in a Table and are named by an Id: ids print,
// hash, survive copying and cannot be mixed up.
#pragma once

#include "base/check.h"

#include <compare>
#include <cstdint>
#include <deque>
#include <functional>
#include <utility>

namespace coluber {

/// Four bytes that mean something only together with their table.
template <class Tag>
struct Id {
    static constexpr std::uint32_t none_index = 0xffff'ffff;
    std::uint32_t index = none_index;

    friend auto operator<=>(Id, Id) = default;
    /// False for the id that names nothing (the default).
    explicit operator bool() const { return index != none_index; }
};

/// Grows only; references to items stay valid.
template <class I, class T>
class Table {
public:
    I add(T item) {
        items_.push_back(std::move(item));
        return I{static_cast<std::uint32_t>(items_.size() - 1)};
    }
    T& operator[](I id) {
        CHECK(id.index < items_.size());
        return items_[id.index];
    }
    const T& operator[](I id) const {
        CHECK(id.index < items_.size());
        return items_[id.index];
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(items_.size()); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }

private:
    std::deque<T> items_;
};

}  // namespace coluber

template <class Tag>
struct std::hash<coluber::Id<Tag>> {
    std::size_t operator()(coluber::Id<Tag> id) const noexcept { return id.index; }
};
