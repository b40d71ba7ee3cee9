// Truth, comparison and the expressions that branch. Chains and `and`/`or` keep values and evaluate each operand once.
#include "front/python/lowering.h"

#include <array>

namespace coluber::front {

using namespace syntax;

namespace {

// The op behind it gives a bool already: no truth test.
bool gives_bool(const Expr& node) {
    if (auto* unary = as<UnaryOp>(&node)) return unary->op == UnaryOperator::not_;
    auto* compare = as<syntax::Compare>(&node);
    return compare && compare->ops.size() == 1 && compare->ops[0] >= CompareOperator::is;
}

}  // namespace

void Lowering::truth(const Expr& of, LabelId yes, LabelId no) {
    if (!gives_bool(of)) {
        at(of);
        frame_.prepare<ir::PyTruth>();
        frame_.run(ir::PyTruth{frame_.pop()});
    }
    frame_.branch(frame_.pop(), yes, no);
}

// Goes to `yes` or `no` without making a value where none is needed.
void Lowering::condition(const Expr& node, LabelId yes, LabelId no) {
    if (auto known = constant_truth(node, options_.debug)) return frame_.jump(*known ? yes : no);
    if (auto* unary = as<UnaryOp>(&node); unary && unary->op == UnaryOperator::not_) return condition(*unary->operand, no, yes);
    if (auto* compare = as<syntax::Compare>(&node); compare && compare->ops.size() > 1)
        return condition_chain(*compare, yes, no);
    if (auto* op = as<BoolOp>(&node)) {
        bool is_and = op->op == BoolOperator::and_;
        for (const Expr* value : op->values) {
            if (!frame_.is_reachable()) return;
            if (value == op->values.back()) return condition(*value, yes, no);
            LabelId next = frame_.new_label();
            condition(*value, is_and ? next : yes, is_and ? no : next);
            frame_.start(next);
        }
    }
    if (auto* choice = as<IfExp>(&node)) {
        LabelId body = frame_.new_label(), other = frame_.new_label();
        condition(*choice->test, body, other);
        frame_.start(body);
        if (frame_.is_reachable()) condition(*choice->body, yes, no);
        frame_.start(other);
        if (frame_.is_reachable()) condition(*choice->orelse, yes, no);
        return;
    }
    expr(node);
    truth(node, yes, no);
}

// Takes two operands from the stack, leaves the result.
void Lowering::compare(CompareOperator op) {
    using enum ir::CompareKind;
    constexpr std::array kinds{eq, ne, lt, le, gt, ge};
    if (op < CompareOperator::is) {
        frame_.prepare<ir::PyCompare>();
        ir::ValueId right = frame_.pop(), left = frame_.pop();
        return frame_.run(ir::PyCompare{kinds[static_cast<std::size_t>(op)], left, right});
    }
    bool is_identity = op == CompareOperator::is || op == CompareOperator::is_not;
    if (!is_identity) frame_.prepare<ir::PyContains>();
    ir::ValueId right = frame_.pop(), left = frame_.pop();
    if (is_identity)
        frame_.run(ir::PyIs{left, right});
    else
        frame_.run(ir::PyContains{left, right});
    if (op == CompareOperator::is_not || op == CompareOperator::not_in) frame_.run(ir::Not{frame_.pop()});
}

void Lowering::lower(const syntax::Compare& node) {
    LabelId end = frame_.new_label(), stop = frame_.new_label();
    expr(*node.left);
    for (std::size_t i = 0; i + 1 < node.ops.size(); ++i) {
        LabelId next = frame_.new_label();
        expr(*node.comparators[i]);
        at(node);
        ir::ValueId right = frame_.pop(), left = frame_.pop();  // kept under the operands: the next comparison's left side
        frame_.push(right);
        frame_.push(left);
        frame_.push(right);
        compare(node.ops[i]);
        push_copy();
        if (node.ops[i] < CompareOperator::is) {
            frame_.prepare<ir::PyTruth>();
            frame_.run(ir::PyTruth{frame_.pop()});
        }
        frame_.branch(frame_.pop(), next, stop);
        frame_.start(next);
        frame_.drop();
    }
    expr(*node.comparators.back());
    at(node);
    compare(node.ops.back());
    if (node.ops.size() == 1) return;
    frame_.jump(end);
    frame_.start(stop);  // the result so far, on the operand that is not needed any more
    ir::ValueId result = frame_.pop();
    frame_.drop();
    frame_.push(result);
    frame_.jump(end);
    frame_.start(end);
}

void Lowering::condition_chain(const syntax::Compare& node, LabelId yes, LabelId no) {
    LabelId stop = frame_.new_label();
    expr(*node.left);
    for (std::size_t i = 0; i < node.ops.size(); ++i) {
        bool is_last = i + 1 == node.ops.size();
        expr(*node.comparators[i]);
        at(node);
        if (!is_last) {
            ir::ValueId right = frame_.pop(), left = frame_.pop();
            frame_.push(right);
            frame_.push(left);
            frame_.push(right);
        }
        compare(node.ops[i]);
        if (node.ops[i] < CompareOperator::is) {
            frame_.prepare<ir::PyTruth>();
            frame_.run(ir::PyTruth{frame_.pop()});
        }
        LabelId next = is_last ? yes : frame_.new_label();
        frame_.branch(frame_.pop(), next, is_last ? no : stop);
        if (!is_last) frame_.start(next);
    }
    frame_.start(stop);
    frame_.drop();
    frame_.jump(no);
}

void Lowering::lower(const BoolOp& node) {
    bool is_and = node.op == BoolOperator::and_;
    LabelId end = frame_.new_label();
    for (const Expr* value : node.values) {
        expr(*value);
        if (value == node.values.back()) break;
        LabelId next = frame_.new_label();
        push_copy();
        truth(*value, is_and ? next : end, is_and ? end : next);
        frame_.start(next);
        frame_.drop();
    }
    frame_.jump(end);
    frame_.start(end);
}

void Lowering::lower(const IfExp& node) {
    LabelId body = frame_.new_label(), other = frame_.new_label(), end = frame_.new_label();
    condition(*node.test, body, other);
    for (auto [label, value] : {std::pair{body, node.body}, std::pair{other, node.orelse}}) {
        frame_.start(label);
        if (!frame_.is_reachable()) continue;
        expr(*value);
        frame_.jump(end);
    }
    frame_.start(end);
}

}  // namespace coluber::front
