// List, set and dict comprehensions, as loops in the function itself (PEP 709): their variables are locals of their own, gone afterwards.
// The same for generator expressions whose code runs where they stand.
#include "front/python/lowering.h"

namespace coluber::front {

using namespace syntax;

void Lowering::lower(const ListComp& node) {
    comprehension(node, [&] { frame_.run(ir::PyList{{}}); }, [&](std::uint32_t list) { append_element(*node.elt, list); });
}

void Lowering::lower(const SetComp& node) {
    comprehension(node, [&] { frame_.run(ir::PySet{{}}); }, [&](std::uint32_t set) { add_element(*node.elt, set); });
}

void Lowering::lower(const DictComp& node) {
    comprehension(
        node, [&] { frame_.run(ir::PyDict{{}}); },
        [&](std::uint32_t dict) {
            expr(*node.key);
            optional_expr(node.value);
            at(*node.key);
            add_item(dict, node.value != nullptr);
        });
}

// [] → [container]. CPython makes the container when the first iterator is there.
template <class Comp, class Make, class Add>
void Lowering::comprehension(const Comp& node, Make make, Add add) {
    for (const Comprehension* part : node.generators)
        if (part->is_async) return refuse_expr(*part, "async comprehension");
    std::uint32_t depth = frame_.depth();
    auto begin = [&] {
        at(node);
        make();
        std::vector<ir::ValueId> parts = frame_.pop_many(2);
        frame_.push(parts[1]);
        frame_.push(parts[0]);
    };
    const Expr& first = *node.generators.front()->iter;
    if (family_.captures.runs_in_place(first)) {
        at(node);
        make();
        run_clauses(node, [&] { add(depth); });
    } else {
        push_iterator(first);
        begin();
        run_clauses(node, [&] { add(depth); });
    }
}

void Lowering::push_iterator(const Expr& iterable) {
    expr(iterable);
    at(iterable);
    frame_.prepare<ir::PyIter>();
    frame_.run(ir::PyIter{frame_.pop()});
}

// The clauses' loops around `element`, in the comprehension's scope. [first iterator] → [], but where its code runs in place: [] → [].
template <class Comp>
void Lowering::run_clauses(const Comp& node, const std::function<void()>& element) {
    ScopeId scope = scopes_.of(node);
    active_.push_back(scope);
    std::vector<Slot> own = own_slots(scope);
    for (Slot slot : own) frame_.forget(slot);
    make_cells(scope);
    std::vector<const Node*> parts{&node};
    clause(node.generators, 0, parts, element);
    end_slots(own);
    active_.pop_back();
}
template void Lowering::run_clauses(const GeneratorExp& node, const std::function<void()>& element);

std::vector<Slot> Lowering::own_slots(ScopeId scope) {
    std::vector<Slot> own;
    for (const Symbol& symbol : scopes_[scope].symbols)
        if (symbol.binding == Binding::local || symbol.binding == Binding::cell) own.push_back(slot_of(scope, symbol.name));
    return own;
}

void Lowering::end_slots(const std::vector<Slot>& slots) {
    if (!frame_.is_reachable()) return;
    for (Slot slot : slots) {
        frame_.end_binding(slot);
        frame_.forget(slot);
    }
}

void Lowering::clause(std::span<Comprehension*> generators, std::size_t number, const std::vector<const Node*>& parts,
                      const std::function<void()>& element) {
    const Comprehension& part = *generators[number];
    auto body = [&](LabelId next) {
        store(*part.target);
        for (const Expr* test : part.ifs) {
            LabelId holds = frame_.new_label();
            condition(*test, holds, next);
            frame_.start(holds);
        }
        if (!frame_.is_reachable()) return;
        if (number + 1 == generators.size()) return element();
        const Expr& iterable = *generators[number + 1]->iter;
        if (!family_.captures.runs_in_place(iterable)) push_iterator(iterable);
        clause(generators, number + 1, parts, element);
    };
    if (family_.captures.runs_in_place(*part.iter)) {
        Consumption consumption{parts, [&] {
                                    LabelId next = frame_.new_label();
                                    body(next);
                                    if (frame_.is_reachable()) frame_.jump(next);
                                    frame_.start(next);
                                }};
        return run_generator(*part.iter, consumption);
    }
    LabelId head = frame_.new_label(), inside = frame_.new_label(), done = frame_.new_label();
    frame_.jump(head);
    start_loop(head, parts, {});
    at(*part.iter);
    frame_.iter_next(inside, done);
    body(head);
    if (frame_.is_reachable()) frame_.jump(head);
    frame_.start(done);
}

void Lowering::append_element(const Expr& element, std::uint32_t list) {
    auto* star = as<Starred>(&element);
    expr(star ? *star->value : element);
    at(element);
    frame_.prepare<ir::PyListAppend>();
    ir::ValueId value = frame_.pop(), into = frame_.at_depth(list);
    if (star)
        frame_.run(ir::PyListExtend{into, value});
    else
        frame_.run(ir::PyListAppend{into, value});
}

void Lowering::add_element(const Expr& element, std::uint32_t set) {
    auto* star = as<Starred>(&element);
    expr(star ? *star->value : element);
    at(element);
    frame_.prepare<ir::PySetAdd>();
    ir::ValueId value = frame_.pop(), into = frame_.at_depth(set);
    if (star)
        frame_.run(ir::PySetUpdate{into, value});
    else
        frame_.run(ir::PySetAdd{into, value});
}

// [key, value] → []; without a value: [mapping, None] → [].
void Lowering::add_item(std::uint32_t dict, bool has_value) {
    frame_.prepare<ir::PyDictSet>();
    ir::ValueId value = frame_.pop(), key = frame_.pop(), into = frame_.at_depth(dict);
    if (has_value)
        frame_.run(ir::PyDictSet{into, key, value});
    else
        frame_.run(ir::PyDictUpdate{0, into, key, value});
}

}  // namespace coluber::front
