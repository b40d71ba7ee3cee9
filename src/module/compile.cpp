#include "module/compile.h"

#include "base/check.h"
#include "loader/load.h"
#include "module/compiler_library.h"
#include "module/disk_cache.h"
#include "module/errors.h"
#include "module/resolver.h"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>

namespace coluber::module {
namespace {

// Diagnostics of the driver that mean "the text is not this function's any more".
constexpr std::string_view edited_source_code = "E0301", missing_source_code = "E0300";

/// Answers may change while the compiler works; then its work is stale. A program that changes a global all the time must end anyway.
constexpr int max_attempts = 5;

/// The compiler's answer, given back when this dies.
class Compiled {
public:
    Compiled(const coluber_compiler& compiler, const coluber_request& request) : compiler_(compiler) {
        WithoutGil others;
        result_ = compiler_.compile(&request);
    }
    ~Compiled() {
        if (result_) compiler_.release(result_);
    }
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;

    bool has_result() const { return result_; }
    const coluber_result& operator*() const { return *result_; }

private:
    const coluber_compiler& compiler_;
    coluber_result* result_ = nullptr;
};

std::string text_or_empty(const char* text) { return text ? text : ""; }

std::string name_of(const Dispatcher& dispatcher) {
    auto* code =
        reinterpret_cast<PyCodeObject*>(reinterpret_cast<PyFunctionObject*>(dispatcher.body->function.get())->func_code);
    const char* name = PyUnicode_AsUTF8(code->co_name);
    if (!name) PyErr_Clear();
    return name ? name : "function";
}

void describe(Entry& entry, const Wish& wish, const std::string& return_type) {
    entry.return_type = return_type;
    entry.arg_types = wish.arg_types;
    for (std::size_t i = 0; i < wish.arg_types.size(); ++i)
        if (Width width = width_of(wish.arg_types[i]); width != Width::exact) entry.preferences.push_back({i, width});
    entry.is_direct = entry.preferences.empty();
}

Outcome raise_failure(const coluber_result& result, bool has_missing_source) {
    std::string code = text_or_empty(result.error_code);
    raise_compile_error(text_or_empty(result.error_class), text_or_empty(result.error_text), code);
    bool is_source = has_missing_source || code == edited_source_code || code == missing_source_code;
    return is_source ? Outcome::no_source : Outcome::raised;
}

// One condition for all dispatchers: waiting is rare, and a waiter looks again at its own note.
struct Waiting {
    std::mutex mutex;
    std::condition_variable changed;
    std::uint64_t generation = 0;
};
Waiting waiting;

/// Notes, with the GIL, that this key is being compiled; the note goes away with this.
class Flight {
public:
    Flight(Body& body, const std::string& key) : body_(body), key_(key) { body_.in_flight.push_back({key_, ::getpid()}); }
    ~Flight() {
        std::erase_if(body_.in_flight, [&](const InFlight& flight) { return flight.key == key_; });
        std::lock_guard lock(waiting.mutex);
        ++waiting.generation;
        waiting.changed.notify_all();
    }
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;

    /// Waits until some compile has ended, if one of this key is under way in this process.
    static bool waited_for_another(Body& body, const std::string& key) {
        if (std::ranges::none_of(body.in_flight, [&](const InFlight& f) { return f.key == key && f.process == ::getpid(); }))
            return false;
        std::unique_lock lock(waiting.mutex);
        std::uint64_t seen = waiting.generation;
        lock.unlock();
        WithoutGil others;
        lock.lock();
        waiting.changed.wait(lock, [&] { return waiting.generation != seen; });
        lock.unlock();
        return true;
    }

private:
    Body& body_;
    std::string key_;
};

/// An entry of this key that holds, also one that had become invalid: a global may be back at its old value.
Entry* find_holding(std::vector<std::unique_ptr<Entry>>& entries, const std::string& key) {
    for (auto& entry : entries)
        if (entry->key == key && (entry->is_current() || entry->is_current_after_all())) return entry.get();
    return nullptr;
}

/// Plain jit without a source: warns once, and the Python function runs from now on. The exception is replaced by the warning.
void fall_back(Dispatcher& dispatcher) {
    Ref type, value, traceback;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    type = Ref::steal(t), value = Ref::steal(v), traceback = Ref::steal(b);
    dispatcher.body->is_interpreted = warn_of_interpreter(dispatcher.body->function.get(), value.get());
}

/// From the disk, else by compiling; what another process compiles at this moment is waited for.
Outcome make_entry(std::unique_ptr<Entry>& entry, Dispatcher& dispatcher, const Wish& wish) {
    CachePlace place{dispatcher, wish};
    entry = place.load();
    if (!entry && place.wait_for_others()) entry = place.load();
    if (entry) {
        ++dispatcher.body->counts.loads;
        return Outcome::ok;
    }
    entry = std::make_unique<Entry>();
    Outcome outcome = compile_into(*entry, dispatcher, wish, &place);
    if (outcome == Outcome::ok) ++dispatcher.body->counts.compiles;
    return outcome;
}

Entry* compile_new(Dispatcher& dispatcher, std::vector<std::unique_ptr<Entry>>& entries, const std::string& key,
                   const Wish& wish) {
    Body& body = *dispatcher.body;
    for (int attempt = 0; attempt < max_attempts; ++attempt) {
        std::unique_ptr<Entry> entry;
        Outcome outcome = make_entry(entry, dispatcher, wish);
        if (outcome == Outcome::no_source && !body.options.is_strict && !wish.is_resume) fall_back(dispatcher);
        if (outcome != Outcome::ok) return nullptr;
        entry->key = key;
        bool holds = entry->is_current() || entry->is_current_after_all();
        entries.push_back(std::move(entry));
        if (holds) return entries.back().get();
    }
    raise_compile_error("CompileError", "the globals that `" + name_of(dispatcher) + "` uses change faster than it compiles",
                        "");
    return nullptr;
}

Entry* find_or_compile_in(Dispatcher& dispatcher, std::vector<std::unique_ptr<Entry>>& entries, const std::string& key,
                          const Wish& wish) {
    Body& body = *dispatcher.body;
    while (true) {
        if (body.is_interpreted) return nullptr;
        if (Entry* entry = find_holding(entries, key)) return entry;
        if (Flight::waited_for_another(body, key)) {
            if (PyErr_CheckSignals() < 0) return nullptr;
            continue;
        }
        Flight flight{body, key};
        return compile_new(dispatcher, entries, key, wish);
    }
}

}  // namespace

std::string join_types(const std::vector<std::string>& types) {
    std::string text;
    for (const std::string& type : types) text += (text.empty() ? "" : ", ") + type;
    return text;
}

Request::Request(Entry& entry, Dispatcher& dispatcher, const Wish& wish) : world(entry, dispatcher) {
    for (const std::string& type : wish.arg_types) types.push_back(type.c_str());
    request.kind = wish.kind();
    request.function = own_handle;
    request.arg_types = types.data();
    request.arg_count = types.size();
    request.checkpoint = wish.checkpoint;
    request.unset_mask = wish.unset_mask.c_str();
    request.is_strict = dispatcher.body->options.is_strict;
    request.fastmath = dispatcher.body->options.fastmath;
    request.boundscheck = dispatcher.body->options.boundscheck;
    request.cpu = "";
    request.want_texts = wish.wants_texts;
    request.world = world.table();
    request.python_version = PY_VERSION_HEX >> 16;
}

bool finish_entry(Entry& entry, Dispatcher& dispatcher, const Wish& wish, std::span<const std::byte> image,
                  const std::string& name, const std::string& return_type) {
    Diagnostics diagnostics;
    auto loaded = loader::load_image(image, name_of(dispatcher), resolver_for(entry.record), diagnostics);
    if (!loaded) {
        const Diagnostic& first = diagnostics.items().front();
        raise_compile_error("InternalError", first.sentence, first.code);
        return false;
    }
    entry.call = reinterpret_cast<EntryFunction>(loaded->entry(name));
    if (!entry.call) {
        raise_compile_error("InternalError", "compiled code has no entry `" + name + "`", "E0905");
        return false;
    }
    describe(entry, wish, return_type);
    return true;
}

Outcome compile_into(Entry& entry, Dispatcher& dispatcher, const Wish& wish, CachePlace* place, Texts* texts) {
    const coluber_compiler* library = compiler();
    if (!library) return Outcome::raised;
    try {
        Request asked{entry, dispatcher, wish};
        Compiled compiled{*library, asked.request};
        if (!compiled.has_result()) {
            PyErr_NoMemory();
            return Outcome::raised;
        }
        if (!(*compiled).ok) return raise_failure(*compiled, asked.world.has_missing_source());
        if (texts)
            *texts = {text_or_empty((*compiled).ir), text_or_empty((*compiled).llvm), text_or_empty((*compiled).assembly)};
        auto image = std::as_bytes(std::span((*compiled).image, (*compiled).image_size));
        if (!finish_entry(entry, dispatcher, wish, image, text_or_empty((*compiled).entry),
                          text_or_empty((*compiled).return_type)))
            return Outcome::raised;
        if (place) place->store(*compiled, asked.world);
    } catch (const std::bad_alloc&) {
        PyErr_NoMemory();
        return Outcome::raised;
    } catch (const std::exception& bug) {
        raise_compile_error("InternalError", bug.what(), "");
        return Outcome::raised;
    }
    return Outcome::ok;
}

Entry* find_or_compile(Dispatcher& dispatcher, std::vector<std::string> arg_types) {
    std::string key = join_types(arg_types);
    return find_or_compile_in(dispatcher, dispatcher.body->entries, key, Wish{.arg_types = std::move(arg_types)});
}

Entry* find_or_compile_resume(Dispatcher& dispatcher, std::int32_t checkpoint, const std::string& unset_mask) {
    std::string key = "resume " + std::to_string(checkpoint) + " " + unset_mask;
    return find_or_compile_in(dispatcher, dispatcher.body->resumes, key,
                              Wish{.is_resume = true, .checkpoint = checkpoint, .unset_mask = unset_mask});
}

PyObject* refusal_of(Dispatcher& dispatcher) {
    const coluber_compiler* library = compiler();
    if (!library) return nullptr;
    Entry unused;
    Wish nothing;
    Request asked{unused, dispatcher, nothing};
    asked.request.kind = COLUBER_FRONT;
    Compiled compiled{*library, asked.request};
    if (!compiled.has_result()) return PyErr_NoMemory();
    const coluber_result& result = *compiled;
    if (result.ok) Py_RETURN_NONE;
    return make_compile_error(text_or_empty(result.error_class), text_or_empty(result.error_text),
                              text_or_empty(result.error_code))
        .release();
}

bool compile_texts(Dispatcher& dispatcher, std::vector<std::string> arg_types, Texts& texts) {
    Entry unused;
    return compile_into(unused, dispatcher, Wish{.arg_types = std::move(arg_types), .wants_texts = true}, nullptr, &texts) ==
           Outcome::ok;
}

}  // namespace coluber::module
