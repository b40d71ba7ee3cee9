// The state of one function's inference, and what the rules emit with. See infer.h for the method.
#pragma once

#include "infer/infer.h"
#include "ir/builder.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coluber::infer {

using ir::ValueId;
using types::DType;
using types::Kind;

class Specialiser {
public:
    Specialiser(Inference& inference, const ir::Function& untyped, ir::Function& typed);

    /// The whole function; false: something was reported.
    bool run(const std::vector<TypeId>& args);
    bool is_complete() const { return suspended_.empty(); }

    Inference& inference;
    ir::Module& module;
    types::Types& types;
    const ir::Function& untyped;
    ir::Function& typed;
    ir::Builder builder;

    // ── what is known ──
    TypeId type(ValueId value) const { return typed.type(value); }
    const types::Type& type_info(ValueId value) const { return types[type(value)]; }
    Kind kind(ValueId value) const { return types.kind(type(value)); }
    bool is_number(ValueId value) const { return types::is_number(types, type(value)); }
    bool is_complex(ValueId value) const { return types::is_complex(types, type(value)); }
    bool is_boxed(ValueId value) const { return types::is_boxed(types, type(value)); }
    /// int or bool of Python.
    bool is_python_int(ValueId value) const { return kind(value) == Kind::integer || kind(value) == Kind::boolean; }
    /// The value of a literal (of this block or one that dominates it).
    const ir::Constant* constant(ValueId value) const;
    std::optional<std::int64_t> constant_int(ValueId value) const;
    /// What World said about a value of type known(…).
    const Known& known(ValueId value) const { return knowns_.at(type_info(value).number); }
    /// Its identity, "" for any other value.
    std::string_view identity(ValueId value) const;
    FunctionHandle handle() const { return {untyped.handle}; }
    bool is_strict() const { return inference.options.is_strict; }
    bool has_twin() const { return inference.options.exit == GuardExit::twin; }
    bool is_generic() const { return inference.options.exit == GuardExit::generic; }
    std::string text_of(SourceRange range) const { return inference.callees.source_text(handle(), range); }

    // ── emission ──
    /// An op with a result. One that can fail goes to the handler when inside `try`; a guard names the checkpoint.
    template <class Op>
    ValueId emit(const Op& op, TypeId result) {
        ValueId value = builder.emit(op, result);
        after_emit<Op>();
        return value;
    }
    template <class Op>
    void emit(const Op& op) {
        builder.emit(op);
        after_emit<Op>();
    }
    ValueId const_int(std::int64_t value) { return builder.constant(value, types::integer); }
    ValueId const_float(double value) { return builder.constant(value, types::floating); }
    ValueId const_bool(bool value) { return builder.constant(value, types::boolean); }
    ValueId none() { return builder.constant(ir::None{}, types::none); }
    ValueId unset() { return builder.emit(ir::Unset{}, types::unset); }
    NameId name(std::string_view text) { return module.names.intern(text); }

    ValueId arith(ir::ArithKind kind, ValueId a, ValueId b) { return emit(ir::Arith{kind, a, b}, type(a)); }
    ValueId compare(ir::CompareKind kind, ValueId a, ValueId b) { return emit(ir::Compare{kind, a, b}, types::boolean); }
    ValueId select(ValueId condition, ValueId a, ValueId b) { return emit(ir::Select{condition, a, b}, type(a)); }
    ValueId native(std::string_view function, std::span<const ValueId> args, TypeId result) {
        return emit(ir::CallNative{name(function), args}, result);
    }
    /// A number as another number type: nothing, `retype`, `convert`; a maybe_np value loses its bit. From complex to complex alone.
    ValueId convert(ValueId value, TypeId to);
    /// The real (0) or imaginary (1) part of a complex number that is not a maybe_np.
    ValueId complex_part(ValueId number, std::int64_t part);
    /// The value as one Python object.
    ValueId box(ValueId value);
    /// A boxed object of a class already known as a native value.
    ValueId unbox(ValueId value, TypeId to) { return emit(ir::Unbox{value}, to); }

    void check(ErrorCode code, std::string_view text, ValueId condition, std::span<const ValueId> payload = {}) {
        emit(ir::Check{code, name(text), condition, payload});
    }
    void guard(ErrorCode code, std::string_view text, ValueId condition) { emit(ir::Guard{code, name(text), condition, {}}); }
    /// The op always fails: what follows in this block is dead.
    void fail(ErrorCode code, std::string_view text);
    /// Control does not go on after the last op (a check that always fails).
    void kill() { dead_ = true; }
    /// The same, because something was reported while a callee was compiled.
    void kill_reported() { failed_ = dead_ = true; }
    /// A terminator or a callee ran unknown code.
    void after_unknown_code() { forget_checkpoint(true); }
    bool is_dead() const { return dead_; }

    template <class... Args, class... Given>
    Diagnostic& report(const Diag<Args...>& diag, Given&&... given) {
        failed_ = true;
        dead_ = true;
        return inference.diagnostics.report(builder.at, diag, std::forward<Given>(given)...);
    }
    /// A dead rule's result: it is never looked at.
    ValueId nothing() { return {}; }

    // ── for single rules ──
    ValueId operator[](ValueId untyped_value) const { return env_.at(untyped_value.index); }
    /// Does nothing but a loop use the result of the op at hand? Then it need not be an object of its own.
    bool is_only_iterated() const;
    void take_checkpoint(const ir::Checkpoint& op);
    ir::Target target(const ir::Target& untyped_target, std::vector<ValueId>& args, std::span<const ValueId> in_front = {});
    void note_return(ValueId value);
    /// A value of type known(…) for what World said.
    ValueId known_value(const Known& known);
    /// The block waits until the callee's result type is known.
    void suspend(ir::FunctionId callee);
    std::vector<ValueId> mapped(ir::Operands values) const;

private:
    struct Version {
        ir::BlockId untyped_block, typed_block;
        std::vector<TypeId> key;
        bool is_dirty;
    };

    template <class Op>
    void after_emit() {
        constexpr bool is_call = std::is_same_v<Op, ir::Call>;  // what the callee does is known: jitted_call says it
        if constexpr (Op::info.effects >= ir::Effects::writes)
            forget_checkpoint(Op::info.effects == ir::Effects::runs_code && !is_call);
        if constexpr (std::is_same_v<Op, ir::ArithChecked> || std::is_same_v<Op, ir::Guard> || std::is_same_v<Op, ir::Unbox> ||
                      std::is_same_v<Op, ir::GuardWorld>)
            name_checkpoint();
        if constexpr (Op::info.can_fail && !Op::info.is_terminator) split_for_handler();
    }
    void forget_checkpoint(bool runs_code);
    void name_checkpoint();
    void split_for_handler();

    void emit_version(std::size_t index);
    void emit_insts(const ir::Block& block);
    void find_binding_only();
    ValueId as_param(ir::BlockId block, std::size_t param, ValueId value);
    ir::BlockId version_of(ir::BlockId block, std::vector<ValueId>& args);
    ir::BlockId joined_version(ir::BlockId block, std::vector<ValueId>& args, const std::vector<std::size_t>& versions);
    ir::BlockId add_version(ir::BlockId block, std::vector<TypeId> key);
    bool resume_suspended();
    void unify_returns();

    std::unordered_map<std::uint32_t, ValueId> env_;  // untyped value → typed value, of the block at hand
    std::vector<Version> versions_;
    std::vector<std::vector<std::size_t>> versions_of_;  // by untyped block
    std::map<std::pair<std::uint32_t, std::vector<TypeId>>, std::size_t> version_index_;
    std::vector<std::size_t> worklist_;
    std::vector<std::pair<std::size_t, ir::FunctionId>> suspended_;  // versions that wait for a result type
    std::vector<bool> binding_only_;  // by untyped value: a parameter only `end_binding` looks at
    std::vector<ir::BlockId> returns_;
    std::map<std::uint32_t, Known> knowns_;
    ValueId result_;                        // of the untyped op at hand
    ir::InstId checkpoint_;                 // the last one, if no effect came after
    const ir::OnError* handler_ = nullptr;  // the op at hand is inside `try`
    bool dead_ = false, failed_ = false, dirty_ = false, is_suspended_ = false;
};

}  // namespace coluber::infer
