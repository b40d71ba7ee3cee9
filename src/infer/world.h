// World: the one interface through which a compile learns from outside (globals, closure cells, defaults, callees). Whoever
// implements it records question and answer; the record is the entry's guard set, its invalidation list and its replay.
#pragma once

#include "types/type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace coluber::infer {

/// A Python function, named by World.
struct FunctionHandle {
    std::uint64_t number = 0;
    friend auto operator<=>(FunctionHandle, FunctionHandle) = default;
    explicit operator bool() const { return number != 0; }
};

/// What is known of an object outside.
struct Known {
    std::uint32_t id = 0;                                         // its number in the record
    std::string type;                                             // type text; "known": nothing but its identity
    std::string identity;                                         // "numpy.sqrt", "builtins.range"; empty: no public name
    FunctionHandle function;                                      // a jitted function
    std::variant<std::monostate, std::int64_t, double> constant;  // the value of a bool, int or float
    bool is_loaded = false;                                       // not compiled in: looked up each time, its type is checked
};

class World {
public:
    virtual ~World() = default;
    /// A global or builtin name as the function sees it; none: NameError at run time.
    virtual std::optional<Known> global(FunctionHandle function, std::string_view name) = 0;
    /// The content of the function's closure cell; none: empty.
    virtual std::optional<Known> free_variable(FunctionHandle function, std::uint32_t index) = 0;
    /// An attribute of a known module or class; none: AttributeError.
    virtual std::optional<Known> attribute(std::uint32_t known, std::string_view name) = 0;
    /// A parameter's default value; none: it has none.
    virtual std::optional<Known> parameter_default(FunctionHandle function, std::uint32_t index) = 0;
};

}  // namespace coluber::infer
