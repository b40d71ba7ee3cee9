// Generators. One that a loop or a builtin uses up on the spot is no object: the code of the generator expression, or of the inner
// generator function that is called, runs in the function itself, and each item goes straight to the consumer, whose code stands in the
// place of `yield`. So its variables are locals, a guard inside finds one frame, and types flow as in any loop.
// Any other becomes CPython's own generator, made from its code object.
//
// Whether a name still means the builtin is asked where the call stands (`py.is_builtin`); where it does not, the generator is an object
// after all. Its variables were not given cells then: `py.consumed` makes sure that nobody can tell.
#include "front/consumers.h"
#include "front/python/lowering.h"

#include <fmt/format.h>

#include <algorithm>

namespace coluber::front {

using namespace syntax;

void Lowering::lower(const GeneratorExp& node) { generator_object(node); }

// CPython's: the function of the generator's code, called with the first iterator.
void Lowering::generator_object(const GeneratorExp& node) {
    for (const Comprehension* part : node.generators)
        if (part->is_async) return refuse_expr(*part, "async comprehension");
    generator_function(node);
    push_iterator(*node.generators.front()->iter);
    at(node);
    call(1);
}

// Runs the generator's code here. [] → []; the consumer's body gets [item] each time and leaves [].
void Lowering::run_generator(const Expr& source, Consumption& consumption) {
    consumption.active = active_;
    consumption.contexts = contexts_;
    consumption.generator_handler = generator_handler_;
    consumption.generator_return = generator_return_;
    if (auto* call = as<Call>(&source)) return run_function(*call, consumption);
    const GeneratorExp& node = cast<GeneratorExp>(source);
    const Expr& first = *node.generators.front()->iter;
    if (!family_.captures.runs_in_place(first)) push_iterator(first);
    enter_generator(consumption);
    run_clauses(node, [&] {
        expr(*node.elt);
        give_item();
    });
    leave_generator(consumption);
}

void Lowering::enter_generator(Consumption& consumption) {
    consumers_.push_back(&consumption);
    generator_handler_ = frame_.handler();
    generator_return_.reset();
}

void Lowering::leave_generator(const Consumption& consumption) {
    consumers_.pop_back();
    generator_handler_ = consumption.generator_handler;
    generator_return_ = consumption.generator_return;
    place_flags();
}

// A generator function's body with the consumer's in place of each `yield`. The scopes in sight are those where it is defined.
void Lowering::run_function(const Call& call, Consumption& consumption) {
    const FunctionDef& def = family_.captures.generator_of(call);
    load_name(def.name_);  // it may not be there yet
    frame_.drop();
    std::vector<std::pair<Slot, ir::ValueId>> arguments = generator_arguments(call, def);
    LabelId done = frame_.new_label();
    std::uint32_t depth = frame_.depth();
    enter_generator(consumption);
    generator_return_ = GeneratorReturn{done, contexts_.size(), depth};
    active_ = {active_.front(), scopes_.of(def)};
    std::vector<Slot> own = own_slots(active_.back());
    for (Slot slot : own) frame_.forget(slot);
    for (auto [slot, value] : arguments) frame_.write(slot, value);
    make_cells(active_.back());
    statements(def.body);
    if (frame_.is_reachable()) frame_.jump(done);
    frame_.start(done);
    end_slots(own);
    active_ = consumption.active;
    leave_generator(consumption);
}

// Evaluated as for any call; defaults are literals (consumers.h).
std::vector<std::pair<Slot, ir::ValueId>> Lowering::generator_arguments(const Call& call, const FunctionDef& def) {
    const Arguments& args = *def.args;
    std::vector<const Arg*> params(args.posonlyargs.begin(), args.posonlyargs.end());
    params.insert(params.end(), args.args.begin(), args.args.end());
    std::size_t positional = params.size();
    params.insert(params.end(), args.kwonlyargs.begin(), args.kwonlyargs.end());
    std::vector<std::size_t> order;
    exprs(call.args);
    for (std::size_t i = 0; i < call.args.size(); ++i) order.push_back(i);
    for (const Keyword* keyword : call.keywords) {
        expr(*keyword->value);
        auto found = std::ranges::find(params, keyword->arg_, &Arg::arg_);
        order.push_back(static_cast<std::size_t>(found - params.begin()));
    }
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (std::ranges::find(order, i) != order.end()) continue;
        expr(i < positional ? *args.defaults[i + args.defaults.size() - positional] : *args.kw_defaults[i - positional]);
        order.push_back(i);
    }
    std::vector<ir::ValueId> values = frame_.pop_many(order.size());
    std::vector<std::pair<Slot, ir::ValueId>> out;
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::string name = mangled(scopes_[active_[0]].private_class, params[order[i]]->arg_);
        out.emplace_back(slot_of(scopes_.of(def), name), values[i]);
    }
    return out;
}

void Lowering::return_from_generator() {
    GeneratorReturn to = *generator_return_;
    frame_.drop();
    unwind(to.contexts);
    if (!frame_.is_reachable()) return;
    frame_.set_depth(to.depth);
    frame_.jump(to.done);
}

// `next` sends None.
void Lowering::lower(const Yield& node) {
    if (!generator_return_) return refuse_expr(node, "generator");
    optional_expr(node.value);
    give_item();
    if (frame_.is_reachable()) push_none();
}

// Only as a statement (consumers.h): its value is nobody's.
void Lowering::lower(const YieldFrom& node) {
    if (!generator_return_) return refuse_expr(node, "generator");
    LabelId head = frame_.new_label(), body = frame_.new_label(), done = frame_.new_label();
    push_iterator(*node.value);
    frame_.jump(head);
    start_loop(head, {}, {});
    frame_.iter_next(body, done);
    give_item();
    if (frame_.is_reachable()) frame_.jump(head);
    frame_.start(done);
    if (frame_.is_reachable()) push_none();
}

// [item] → []: the consumer's turn, in the consumer's scope.
void Lowering::give_item() {
    Consumption& consumption = *consumers_.back();
    std::vector<ScopeId> active = std::exchange(active_, consumption.active);
    std::vector<Context> contexts = std::exchange(contexts_, consumption.contexts);
    std::vector<Consumption*> consumers = consumers_;
    auto handler = std::exchange(generator_handler_, consumption.generator_handler);
    auto way_back = std::exchange(generator_return_, consumption.generator_return);
    consumers_.pop_back();
    place_flags();
    consumption.body();
    consumers_ = std::move(consumers);
    generator_return_ = way_back;
    generator_handler_ = handler;
    contexts_ = std::move(contexts);
    active_ = std::move(active);
    place_flags();
}

ScopeId Lowering::generator_scope(const Expr& source) const {
    return scopes_.of(is<Call>(source) ? static_cast<const Node&>(family_.captures.generator_of(source)) : source);
}

// ── loops ──

void Lowering::for_generator(const For& node, const Expr& source) {
    LabelId end = frame_.new_label();
    std::uint32_t depth = frame_.depth();
    std::vector<const Node*> parts{node.target};
    parts.insert(parts.end(), node.body.begin(), node.body.end());
    Consumption consumption{std::move(parts), [&] {
                                LabelId next = frame_.new_label();
                                store(*node.target);
                                Context loop{ContextKind::loop, {}};
                                loop.break_to = end, loop.continue_to = next;
                                loop.depth = frame_.depth(), loop.break_depth = depth;
                                push_context(loop);
                                statements(node.body);
                                pop_context();
                                if (frame_.is_reachable()) frame_.jump(next);
                                frame_.start(next);
                            }};
    run_generator(source, consumption);
    statements(node.orelse);
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(end);
    end_slots(own_slots(generator_scope(source)));  // a `break` leaves the generator's variables behind
}

// ── consumers ──

bool Lowering::consume(const Call& node) {
    auto consumer = consumer_of(node);
    const Expr* source = consumer ? consumer->source : nullptr;
    if (!source || !family_.captures.runs_in_place(*source)) return false;
    expr(*node.func);
    if (consumer->kind == ConsumerKind::join) {
        collect_list(*source);
        at(node);
        call(1);
        return true;
    }
    LabelId here = frame_.new_label(), elsewhere = frame_.new_label(), end = frame_.new_label();
    at(node);
    frame_.run(ir::PyIsBuiltin{intern(consumer->builtin), frame_.peek()});
    frame_.branch(frame_.pop(), here, elsewhere);
    frame_.start(here);
    if (consumer->kind != ConsumerKind::sorted) frame_.drop();
    consume_here(node, consumer->kind, *source);
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(elsewhere);
    consume_elsewhere(node, *source);
    if (frame_.is_reachable()) frame_.jump(end);
    frame_.start(end);
    return true;
}

// [callee] → [result]
void Lowering::consume_elsewhere(const Call& node, const Expr& source) {
    if (auto* expression = as<GeneratorExp>(&source))
        generator_object(*expression);
    else
        expr(source);
    std::vector<ir::ValueId> parts = frame_.pop_many(2);
    for (ir::ValueId value : {parts[1], parts[0], parts[1]}) frame_.push(value);
    exprs(node.args.subspan(1));
    std::vector<NameId> names;
    for (const Keyword* keyword : node.keywords) {
        expr(*keyword->value);
        names.push_back(intern(keyword->arg_));
    }
    at(node);
    call(node.args.size() + node.keywords.size(), std::move(names));
    ir::ValueId result = frame_.pop(), generator = frame_.pop();
    frame_.push(result);
    frame_.run(ir::PyConsumed{generator});
}

// [] → [result]; sorted: [callee] → [result]
void Lowering::consume_here(const Call& node, ConsumerKind kind, const Expr& source) {
    switch (kind) {
        case ConsumerKind::sum: return consume_sum(node, source);
        case ConsumerKind::any:
        case ConsumerKind::all: return consume_truth(node, kind == ConsumerKind::any, source);
        case ConsumerKind::min:
        case ConsumerKind::max: return consume_extreme(node, kind, source);
        case ConsumerKind::sorted: return consume_sorted(node, source);
        case ConsumerKind::list:
        case ConsumerKind::join: return collect_list(source);
        case ConsumerKind::tuple:
            collect_list(source);
            frame_.prepare<ir::PyListToTuple>();
            return frame_.run(ir::PyListToTuple{frame_.pop()});
        case ConsumerKind::set:
        case ConsumerKind::dict: return collect_keyed(source, kind == ConsumerKind::dict);
    }
}

void Lowering::collect_list(const Expr& source) {
    std::uint32_t list = frame_.depth();
    frame_.run(ir::PyList{{}});
    Consumption consumption{{}, [&] {
                                frame_.prepare<ir::PyListAppend>();
                                ir::ValueId item = frame_.pop();
                                frame_.run(ir::PyListAppend{frame_.at_depth(list), item});
                            }};
    run_generator(source, consumption);
}

void Lowering::collect_keyed(const Expr& source, bool is_dict) {
    std::uint32_t container = frame_.depth();
    if (is_dict)
        frame_.run(ir::PyDict{{}});
    else
        frame_.run(ir::PySet{{}});
    Consumption consumption{{}, [&] {
                                if (is_dict) {
                                    unpack_tuple(2);  // the pair: the key on top
                                    std::vector<ir::ValueId> pair = frame_.pop_many(2);
                                    frame_.push(pair[1]);
                                    frame_.push(pair[0]);
                                    return add_item(container, true);
                                }
                                frame_.prepare<ir::PySetAdd>();
                                ir::ValueId item = frame_.pop();
                                frame_.run(ir::PySetAdd{frame_.at_depth(container), item});
                            }};
    run_generator(source, consumption);
}

void Lowering::consume_sorted(const Call& node, const Expr& source) {
    collect_list(source);
    std::vector<NameId> names;
    for (const Keyword* keyword : node.keywords) {
        expr(*keyword->value);
        names.push_back(intern(keyword->arg_));
    }
    at(node);
    call(1 + names.size(), std::move(names));
}

void Lowering::consume_sum(const Call& node, const Expr& source) {
    std::uint32_t total = frame_.depth();
    const Expr* start = node.args.size() > 1 ? node.args[1] : node.keywords.empty() ? nullptr : node.keywords[0]->value;
    if (start)
        expr(*start);
    else
        push_constant(std::int64_t{0});
    if (start && is_float_literal(*start))
        push_constant(0.0);  // the compensation: ir::PySumStep
    else
        push_none();
    Consumption consumption{{}, [&] {
                                at(node);
                                frame_.prepare<ir::PySumStep>();
                                ir::ValueId item = frame_.pop();
                                frame_.run(ir::PySumStep{frame_.at_depth(total), frame_.at_depth(total + 1), item});
                                ir::ValueId state = frame_.pop();
                                for (std::uint32_t part : {0u, 1u})
                                    frame_.set_at_depth(total + part, frame_.build.emit(ir::TupleGet{part, state}, types::dyn));
                            }};
    run_generator(source, consumption);
    at(node);
    frame_.prepare<ir::PySumEnd>();
    std::vector<ir::ValueId> state = frame_.pop_many(2);
    frame_.run(ir::PySumEnd{state[0], state[1]});
}

void Lowering::consume_truth(const Call& node, bool stops_at, const Expr& source) {
    LabelId end = frame_.new_label();
    std::uint32_t depth = frame_.depth();
    Consumption consumption{{}, [&] {
                                LabelId next = frame_.new_label(), stop = frame_.new_label();
                                at(node);
                                frame_.prepare<ir::PyTruth>();
                                frame_.run(ir::PyTruth{frame_.pop()});
                                frame_.branch(frame_.pop(), stops_at ? stop : next, stops_at ? next : stop);
                                frame_.start(stop);
                                frame_.set_depth(depth);
                                push_constant(stops_at);
                                frame_.jump(end);
                                frame_.start(next);
                            }};
    run_generator(source, consumption);
    if (frame_.is_reachable()) {
        push_constant(!stops_at);
        frame_.jump(end);
    }
    frame_.start(end);
    end_slots(own_slots(generator_scope(source)));
}

// The best so far, unset before the first item.
void Lowering::consume_extreme(const Call& node, ConsumerKind kind, const Expr& source) {
    std::uint32_t best = frame_.depth();
    auto push_is_unset = [&] { frame_.run(ir::PyIs{frame_.at_depth(best), frame_.build.emit(ir::Unset{}, types::dyn)}); };
    frame_.push(frame_.build.emit(ir::Unset{}, types::dyn));
    Consumption consumption{{}, [&] {
                                LabelId first = frame_.new_label(), later = frame_.new_label(), next = frame_.new_label(),
                                        better = frame_.new_label(), worse = frame_.new_label();
                                at(node);
                                push_is_unset();
                                frame_.branch(frame_.pop(), first, later);
                                frame_.start(later);
                                push_copy();
                                frame_.push(frame_.at_depth(best));
                                compare(kind == ConsumerKind::max ? CompareOperator::gt : CompareOperator::lt);
                                frame_.prepare<ir::PyTruth>();
                                frame_.run(ir::PyTruth{frame_.pop()});
                                frame_.branch(frame_.pop(), better, worse);
                                frame_.start(worse);
                                frame_.drop();
                                frame_.jump(next);
                                for (LabelId taken : {better, first}) {
                                    frame_.start(taken);
                                    if (!frame_.is_reachable()) continue;
                                    frame_.set_at_depth(best, frame_.pop());
                                    frame_.jump(next);
                                }
                                frame_.start(next);
                            }};
    run_generator(source, consumption);
    if (frame_.is_reachable()) end_extreme(node, kind, best);
}

void Lowering::end_extreme(const Call& node, ConsumerKind kind, std::uint32_t best) {
    LabelId empty = frame_.new_label(), end = frame_.new_label();
    at(node);
    frame_.run(ir::PyIs{frame_.at_depth(best), frame_.build.emit(ir::Unset{}, types::dyn)});
    frame_.branch(frame_.pop(), empty, end);
    frame_.start(empty);
    if (!node.keywords.empty()) {
        frame_.drop();
        expr(*node.keywords[0]->value);
        frame_.jump(end);
    } else {
        constexpr std::int32_t other_words = 0x030c;
        std::string_view words =
            options_.python_version < other_words ? "arg is an empty sequence" : "iterable argument is empty";
        std::string_view name = kind == ConsumerKind::max ? "max" : "min";
        frame_.run_failing(ir::Fail{ErrorCode::value_error, intern(fmt::format("{}() {}", name, words)), {}});
    }
    frame_.start(end);
}

}  // namespace coluber::front
