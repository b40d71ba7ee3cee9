#include "base/check.h"

namespace coluber {

void throw_bug(const char* file, int line, const char* condition, const std::string& detail) {
    std::string text = std::string(file) + ":" + std::to_string(line) + ": CHECK(" + condition + ") failed";
    if (!detail.empty()) text += ": " + detail;
    throw Bug(text);
}

}  // namespace coluber
