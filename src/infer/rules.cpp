// From opcode to rule. The Python-level ops that have no native form for any type stay as they are, on boxed values.
#include "infer/rules.h"

#include "infer/containers.h"
#include "infer/fallback.h"

namespace coluber::infer {

namespace {

template <class Op>
concept python_level_op = std::string_view(Op::info.name).starts_with("py.");

template <class Op>
concept has_rule = requires(Specialiser& s, const Op& op) { infer_op(s, op); };

/// A display's type: that of a container of its items, where each `stride`th is of one type. An empty one may become one of anything.
TypeId display_type(Specialiser& s, Kind kind, ir::Operands items, std::size_t stride) {
    std::vector<TypeId> found(stride, types::unset);
    for (std::size_t i = 0; i < items.size(); ++i) {
        TypeId& seen = found[i % stride];
        TypeId item = s.type(s[items[i]]);
        seen = seen == types::unset || seen == item ? item : types::object;
    }
    if (items.empty()) return empty_container(s, kind);
    return container_of(s, kind, std::move(found));
}

/// Ops that are always Python-level, by what they give.
template <class Op>
ValueId always_boxed(Specialiser& s, const Op& op) {
    using namespace ir;
    if constexpr (std::is_same_v<Op, PyList>)
        return emit_boxed(s, op, display_type(s, Kind::list, op.items, 1));
    else if constexpr (std::is_same_v<Op, PySet>)
        return python_level(s, op, display_type(s, Kind::set, op.items, 1));
    else if constexpr (std::is_same_v<Op, PyDict>)
        return python_level(s, op, display_type(s, Kind::dict, op.items, 2));
    else if constexpr (std::is_same_v<Op, PyListAppend>) {
        emit_boxed(s, op);
        note_items(s, op.list, {s.type(s[op.item])});
        return s.nothing();
    } else if constexpr (std::is_same_v<Op, PySetAdd>) {
        python_level(s, op);
        if (!s.is_dead()) note_items(s, op.set, {s.type(s[op.item])});
        return s.nothing();
    } else if constexpr (std::is_same_v<Op, PyDictSet>) {
        python_level(s, op);
        if (!s.is_dead()) note_items(s, op.dict, {s.type(s[op.key]), s.type(s[op.value])});
        return s.nothing();
    } else if constexpr (std::is_same_v<Op, PyFormat> || std::is_same_v<Op, PyJoin>)
        return python_level(s, op, types::str);
    else if constexpr (std::is_same_v<Op, PyMatchException>)
        return emit_boxed(s, op, types::boolean);
    else if constexpr (std::is_same_v<Op, PyRaise> || std::is_same_v<Op, PyReraise> || std::is_same_v<Op, PyReraiseHandled> ||
                       std::is_same_v<Op, PyHandled> || std::is_same_v<Op, PyCatch> || std::is_same_v<Op, PyEndHandling> ||
                       std::is_same_v<Op, PyListToTuple>)
        return emit_boxed(s, op);
    else if constexpr (std::is_same_v<Op, PyStoreGlobal> || std::is_same_v<Op, PyDeleteGlobal> ||
                       std::is_same_v<Op, PyStoreFree>) {
        if (s.is_strict()) {
            s.report(changes_globals, s.text_of(s.builder.at)).hint("return the value, or decorate with `@coluber.jit`");
            return s.nothing();
        }
        return emit_boxed(s, op);
    } else if constexpr (std::is_same_v<Op, PyImport> || std::is_same_v<Op, PyImportFrom>) {
        if (s.is_strict()) {
            s.report(unknown_call, s.text_of(s.builder.at))
                .hint("import at the top of the file, or decorate with `@coluber.jit`");
            return s.nothing();
        }
        return emit_boxed(s, op);
    } else
        return python_level(s, op);
}

}  // namespace

ValueId infer_inst(Specialiser& s, const ir::Inst& inst) {
    return ir::visit(s.untyped, inst, [&](const auto& op) -> ValueId {
        using Op = std::remove_cvref_t<decltype(op)>;
        if constexpr (has_rule<Op>)
            return infer_op(s, op);
        else if constexpr (python_level_op<Op>)
            return always_boxed(s, op);
        else
            throw_bug(__FILE__, __LINE__, "untyped IR", std::string("machine-level op ") + std::string(Op::info.name));
    });
}

}  // namespace coluber::infer
