// Loading, storing and deleting names: locals in the frame, globals, closure cells.
#include "front/python/lowering.h"

#include <algorithm>

namespace coluber::front {

NameId Lowering::intern_mangled(std::string_view name) { return intern(mangled(scopes_[active_[0]].private_class, name)); }

Slot Lowering::slot_of(ScopeId scope, const std::string& name) {
    auto& slots = slots_[scope];
    auto found = slots.find(name);
    return found != slots.end() ? found->second : slots[name] = frame_.add_local(intern(name));
}

Lowering::Variable Lowering::variable(std::string_view written) {
    std::string name = mangled(scopes_[active_[0]].private_class, written);
    Variable result{VariableKind::global, intern(name)};
    for (std::size_t i = active_.size(); i > 0; --i) {
        const Symbol* symbol = scopes_[active_[i - 1]].find(name);
        if (!symbol || symbol->binding == Binding::free) continue;
        if (symbol->binding == Binding::local || symbol->binding == Binding::cell) {
            result.kind = VariableKind::local;
            result.slot = slot_of(active_[i - 1], name);
        }
        return result;
    }
    auto free = std::find(options_.free_names.begin(), options_.free_names.end(), name);
    if (free == options_.free_names.end()) return result;
    result.kind = VariableKind::free;
    result.index = free - options_.free_names.begin();
    return result;
}

void Lowering::load_name(std::string_view name) {
    Variable found = variable(name);
    if (found.kind == VariableKind::global) {
        frame_.prepare<ir::PyGlobal>();
        return frame_.run(ir::PyGlobal{found.name});
    }
    if (found.kind == VariableKind::free) {
        frame_.prepare<ir::PyLoadFree>();
        return frame_.run(ir::PyLoadFree{found.index, found.name});
    }
    ir::ValueId value = frame_.read(found.slot);
    if (frame_.is_assigned(found.slot)) return frame_.push(value);
    frame_.run(ir::CheckBound{found.name, value});
    frame_.write(found.slot, frame_.peek());
}

void Lowering::store_name(std::string_view name) {
    Variable target = variable(name);
    if (target.kind == VariableKind::local) {
        ir::ValueId value = frame_.pop();
        frame_.end_binding(target.slot);
        return frame_.write(target.slot, value);
    }
    frame_.prepare<ir::PyStoreGlobal>();
    ir::ValueId value = frame_.pop();
    if (target.kind == VariableKind::global)
        frame_.run(ir::PyStoreGlobal{target.name, value});
    else
        frame_.run(ir::PyStoreFree{target.index, target.name, value});
}

void Lowering::delete_name(std::string_view name, SourceRange range) {
    Variable target = variable(name);
    if (target.kind == VariableKind::free) return refuse(range, "del of a name of an enclosing function");
    if (target.kind == VariableKind::global) {
        frame_.prepare<ir::PyDeleteGlobal>();
        return frame_.run(ir::PyDeleteGlobal{target.name});
    }
    if (!frame_.is_assigned(target.slot)) {
        load_name(name);
        frame_.drop();
    }
    frame_.end_binding(target.slot);
    frame_.forget(target.slot);
}

// The end of `except … as name`: `name = None; del name`, which works also where the handler deleted the name.
void Lowering::end_name(std::string_view name) {
    Variable target = variable(name);
    if (target.kind == VariableKind::local) {
        frame_.end_binding(target.slot);
        return frame_.forget(target.slot);
    }
    push_none();
    store_name(name);
    delete_name(name, {});
}

}  // namespace coluber::front
