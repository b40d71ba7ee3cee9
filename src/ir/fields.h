// Reads an op struct's fields in order, so that nothing about an op is written twice. C++20 has no reflection: the number of fields
// is found by trying how many initialisers the aggregate takes, and a structured binding gives them.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

namespace coluber::ir {

struct AnyField {
    template <class T>
    operator T() const;  // only named in unevaluated operands
};

template <class Op, std::size_t... I>
constexpr bool takes_fields(std::index_sequence<I...>) {
    return requires { Op{(static_cast<void>(I), AnyField{})...}; };
}

template <class Op, std::size_t N = 6>
constexpr std::size_t field_count() {
    if constexpr (N == 0)
        return 0;
    else if constexpr (takes_fields<Op>(std::make_index_sequence<N>{}))
        return N;
    else
        return field_count<Op, N - 1>();
}

/// References to the fields, as a tuple.
template <class Op>
auto fields_of(Op& op) {
    constexpr std::size_t count = field_count<std::remove_const_t<Op>>();
    if constexpr (count == 0) {
        static_cast<void>(op);
        return std::tie();
    } else if constexpr (count == 1) {
        auto& [a] = op;
        return std::tie(a);
    } else if constexpr (count == 2) {
        auto& [a, b] = op;
        return std::tie(a, b);
    } else if constexpr (count == 3) {
        auto& [a, b, c] = op;
        return std::tie(a, b, c);
    } else if constexpr (count == 4) {
        auto& [a, b, c, d] = op;
        return std::tie(a, b, c, d);
    } else if constexpr (count == 5) {
        auto& [a, b, c, d, e] = op;
        return std::tie(a, b, c, d, e);
    } else {
        auto& [a, b, c, d, e, f] = op;
        return std::tie(a, b, c, d, e, f);
    }
}

template <class Op, class F>
void for_each_field(Op& op, F f) {
    std::apply([&](auto&... field) { (f(field), ...); }, fields_of(op));
}

}  // namespace coluber::ir
