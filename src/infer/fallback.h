// What has no native rule stays Python-level: the same op on boxed values, a C-API call in the end. In njit it is refused by name
// where it can run unknown Python code.
#pragma once

#include "infer/diagnostics.h"
#include "infer/specialiser.h"

namespace coluber::infer {

/// Values of this type have no code of the user's in their operators: numbers, None, exact built-in classes, arrays, tuples of these.
bool is_exact(const types::Types& types, TypeId type);

/// In njit: reports the first operand whose type is unknown; false then. `operands` are untyped values of `op_at`.
bool require_exact(Specialiser& s, std::span<const ValueId> untyped_operands);

/// The operands of an op boxed, in place; `storage` keeps the list operands.
template <class Op>
void box_operands(Specialiser& s, Op& op, std::vector<ValueId>& storage) {
    ir::for_each_field(op, [&](auto& field) {
        using Field = std::remove_cvref_t<decltype(field)>;
        if constexpr (std::is_same_v<Field, ValueId>) {
            field = s.kind(s[field]) == Kind::unset ? s[field] : s.box(s[field]);
        } else if constexpr (std::is_same_v<Field, ir::Operands>) {
            storage = s.mapped(field);
            for (ValueId& value : storage) value = s.box(value);
            field = storage;
        }
    });
}

template <class Op>
std::vector<ValueId> untyped_operands(Op op) {
    std::vector<ValueId> out;
    ir::for_each_field(op, [&](auto& field) {
        using Field = std::remove_cvref_t<decltype(field)>;
        if constexpr (std::is_same_v<Field, ValueId>) out.push_back(field);
        if constexpr (std::is_same_v<Field, ir::Operands>) out.insert(out.end(), field.begin(), field.end());
    });
    return out;
}

/// The op on boxed operands, unchecked: for rules that know that no unknown code runs.
template <class Op>
ValueId emit_boxed(Specialiser& s, Op op, TypeId result = types::object) {
    std::vector<ValueId> storage;
    box_operands(s, op, storage);
    if constexpr (Op::info.has_result) {
        return s.emit(op, result);
    } else {
        s.emit(op);
        return s.nothing();
    }
}

/// The op on boxed operands; njit refuses it when an operand's class is unknown, a library function has no such thing.
template <class Op>
ValueId python_level(Specialiser& s, const Op& op, TypeId result = types::object) {
    if (s.is_library()) {
        s.report(unknown_call, s.text_of(s.builder.at));
        return s.nothing();
    }
    if (Op::info.effects == ir::Effects::runs_code && !require_exact(s, untyped_operands(op))) return s.nothing();
    return emit_boxed(s, op, result);
}

}  // namespace coluber::infer
