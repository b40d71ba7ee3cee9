// Loading: image bytes → functions that can be called. No LLVM here: a cached image takes this road alone.
#pragma once

#include "base/diagnostic.h"
#include "loader/slots.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace coluber::loader {

/// A loaded image. It stays mapped until the process ends, whatever becomes of this handle, because nobody can know that no thread
/// is inside its code and that no frame, debugger or signal handler will come back to it; an image is some pages, mapped on demand.
class Image {
public:
    explicit Image(const ImageHeader* header) : header_(header) {}

    /// The entry's function; null when there is none of that name.
    void* entry(std::string_view name) const { return find_entry(*header_, name); }
    const ImageHeader& header() const { return *header_; }

private:
    const ImageHeader* header_;
};

/// Maps the image, fills its slots and closes them for writing. `name` is what profilers and debuggers show, e.g. "total".
/// The bytes are trusted: whoever reads them from a disk has checked them. Any thread, several at once.
Result<Image> load_image(std::span<const std::byte> bytes, const std::string& name, const Resolver& resolve,
                         Diagnostics& diagnostics);

}  // namespace coluber::loader
