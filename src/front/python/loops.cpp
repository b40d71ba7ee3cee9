// Loops, the jumps out of them, and `return`.
#include "front/children.h"
#include "front/python/lowering.h"

namespace coluber::front {

using namespace syntax;

// The locals that a part of a loop binds and deletes: what its head cannot know from the jump that enters it.
void Lowering::scan_changes(const Node& node, Bits& stored, Bits& deleted) {
    auto note = [&](std::string_view name, bool is_deleted) {
        Variable found = variable(name);
        if (found.kind == VariableKind::local) (is_deleted ? deleted : stored).add(found.slot);
    };
    if (auto* name = as<Name>(&node); name && name->ctx != ExprContext::load) note(name->id, name->ctx == ExprContext::del);
    if (auto* handler = as<ExceptHandler>(&node); handler && !handler->name_.empty()) note(handler->name_, true);
    if (auto* alias = as<Alias>(&node))
        note(alias->asname.empty() ? alias->name_.substr(0, alias->name_.find('.')) : alias->asname, false);
    if (auto* pattern = as<MatchAs>(&node); pattern && !pattern->name_.empty()) note(pattern->name_, false);
    if (auto* pattern = as<MatchStar>(&node); pattern && !pattern->name_.empty()) note(pattern->name_, false);
    if (auto* pattern = as<MatchMapping>(&node); pattern && !pattern->rest.empty()) note(pattern->rest, false);
    each_child(node, [&](const Node* part) { scan_changes(*part, stored, deleted); });
}

void Lowering::start_loop(LabelId head, std::initializer_list<const Node*> parts, Stmts body) {
    Bits stored, deleted;
    for (const Node* part : parts)
        if (part) scan_changes(*part, stored, deleted);
    for (const Stmt* part : body) scan_changes(*part, stored, deleted);
    frame_.start_loop(head, stored, deleted);
}

void Lowering::lower(const For& node) {
    LabelId head = frame_.new_label(), body = frame_.new_label(), done = frame_.new_label(), end = frame_.new_label();
    expr(*node.iter);
    at(*node.iter);
    frame_.prepare<ir::PyIter>();
    frame_.run(ir::PyIter{frame_.pop()});
    std::uint32_t depth = frame_.depth();
    frame_.jump(head);
    start_loop(head, {node.target}, node.body);
    at(*node.iter);
    frame_.iter_next(body, done);
    store(*node.target);
    Context loop{ContextKind::loop, {}};
    loop.break_to = end, loop.continue_to = head;
    loop.depth = depth, loop.break_depth = depth - 1;
    push_context(loop);
    statements(node.body);
    pop_context();
    if (frame_.is_reachable()) frame_.jump(head);
    frame_.start(done);
    statements(node.orelse);
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(end);
}

void Lowering::lower(const While& node) {
    LabelId head = frame_.new_label(), body = frame_.new_label(), done = frame_.new_label(), end = frame_.new_label();
    Context loop{ContextKind::loop, {}};
    loop.break_to = end, loop.continue_to = head;
    loop.depth = loop.break_depth = frame_.depth();
    frame_.jump(head);
    start_loop(head, {node.test}, node.body);
    condition(*node.test, body, done);
    frame_.start(body);
    push_context(loop);
    statements(node.body);
    pop_context();
    if (frame_.is_reachable()) frame_.jump(head);
    frame_.start(done);
    statements(node.orelse);
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(end);
}

void Lowering::lower(const Break&) {
    std::size_t loop = contexts_.size() - 1;
    while (contexts_[loop].kind != ContextKind::loop) --loop;
    unwind(loop + 1);
    if (!frame_.is_reachable()) return;
    frame_.set_depth(contexts_[loop].break_depth);
    frame_.jump(contexts_[loop].break_to);
}

void Lowering::lower(const Continue&) {
    std::size_t loop = contexts_.size() - 1;
    while (contexts_[loop].kind != ContextKind::loop) --loop;
    unwind(loop + 1);
    if (!frame_.is_reachable()) return;
    frame_.set_depth(contexts_[loop].depth);
    frame_.jump(contexts_[loop].continue_to);
}

void Lowering::lower(const syntax::Return& node) {
    optional_expr(node.value);
    unwind(0);
    if (!frame_.is_reachable()) return;
    at(node);
    leave_function();
}

// Returns the value on the stack; the frame dies with its locals, in their order.
void Lowering::leave_function() {
    ir::ValueId value = frame_.pop();
    for (Slot local = 0; local < frame_.local_count(); ++local) frame_.end_binding(local);
    frame_.end_return(value);
}

}  // namespace coluber::front
