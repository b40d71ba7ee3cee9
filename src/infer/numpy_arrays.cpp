// New arrays: NumPy's functions that make one and write the same to all its elements. The others are rows of array_results.cpp.
#include "infer/arrays.h"
#include "infer/call_rules.h"

namespace coluber::infer {

std::optional<DType> dtype_argument(Specialiser& s, ValueId value) {
    if (s.kind(value) == Kind::dtype) return s.type_info(value).dtype;
    std::string_view identity = s.identity(value);
    if (identity == "builtins.float") return DType::float64;
    if (identity == "builtins.int") return DType::int64;
    if (identity == "builtins.bool") return DType::boolean;
    if (identity == "builtins.complex") return DType::complex128;
    if (identity.starts_with("numpy.")) return types::dtype_named(identity.substr(6));
    if (const ir::Constant* literal = s.constant(value))
        if (const auto* text = std::get_if<std::string>(literal)) return types::dtype_named(*text);
    return std::nullopt;
}

ValueId compare_dtypes(Specialiser& s, ir::CompareKind kind, ValueId left, ValueId right) {
    bool is_equality = kind == ir::CompareKind::eq || kind == ir::CompareKind::ne;
    if (!is_equality || (s.kind(left) != Kind::dtype && s.kind(right) != Kind::dtype)) return s.nothing();
    auto a = dtype_argument(s, left), b = dtype_argument(s, right);
    return a && b ? s.const_bool((*a == *b) == (kind == ir::CompareKind::eq)) : s.nothing();
}

namespace {

/// The lengths in a shape argument: an int or a tuple of them.
std::optional<std::vector<ValueId>> shape_argument(Specialiser& s, ValueId value) {
    std::vector<ValueId> dims;
    auto size = tuple_size(s, value);
    for (std::size_t i = 0; i < size.value_or(1); ++i) {
        ValueId dim = index_argument(s, size ? tuple_item(s, value, i) : value);
        if (!dim) return std::nullopt;
        dims.push_back(dim);
    }
    return dims;
}

/// `order=`: "C" or "F"; none: another one, or not a literal.
std::optional<Layout> order_argument(Specialiser& s, ValueId value) {
    const ir::Constant* literal = s.constant(value);
    const auto* text = literal ? std::get_if<std::string>(literal) : nullptr;
    if (text && *text == "C") return Layout::c;
    if (text && *text == "F") return Layout::f;
    return std::nullopt;
}

/// What is asked for: of `empty`, `full` and their kin.
struct Request {
    std::vector<ValueId> dims;
    std::optional<DType> dtype;
    Layout layout = Layout::c;
    ValueId fill;  // none: not filled

    ValueId array(Specialiser& s, bool is_zeroed) const {
        if (!dtype) return s.nothing();
        auto ndim = static_cast<std::uint32_t>(dims.size());
        TypeId type = s.types.array(*dtype, ndim, ndim < 2 ? Layout::c : layout);
        return s.emit(ir::ArrayNew{is_zeroed ? 1 : 0, dims}, type);
    }
};

/// Reads `shape, [fill_value,] dtype, order` or `array, [fill_value,] dtype, order`; none: something that has no native form.
std::optional<Request> read_request(Specialiser& s, const CallSite& call, bool is_like, bool has_fill) {
    std::vector<std::string_view> names{is_like ? "a" : "shape", "dtype", "order"};
    if (has_fill) names.insert(names.begin() + 1, "fill_value");
    if (s.is_generic() || call.args.size() > names.size()) return std::nullopt;
    std::vector<std::pair<std::string_view, ValueId>> given = call.keywords;
    for (std::size_t i = 0; i < call.args.size(); ++i) given.emplace_back(names[i], call.args[i]);
    Request request;
    bool has_dims = false, is_dtype_given = false;
    std::optional<Layout> order;
    for (auto [name, value] : given) {
        if (name == names[0] && is_like) {
            const types::Type type = s.type_info(value);
            if (type.kind != Kind::array || type.layout == Layout::any) return std::nullopt;
            request.dims = array_dims(s, value);
            request.layout = type.layout;
            if (!is_dtype_given) request.dtype = type.dtype;
            has_dims = true;
        } else if (name == names[0]) {
            auto dims = shape_argument(s, value);
            if (!dims) return std::nullopt;
            request.dims = *dims;
            has_dims = true;
        } else if (name == "fill_value" && has_fill) {
            request.fill = value;
        } else if (name == "dtype" && s.kind(value) != Kind::none) {
            request.dtype = dtype_argument(s, value);
            is_dtype_given = true;
            if (!request.dtype) return std::nullopt;
        } else if (name == "order") {
            order = order_argument(s, value);
            if (!order) return std::nullopt;
        } else if (name != "dtype") {
            return std::nullopt;
        }
    }
    if (order) request.layout = *order;
    if (!has_dims || (has_fill && !request.fill)) return std::nullopt;
    if (!request.dtype && !has_fill) request.dtype = DType::float64;
    return request;
}

ValueId made(Specialiser& s, const CallSite& call, bool is_like, bool is_zeroed) {
    auto request = read_request(s, call, is_like, false);
    return request ? request->array(s, is_zeroed) : s.nothing();
}

ValueId call_empty(Specialiser& s, const CallSite& call) { return made(s, call, false, false); }
ValueId call_zeros(Specialiser& s, const CallSite& call) { return made(s, call, false, true); }
ValueId call_empty_like(Specialiser& s, const CallSite& call) { return made(s, call, true, false); }
ValueId call_zeros_like(Specialiser& s, const CallSite& call) { return made(s, call, true, true); }

ValueId ones(Specialiser& s, const CallSite& call, bool is_like) {
    auto request = read_request(s, call, is_like, false);
    ValueId array = request ? request->array(s, false) : s.nothing();
    if (array) s.emit(ir::ArrayFill{array, s.convert(s.const_int(1), s.types.scalar(*request->dtype))});
    return array;
}

ValueId call_ones(Specialiser& s, const CallSite& call) { return ones(s, call, false); }
ValueId call_ones_like(Specialiser& s, const CallSite& call) { return ones(s, call, true); }

/// The fill value converts as `astype` does, not as an assignment: native where the two cannot differ.
ValueId filled(Specialiser& s, const CallSite& call, bool is_like) {
    auto request = read_request(s, call, is_like, true);
    if (!request || !(s.is_number(request->fill) || s.is_complex(request->fill))) return s.nothing();
    DType own = dtype_of(s.types, s.type(request->fill));
    if (!request->dtype) request->dtype = own;
    bool is_plain = request->dtype == own || (request->dtype == DType::float64 && !types::is_complex(own));
    ValueId array = is_plain ? request->array(s, false) : s.nothing();
    if (array) s.emit(ir::ArrayFill{array, s.convert(request->fill, s.types.scalar(*request->dtype))});
    return array;
}

ValueId call_full(Specialiser& s, const CallSite& call) { return filled(s, call, false); }
ValueId call_full_like(Specialiser& s, const CallSite& call) { return filled(s, call, true); }

ValueId call_dtype(Specialiser& s, const CallSite& call) {
    auto dtype = call.has_args(1, 1) && !s.is_generic() ? dtype_argument(s, call.args[0]) : std::nullopt;
    return dtype ? s.emit(ir::DtypeValue{}, s.types.dtype(*dtype)) : s.nothing();
}

// ── iterators that only a loop looks at ──

ValueId call_ndenumerate(Specialiser& s, const CallSite& call) {
    bool is_native = call.has_args(1, 1) && s.kind(call.args[0]) == Kind::array && !s.is_generic() && s.is_only_iterated();
    return is_native ? element_iterator(s, call.args[0], types::Iteration::numbered) : s.nothing();
}

ValueId call_ndindex(Specialiser& s, const CallSite& call) {
    if (!call.keywords.empty() || s.is_generic() || !s.is_only_iterated()) return s.nothing();
    bool is_tuple = call.args.size() == 1 && tuple_size(s, call.args[0]);
    auto dims = shape_argument(s, is_tuple ? call.args[0] : pack_tuple(s, call.args));
    if (!dims) return s.nothing();
    for (ValueId dim : *dims)
        s.check(ErrorCode::value_error, "negative dimensions are not allowed",
                s.compare(ir::CompareKind::ge, dim, s.const_int(0)));
    return element_iterator(s, pack_tuple(s, *dims), types::Iteration::indices);
}

constexpr NamedRule rules[] = {
    {"numpy.empty", call_empty},         {"numpy.zeros", call_zeros},           {"numpy.ones", call_ones},
    {"numpy.full", call_full},           {"numpy.empty_like", call_empty_like}, {"numpy.zeros_like", call_zeros_like},
    {"numpy.ones_like", call_ones_like}, {"numpy.full_like", call_full_like},   {"numpy.ndenumerate", call_ndenumerate},
    {"numpy.ndindex", call_ndindex},     {"numpy.dtype", call_dtype},           {"numpy.transpose", transpose_call},
    {"numpy.swapaxes", swapaxes_call},
};

}  // namespace

std::span<const NamedRule> numpy_rules() { return rules; }

}  // namespace coluber::infer
