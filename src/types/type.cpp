#include "types/iteration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace coluber::types {

namespace {

constexpr std::array<std::string_view, 14> simple_names{"dyn",   "unset", "None", "bool", "int",    "float",  "str",
                                                        "bytes", "list",  "dict", "set",  "bigint", "object", "complex"};

constexpr std::array<std::string_view, 4> iterator_names{"iter", "iter.flat", "iter.numbered", "iter.indices"};  // by Iteration

struct NumberedName {
    std::string_view name;
    Kind kind;
};
constexpr NumberedName numbered_names[] = {{"known", Kind::known}, {"pending", Kind::pending}, {"exception", Kind::exception}};

constexpr std::string_view layout_letters = "CFA";

/// Reads types as `Types::print` writes them.
class TypeReader {
public:
    TypeReader(Types& types, std::string_view text) : types_(types), rest_(text) {}

    std::optional<TypeId> whole() {
        auto type = one();
        return type && rest_.empty() ? type : std::nullopt;
    }

private:
    bool take(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    std::string_view word() {
        auto end = std::ranges::find_if(rest_, [](char c) { return c == '(' || c == ')' || c == ',' || c == '|'; });
        auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(found.size());
        return found;
    }
    template <class N>
    std::optional<N> number() {
        N value{};
        auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc()) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    std::optional<TypeId> one() {
        std::string_view name = word();
        if (name == "array" && take("(")) return array();
        if (name == "tuple" && take("(")) return tuple();
        if (name == "slice" && take("(")) return slice();
        if (name == "dtype" && take("(")) {
            auto dtype = dtype_named(word());
            return dtype && take(")") ? std::optional(types_.dtype(*dtype)) : std::nullopt;
        }
        if (name == "range" && take("(")) return range();
        auto iteration = std::ranges::find(iterator_names, name);
        if (iteration != iterator_names.end() && take("(")) {
            auto inner = one();
            auto what = static_cast<Iteration>(iteration - iterator_names.begin());
            return inner && take(")") ? std::optional(iterator(types_, *inner, what)) : std::nullopt;
        }
        for (auto [spelled, kind] : numbered_names)
            if (name == spelled && take("(")) {
                auto id = number<std::uint32_t>();
                return id && take(")") ? std::optional(types_.intern({.kind = kind, .number = *id})) : std::nullopt;
            }
        if (take("|np.")) {
            auto dtype = dtype_named(word());
            return dtype ? std::optional(types_.maybe_np(*dtype)) : std::nullopt;
        }
        if (name.starts_with("np.")) {
            auto dtype = dtype_named(name.substr(3));
            return dtype ? std::optional(types_.scalar(*dtype)) : std::nullopt;
        }
        auto simple = std::ranges::find(simple_names, name);
        if (simple == simple_names.end()) return std::nullopt;
        return TypeId{static_cast<std::uint32_t>(simple - simple_names.begin())};
    }
    std::optional<TypeId> array() {
        auto dtype = dtype_named(word());
        if (!dtype || !take(", ")) return std::nullopt;
        auto ndim = number<std::uint32_t>();
        if (!ndim || !take(", ") || rest_.empty()) return std::nullopt;
        auto layout = layout_letters.find(rest_.front());
        rest_.remove_prefix(1);
        if (layout == std::string_view::npos || !take(")")) return std::nullopt;
        return types_.array(*dtype, *ndim, static_cast<Layout>(layout));
    }
    std::optional<TypeId> tuple() {
        std::vector<TypeId> elements;
        while (!take(")")) {
            if (!elements.empty() && !take(", ")) return std::nullopt;
            auto element = one();
            if (!element) return std::nullopt;
            elements.push_back(*element);
        }
        return types_.tuple(std::move(elements));
    }
    std::optional<TypeId> slice() {
        auto parts = tuple();  // spelled alike
        if (!parts || types_[*parts].elements.size() != 3) return std::nullopt;
        const auto elements = types_[*parts].elements;
        return types_.slice(elements[0], elements[1], elements[2]);
    }
    std::optional<TypeId> range() {
        if (take("?)")) return types_.range(std::nullopt);
        auto step = number<std::int64_t>();
        return step && take(")") ? std::optional(types_.range(*step)) : std::nullopt;
    }

    Types& types_;
    std::string_view rest_;
};

}  // namespace

Types::Types() {
    for (std::size_t kind = 0; kind < simple_names.size(); ++kind) intern({.kind = static_cast<Kind>(kind)});
}

TypeId Types::intern(const Type& type) {
    if (auto found = ids_.find(type); found != ids_.end()) return found->second;
    TypeId id = types_.add(type);
    ids_.emplace(type, id);
    return id;
}

std::string Types::print(TypeId id) const {
    const Type& type = types_[id];
    if (id.index < simple_names.size()) return std::string(simple_names[id.index]);
    if (type.kind == Kind::scalar) return fmt::format("np.{}", info(type.dtype).name);
    if (type.kind == Kind::maybe_np) return fmt::format("{}|np.{}", print(python_number(type.dtype)), info(type.dtype).name);
    if (type.kind == Kind::array)
        return fmt::format("array({}, {}, {})", info(type.dtype).name, type.number,
                           layout_letters[static_cast<std::size_t>(type.layout)]);
    if (type.kind == Kind::range) return type.step ? fmt::format("range({})", *type.step) : "range(?)";
    if (type.kind == Kind::iterator) return fmt::format("{}({})", iterator_names[type.number], print(type.elements[0]));
    if (type.kind == Kind::dtype) return fmt::format("dtype({})", info(type.dtype).name);
    for (auto [name, kind] : numbered_names)
        if (type.kind == kind) return fmt::format("{}({})", name, type.number);
    std::string elements;
    for (TypeId element : type.elements) elements += (elements.empty() ? "" : ", ") + print(element);
    return fmt::format("{}({})", type.kind == Kind::slice ? "slice" : "tuple", elements);
}

std::optional<TypeId> Types::parse(std::string_view text) { return TypeReader(*this, text).whole(); }

bool is_boxed(const Types& types, TypeId id) {
    Kind kind = types.kind(id);
    return (kind >= Kind::str && kind <= Kind::object) || kind == Kind::exception;
}

bool is_counted(const Types& types, TypeId id) {
    const Type& type = types[id];
    if (type.kind == Kind::array || is_boxed(types, id)) return true;
    return std::ranges::any_of(type.elements, [&](TypeId element) { return is_counted(types, element); });
}

bool is_number(const Types& types, TypeId id) {
    Kind kind = types.kind(id);
    if (kind == Kind::scalar || kind == Kind::maybe_np) return !is_complex(types[id].dtype);
    return kind == Kind::boolean || kind == Kind::integer || kind == Kind::floating;
}

bool is_complex(const Types& types, TypeId id) {
    Kind kind = types.kind(id);
    return kind == Kind::complex || ((kind == Kind::scalar || kind == Kind::maybe_np) && is_complex(types[id].dtype));
}

bool is_empty(const Types& types, TypeId id) {
    Kind kind = types.kind(id);
    return kind == Kind::none || kind == Kind::unset || kind == Kind::known || kind == Kind::dtype || kind == Kind::pending;
}

DType dtype_of(const Types& types, TypeId id) {
    const Type& type = types[id];
    if (type.kind == Kind::boolean) return DType::boolean;
    if (type.kind == Kind::integer) return DType::int64;
    if (type.kind == Kind::floating) return DType::float64;
    if (type.kind == Kind::complex) return DType::complex128;
    CHECK(type.kind == Kind::scalar || type.kind == Kind::maybe_np || type.kind == Kind::array || type.kind == Kind::dtype);
    return type.dtype;
}

TypeId python_number(DType dtype) {
    switch (info(dtype).kind) {
        case DTypeKind::boolean: return boolean;
        case DTypeKind::floating: return floating;
        case DTypeKind::complex: return complex;
        default: return integer;
    }
}

}  // namespace coluber::types
