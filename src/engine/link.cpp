// lld keeps its state in globals, so links happen one at a time: they run on the compile thread. The image comes back through a pipe,
// because lld writes straight only into what is no regular file (else it makes a temporary file beside the output and renames it).
#include "lld/Common/CommonLinkerContext.h"
#undef CHECK  // lld's; ours is meant below

#include "engine/link.h"

#include "base/check.h"
#include "engine/diagnostics.h"
#include "engine/guard.h"
#include "engine/target.h"
#include "loader/image.h"
#include "loader/memory_file.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/raw_ostream.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <thread>

LLD_HAS_DRIVER(elf)

// Three pointers that lld 19 sets only where an input asks for the thing, and does not clear after a link (ELF/Writer.h,
// ELF/OutputSections.h, which are not installed). The next link would write through them into memory that is freed.
namespace lld::elf {
class Defined;
struct PhdrEntry;
struct ElfSym {
    static Defined *globalOffsetTable, *tlsModuleBase;
};
struct Out {
    static PhdrEntry* tlsPhdr;
};
}  // namespace lld::elf

namespace coluber::engine {
namespace {

using loader::MemoryFile;

// Functions that LLVM calls by name for large copies and comparisons. Every process that can load an image has them.
constexpr std::array<std::string_view, 5> known_by_name{"memcpy", "memmove", "memset", "memcmp", "bcmp"};

MemoryFile make_file(const std::string& name, std::span<const std::byte> content) {
    auto file = MemoryFile::make(name, content, false);
    CHECK(file, "no memory file: " + std::string(std::strerror(errno)));
    return std::move(*file);
}

/// Runs lld. Returns its error text, empty if all went well.
std::string run_lld(const std::vector<std::string>& args) {
    static bool is_usable = true;  // false from the start of a link to its end: one that was given up leaves lld in no state
    CHECK(is_usable, "lld failed before in this process and cannot run again");
    std::vector<const char*> pointers{"ld.lld"};
    for (const std::string& arg : args) pointers.push_back(arg.c_str());
    std::string text;
    llvm::raw_string_ostream messages{text};
    lld::Result result{};
    is_usable = false;
    guarded([&] { result = lld::lldMain(pointers, llvm::nulls(), messages, {{lld::Gnu, &lld::elf::link}}); });
    // lld left an input that it cannot read in the middle (`fatal`) and has not cleaned up. After a fault (128 + signal) its memory
    // is not to be trusted; after this it is whole.
    bool is_fault = result.retCode >= 128;
    if (!result.canRunAgain && !is_fault) guarded([] { lld::CommonLinkerContext::destroy(); });
    lld::elf::ElfSym::globalOffsetTable = lld::elf::ElfSym::tlsModuleBase = nullptr;
    lld::elf::Out::tlsPhdr = nullptr;
    is_usable = result.canRunAgain || !is_fault;
    return result.retCode == 0 ? "" : text.empty() ? "lld failed and did not say why" : text;
}

/// A pipe that takes `expected` bytes without a reader where the system allows such a size, else with a reading thread.
class Outlet {
public:
    explicit Outlet(std::size_t expected) {
        CHECK(::pipe2(ends_, O_CLOEXEC) == 0, "no pipe: " + std::string(std::strerror(errno)));
        int size = static_cast<int>(std::bit_ceil(std::min<std::size_t>(expected, 1 << 30)));
        if (::fcntl(ends_[1], F_SETPIPE_SZ, size) < size) reader_ = std::thread([this] { read_all(); });
    }
    ~Outlet() {
        close_writer();
        if (reader_.joinable()) reader_.join();
        ::close(ends_[0]);
    }
    Outlet(const Outlet&) = delete;
    Outlet& operator=(const Outlet&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(ends_[1]); }

    Bytes take() {
        close_writer();
        if (reader_.joinable())
            reader_.join();
        else
            read_all();
        return std::move(content_);
    }

private:
    void close_writer() {
        if (ends_[1] >= 0) ::close(ends_[1]);
        ends_[1] = -1;
    }
    void read_all() {
        std::size_t used = 0;
        for (;;) {
            content_.resize(std::max<std::size_t>(used + 65536, content_.size()));
            ssize_t got = ::read(ends_[0], content_.data() + used, content_.size() - used);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) break;
            used += static_cast<std::size_t>(got);
        }
        content_.resize(used);
    }

    int ends_[2] = {-1, -1};
    Bytes content_;
    std::thread reader_;
};

/// The names that an x86-64 object of LLVM's refers to and does not define.
std::vector<std::string_view> undefined_names(std::span<const std::byte> object) {
    auto at = [&](std::size_t offset) { return object.data() + offset; };
    CHECK(object.size() >= sizeof(Elf64_Ehdr) && std::memcmp(object.data(), ELFMAG, SELFMAG) == 0, "not an object file");
    const auto& header = *reinterpret_cast<const Elf64_Ehdr*>(at(0));
    const auto* sections = reinterpret_cast<const Elf64_Shdr*>(at(header.e_shoff));
    std::vector<std::string_view> names;
    for (unsigned i = 0; i < header.e_shnum; ++i) {
        if (sections[i].sh_type != SHT_SYMTAB) continue;
        const auto* symbols = reinterpret_cast<const Elf64_Sym*>(at(sections[i].sh_offset));
        const auto* text = reinterpret_cast<const char*>(at(sections[sections[i].sh_link].sh_offset));
        for (std::size_t k = 1; k < sections[i].sh_size / sizeof(Elf64_Sym); ++k)
            if (symbols[k].st_shndx == SHN_UNDEF) names.emplace_back(text + symbols[k].st_name);
    }
    return names;
}

const std::vector<std::string>& common_args() {
    // One thread, because lld's own pool would not survive fork. 4 KiB pages and no build id keep an image at about 3 pages.
    static const std::vector<std::string> args{
        "-shared", "-m", "elf_x86_64", "--threads=1", "--hash-style=gnu", "--eh-frame-hdr",           "--build-id=none", "-z",
        "now",     "-z", "relro",      "-z",          "noexecstack",      "--color-diagnostics=never"};
    return args;
}

/// Where this process has loaded the library; empty: nowhere.
std::string path_of_loaded(const std::string& soname) {
    struct Search {
        std::string ending, path;
    } search{"/" + soname, ""};
    auto visit = [](dl_phdr_info* info, std::size_t, void* data) {
        auto& wanted = *static_cast<Search*>(data);
        if (!std::string_view(info->dlpi_name).ends_with(wanted.ending)) return 0;
        wanted.path = info->dlpi_name;
        return 1;
    };
    ::dl_iterate_phdr(visit, &search);
    return search.path;
}

}  // namespace

Bytes link_image(std::span<const std::byte> object, const std::string& name) {
    LlvmSection section;
    start_llvm();
    for (std::string_view undefined : undefined_names(object))
        CHECK(std::ranges::find(known_by_name, undefined) != known_by_name.end(),
              "compiled code refers to `" + std::string(undefined) + "` by name and not through a slot");
    MemoryFile input = make_file("coluber.object", object);
    Outlet output{2 * object.size() +
                  65536};  // an image is little longer than its object: headers, page padding, dynamic section
    auto args = common_args();
    args.insert(args.end(), {"-soname", name, "--no-mmap-output-file", "-o", output.path(), input.path()});
    std::string errors = run_lld(args);
    CHECK(errors.empty(), "lld: " + errors);
    return output.take();
}

Result<std::string> link_extension_module(const ExtensionParts& parts, const std::string& output, Diagnostics& diagnostics) {
    LlvmSection section;
    start_llvm();
    auto args = common_args();
    args.insert(args.end(), {"--gc-sections", "--as-needed", "--exclude-libs", "ALL", "-soname", parts.soname, "-o", output});
    std::string exports = "{ global:";
    for (const std::string& name : parts.exports) exports += " " + name + ";";
    exports += " local: *; };\n";
    std::vector<MemoryFile> files;
    files.push_back(make_file("coluber.exports", std::as_bytes(std::span(exports))));
    args.insert(args.end(), {"--version-script", files.back().path()});
    for (const Bytes& object : parts.objects) {
        files.push_back(make_file("coluber.object", object));
        args.push_back(files.back().path());
    }
    args.push_back("--start-group");
    args.insert(args.end(), parts.archives.begin(), parts.archives.end());
    args.push_back("--end-group");
    for (const std::string& soname : parts.libraries) {
        args.push_back(path_of_loaded(soname));
        if (!args.back().empty()) continue;
        diagnostics.report({}, no_library, soname);
        return Reported{};
    }
    // Archives come from outside, and lld ends the process over a damaged one, unless this recovery is on. It takes the process's
    // fault handlers meanwhile, so it is not for images.
    llvm::CrashRecoveryContext::Enable();
    std::string errors = run_lld(args);
    llvm::CrashRecoveryContext::Disable();
    if (errors.empty()) return output;
    diagnostics.report({}, cannot_link, errors);
    return Reported{};
}

}  // namespace coluber::engine
