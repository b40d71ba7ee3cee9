// Rules for function values and cells.
//
// A function value is its elements: what it captured, its defaults, and its function object where somebody may see one. A cell's type
// says what was last seen to be put in; another function may have put in something else since, so reading tests the class.
#include "infer/fallback.h"
#include "infer/rules.h"

namespace coluber::infer {

namespace {

std::vector<TypeId> types_of(Specialiser& s, std::span<const ValueId> values) {
    std::vector<TypeId> out;
    for (ValueId value : values) out.push_back(s.type(value));
    return out;
}

ValueId element(Specialiser& s, ValueId closure, std::size_t index) {
    return s.emit(ir::ClosureGet{static_cast<std::int64_t>(index), closure}, s.type_info(closure).elements[index]);
}

/// Can an object be tested to be of the type, exactly?
bool has_test(const types::Types& types, TypeId id) {
    const types::Type& type = types[id];
    if (type.kind == Kind::unset || type.kind == Kind::object || type.kind == Kind::dyn || type.kind == Kind::cell)
        return false;
    if (type.kind == Kind::closure || type.kind == Kind::iterator) return false;
    return std::ranges::all_of(type.elements, [&](TypeId part) { return part == types::object || has_test(types, part); });
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyClosure& op) {
    std::vector<ValueId> elements = s.mapped(op.values);
    return s.emit(ir::ClosureMake{elements}, s.types.closure(op.function.index, types_of(s, elements)));
}

ValueId infer_op(Specialiser& s, const ir::PyClosureObject& op) {
    ValueId closure = s[op.closure];
    ValueId object = s.emit(ir::Box{closure}, types::object);
    std::vector<ValueId> elements;
    for (std::size_t i = 0; i < s.type_info(closure).elements.size(); ++i) elements.push_back(element(s, closure, i));
    elements.push_back(object);
    return s.emit(ir::ClosureMake{elements}, s.types.closure(s.type_info(closure).number, types_of(s, elements)));
}

// A captured variable without a value keeps none: it is not bound after it was captured (front/captures.h).
ValueId infer_op(Specialiser& s, const ir::PyCaptured& op) {
    ValueId closure = s[op.closure];
    if (s.kind(closure) != Kind::closure) return s.emit(op, types::object);
    bool is_as_it_is = op.index < 0;
    ValueId value = element(s, closure, static_cast<std::size_t>(is_as_it_is ? -1 - op.index : op.index));
    if (is_as_it_is) return value;
    if (s.kind(value) == Kind::unset) {
        s.fail(ErrorCode::unbound_free, s.module.names[op.name]);
        return s.nothing();
    }
    if (s.kind(value) != Kind::object) return value;
    ValueId is_unset = s.emit(ir::PyIs{value, s.unset()}, types::boolean);  // a join with `unset` is a null pointer
    s.check(ErrorCode::unbound_free, s.module.names[op.name], s.emit(ir::Not{is_unset}, types::boolean));
    return value;
}

ValueId infer_op(Specialiser& s, const ir::PyCapturedCell& op) {
    ValueId closure = s[op.closure];
    if (s.kind(closure) != Kind::closure) return s.emit(op, types::object);
    return element(s, closure, static_cast<std::size_t>(op.index));
}

ValueId infer_op(Specialiser& s, const ir::PyIsBuiltin& op) {
    ValueId value = s[op.value];
    std::string wanted = "builtins." + std::string(s.module.names[op.name]);
    if (s.kind(value) == Kind::known) return s.const_bool(s.identity(value) == wanted);
    if (s.kind(value) != Kind::object) return s.const_bool(false);
    return s.emit(op, types::boolean);
}

// ── cells ──

ValueId infer_op(Specialiser& s, const ir::CellMake& op) {
    ValueId value = s[op.value];
    TypeId content = s.type(value);
    return s.emit(ir::CellMake{s.kind(value) == Kind::unset ? value : s.box(value)}, s.types.cell(content));
}

ValueId infer_op(Specialiser& s, const ir::CellGet& op) {
    ValueId cell = s[op.cell];
    TypeId content = s.kind(cell) == Kind::cell ? s.type_info(cell).elements[0] : types::object;
    ValueId object = s.emit(ir::CellGet{op.is_free, op.name, cell}, types::object);
    if (s.is_dead() || s.is_generic() || !has_test(s.types, content)) return object;
    std::string text = fmt::format("the type of '{}' was changed by another function", s.module.names[op.name]);
    s.guard(ErrorCode::type_error, text, s.emit(ir::TypeIs{content, object}, types::boolean));
    if (content == types::none) return s.none();
    return s.unbox(object, content);
}

ValueId infer_op(Specialiser& s, const ir::CellSet& op) {
    ValueId cell = s[op.cell], value = s[op.value];
    TypeId content = s.type(value);
    ValueId boxed = s.kind(value) == Kind::unset ? value : s.box(value);
    return s.emit(ir::CellSet{cell, boxed}, s.kind(cell) == Kind::cell ? s.types.cell(content) : s.type(cell));
}

}  // namespace coluber::infer
