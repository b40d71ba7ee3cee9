#include "loader/natives.h"

#include "base/check.h"

#include <unordered_map>

namespace coluber::loader {
namespace {

// A function-local static: runtime tables may register from static initialisers of other files.
std::unordered_map<std::string_view, void*>& table() {
    static std::unordered_map<std::string_view, void*> symbols;
    return symbols;
}

}  // namespace

void register_natives(std::span<const NativeSymbol> symbols) {
    for (const NativeSymbol& symbol : symbols) {
        auto [at, is_new] = table().emplace(symbol.name, symbol.address);
        CHECK(is_new || at->second == symbol.address, "two native symbols are called " + std::string(symbol.name));
    }
}

void* find_native(std::string_view descriptor) {
    auto found = table().find(descriptor);
    return found == table().end() ? nullptr : found->second;
}

}  // namespace coluber::loader
