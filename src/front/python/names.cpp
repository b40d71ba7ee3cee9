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
            bool is_cell = family_.captures.needs_cell(active_[i - 1], name);
            result.kind = is_cell ? VariableKind::cell : VariableKind::local;
            result.slot = slot_of(active_[i - 1], name);
        }
        return result;
    }
    return outer_variable(name);
}

Lowering::Variable Lowering::outer_variable(const std::string& name) {
    Variable result{VariableKind::global, intern(name)};
    if (function_.inner) {
        const ir::Inner& inner = *function_.inner;
        auto found = std::find(inner.captured.begin(), inner.captured.end(), result.name);
        if (inner.self == result.name) result.kind = VariableKind::self;
        if (found != inner.captured.end()) {
            result.index = found - inner.captured.begin();
            bool is_cell = inner.is_cell[static_cast<std::size_t>(result.index)];
            result.kind = is_cell ? VariableKind::captured_cell : VariableKind::captured;
        }
        if (result.kind != VariableKind::global) return result;
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
    if (found.kind == VariableKind::self) return frame_.push(frame_.read(0));
    if (found.kind == VariableKind::captured) return frame_.run(ir::PyCaptured{found.index, found.name, frame_.read(0)});
    if (found.kind != VariableKind::local) {
        frame_.prepare<ir::CellGet>();
        push_cell(found);
        return frame_.run(ir::CellGet{found.kind == VariableKind::captured_cell, found.name, frame_.pop()});
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
    if (target.kind == VariableKind::cell || target.kind == VariableKind::captured_cell) return set_cell(target);
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
    if (target.kind != VariableKind::local) {
        load_name(name);
        frame_.drop();
        frame_.push(frame_.build.emit(ir::Unset{}, types::dyn));
        return set_cell(target);
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
    if (target.kind == VariableKind::cell || target.kind == VariableKind::captured_cell) {
        frame_.push(frame_.build.emit(ir::Unset{}, types::dyn));
        return set_cell(target);
    }
    push_none();
    store_name(name);
    delete_name(name, {});
}

// ── cells ──

void Lowering::push_cell(const Variable& of) {
    if (of.kind == VariableKind::cell) return frame_.push(frame_.read(of.slot));
    frame_.run(ir::PyCapturedCell{of.index, of.name, frame_.read(0)});
}

// [value] → []
void Lowering::set_cell(const Variable& of) {
    frame_.prepare<ir::CellSet>();
    push_cell(of);
    ir::ValueId cell = frame_.pop(), value = frame_.pop();
    frame_.run(ir::CellSet{cell, value});
    ir::ValueId set = frame_.pop();
    if (of.kind == VariableKind::cell) frame_.write(of.slot, set);
}

// The variables of a function or comprehension that inner functions share: each gets its cell when the scope is entered.
void Lowering::make_cells(ScopeId scope) {
    for (const Symbol& symbol : scopes_[scope].symbols) {
        bool is_own = symbol.binding == Binding::local || symbol.binding == Binding::cell;
        if (!is_own || !family_.captures.needs_cell(scope, symbol.name)) continue;
        Slot slot = slot_of(scope, symbol.name);
        frame_.prepare<ir::CellMake>();
        frame_.run(ir::CellMake{symbol.is_parameter ? frame_.read(slot) : frame_.build.emit(ir::Unset{}, types::dyn)});
        frame_.write(slot, frame_.pop());
    }
}

}  // namespace coluber::front
