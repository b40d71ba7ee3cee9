#include "driver/library.h"

#include <unordered_map>

namespace coluber::driver {

using infer::FunctionHandle;
using infer::Known;

namespace {

/// A table's rows by one of their names.
class Index {
public:
    explicit Index(std::string_view LibraryFunction::* name) {
        auto rows = library_functions();
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!(rows[i].*name).empty()) places_.emplace(rows[i].*name, i);
    }
    std::optional<std::size_t> find(std::string_view name) const {
        auto found = places_.find(name);
        return found == places_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::unordered_map<std::string_view, std::size_t> places_;
};

std::optional<std::size_t> row_named(std::string_view identity) {
    static const Index index(&LibraryFunction::identity);
    return index.find(identity);
}

/// Attributes of modules that are numbers.
std::optional<double> constant_named(std::string_view identity) {
    static constexpr std::pair<std::string_view, double> numbers[] = {
        {"numpy.inf", __builtin_inf()},      {"numpy.nan", __builtin_nan("")},  {"numpy.pi", 3.14159265358979323846},
        {"numpy.e", 2.71828182845904523536}, {"math.inf", __builtin_inf()},     {"math.nan", __builtin_nan("")},
        {"math.pi", 3.14159265358979323846}, {"math.e", 2.71828182845904523536}};
    for (auto [name, value] : numbers)
        if (name == identity) return value;
    return std::nullopt;
}

}  // namespace

FunctionHandle Library::implementation(std::string_view identity) {
    static const Index index(&LibraryFunction::stands_for);
    auto found = index.find(identity);
    return found ? FunctionHandle{mark | *found} : FunctionHandle{};
}

Known Library::named(std::string_view identity) {
    auto found = numbers_.find(identity);
    if (found == numbers_.end()) {
        auto number = known_mark | static_cast<std::uint32_t>(numbers_.size());
        found = numbers_.emplace(identity, number).first;
        object_names_[number] = identity;
    }
    Known known;
    known.id = found->second;
    known.type = "known";
    known.identity = identity;
    if (auto row = row_named(identity)) known.function = {mark | *row};
    if (auto number = constant_named(identity)) {
        known.type = "float";
        known.constant = *number;
    }
    return known;
}

Known Library::global(FunctionHandle function, std::string_view name) {
    for (const LibraryName& each : row(function).names)
        if (each.name == name) return named(each.identity);
    return named("builtins." + std::string(name));
}

std::optional<Known> Library::attribute(std::uint32_t known, std::string_view name) {
    std::string holder = object_names_.at(known);
    if (holder.starts_with("module:")) holder = holder.substr(7);
    return named(holder + "." + std::string(name));
}

std::optional<Known> Library::parameter_default(FunctionHandle function, std::uint32_t index) {
    const LibraryDefault& given = row(function).defaults[index];
    Known known;
    switch (given.kind) {
        case 'n': known.type = "None"; break;
        case 'b': known.type = "bool", known.constant = given.integer; break;
        case 'i': known.type = "int", known.constant = given.integer; break;
        case 'f': known.type = "float", known.constant = given.floating; break;
        default: return std::nullopt;
    }
    return known;
}

}  // namespace coluber::driver
