// The disk cache: compiled code kept for other processes. On by default; a hit loads neither the compiler library nor a parser.
//
// A file is found by a key (the function's code, argument types, options, our build, processor, Python, NumPy); whether it may be used is
// asked of its record (replay.h). One key has a few files, for a few states of the world. A call that finds nothing compiles, one
// process at a time for one key, and leaves a file. Where the folder is: `COLUBER_CACHE_DIR`, else `$XDG_CACHE_HOME/coluber`, else
// `~/.cache/coluber`; `COLUBER_CACHE_DIR=` (empty) turns the cache off. No failure here is an error.
#pragma once

#include "loader/cache_directory.h"
#include "module/compile.h"

#include <memory>
#include <optional>
#include <string>

namespace coluber::module {

/// The folder's path; empty: the cache is off.
std::string cache_path();
/// The folder, if it may be used; else the reason why not, in words ("" where the cache is off).
std::optional<loader::CacheDirectory> open_cache(bool create, std::string& reason);
/// How many bytes the folder may take before the files used longest ago go.
inline constexpr std::uint64_t cache_limit = 512u << 20;

/// The place of one wish in the cache, while it is being fulfilled. With the GIL held.
class CachePlace {
public:
    CachePlace(Dispatcher& dispatcher, const Wish& wish);

    /// A ready entry from a file; null: there is none that holds.
    std::unique_ptr<Entry> load();
    /// Waits while another process compiles the same. True: it did, so look again. Lets other threads run meanwhile.
    bool wait_for_others();
    /// Keeps what was compiled through `world`.
    void store(const coluber_result& result, LiveWorld& world);

private:
    std::string file_name(int variant) const;
    std::unique_ptr<Entry> load_variant(int variant);

    Dispatcher& dispatcher_;
    const Wish& wish_;
    std::optional<loader::CacheDirectory> folder_;
    loader::Digest key_;
    loader::CacheLock lock_;
};

}  // namespace coluber::module
