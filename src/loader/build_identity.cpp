// Source: ELF gABI (notes); Intel SDM volume 2, CPUID; AMD APM volume 3, appendix E.
#include "loader/build_identity.h"

#include "loader/cache_directory.h"

#include <elf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <vector>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace coluber::loader {
namespace {

bool read_at(int fd, std::uint64_t at, void* to, std::size_t size) {
    return ::pread(fd, to, size, static_cast<off_t>(at)) == static_cast<ssize_t>(size);
}

constexpr std::size_t align4(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

/// The build id among the notes of one segment.
std::string build_id_in(const std::vector<unsigned char>& notes) {
    Elf64_Nhdr note;
    for (std::size_t at = 0; at + sizeof note <= notes.size();) {
        __builtin_memcpy(&note, notes.data() + at, sizeof note);
        std::size_t content = at + sizeof note + align4(note.n_namesz);
        if (content + note.n_descsz > notes.size()) return {};
        if (note.n_type == NT_GNU_BUILD_ID) {
            std::string text;
            for (std::size_t i = 0; i < note.n_descsz; ++i) text += fmt::format("{:02x}", notes[content + i]);
            return text;
        }
        at = content + align4(note.n_descsz);
    }
    return {};
}

}  // namespace

std::string build_id_of(const std::string& path) {
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    Elf64_Ehdr head;
    if (!file || !read_at(file.get(), 0, &head, sizeof head)) return {};
    for (unsigned i = 0; i < head.e_phnum; ++i) {
        Elf64_Phdr segment;
        if (!read_at(file.get(), head.e_phoff + i * sizeof segment, &segment, sizeof segment)) return {};
        if (segment.p_type != PT_NOTE || segment.p_filesz > 65536) continue;
        std::vector<unsigned char> notes(segment.p_filesz);
        if (!read_at(file.get(), segment.p_offset, notes.data(), notes.size())) return {};
        if (std::string found = build_id_in(notes); !found.empty()) return found;
    }
    return {};
}

#if defined(__x86_64__)

namespace {

std::string leaf(unsigned number, unsigned part, unsigned ebx_mask = ~0u) {
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    if (!__get_cpuid_count(number, part, &eax, &ebx, &ecx, &edx)) return "-";
    return fmt::format("{:x}.{:x}.{:x}.{:x}", eax, ebx & ebx_mask, ecx, edx);
}

}  // namespace

std::string processor_identity() {
    // Leaf 1: family, model and features; EBX holds the number of the core at hand. 7, 0x19, 0x24: further features. 0xD/1: state
    // saving. XCR0: which registers the system saves.
    std::string text =
        fmt::format("x86-64 {} {} {} {} {} {} {} {} {}", leaf(0, 0), leaf(1, 0, 0), leaf(7, 0), leaf(7, 1), leaf(0xd, 1, 0),
                    leaf(0x19, 0), leaf(0x24, 0), leaf(0x80000001, 0), leaf(0x80000008, 0, 0x3ff));
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    bool has_xgetbv = __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_OSXSAVE);
    unsigned low = 0, high = 0;
    if (has_xgetbv) __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return text + fmt::format(" {:x}.{:x}", high, low);
}

#else

std::string processor_identity() { return {}; }

#endif

}  // namespace coluber::loader
