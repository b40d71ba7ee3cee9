#include "module/disk_cache.h"

#include "loader/build_identity.h"
#include "module/compiler_library.h"
#include "module/fingerprint.h"
#include "module/replay.h"
#include "module/typeof.h"

#include <algorithm>
#include <cstdlib>

namespace coluber::module {
namespace {

// States of the world for which one function is kept: a global that takes one of a few values. More take turns.
constexpr int variants = 4;
// A compile takes a second at the worst; who waits longer waits for a process that was stopped.
constexpr int patience_ms = 20'000;
// Looking through the folder is not for every write.
constexpr unsigned writes_between_trims = 64;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string numpy_version() {
    PyObject* modules = PyImport_GetModuleDict();
    PyObject* numpy = modules ? PyDict_GetItemString(modules, "numpy") : nullptr;
    Ref version = Ref::steal(numpy ? PyObject_GetAttrString(numpy, "__version__") : nullptr);
    const char* text = version && PyUnicode_Check(version.get()) ? PyUnicode_AsUTF8(version.get()) : nullptr;
    PyErr_Clear();
    return text ? text : "";
}

/// What all keys of this process have in common; empty: there can be no cache.
const std::string& process_identity() {
    static const std::string identity = [] {
        std::string compiler = loader::build_id_of(compiler_path()), core = loader::build_id_of(core_path());
        std::string processor = loader::processor_identity();
        if (compiler.empty() || core.empty() || processor.empty()) return std::string();
        return compiler + " " + core + " " + processor + " " + std::to_string(PY_VERSION_HEX) + " " + numpy_version() + " " +
               std::to_string(Py_OptimizeFlag);
    }();
    return identity;
}

/// None: the function has no fingerprint.
std::optional<loader::Digest> key_of(const Dispatcher& dispatcher, const Wish& wish) {
    if (process_identity().empty()) return std::nullopt;
    loader::Hasher hasher;
    hasher.add(process_identity());
    hasher.add(dispatcher.body->options.text());
    hasher.add(std::string_view(wish.is_resume ? "resume" : "call"));
    hasher.add(std::uint64_t(wish.checkpoint));
    hasher.add(wish.unset_mask);
    hasher.add(std::uint64_t{wish.arg_types.size()});
    for (const std::string& type : wish.arg_types) hasher.add(type);
    auto* function = reinterpret_cast<PyFunctionObject*>(dispatcher.body->function.get());
    if (!add_code(hasher, function->func_code)) return std::nullopt;
    return hasher.digest();
}

}  // namespace

std::string cache_path() {
    if (const char* chosen = std::getenv("COLUBER_CACHE_DIR")) return chosen;
    if (std::string base = environment("XDG_CACHE_HOME"); !base.empty()) return base + "/coluber";
    std::string home = environment("HOME");
    return home.empty() ? "" : home + "/.cache/coluber";
}

std::optional<loader::CacheDirectory> open_cache(bool create, std::string& reason) {
    reason.clear();
    std::string path = cache_path();
    if (path.empty()) return std::nullopt;
    return loader::CacheDirectory::open(path, create, reason);
}

CachePlace::CachePlace(Dispatcher& dispatcher, const Wish& wish) : dispatcher_(dispatcher), wish_(wish) {
    // A jitted function among the arguments is known by its address, which says nothing in another process.
    auto names_function = [](const std::string& type) { return type.find(function_type_mark) != type.npos; };
    if (wish.wants_texts || cache_path().empty() || std::ranges::any_of(wish.arg_types, names_function)) return;
    auto key = key_of(dispatcher, wish);
    if (!key) return;
    key_ = *key;
    std::string reason;
    folder_ = open_cache(true, reason);
}

std::string CachePlace::file_name(int variant) const { return key_.text() + "-" + std::to_string(variant) + ".coluber"; }

std::unique_ptr<Entry> CachePlace::load() {
    for (int variant = 0; folder_ && variant < variants; ++variant)
        if (auto entry = load_variant(variant)) return entry;
    return nullptr;
}

std::unique_ptr<Entry> CachePlace::load_variant(int variant) {
    auto bytes = folder_->read(file_name(variant));
    auto file = bytes ? loader::read_cache_file(*bytes, key_) : std::nullopt;
    if (!file) return nullptr;
    auto entry = std::make_unique<Entry>();
    LiveWorld world{*entry, dispatcher_};
    loader::FieldReader fields{file->record};
    std::string name(fields.text()), return_type(fields.text());
    if (!replay_record(fields, world) || !fields.is_at_end()) return nullptr;
    if (!finish_entry(*entry, dispatcher_, wish_, file->image, name, return_type)) return PyErr_Clear(), nullptr;
    return entry;
}

bool CachePlace::wait_for_others() {
    if (!folder_ || !folder_->is_writable()) return false;
    bool has_waited = false;
    WithoutGil others;
    lock_ = folder_->lock(key_, patience_ms, has_waited);
    return has_waited;
}

void CachePlace::store(const coluber_result& result, LiveWorld& world) {
    static unsigned writes = 0;
    if (!folder_ || !folder_->is_writable()) return;
    loader::FieldWriter record;
    record.text(result.entry);
    record.text(result.return_type);
    if (!write_record(record, world)) return;
    int variant = 0;
    while (variant < variants && folder_->exists(file_name(variant))) ++variant;
    if (variant == variants) variant = int(writes % variants);
    auto image = std::as_bytes(std::span(result.image, result.image_size));
    folder_->write(file_name(variant), loader::write_cache_file({image, record.bytes()}, key_));
    if (writes++ % writes_between_trims == 0) folder_->trim(cache_limit);
}

}  // namespace coluber::module
