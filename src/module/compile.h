// From argument types to an entry: the request to the compiler library, loading, and what the user is told when it fails.
#pragma once

#include "module/dispatcher.h"
#include "module/world.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace coluber::module {

struct Texts {
    std::string ir, llvm, assembly;
};

/// What is wanted: the entry for argument types, or the twin's at a checkpoint.
struct Wish {
    std::vector<std::string> arg_types;
    bool is_resume = false;
    coluber_request_kind kind() const { return is_resume ? COLUBER_RESUME : is_generic ? COLUBER_GENERIC : COLUBER_ENTRY; }
    bool is_generic = false;  // the twin from its beginning
    std::int32_t checkpoint = 0;
    std::string unset_mask;
    bool wants_texts = false;
};

/// The request to the compiler library for a wish, with what it points to. Outlived by entry, dispatcher and wish.
struct Request {
    Request(Entry& entry, Dispatcher& dispatcher, const Wish& wish);
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    LiveWorld world;
    std::vector<const char*> types;
    coluber_request request{};
};

enum class Outcome : std::uint8_t {
    ok,
    raised,     // a Python exception is set
    no_source,  // as raised; and the reason is that the function's source is missing or was edited
};

class CachePlace;

/// Compiles and loads, with other threads running meanwhile. `entry` is fresh; what was compiled is kept at `place`, if one is given.
Outcome compile_into(Entry& entry, Dispatcher& dispatcher, const Wish& wish, CachePlace* place, Texts* texts = nullptr);

/// Loads an image, and makes of a fresh entry, whose record is complete, one that can be called. False: a Python exception is set.
bool finish_entry(Entry& entry, Dispatcher& dispatcher, const Wish& wish, std::span<const std::byte> image,
                  const std::string& name, const std::string& return_type);

/// The valid entry for these types, compiled if need be, once, whichever threads ask. Null: a Python exception is set, or
/// `is_interpreted` is.
Entry* find_or_compile(Dispatcher& dispatcher, std::vector<std::string> arg_types);

/// A resume entry, likewise. Null: a Python exception is set.
Entry* find_or_compile_resume(Dispatcher& dispatcher, std::int32_t checkpoint, const std::string& unset_mask);

/// The texts of a compile for these types. False: a Python exception is set.
bool compile_texts(Dispatcher& dispatcher, std::vector<std::string> arg_types, Texts& texts);

/// The compile error that this function always is, whatever the types; None: it can be compiled. Null: an exception is set.
PyObject* refusal_of(Dispatcher& dispatcher);

std::string join_types(const std::vector<std::string>& types);

}  // namespace coluber::module
