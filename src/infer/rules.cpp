// From opcode to rule. The Python-level ops that have no native form for any type stay as they are, on boxed values.
#include "infer/rules.h"

#include "infer/fallback.h"

namespace coluber::infer {

namespace {

template <class Op>
concept python_level_op = std::string_view(Op::info.name).starts_with("py.");

template <class Op>
concept has_rule = requires(Specialiser& s, const Op& op) { infer_op(s, op); };

/// Ops that are always Python-level, by what they give.
template <class Op>
ValueId always_boxed(Specialiser& s, const Op& op) {
    using namespace ir;
    if constexpr (std::is_same_v<Op, PyList>)
        return emit_boxed(s, op, types::list);
    else if constexpr (std::is_same_v<Op, PySet>)
        return python_level(s, op, types::set);
    else if constexpr (std::is_same_v<Op, PyDict>)
        return python_level(s, op, types::dict);
    else if constexpr (std::is_same_v<Op, PyFormat> || std::is_same_v<Op, PyJoin>)
        return python_level(s, op, types::str);
    else if constexpr (std::is_same_v<Op, PyReraiseHandled> || std::is_same_v<Op, PyListToTuple>)
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
    if (!may_see_pending(s.untyped, inst)) s.handle_pending_in(s.untyped.operands(inst));
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
