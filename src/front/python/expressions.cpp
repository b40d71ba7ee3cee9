// Expressions that are one op over their parts.
#include "front/python/lowering.h"

#include <array>

namespace coluber::front {

using namespace syntax;

void Lowering::expr(const Expr& node) {
    syntax::visit(node, [this](const auto& it) { lower(it); });
}

void Lowering::optional_expr(const Expr* node) {
    if (node)
        expr(*node);
    else
        push_none();
}

void Lowering::exprs(std::span<Expr* const> nodes) {
    for (const Expr* node : nodes) expr(*node);
}

void Lowering::lower(const syntax::Constant& node) {
    at(node);
    push_constant(constant_of(node.value));
}

void Lowering::lower(const Name& node) {
    at(node);
    if (node.id == "__debug__")
        push_constant(options_.debug);
    else
        load_name(node.id);
}

void Lowering::lower(const NamedExpr& node) {
    expr(*node.value);
    at(node);
    push_copy();
    store_name(cast<Name>(*node.target).id);
}

ir::BinaryKind binary_kind(Operator op) {
    using enum ir::BinaryKind;
    constexpr std::array kinds{add, sub, mul, matmul, truediv, mod, pow, lshift, rshift, bit_or, bit_xor, bit_and, floordiv};
    return kinds[static_cast<std::size_t>(op)];
}

void Lowering::lower(const BinOp& node) {
    expr(*node.left);
    expr(*node.right);
    at(node);
    binary(binary_kind(node.op));
}

void Lowering::lower(const UnaryOp& node) {
    auto* literal = as<syntax::Constant>(node.operand);
    if (literal && node.op == UnaryOperator::u_sub)
        if (auto value = negated(literal->value)) {
            at(node);
            return push_constant(std::move(*value));
        }
    expr(*node.operand);
    at(node);
    if (node.op == UnaryOperator::not_) {
        frame_.prepare<ir::PyTruth>();
        frame_.run(ir::PyTruth{frame_.pop()});
        return frame_.run(ir::Not{frame_.pop()});
    }
    frame_.prepare<ir::PyUnary>();
    ir::UnaryKind kind = node.op == UnaryOperator::u_sub   ? ir::UnaryKind::neg
                         : node.op == UnaryOperator::u_add ? ir::UnaryKind::pos
                                                           : ir::UnaryKind::invert;
    frame_.run(ir::PyUnary{kind, frame_.pop()});
}

void Lowering::lower(const Attribute& node) {
    expr(*node.value);
    at(node);
    frame_.prepare<ir::PyGetattr>();
    frame_.run(ir::PyGetattr{intern_mangled(node.attr), frame_.pop()});
}

void Lowering::lower(const Subscript& node) {
    expr(*node.value);
    expr(*node.slice);
    at(node);
    frame_.prepare<ir::PyGetitem>();
    ir::ValueId index = frame_.pop(), object = frame_.pop();
    frame_.run(ir::PyGetitem{object, index});
}

void Lowering::lower(const Slice& node) {
    optional_expr(node.lower);
    optional_expr(node.upper);
    optional_expr(node.step);
    at(node);
    frame_.prepare<ir::PySlice>();
    std::vector<ir::ValueId> parts = frame_.pop_many(3);
    frame_.run(ir::PySlice{parts[0], parts[1], parts[2]});
}

// `f(*x)`, `[*x]` and the like are taken apart where they stand; elsewhere CPython's parser or compiler refuses a star.
void Lowering::lower(const Starred& node) { refuse_expr(node, "a starred expression here"); }

void Lowering::lower(const FormattedValue& node) {
    expr(*node.value);
    optional_expr(node.format_spec);
    at(node);
    frame_.prepare<ir::PyFormat>();
    ir::ValueId spec = frame_.pop(), value = frame_.pop();
    ir::FormatKind conversion = node.conversion == 's'   ? ir::FormatKind::str
                                : node.conversion == 'r' ? ir::FormatKind::repr
                                : node.conversion == 'a' ? ir::FormatKind::ascii
                                                         : ir::FormatKind::none;
    frame_.run(ir::PyFormat{conversion, value, spec});
}

void Lowering::lower(const JoinedStr& node) {
    exprs(node.values);
    at(node);
    if (node.values.empty()) return push_constant(std::string());
    if (node.values.size() == 1) return;
    frame_.prepare<ir::PyJoin>();
    std::vector<ir::ValueId> pieces = frame_.pop_many(node.values.size());
    frame_.run(ir::PyJoin{pieces});
}

}  // namespace coluber::front
