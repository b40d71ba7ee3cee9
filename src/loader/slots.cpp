#include "loader/slots.h"

namespace coluber::loader {

bool is_valid(const ImageHeader& header) {
    return header.magic == image_magic && header.version == image_version && header.reserved == 0 &&
           (header.slot_count == 0 || (header.slots && header.slot_names)) && (header.entry_count == 0 || header.entries);
}

std::string_view fill_slots(const ImageHeader& header, const Resolver& resolve) {
    const char* name = header.slot_names;
    for (std::uint32_t i = 0; i < header.slot_count; ++i) {
        std::string_view descriptor = name;
        header.slots[i] = resolve(descriptor);
        if (!header.slots[i]) return descriptor;
        name += descriptor.size() + 1;
    }
    return {};
}

void* find_entry(const ImageHeader& header, std::string_view name) {
    for (std::uint32_t i = 0; i < header.entry_count; ++i)
        if (header.entries[i].name == name) return header.entries[i].function;
    return nullptr;
}

}  // namespace coluber::loader
