// Tables of names are written as words separated by spaces.
#pragma once

#include <algorithm>
#include <string_view>

namespace coluber::infer {

inline bool has_word(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        std::string_view first = words.substr(0, words.find(' '));
        if (first == word) return true;
        words.remove_prefix(std::min(words.size(), first.size() + 1));
    }
    return false;
}

}  // namespace coluber::infer
