// List, set and dict comprehensions, as loops in the function itself (PEP 709): their variables are locals of their own, gone afterwards.
#include "front/python/lowering.h"

namespace coluber::front {

using namespace syntax;

void Lowering::lower(const ListComp& node) { comprehension(node); }
void Lowering::lower(const SetComp& node) { comprehension(node); }
void Lowering::lower(const DictComp& node) { comprehension(node); }

template <class Comp>
void Lowering::comprehension(const Comp& node) {
    for (const Comprehension* part : node.generators)
        if (part->is_async) return refuse_expr(*part, "async comprehension");
    ScopeId scope = scopes_.of(node);
    const Expr& iterable = *node.generators.front()->iter;
    expr(iterable);  // outside of the comprehension's scope
    at(iterable);
    frame_.prepare<ir::PyIter>();
    frame_.run(ir::PyIter{frame_.pop()});
    at(node);
    if constexpr (std::is_same_v<Comp, ListComp>)
        frame_.run(ir::PyList{{}});
    else if constexpr (std::is_same_v<Comp, SetComp>)
        frame_.run(ir::PySet{{}});
    else
        frame_.run(ir::PyDict{{}});
    std::vector<ir::ValueId> parts = frame_.pop_many(2);
    frame_.push(parts[1]);
    frame_.push(parts[0]);
    active_.push_back(scope);
    std::vector<Slot> own;
    for (const Symbol& symbol : scopes_[scope].symbols)
        if (symbol.binding == Binding::local || symbol.binding == Binding::cell) own.push_back(slot_of(scope, symbol.name));
    for (Slot slot : own) frame_.forget(slot);
    comprehension_loop(node, 0, frame_.depth() - 2);
    for (Slot slot : own) {
        frame_.end_binding(slot);
        frame_.forget(slot);
    }
    active_.pop_back();
}

// [container, …, iterator] → [container, …]
template <class Comp>
void Lowering::comprehension_loop(const Comp& node, std::size_t generator, std::uint32_t container) {
    const Comprehension& part = *node.generators[generator];
    LabelId head = frame_.new_label(), body = frame_.new_label(), done = frame_.new_label();
    frame_.jump(head);
    start_loop(head, {&node}, {});
    at(*part.iter);
    frame_.iter_next(body, done);
    store(*part.target);
    for (const Expr* test : part.ifs) {
        LabelId holds = frame_.new_label();
        condition(*test, holds, head);
        frame_.start(holds);
    }
    if (frame_.is_reachable()) {
        if (generator + 1 < node.generators.size()) {
            const Expr& iterable = *node.generators[generator + 1]->iter;
            expr(iterable);
            at(iterable);
            frame_.prepare<ir::PyIter>();
            frame_.run(ir::PyIter{frame_.pop()});
            comprehension_loop(node, generator + 1, container);
        } else {
            add_element(node, container);
        }
        frame_.jump(head);
    }
    frame_.start(done);
}

void Lowering::add_element(const ListComp& node, std::uint32_t container) {
    auto* star = as<Starred>(node.elt);
    expr(star ? *star->value : *node.elt);
    at(*node.elt);
    frame_.prepare<ir::PyListAppend>();
    ir::ValueId value = frame_.pop(), list = frame_.at_depth(container);
    if (star)
        frame_.run(ir::PyListExtend{list, value});
    else
        frame_.run(ir::PyListAppend{list, value});
}

void Lowering::add_element(const SetComp& node, std::uint32_t container) {
    auto* star = as<Starred>(node.elt);
    expr(star ? *star->value : *node.elt);
    at(*node.elt);
    frame_.prepare<ir::PySetAdd>();
    ir::ValueId value = frame_.pop(), set = frame_.at_depth(container);
    if (star)
        frame_.run(ir::PySetUpdate{set, value});
    else
        frame_.run(ir::PySetAdd{set, value});
}

void Lowering::add_element(const DictComp& node, std::uint32_t container) {
    expr(*node.key);
    if (node.value)
        expr(*node.value);
    else
        push_none();
    at(*node.key);
    frame_.prepare<ir::PyDictSet>();
    ir::ValueId value = frame_.pop(), key = frame_.pop(), dict = frame_.at_depth(container);
    if (node.value)
        frame_.run(ir::PyDictSet{dict, key, value});
    else
        frame_.run(ir::PyDictUpdate{0, dict, key, value});
}

}  // namespace coluber::front
