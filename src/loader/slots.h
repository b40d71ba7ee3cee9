// Reading an image that is already in memory: its header, its slots, its entries.
// Apart from load.h because a built extension module carries its image in itself and fills it from PyInit, with no file to open.
#pragma once

#include "loader/image.h"

#include <functional>
#include <string_view>

namespace coluber::loader {

/// What a descriptor stands for, or null when the resolver does not know it. Called on the loading thread, once a slot.
using Resolver = std::function<void*(std::string_view descriptor)>;

/// True when the header is one that this loader understands.
bool is_valid(const ImageHeader& header);

/// Fills every slot. Returns the first descriptor that the resolver does not know, else an empty view; slots after it stay null.
/// The slots must be writable.
std::string_view fill_slots(const ImageHeader& header, const Resolver& resolve);

/// Null when the image has no such entry.
void* find_entry(const ImageHeader& header, std::string_view name);

}  // namespace coluber::loader
