// Diagnostics: what a user is told, as typed values. One declaration (`Diag`) fixes code, sentence and argument types; a wrong
// argument does not compile. A failure travels as `Reported` through `Result<T>` and carries no text: the user has been told.
#pragma once

#include "base/source.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coluber {

/// Which Python exception the diagnostic becomes at the boundary.
enum class ErrorClass : std::uint8_t { syntax_error, indentation_error, tab_error, type_error, not_supported, value_error };

/// A diagnostic's declaration: `inline constexpr Diag<int, std::string_view> no_such{"E0123", "…{}…{}"};`
template <class... Args>
struct Diag {
    std::string_view code;
    std::string_view sentence;
    ErrorClass error = ErrorClass::not_supported;
};

struct Mark {
    SourceRange at;
    std::string text;
};

/// One message to the user: code, sentence, the narrowest wrong range, further marks and hints.
struct Diagnostic {
    std::string code, sentence;
    ErrorClass error = ErrorClass::not_supported;
    SourceRange at;
    std::vector<Mark> marks;
    std::vector<std::string> hints;

    Diagnostic& mark(SourceRange range, std::string text) {
        marks.push_back({range, std::move(text)});
        return *this;
    }
    Diagnostic& hint(std::string text) {
        hints.push_back(std::move(text));
        return *this;
    }
};

/// The diagnostics of one compilation, in the order found.
class Diagnostics {
public:
    template <class... Args, class... Given>
    Diagnostic& report(SourceRange at, const Diag<Args...>& diag, Given&&... given) {
        static_assert(sizeof...(Args) == sizeof...(Given), "one argument for each placeholder of the sentence");
        return add(
            {std::string(diag.code), format_sentence(diag, Args(std::forward<Given>(given))...), diag.error, at, {}, {}});
    }
    Diagnostic& add(Diagnostic diagnostic) {
        items_.push_back(std::move(diagnostic));
        return items_.back();
    }
    bool empty() const { return items_.empty(); }
    const std::vector<Diagnostic>& items() const { return items_; }

private:
    template <class... Args>
    static std::string format_sentence(const Diag<Args...>& diag, const Args&... args) {
        return fmt::format(fmt::runtime(diag.sentence), args...);
    }
    std::vector<Diagnostic> items_;
};

/// The text of a diagnostic: `file:line:column: error E0123: sentence`, the source line, a caret line, marks, hints.
std::string render(const Diagnostic& diagnostic, const Source& source);

/// A failure that the user has been told of.
struct Reported {};

/// A value, or `Reported`.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}
    Result(Reported) {}

    explicit operator bool() const { return value_.has_value(); }
    T& operator*() { return *value_; }
    const T& operator*() const { return *value_; }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }
    Reported failure() const { return {}; }

private:
    std::optional<T> value_;
};

}  // namespace coluber
