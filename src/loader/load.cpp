// Through the dynamic loader and not our own: debuggers, profilers and unwinders then know the code. A load costs about 60 µs
// (docs/engine.md). The file is a sealed memfd, so the bytes need no disk and nobody can change them under way.
#include "loader/load.h"

#include "loader/diagnostics.h"
#include "loader/memory_file.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace coluber::loader {
namespace {

/// The slots' pages, open for writing while this lives. They are RELRO (image.h), so nothing else than relocated constants shares them.
class OpenSlots {
public:
    explicit OpenSlots(const ImageHeader& header) {
        if (header.slot_count == 0) return;
        auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        auto first = reinterpret_cast<std::uintptr_t>(header.slots) & ~(page - 1);
        auto last = (reinterpret_cast<std::uintptr_t>(header.slots + header.slot_count) + page - 1) & ~(page - 1);
        start_ = reinterpret_cast<void*>(first);
        size_ = last - first;
        is_open_ = ::mprotect(start_, size_, PROT_READ | PROT_WRITE) == 0;
    }
    ~OpenSlots() {
        if (size_ && is_open_) ::mprotect(start_, size_, PROT_READ);  // a refusal leaves them writable: no error to the user
    }
    OpenSlots(const OpenSlots&) = delete;
    OpenSlots& operator=(const OpenSlots&) = delete;

    bool is_open() const { return is_open_; }

private:
    void* start_ = nullptr;
    std::size_t size_ = 0;
    bool is_open_ = true;
};

}  // namespace

Result<Image> load_image(std::span<const std::byte> bytes, const std::string& name, const Resolver& resolve,
                         Diagnostics& diagnostics) {
    auto fail = [&](const auto& diag, const std::string& what) {
        diagnostics.report({}, diag, what);
        return Reported{};
    };
    auto file = MemoryFile::make("coluber." + name, bytes, true);
    if (!file) return fail(no_memory_file, std::strerror(errno));
    void* library = ::dlopen(file->path().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) return fail(not_loadable, ::dlerror());
    auto discard = [&](const auto& diag, const std::string& what) {
        ::dlclose(library);  // nothing of it has run
        return fail(diag, what);
    };
    auto* header = static_cast<const ImageHeader*>(::dlsym(library, image_symbol));
    if (!header || !is_valid(*header)) return discard(not_an_image, name);
    std::string missing;
    {
        OpenSlots slots{*header};
        if (!slots.is_open()) return discard(no_memory_file, std::strerror(errno));
        missing = fill_slots(*header, resolve);
    }
    if (!missing.empty()) return discard(unresolved_slot, missing);
    return Image{header};
}

}  // namespace coluber::loader
