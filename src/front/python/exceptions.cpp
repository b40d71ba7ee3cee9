// `try` and `with`. Inside them a failing op ends its block; the handler finds the stack as it was before the statement.
//
// A handler keeps two values on the stack: what was being handled before, and the exception. While its body runs, failures go to
// a block that puts back what was handled before and raises on (clean_up): CPython does the same with hidden handlers.
#include "front/python/lowering.h"

namespace coluber::front {

using namespace syntax;

// [] → [handled before, exception]
void Lowering::enter_handler() {
    frame_.run(ir::PyHandled{});
    frame_.run(ir::PyCatch{});
}

void Lowering::end_handling(std::uint32_t before_depth) { frame_.run(ir::PyEndHandling{frame_.at_depth(before_depth)}); }

// The exception of the handler whose values begin at the depth goes on.
void Lowering::reraise_from(std::uint32_t before_depth) {
    end_handling(before_depth);
    frame_.run_failing(ir::PyReraise{frame_.at_depth(before_depth + 1)});
}

// Where failures inside a handler go: `name`, if any, ends, the outer state is put back, the new exception goes on.
void Lowering::clean_up(LabelId handler, std::uint32_t before_depth, std::string_view name) {
    frame_.start(handler);
    if (!frame_.is_reachable()) return;
    enter_handler();
    if (!name.empty()) end_name(name);
    end_handling(before_depth);
    frame_.run_failing(ir::PyReraise{frame_.pop()});
}

void Lowering::lower(const Try& node) { try_finally(node); }
void Lowering::lower(const TryStar& node) { try_finally(node); }

template <class AnyTry>
void Lowering::try_finally(const AnyTry& node) {
    if (node.finalbody.empty()) return try_except(node);
    LabelId failed = frame_.new_handler(frame_.depth()), end = frame_.new_label();
    Context context{ContextKind::finally, frame_.set_handler(failed)};
    context.final_body = node.finalbody;
    push_context(context);
    try_except(node);
    pop_context();
    statements(frame_.is_reachable() ? node.finalbody : Stmts{});
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(failed);
    if (frame_.is_reachable()) finally_on_error(node.finalbody);
    frame_.start(end);
}

void Lowering::finally_on_error(Stmts final_body) {
    Context context{ContextKind::handling, {}};
    context.depth = frame_.depth();
    enter_handler();
    LabelId cleanup = frame_.new_handler(frame_.depth());
    context.outer_handler = frame_.set_handler(cleanup);
    push_context(context);
    statements(final_body);
    pop_context();
    if (frame_.is_reachable()) reraise_from(context.depth);
    clean_up(cleanup, context.depth, {});
}

template <class AnyTry>
void Lowering::try_except(const AnyTry& node) {
    if (node.handlers.empty()) {
        statements(node.body);
        return statements(node.orelse);
    }
    LabelId failed = frame_.new_handler(frame_.depth()), end = frame_.new_label();
    push_context({ContextKind::guarded, frame_.set_handler(failed)});
    statements(node.body);
    pop_context();
    statements(node.orelse);
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(failed);
    if (frame_.is_reachable()) handlers(node, end);
    frame_.start(end);
}

void Lowering::handlers(const Try& node, LabelId end) {
    Context context{ContextKind::handling, {}};
    context.depth = frame_.depth();
    at(*node.handlers.front());
    enter_handler();
    LabelId cleanup = frame_.new_handler(frame_.depth());
    context.outer_handler = frame_.set_handler(cleanup);
    push_context(context);
    for (const ExceptHandler* handler : node.handlers) {
        LabelId next = frame_.new_label();
        if (handler->type) {
            LabelId matches = frame_.new_label();
            expr(*handler->type);
            at(*handler->type);
            frame_.prepare<ir::PyMatchException>();
            ir::ValueId type = frame_.pop();
            frame_.run(ir::PyMatchException{frame_.peek(), type});
            frame_.branch(frame_.pop(), matches, next);
            frame_.start(matches);
        }
        handler_body(*handler, end);
        frame_.start(next);
    }
    pop_context();
    if (frame_.is_reachable()) reraise_from(context.depth);
    clean_up(cleanup, context.depth, {});
}

// With a name the body is a context of its own: the name ends on every way out, before the exception's handling does on failure
// and after it otherwise, as in CPython.
void Lowering::handler_body(const ExceptHandler& node, LabelId end) {
    Context handling = contexts_.back();
    LabelId cleanup = frame_.new_handler(frame_.depth());
    std::optional<LabelId> around = frame_.handler();
    if (!node.name_.empty()) {
        at(node);
        push_copy();
        store_name(node.name_);
        contexts_.back().name = node.name_;
        frame_.set_handler(cleanup);
    }
    statements(node.body);
    frame_.set_handler(handling.outer_handler);
    contexts_.back().name = {};
    if (frame_.is_reachable()) {
        end_handling(handling.depth);
        frame_.drop(2);
        if (!node.name_.empty()) end_name(node.name_);
        frame_.jump(end);
    }
    if (!node.name_.empty()) clean_up(cleanup, handling.depth, node.name_);
    frame_.set_handler(around);
}

// `except*`: [handled before, exception, what is left of it, list of what was raised]. Each part takes what it matches; at the end what is left
// goes on, together with what the parts have raised.
void Lowering::handlers(const TryStar& node, LabelId end) {
    std::uint32_t depth = frame_.depth();
    at(*node.handlers.front());
    enter_handler();
    LabelId cleanup = frame_.new_handler(frame_.depth()), again = frame_.new_label(), done = frame_.new_label();
    std::optional<LabelId> outer = frame_.set_handler(cleanup);
    push_copy();
    frame_.run(ir::PyList{});
    for (const ExceptHandler* handler : node.handlers) star_handler(*handler, depth);
    frame_.run(ir::PyListAppend{frame_.peek(), frame_.peek(1)});
    frame_.prepare<ir::PyRejoinGroup>();
    frame_.run(ir::PyRejoinGroup{frame_.at_depth(depth + 1), frame_.peek()});
    push_copy();
    push_none();
    compare(CompareOperator::is_not);
    frame_.set_handler(outer);
    frame_.branch(frame_.pop(), again, done);
    frame_.start(again);
    end_handling(depth);
    frame_.run_failing(ir::PyReraise{frame_.peek()});
    frame_.start(done);
    end_handling(depth);
    frame_.drop(5);
    frame_.jump(end);
    clean_up(cleanup, depth, {});
}

void Lowering::star_handler(const ExceptHandler& node, std::uint32_t depth) {
    LabelId matches = frame_.new_label(), nothing = frame_.new_label(), next = frame_.new_label();
    expr(*node.type);
    at(*node.type);
    frame_.prepare<ir::PyMatchGroup>();
    ir::ValueId type = frame_.pop();
    frame_.run(ir::PyMatchGroup{frame_.at_depth(depth + 2), type});
    unpack_tuple(2);
    ir::ValueId match = frame_.pop();
    frame_.put(depth + 2, frame_.pop());
    frame_.push(match);
    push_copy();
    push_none();
    compare(CompareOperator::is_not);
    frame_.branch(frame_.pop(), matches, nothing);
    frame_.start(matches);
    star_handler_body(node, next);
    frame_.start(nothing);
    frame_.drop();
    frame_.jump(next);
    frame_.start(next);
}

// [… list, match]: the match is what is handled now. What the body raises is put into the list.
void Lowering::star_handler_body(const ExceptHandler& node, LabelId next) {
    std::uint32_t match = frame_.depth() - 1;
    LabelId failed = frame_.new_handler(match);
    end_handling(match);
    Context context{ContextKind::handling, frame_.set_handler(failed)};
    context.depth = match - 1;  // a bare `raise` finds the match above it
    push_context(context);
    if (!node.name_.empty()) {
        at(node);
        push_copy();
        store_name(node.name_);
    }
    statements(node.body);
    pop_context();
    if (frame_.is_reachable()) {
        if (!node.name_.empty()) end_name(node.name_);
        frame_.drop();
        frame_.jump(next);
    }
    frame_.start(failed);
    if (!frame_.is_reachable()) return;
    enter_handler();
    if (!node.name_.empty()) end_name(node.name_);
    frame_.run(ir::PyListAppend{frame_.peek(2), frame_.peek()});
    end_handling(frame_.depth() - 2);
    frame_.drop(2);
    frame_.jump(next);
}

void Lowering::lower(const With& node) { with_item(node, 0); }

void Lowering::with_item(const With& node, std::size_t index) {
    if (index == node.items.size()) return statements(node.body);
    const WithItem& item = *node.items[index];
    std::uint32_t exit_depth = frame_.depth();
    LabelId failed = frame_.new_handler(exit_depth + 1), end = frame_.new_label();
    expr(*item.context_expr);
    at(*item.context_expr);
    frame_.prepare<ir::PySpecial>();
    frame_.run(ir::PySpecial{intern("__enter__"), frame_.peek()});
    frame_.prepare<ir::PySpecial>();
    frame_.run(ir::PySpecial{intern("__exit__"), frame_.peek(1)});
    std::vector<ir::ValueId> parts = frame_.pop_many(3);  // manager, enter, exit
    frame_.push(parts[2]);
    frame_.push(parts[1]);
    call(0);
    Context context{ContextKind::with, frame_.set_handler(failed)};
    context.depth = exit_depth;
    push_context(context);
    if (item.optional_vars)
        store(*item.optional_vars);
    else
        frame_.drop();
    with_item(node, index + 1);
    pop_context();
    at(*item.context_expr);
    if (frame_.is_reachable()) {
        call_exit(exit_depth);
        frame_.drop(2);
        frame_.jump(end);
    }
    frame_.start(failed);
    if (frame_.is_reachable()) with_on_error(exit_depth, end);
    frame_.start(end);
}

// exit(None, None, None), its result on the stack.
void Lowering::call_exit(std::uint32_t exit_depth) {
    frame_.push(frame_.at_depth(exit_depth));
    for (int i = 0; i < 3; ++i) push_none();
    call(3);
}

// [exit] → exit(type, exception, traceback) decides whether the exception goes on.
// Left undone: an exception class that overrides `__class__` on its instances; CPython passes the real type.
void Lowering::with_on_error(std::uint32_t exit_depth, LabelId end) {
    std::uint32_t before = exit_depth + 1;
    enter_handler();
    LabelId cleanup = frame_.new_handler(frame_.depth());
    LabelId swallowed = frame_.new_label(), goes_on = frame_.new_label();
    std::optional<LabelId> outer = frame_.set_handler(cleanup);
    push_copy(2);
    frame_.prepare<ir::PyGetattr>();
    frame_.run(ir::PyGetattr{intern("__class__"), frame_.at_depth(before + 1)});
    frame_.push(frame_.at_depth(before + 1));
    frame_.prepare<ir::PyGetattr>();
    frame_.run(ir::PyGetattr{intern("__traceback__"), frame_.peek()});
    call(3);
    frame_.prepare<ir::PyTruth>();
    frame_.run(ir::PyTruth{frame_.pop()});
    frame_.set_handler(outer);
    frame_.branch(frame_.pop(), swallowed, goes_on);
    frame_.start(swallowed);
    end_handling(before);
    frame_.drop(3);
    frame_.jump(end);
    frame_.start(goes_on);
    reraise_from(before);
    clean_up(cleanup, before, {});
}

}  // namespace coluber::front
