// Errors that are handled without an exception being made: which handlers can, and where one must be made after all (docs/exceptions.md).
#include "infer/exceptions.h"
#include "infer/specialiser.h"

#include <algorithm>

namespace coluber::infer {

bool may_see_pending(const ir::Function& function, const ir::Inst& inst) {
    return ir::visit(
        function, inst, [](const ir::PyMatchException&) { return true; }, [](const ir::PyEndHandling&) { return true; },
        [](const ir::PyReraise&) { return true; }, [](const ir::Checkpoint&) { return true; },
        [](const ir::EndBinding&) { return true; },  //
        [](const auto& op) { return op.info.is_terminator && !std::is_same_v<std::remove_cvref_t<decltype(op)>, ir::Return>; });
}

namespace {

/// The op may be told an exception that is made just before it: what runs unknown code is followed by a checkpoint, so no guard goes
/// back to where there was none.
bool may_use_exception(const ir::Function& function, const ir::Inst& inst) {
    return may_see_pending(function, inst) ||
           (ir::info(inst.op).effects == ir::Effects::runs_code && !ir::info(inst.op).is_terminator);
}

}  // namespace

// A handler is pendable if the exception, wherever it flows, comes only to ops that leave it what it is or can be told one made there.
void Specialiser::find_pendable(const std::vector<std::pair<ValueId, ValueId>>& flows) {
    pendable_.assign(untyped.block_count(), false);
    std::vector<bool> is_seen(untyped.value_count(), false);  // by an op that needs the object
    for (std::uint32_t b = 0; b < untyped.block_count(); ++b)
        for (ir::InstId id : untyped[ir::BlockId{b}].insts)
            if (!may_use_exception(untyped, untyped[id]))
                for (ValueId value : untyped.operands(untyped[id])) is_seen[value.index] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (auto [arg, param] : flows)
            if (is_seen[param.index] && !is_seen[arg.index]) changed = is_seen[arg.index] = true;
    }
    for (std::uint32_t b = 0; b < untyped.block_count(); ++b) {
        const auto& insts = untyped[ir::BlockId{b}].insts;
        bool is_handler =
            insts.size() > 2 && untyped.is<ir::PyHandled>(untyped[insts[0]]) && untyped.is<ir::PyCatch>(untyped[insts[1]]);
        pendable_[b] = is_handler && !is_seen[untyped[insts[1]].result.index];
    }
}

// Where the versions of the handler are used up, types join, and an exception is made.
bool Specialiser::may_stay_pending(ir::BlockId handler, std::span<const ValueId> args) const {
    return pendable_[handler.index] && versions_of_[handler.index].size() < max_versions - 1 &&
           std::ranges::none_of(args, [&](ValueId arg) { return kind(arg) == Kind::pending; });
}

ValueId Specialiser::hold_pending() {
    holds_pending_ = true;
    return emit(ir::Pending{}, types.pending(no_class));
}

void Specialiser::drop_pending() {
    if (std::exchange(holds_pending_, false)) emit(ir::DropPending{});
}

void Specialiser::handle_pending() {
    if (!std::exchange(holds_pending_, false)) return;
    ValueId before = emit(ir::HandlePending{}, types::object), exception;
    for (auto& [untyped_value, value] : env_) {
        if (!value || kind(value) != Kind::pending) continue;
        std::uint32_t error = type_info(value).number;
        if (error != no_class && !exception) exception = emit(ir::PyHandled{}, types.exception(error));
        value = error == no_class ? before : exception;
    }
}

void Specialiser::handle_pending_in(ir::Operands untyped_values) {
    bool is_used = std::ranges::any_of(untyped_values, [&](ValueId value) { return kind((*this)[value]) == Kind::pending; });
    if (is_used) handle_pending();
}

// On an edge of its own: the values that are the pending error, as objects.
void Specialiser::make_objects(std::vector<ValueId>& values) {
    ValueId before, exception;
    auto is_pending = [&](ValueId value) { return kind(value) == Kind::pending; };
    if (std::ranges::none_of(values, is_pending)) return;
    before = builder.emit(ir::HandlePending{}, types::object);
    for (ValueId& value : values) {
        if (!is_pending(value)) continue;
        std::uint32_t error = type_info(value).number;
        if (error != no_class && !exception) exception = builder.emit(ir::PyHandled{}, types.exception(error));
        value = error == no_class ? before : exception;
    }
}

void Specialiser::fail_new(std::optional<ir::ConstantId> args, ValueId type) {
    if (!args) args = module.constant(ir::ConstantTuple{});
    emit(ir::FailNew{*args, box(type)});
    dead_ = true;
}

std::uint32_t Specialiser::class_of_object(ValueId object) const {
    ir::InstId by = typed[object].defined_by;
    if (!by || !typed.is<ir::KnownObject>(typed[by])) return no_class;
    return class_named(known_object(static_cast<std::uint32_t>(typed.as<ir::KnownObject>(typed[by]).world_id)));
}

}  // namespace coluber::infer
