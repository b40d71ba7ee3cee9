// Rules for the tests of `match` patterns: for values whose class is known the answer is known when compiling.
#include "infer/fallback.h"
#include "infer/rules.h"

#include <algorithm>

namespace coluber::infer {

namespace {

/// Whether a value of this type is a sequence (or mapping) is asked at run time.
bool has_unknown_class(Specialiser& s, ValueId value) {
    return s.kind(value) == Kind::object || s.kind(value) == Kind::known || s.kind(value) == Kind::iterator;
}

ValueId length_matches(Specialiser& s, const ir::PyMatchSequence& op, ValueId size) {
    ir::CompareKind kind = op.at_least ? ir::CompareKind::ge : ir::CompareKind::eq;
    return s.compare(kind, size, s.const_int(op.count));
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyMatchSequence& op) {
    ValueId subject = s[op.subject];
    if (auto size = tuple_size(s, subject)) {
        auto count = static_cast<std::int64_t>(*size);
        return s.const_bool(op.at_least ? count >= op.count : count == op.count);
    }
    if (s.kind(subject) == Kind::range) return length_matches(s, op, s.emit(ir::RangePart{3, subject}, types::integer));
    if (has_unknown_class(s, subject) || s.kind(subject) == Kind::list) return python_level(s, op, types::boolean);
    return s.const_bool(false);
}

ValueId infer_op(Specialiser& s, const ir::PyMatchMapping& op) {
    ValueId subject = s[op.subject];
    if (has_unknown_class(s, subject) || s.kind(subject) == Kind::dict) return python_level(s, op, types::boolean);
    return s.const_bool(false);
}

ValueId infer_op(Specialiser& s, const ir::PyItemFromEnd& op) {
    ValueId object = s[op.object];
    if (auto size = tuple_size(s, object)) return tuple_item(s, object, *size - static_cast<std::size_t>(op.from_end));
    return python_level(s, op);
}

// ── classes ──

namespace {

enum class Instance : std::uint8_t { no, yes, unknown };

struct BuiltinClass {
    std::string_view identity;
    std::initializer_list<Kind> kinds;  // of its instances; NumPy's scalars apart
    std::optional<DType> scalar;        // a NumPy scalar class that derives from it
};

const BuiltinClass builtin_classes[] = {
    {"builtins.int", {Kind::integer, Kind::boolean, Kind::bigint}, {}},
    {"builtins.bool", {Kind::boolean}, {}},
    {"builtins.float", {Kind::floating}, DType::float64},
    {"builtins.complex", {Kind::complex}, DType::complex128},
    {"builtins.str", {Kind::str}, {}},
    {"builtins.bytes", {Kind::bytes}, {}},
    {"builtins.tuple", {Kind::tuple}, {}},
    {"builtins.list", {Kind::list}, {}},
    {"builtins.dict", {Kind::dict}, {}},
    {"builtins.set", {Kind::set}, {}},
};

Instance is_instance(Specialiser& s, ValueId value, const BuiltinClass& type) {
    const types::Type& info = s.type_info(value);
    if (has_unknown_class(s, value)) return Instance::unknown;
    if (info.kind == Kind::scalar) return type.scalar == info.dtype ? Instance::yes : Instance::no;
    if (info.kind == Kind::maybe_np)  // either the Python number or the scalar
        return info.dtype == DType::float64 && type.identity == "builtins.float" ? Instance::yes : Instance::unknown;
    return std::ranges::find(type.kinds, info.kind) != type.kinds.end() ? Instance::yes : Instance::no;
}

/// The built-in class takes one positional part, the subject itself.
ValueId match_builtin(Specialiser& s, const ir::PyMatchClass& op, const BuiltinClass& type) {
    ValueId subject = s[op.subject];
    Instance answer = is_instance(s, subject, type);
    if (answer == Instance::no) return s.none();
    bool is_plain = op.count <= 1 && op.attributes.empty();
    if (answer == Instance::unknown || !is_plain) return s.nothing();
    return pack_tuple(s, std::span(&subject, static_cast<std::size_t>(op.count)));
}

}  // namespace

ValueId infer_op(Specialiser& s, const ir::PyMatchClass& op) {
    std::string_view identity = s.identity(s[op.type]);
    for (const BuiltinClass& type : builtin_classes)
        if (type.identity == identity)
            if (ValueId result = match_builtin(s, op, type)) return result;
    if (s.is_strict() && !identity.starts_with("builtins.")) {
        s.report(unknown_call, s.text_of(s.builder.at))
            .hint(
                "match on built-in classes, or decorate with `@coluber.jit`: another class may have an `isinstance` of its "
                "own");
        return s.nothing();
    }
    return python_level(s, op);
}

}  // namespace coluber::infer
