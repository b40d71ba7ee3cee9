// Tuples, lists, sets, dicts. Without stars all items are evaluated first, then the container is made; with stars it grows, in CPython's order.
#include "front/python/lowering.h"

#include <algorithm>

namespace coluber::front {

using namespace syntax;

namespace {

bool has_star(std::span<Expr* const> items) {
    return std::any_of(items.begin(), items.end(), [](const Expr* item) { return is<Starred>(*item); });
}

}  // namespace

// A list of the items, some of which are starred.
void Lowering::list_with_stars(std::span<Expr* const> items) {
    SourceRange range = frame_.build.at;
    std::size_t plain = 0;
    while (plain < items.size() && !is<Starred>(*items[plain])) ++plain;
    exprs(items.first(plain));
    frame_.prepare<ir::PyList>();
    std::vector<ir::ValueId> first = frame_.pop_many(plain);
    frame_.run(ir::PyList{first});
    for (const Expr* item : items.subspan(plain)) {
        auto* star = as<Starred>(item);
        expr(star ? *star->value : *item);
        at(*item);
        if (star) {
            frame_.prepare<ir::PyListExtend>();
            ir::ValueId value = frame_.pop();
            frame_.run(ir::PyListExtend{frame_.peek(), value});
        } else {
            frame_.prepare<ir::PyListAppend>();
            ir::ValueId value = frame_.pop();
            frame_.run(ir::PyListAppend{frame_.peek(), value});
        }
    }
    frame_.build.at = range;
}

void Lowering::lower(const Tuple& node) {
    if (has_star(node.elts)) {
        at(node);
        list_with_stars(node.elts);
        at(node);
        frame_.prepare<ir::PyListToTuple>();
        return frame_.run(ir::PyListToTuple{frame_.pop()});
    }
    exprs(node.elts);
    at(node);
    frame_.prepare<ir::PyTuple>();
    std::vector<ir::ValueId> items = frame_.pop_many(node.elts.size());
    frame_.run(ir::PyTuple{items});
}

void Lowering::lower(const List& node) {
    at(node);
    if (has_star(node.elts)) return list_with_stars(node.elts);
    exprs(node.elts);
    at(node);
    frame_.prepare<ir::PyList>();
    std::vector<ir::ValueId> items = frame_.pop_many(node.elts.size());
    frame_.run(ir::PyList{items});
}

void Lowering::lower(const Set& node) {
    std::size_t plain = 0;
    while (plain < node.elts.size() && !is<Starred>(*node.elts[plain])) ++plain;
    exprs(node.elts.first(plain));
    at(node);
    frame_.prepare<ir::PySet>();
    std::vector<ir::ValueId> items = frame_.pop_many(plain);
    frame_.run(ir::PySet{items});
    for (const Expr* item : node.elts.subspan(plain)) {
        auto* star = as<Starred>(item);
        expr(star ? *star->value : *item);
        at(*item);
        frame_.prepare<ir::PySetAdd>();
        ir::ValueId value = frame_.pop();
        if (star)
            frame_.run(ir::PySetUpdate{frame_.peek(), value});
        else
            frame_.run(ir::PySetAdd{frame_.peek(), value});
    }
}

// A run of plain items is one dict, made when all of them are evaluated; `**mapping` and later runs are merged into the first.
void Lowering::lower(const Dict& node) {
    bool is_made = false;
    std::size_t i = 0;
    while (i < node.keys.size() || !is_made) {
        std::size_t begin = i;
        for (; i < node.keys.size() && node.keys[i]; ++i) {
            expr(*node.keys[i]);
            expr(*node.values[i]);
        }
        at(node);
        if (i > begin || !is_made) {
            frame_.prepare<ir::PyDict>();
            std::vector<ir::ValueId> items = frame_.pop_many(2 * (i - begin));
            frame_.run(ir::PyDict{items});
        } else {
            expr(*node.values[i++]);
        }
        if (std::exchange(is_made, true)) {
            frame_.prepare<ir::PyDictUpdate>();
            push_none();
            std::vector<ir::ValueId> parts = frame_.pop_many(2);
            frame_.run(ir::PyDictUpdate{0, frame_.peek(), parts[0], parts[1]});
        }
    }
}

}  // namespace coluber::front
