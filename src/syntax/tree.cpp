#include "syntax/tree.h"

namespace coluber::syntax {

namespace {

template <class... Nodes>
constexpr auto names_of(NodeList<Nodes...>) {
    return std::array{Nodes::name...};
}

}  // namespace

std::string_view name_of(NodeKind kind) {
    static constexpr auto names = names_of(AllNodes{});
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(ExprContext context) {
    static constexpr std::string_view names[] = {"Load", "Store", "Del"};
    return names[static_cast<std::size_t>(context)];
}

std::string_view name_of(BoolOperator op) { return op == BoolOperator::and_ ? "And" : "Or"; }

std::string_view name_of(Operator op) {
    static constexpr std::string_view names[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                                 "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
    return names[static_cast<std::size_t>(op)];
}

std::string_view name_of(UnaryOperator op) {
    static constexpr std::string_view names[] = {"Invert", "Not", "UAdd", "USub"};
    return names[static_cast<std::size_t>(op)];
}

std::string_view name_of(CompareOperator op) {
    static constexpr std::string_view names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
    return names[static_cast<std::size_t>(op)];
}

}  // namespace coluber::syntax
