// Assignment to names, attributes, items and sequences of them; augmented assignment; `del`.
#include "front/python/lowering.h"

#include <algorithm>

namespace coluber::front {

using namespace syntax;

namespace {

std::span<Expr* const> elements_of(const Expr& node) {
    if (auto* tuple = as<Tuple>(&node)) return tuple->elts;
    if (auto* list = as<List>(&node)) return list->elts;
    return {};
}

bool is_sequence(const Expr& node) { return is<Tuple>(node) || is<List>(node); }

bool has_star(std::span<Expr* const> items) {
    return std::any_of(items.begin(), items.end(), [](const Expr* item) { return is<Starred>(*item); });
}

}  // namespace

void Lowering::lower(const Assign& node) {
    if (node.targets.size() == 1 && store_side_by_side(*node.targets[0], *node.value)) return;
    expr(*node.value);
    for (const Expr* target : node.targets) {
        if (target != node.targets.back()) push_copy();
        store(*target);
    }
}

// `a, b = x, y`: the values are evaluated from left to right and stored from left to right; no tuple is made.
bool Lowering::store_side_by_side(const Expr& target, const Expr& value) {
    std::span<Expr* const> targets = elements_of(target), values = elements_of(value);
    bool fits =
        is_sequence(target) && is<Tuple>(value) && targets.size() == values.size() && !has_star(targets) && !has_star(values);
    if (!fits) return false;
    exprs(values);
    std::vector<ir::ValueId> made = frame_.pop_many(values.size());
    for (std::size_t i = made.size(); i > 0; --i) frame_.push(made[i - 1]);
    for (const Expr* each : targets) store(*each);
    return true;
}

// Stores the value on top of the stack.
void Lowering::store(const Expr& target) {
    at(target);
    if (auto* name = as<Name>(&target)) return store_name(name->id);
    if (auto* attribute = as<Attribute>(&target)) {
        expr(*attribute->value);
        at(target);
        frame_.prepare<ir::PySetattr>();
        ir::ValueId object = frame_.pop(), value = frame_.pop();
        return frame_.run(ir::PySetattr{intern_mangled(attribute->attr), object, value});
    }
    if (auto* item = as<Subscript>(&target)) {
        expr(*item->value);
        expr(*item->slice);
        at(target);
        frame_.prepare<ir::PySetitem>();
        ir::ValueId index = frame_.pop(), object = frame_.pop(), value = frame_.pop();
        return frame_.run(ir::PySetitem{object, index, value});
    }
    if (auto* star = as<Starred>(&target)) return store(*star->value);
    CHECK(is_sequence(target), "an assignment to what is no target");
    store_sequence(elements_of(target), target);
}

void Lowering::store_sequence(std::span<Expr* const> targets, const Expr& node) {
    auto star = std::find_if(targets.begin(), targets.end(), [](const Expr* item) { return is<Starred>(*item); });
    if (star == targets.end()) {
        frame_.prepare<ir::PyUnpack>();
        frame_.run(ir::PyUnpack{static_cast<std::int64_t>(targets.size()), frame_.pop()});
    } else {
        frame_.prepare<ir::PyUnpackEx>();
        frame_.run(ir::PyUnpackEx{star - targets.begin(), targets.end() - star - 1, frame_.pop()});
    }
    at(node);
    unpack_tuple(targets.size());
    for (const Expr* each : targets) store(*each);
}

// The elements of the unpacked value on the stack, the first one on top.
void Lowering::unpack_tuple(std::size_t count) {
    ir::ValueId all = frame_.pop();
    std::vector<ir::ValueId> items;
    for (std::size_t i = 0; i < count; ++i)
        items.push_back(frame_.build.emit(ir::TupleGet{static_cast<std::int64_t>(i), all}, types::dyn));
    for (std::size_t i = count; i > 0; --i) frame_.push(items[i - 1]);
}

void Lowering::lower(const AnnAssign& node) {
    if (node.value) {
        expr(*node.value);
        return store(*node.target);
    }
    // Without a value the parts of the target are evaluated all the same; the annotation is not.
    if (auto* attribute = as<Attribute>(node.target)) {
        expr(*attribute->value);
        frame_.drop();
    } else if (auto* item = as<Subscript>(node.target)) {
        expr(*item->value);
        frame_.drop();
        if (!is<Slice>(*item->slice)) {
            expr(*item->slice);
            frame_.drop();
        }
    }
}

void Lowering::augment(const AugAssign& node) {
    expr(*node.value);
    at(node);
    binary(binary_kind(node.op), ir::Flags::inplace);
}

void Lowering::lower(const AugAssign& node) {
    at(*node.target);
    if (auto* name = as<Name>(node.target)) {
        load_name(name->id);
        augment(node);
        at(*node.target);
        return store_name(name->id);
    }
    if (auto* attribute = as<Attribute>(node.target)) {
        NameId field = intern_mangled(attribute->attr);
        expr(*attribute->value);
        push_copy();
        at(*node.target);
        frame_.prepare<ir::PyGetattr>();
        frame_.run(ir::PyGetattr{field, frame_.pop()});
        augment(node);
        at(*node.target);
        frame_.prepare<ir::PySetattr>();
        ir::ValueId value = frame_.pop(), object = frame_.pop();
        return frame_.run(ir::PySetattr{field, object, value});
    }
    const Subscript& item = cast<Subscript>(*node.target);
    expr(*item.value);
    expr(*item.slice);
    push_copy(1);
    push_copy(1);
    at(item);
    frame_.prepare<ir::PyGetitem>();
    ir::ValueId index = frame_.pop(), object = frame_.pop();
    frame_.run(ir::PyGetitem{object, index});
    augment(node);
    at(item);
    frame_.prepare<ir::PySetitem>();
    std::vector<ir::ValueId> parts = frame_.pop_many(3);
    frame_.run(ir::PySetitem{parts[0], parts[1], parts[2]});
}

void Lowering::lower(const Delete& node) {
    for (const Expr* target : node.targets) delete_target(*target);
}

void Lowering::delete_target(const Expr& target) {
    at(target);
    if (auto* name = as<Name>(&target)) return delete_name(name->id, target.at);
    if (auto* attribute = as<Attribute>(&target)) {
        expr(*attribute->value);
        at(target);
        frame_.prepare<ir::PyDelattr>();
        return frame_.run(ir::PyDelattr{intern_mangled(attribute->attr), frame_.pop()});
    }
    if (auto* item = as<Subscript>(&target)) {
        expr(*item->value);
        expr(*item->slice);
        at(target);
        frame_.prepare<ir::PyDelitem>();
        ir::ValueId index = frame_.pop(), object = frame_.pop();
        return frame_.run(ir::PyDelitem{object, index});
    }
    for (const Expr* each : elements_of(target)) delete_target(*each);
}

}  // namespace coluber::front
