// Jumps out of `try`, `with`, handlers and loops: what runs on the way.
#include "front/python/lowering.h"

namespace coluber::front {

void Lowering::pop_context() {
    if (contexts_.back().kind != ContextKind::loop) frame_.set_handler(contexts_.back().outer_handler);
    contexts_.pop_back();
}

void Lowering::unwind(std::size_t floor) {
    std::vector<Context> here = contexts_;
    std::optional<LabelId> handler = frame_.handler();
    while (contexts_.size() > floor && frame_.is_reachable()) {
        Context left = contexts_.back();
        pop_context();
        leave(left);
    }
    contexts_ = std::move(here);
    frame_.set_handler(handler);
}

void Lowering::leave(const Context& context) {
    switch (context.kind) {
        case ContextKind::loop:
        case ContextKind::guarded: return;
        case ContextKind::finally: return statements(context.final_body);
        case ContextKind::with: call_exit(context.depth); return frame_.drop();
        case ContextKind::handling:
            end_handling(context.depth);
            if (!context.name.empty()) end_name(context.name);
            return;
    }
}

}  // namespace coluber::front
