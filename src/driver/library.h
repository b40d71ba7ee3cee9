// The library in Python (library/), embedded in the compiler library when coluber is built (tools/embed_library.py writes the table).
// A function's text becomes untyped IR when a compile first asks for it. What its globals mean was decided then, so the library asks
// nothing of the outside and leaves no trace in an entry's record.
#pragma once

#include "infer/world.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coluber::driver {

struct LibraryName {
    std::string_view name, identity;
};
struct LibraryDefault {
    char kind = '-';  // '-' none, 'n' None, 'b' bool, 'i' int, 'f' float
    std::int64_t integer = 0;
    double floating = 0;
};
struct LibraryFunction {
    std::string_view identity;    // "library.numpy.reductions.sum"
    std::string_view stands_for;  // "numpy.sum"; empty: a helper
    std::string_view file, name, text;
    std::uint32_t line;  // of the text in the file
    std::uint32_t positional_only, positional, keyword_only;
    std::string_view kinds;  // infer::Parameters
    std::span<const LibraryDefault> defaults;
    std::span<const LibraryName> names;  // of the file
};

/// The generated table.
std::span<const LibraryFunction> library_functions();

/// The library's side of World, for one compile.
class Library {
public:
    static bool is_library(infer::FunctionHandle function) { return (function.number & mark) != 0; }
    static bool is_library(std::uint32_t known) { return (known & known_mark) != 0; }
    static const LibraryFunction& row(infer::FunctionHandle function) { return library_functions()[function.number & ~mark]; }
    /// What stands for a public function; none: nothing.
    static infer::FunctionHandle implementation(std::string_view identity);

    infer::Known global(infer::FunctionHandle function, std::string_view name);
    std::optional<infer::Known> attribute(std::uint32_t known, std::string_view name);
    infer::Known named(std::string_view identity);
    std::optional<infer::Known> parameter_default(infer::FunctionHandle function, std::uint32_t index);
    /// The public names of the objects met so far, by number.
    const std::map<std::uint32_t, std::string>& object_names() const { return object_names_; }

private:
    static constexpr std::uint64_t mark = std::uint64_t{1} << 63;  // no address of ours has this bit
    static constexpr std::uint32_t known_mark = 0x8000'0000;

    std::map<std::uint32_t, std::string> object_names_;
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

}  // namespace coluber::driver
