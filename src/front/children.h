// The parts of a syntax node, whatever it is.
#pragma once

#include "syntax/tree.h"

namespace coluber::front {

/// Calls f(const Node*) for each part of the node that is there, in the order of the fields.
template <class T, class F>
void each_part(const T& node, F f) {
    node.fields([&](std::string_view, const auto& field) {
        if constexpr (std::is_convertible_v<decltype(field), const syntax::Node*>) {
            if (field) f(static_cast<const syntax::Node*>(field));
        } else if constexpr (requires { static_cast<const syntax::Node*>(field[0]); }) {
            for (const syntax::Node* part : field)
                if (part) f(part);
        }
    });
}

template <class F>
void each_child(const syntax::Node& node, F f) {
    syntax::visit(node, [&](const auto& it) { each_part(it, f); });
}

}  // namespace coluber::front
