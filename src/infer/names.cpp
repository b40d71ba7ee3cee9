// Rules for literals, names and their bindings.
#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>

namespace coluber::infer {

namespace {

TypeId literal_type(Specialiser& s, const ir::Constant& constant) {
    return std::visit(ir::Overloaded{
                          [](ir::None) { return types::none; }, [](bool) { return types::boolean; },
                          // In the twin ints are boxed: nothing there can overflow.
                          [&](std::int64_t) { return s.is_generic() ? types::bigint : types::integer; },
                          [](const ir::BigInt&) { return types::bigint; }, [](double) { return types::floating; },
                          [](ir::Complex) { return types::complex; }, [](const std::string&) { return types::str; },
                          [](const ir::Bytes&) { return types::bytes; },
                          [](const auto&) { return types::object; },  // Ellipsis, tuples of constants
                      },
                      constant);
}

bool may_die_visibly(Specialiser& s, TypeId id) {
    const types::Type& type = s.types[id];
    if (type.kind == Kind::object || type.kind == Kind::list || type.kind == Kind::dict || type.kind == Kind::set) return true;
    return std::ranges::any_of(type.elements, [&](TypeId element) { return may_die_visibly(s, element); });
}

/// A name that has no value now: a NameError when it is reached. In njit nothing can give it one meanwhile.
template <class Op>
ValueId missing_name(Specialiser& s, const Op& op) {
    ValueId value = s.emit(op, types::object);
    if (s.is_strict()) s.kill();
    return value;
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::Const& op) { return s.emit(op, literal_type(s, s.module[op.value])); }

ValueId infer_op(Specialiser& s, const ir::Unset&) { return s.unset(); }

ValueId infer_op(Specialiser& s, const ir::CheckBound& op) {
    ValueId value = s[op.value];
    if (s.kind(value) == Kind::unset) {
        s.fail(ErrorCode::unbound_local, s.module.names[op.name]);
        return s.nothing();
    }
    if (s.kind(value) != Kind::object) return value;
    return s.emit(ir::CheckBound{op.name, value}, types::object);  // a join with `unset` is a null pointer
}

/// A global that is looked up each time, with the type that it had when compiling.
ValueId loaded_global(Specialiser& s, const ir::PyGlobal& op, std::string_view expected) {
    ValueId object = s.emit(op, types::object);
    auto type = s.types.parse(expected);
    if (!type || types::is_boxed(s.types, *type)) return object;
    s.check(ErrorCode::type_error, fmt::format("the global `{}` is no {} any more", s.module.names[op.name], expected),
            s.emit(ir::TypeIs{*type, object}, types::boolean));
    return s.unbox(object, *type);
}

ValueId infer_op(Specialiser& s, const ir::PyGlobal& op) {
    // The twin looks names up as CPython does, so it assumes nothing about them.
    if (s.is_generic()) return s.emit(op, types::object);
    auto known = s.inference.world.global(s.handle(), s.module.names[op.name]);
    if (known && known->is_loaded) return loaded_global(s, op, known->type);
    return known ? s.known_value(*known) : missing_name(s, op);
}

ValueId infer_op(Specialiser& s, const ir::PyLoadFree& op) {
    if (s.is_generic()) return s.emit(op, types::object);
    auto known = s.inference.world.free_variable(s.handle(), static_cast<std::uint32_t>(op.index));
    return known ? s.known_value(*known) : missing_name(s, op);
}

ValueId infer_op(Specialiser& s, const ir::EndBinding& op) {
    ValueId value = s[op.value];
    // A number, NumPy array, range or string dies unseen; a container may hold anything.
    if (may_die_visibly(s, s.type(value))) s.emit(ir::EndBinding{op.name, value});
    return s.nothing();
}

ValueId infer_op(Specialiser& s, const ir::Checkpoint& op) {
    s.take_checkpoint(op);
    return s.nothing();
}

}  // namespace coluber::infer
