#include "base/source.h"

namespace coluber {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    starts_.push_back(0);
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
        bool lone_return = text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n');
        if (text_[at] == '\n' || lone_return) starts_.push_back(at + 1);
    }
}

std::string_view Source::line(std::uint32_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    std::uint32_t begin = starts_[number - 1];
    std::uint32_t end = number < starts_.size() ? starts_[number] : static_cast<std::uint32_t>(text_.size());
    std::string_view line = std::string_view(text_).substr(begin, end - begin);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    return line;
}

}  // namespace coluber
