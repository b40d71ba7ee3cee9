// Calls.
#include "front/python/lowering.h"

#include <fmt/format.h>

#include <algorithm>

namespace coluber::front {

using namespace syntax;

namespace {

// Builtins that look into their caller's frame, which compiled code does not have: called like this they would see a wrong one.
bool needs_frame(std::string_view name, const Call& node) {
    bool is_bare = node.args.empty() && node.keywords.empty();
    if (name == "globals" || name == "locals") return true;
    if (name == "vars" || name == "dir") return is_bare;
    return (name == "eval" || name == "exec") && node.args.size() < 2;
}

}  // namespace

// `super()` finds its arguments in the frame: they are given to it.
void Lowering::super_of_first_argument(const Call& node) {
    expr(*node.func);
    load_name("__class__");
    NameId first = frame_.name(first_param_);
    load_name(module_.names[first]);
    at(node);
    call(2);
}

void Lowering::lower(const Call& node) {
    auto* name = as<Name>(node.func);
    if (name && variable(name->id).kind == VariableKind::global) {
        if (needs_frame(name->id, node)) return refuse_expr(node, fmt::format("{}() of the function's own names", name->id));
        bool has_class = variable("__class__").kind == VariableKind::free && frame_.local_count() > first_param_;
        if (name->id == "super" && node.args.empty() && node.keywords.empty() && has_class)
            return super_of_first_argument(node);
    }
    if (consume(node)) return;
    auto is_star = [](const Expr* arg) { return is<Starred>(*arg); };
    auto is_double_star = [](const Keyword* keyword) { return keyword->arg_.empty(); };
    expr(*node.func);
    if (std::any_of(node.args.begin(), node.args.end(), is_star) ||
        std::any_of(node.keywords.begin(), node.keywords.end(), is_double_star))
        call_with_stars(node);
    else
        call_plain(node);
}

void Lowering::call_plain(const Call& node) {
    std::vector<NameId> names;
    exprs(node.args);
    for (const Keyword* keyword : node.keywords) {
        expr(*keyword->value);
        names.push_back(intern(keyword->arg_));  // private names are not changed here
    }
    at(node);
    call(node.args.size() + node.keywords.size(), std::move(names));
}

// A sole `*args` is turned into a tuple only when the keywords are evaluated, as CALL_FUNCTION_EX does.
void Lowering::call_with_stars(const Call& node) {
    bool is_sole = node.args.size() == 1 && is<Starred>(*node.args[0]);
    at(node);
    if (is_sole)
        expr(*cast<Starred>(*node.args[0]).value);
    else
        list_with_stars(node.args);
    if (node.keywords.empty())
        push_none();
    else
        keyword_dict(node);
    if (is_sole) {
        at(*node.args[0]);
        frame_.prepare<ir::PyStarArgs>();
        ir::ValueId keywords = frame_.pop(), iterable = frame_.pop();
        frame_.push(keywords);
        frame_.run(ir::PyStarArgs{iterable, {}});
        std::vector<ir::ValueId> parts = frame_.pop_many(2);
        frame_.push(parts[1]);
        frame_.push(parts[0]);
    }
    at(node);
    frame_.prepare<ir::PyCallEx>();
    std::vector<ir::ValueId> parts = frame_.pop_many(3);
    frame_.run(ir::PyCallEx{parts[0], parts[1], parts[2]});
    frame_.checkpoint();
}

// [callee, args] on the stack. Runs of named keywords are dicts of their own, merged with a check for repeated names.
void Lowering::keyword_dict(const Call& node) {
    bool is_made = false;
    std::size_t i = 0;
    while (i < node.keywords.size()) {
        std::size_t begin = i;
        for (; i < node.keywords.size() && !node.keywords[i]->arg_.empty(); ++i) {
            push_constant(std::string(node.keywords[i]->arg_));
            expr(*node.keywords[i]->value);
        }
        at(node);
        if (i > begin || !is_made) {
            frame_.prepare<ir::PyDict>();
            std::vector<ir::ValueId> items = frame_.pop_many(2 * (i - begin));
            frame_.run(ir::PyDict{items});
        } else {
            expr(*node.keywords[i++]->value);
        }
        if (std::exchange(is_made, true)) {  // [callee, args, dict, more]
            at(node);
            frame_.prepare<ir::PyDictUpdate>();
            ir::ValueId more = frame_.pop();
            frame_.run(ir::PyDictUpdate{1, frame_.peek(), more, frame_.peek(2)});
        }
    }
}

}  // namespace coluber::front
