// Block versioning: which typed blocks there are and how control flows between them. What single ops become is in rules.h.
// Holds after: every typed block that is reachable ends in a terminator and passes arguments of its targets' parameter types.
#include "infer/specialiser.h"

#include "infer/join.h"
#include "infer/rules.h"

#include <algorithm>

namespace coluber::infer {

namespace {

// Enough for the types that a variable takes in one loop; beyond it code grows and speed does not (DESIGN.md).
constexpr std::size_t max_versions = 4;

/// complex has parts of float, np.complex64 of np.float32, np.complex128 of np.float64.
TypeId complex_part_type(types::Types& types, TypeId type) {
    if (type == types::complex) return types::floating;
    return types.scalar(types[type].dtype == DType::complex64 ? DType::float32 : DType::float64);
}

}  // namespace

Specialiser::Specialiser(Inference& inference_, const ir::Function& untyped_, ir::Function& typed_)
    : inference(inference_),
      module(inference_.module),
      types(inference_.module.types),
      untyped(untyped_),
      typed(typed_),
      builder(inference_.module, typed_),
      versions_of_(untyped_.block_count()) {
    find_binding_only();
}

// A parameter that nothing but `end_binding` looks at, directly or through further parameters, need not keep a type of its own:
// where its deallocation cannot be seen it is passed as `unset`, so that a dead loop variable does not make a second version.
void Specialiser::find_binding_only() {
    binding_only_.assign(untyped.value_count(), true);
    std::vector<std::pair<ValueId, ValueId>> flows;  // argument → parameter
    auto look = [&](ir::Operands values) {
        for (ValueId value : values) binding_only_[value.index] = false;
    };
    auto flow = [&](const ir::StoredTarget& target, std::size_t in_front) {
        if (!target.block) return;
        ir::Operands args = untyped.target_args(target);
        const auto& params = untyped[target.block].params;
        for (std::size_t i = 0; i < args.size(); ++i) flows.emplace_back(args[i], params[i + in_front]);
    };
    for (std::uint32_t b = 0; b < untyped.block_count(); ++b) {
        for (ir::InstId id : untyped[ir::BlockId{b}].insts) {
            const ir::Inst& inst = untyped[id];
            bool is_passive = untyped.is<ir::EndBinding>(inst) || untyped.is<ir::Checkpoint>(inst);
            if (!is_passive) look(untyped.operands(inst));
            bool is_next = untyped.is<ir::IterNext>(inst);
            for (std::size_t t = 0; t < inst.target_count; ++t) flow(inst.targets[t], is_next && t == 0 ? 2 : 0);
        }
    }
    std::vector<std::vector<ValueId>> sources(untyped.value_count());
    for (auto [arg, param] : flows) sources[param.index].push_back(arg);
    std::vector<ValueId> looked;
    for (std::uint32_t v = 0; v < untyped.value_count(); ++v)
        if (!binding_only_[v]) looked.push_back(ValueId{v});
    while (!looked.empty()) {
        ValueId value = looked.back();
        looked.pop_back();
        for (ValueId source : sources[value.index])
            if (binding_only_[source.index]) {
                binding_only_[source.index] = false;
                looked.push_back(source);
            }
    }
}

bool Specialiser::run(const std::vector<TypeId>& args) {
    typed.name = untyped.name;
    typed.file = untyped.file;
    typed.code_name = untyped.code_name;
    typed.defined_at = untyped.defined_at;
    typed.handle = untyped.handle;
    typed.param_names = untyped.param_names;
    typed.is_strict = inference.options.exit == GuardExit::raise;
    typed.entry = add_version(untyped.entry, args);
    do {
        while (!worklist_.empty() && !failed_) {
            std::size_t next = worklist_.back();
            worklist_.pop_back();
            emit_version(next);
        }
    } while (!failed_ && resume_suspended());
    if (failed_) return false;
    unify_returns();
    return true;
}

// Versions that wait for the result of a call in progress (recursion): tried again when more is known.
bool Specialiser::resume_suspended() {
    if (suspended_.empty()) return false;
    if (typed.result_type == types::dyn && !returns_.empty()) {
        TypeId type = this->type(typed.operands(typed[typed.terminator(returns_[0])])[0]);
        for (ir::BlockId block : returns_)
            type = join(types, type, this->type(typed.operands(typed[typed.terminator(block)])[0]));
        typed.result_type = type;
    }
    bool progress = false;
    std::vector<std::pair<std::size_t, ir::FunctionId>> waiting;
    waiting.swap(suspended_);
    for (auto [version, callee] : waiting) {
        if (inference.callees.result_type(callee)) {
            typed[versions_[version].typed_block].insts.clear();
            worklist_.push_back(version);
            progress = true;
        } else {
            suspended_.emplace_back(version, callee);
        }
    }
    return progress;
}

ir::BlockId Specialiser::add_version(ir::BlockId block, std::vector<TypeId> key) {
    ir::BlockId typed_block = typed.add_block();
    for (TypeId type : key) typed.add_param(typed_block, type);
    std::size_t index = versions_.size();
    version_index_.emplace(std::pair{block.index * 2 + (dirty_ ? 1 : 0), key}, index);
    versions_.push_back({block, typed_block, std::move(key), dirty_});
    versions_of_[block.index].push_back(index);
    worklist_.push_back(index);
    return typed_block;
}

void Specialiser::emit_version(std::size_t index) {
    Version version = versions_[index];
    const ir::Block& block = untyped[version.untyped_block];
    env_.clear();
    checkpoint_ = {};
    dirty_ = version.is_dirty;
    dead_ = is_suspended_ = false;
    builder.block = version.typed_block;
    const auto& params = typed[version.typed_block].params;
    for (std::size_t i = 0; i < params.size(); ++i) env_[block.params[i].index] = params[i];
    emit_insts(block);
    handler_ = nullptr;
    if (is_suspended_) {
        suspended_.back().first = index;
    } else if (dead_ && !builder.is_finished()) {
        builder.emit(ir::Unreachable{});
    }
}

void Specialiser::emit_insts(const ir::Block& block) {
    std::optional<ir::OnError> on_error;
    const ir::Inst& end = untyped[block.insts.back()];
    if (untyped.is<ir::OnError>(end)) on_error = untyped.as<ir::OnError>(end);
    for (std::size_t i = 0; i < block.insts.size() && !dead_; ++i) {
        const ir::Inst& inst = untyped[block.insts[i]];
        builder.at = inst.at;
        builder.flags = inference.options.fastmath ? inst.flags | ir::Flags::fastmath : inst.flags;
        handler_ = on_error && i + 2 == block.insts.size() ? &*on_error : nullptr;
        result_ = inst.result;
        ValueId result = infer_inst(*this, inst);
        if (inst.result && !dead_) env_[inst.result.index] = result;
    }
}

bool Specialiser::is_only_iterated() const {
    for (std::uint32_t b = 0; b < untyped.block_count(); ++b) {
        for (ir::InstId id : untyped[ir::BlockId{b}].insts) {
            const ir::Inst& inst = untyped[id];
            if (untyped.is<ir::Checkpoint>(inst) || untyped.is<ir::PyIter>(inst)) continue;
            if (std::ranges::find(untyped.operands(inst), result_) != untyped.operands(inst).end()) return false;
            for (const ir::StoredTarget& target : untyped.targets(inst)) {
                ir::Operands args = target.block ? untyped.target_args(target) : ir::Operands{};
                if (std::ranges::find(args, result_) != args.end()) return false;
            }
        }
    }
    return true;
}

// ── control flow ──

std::vector<ValueId> Specialiser::mapped(ir::Operands values) const {
    std::vector<ValueId> out;
    out.reserve(values.size());
    for (ValueId value : values) out.push_back((*this)[value]);
    return out;
}

ValueId Specialiser::as_param(ir::BlockId block, std::size_t param, ValueId value) {
    ValueId untyped_param = untyped[block].params[param];
    bool drop = binding_only_[untyped_param.index] && kind(value) != Kind::unset && !types::is_counted(types, type(value));
    return drop ? unset() : value;
}

ir::Target Specialiser::target(const ir::Target& untyped_target, std::vector<ValueId>& args,
                               std::span<const ValueId> in_front) {
    args.assign(in_front.begin(), in_front.end());
    for (ValueId arg : untyped_target.args) args.push_back(as_param(untyped_target.block, args.size(), (*this)[arg]));
    ir::BlockId to = version_of(untyped_target.block, args);
    return {to, args};
}

ir::BlockId Specialiser::version_of(ir::BlockId block, std::vector<ValueId>& args) {
    std::vector<TypeId> key;
    key.reserve(args.size());
    for (ValueId arg : args) key.push_back(type(arg));
    if (auto found = version_index_.find({block.index * 2 + (dirty_ ? 1 : 0), key}); found != version_index_.end())
        return versions_[found->second].typed_block;
    if (versions_of_[block.index].size() < max_versions) return add_version(block, std::move(key));
    return joined_version(block, args, versions_of_[block.index]);
}

// The block has its versions: all types seen so far join. The edge gets a block of its own for the conversions.
ir::BlockId Specialiser::joined_version(ir::BlockId block, std::vector<ValueId>& args,
                                        const std::vector<std::size_t>& versions) {
    std::vector<TypeId> key;
    for (ValueId arg : args) key.push_back(type(arg));
    for (std::size_t version : versions)
        for (std::size_t i = 0; i < key.size(); ++i) key[i] = join(types, key[i], versions_[version].key[i]);
    bool was_dirty = std::exchange(dirty_, has_twin());
    auto found = version_index_.find({block.index * 2 + (dirty_ ? 1 : 0), key});
    ir::BlockId to = found != version_index_.end() ? versions_[found->second].typed_block : add_version(block, key);
    dirty_ = was_dirty;

    ir::BlockId edge = typed.add_block(), here = builder.block;
    std::vector<ValueId> converted;
    for (ValueId arg : args) converted.push_back(typed.add_param(edge, type(arg)));
    builder.block = edge;
    const ir::OnError* handler = std::exchange(handler_, nullptr);
    for (std::size_t i = 0; i < key.size(); ++i) converted[i] = convert_to_join(*this, converted[i], key[i]);
    builder.jump(to, converted);
    handler_ = handler;
    builder.block = here;
    return edge;
}

void Specialiser::split_for_handler() {
    if (!handler_) return;
    ir::BlockId after = typed.add_block(), failing = typed.add_block();
    builder.emit(ir::OnError{{after, {}}, {failing, {}}});
    builder.block = failing;
    std::vector<ValueId> args;
    const ir::OnError* handler = std::exchange(handler_, nullptr);
    ir::Target to = target(handler->error, args);
    builder.emit(ir::Jump{to});
    handler_ = handler;
    builder.block = after;
}

void Specialiser::fail(ErrorCode code, std::string_view text) {
    emit(ir::Fail{code, name(text), {}});
    dead_ = true;
}

void Specialiser::suspend(ir::FunctionId callee) {
    suspended_.emplace_back(0, callee);  // emit_version fills in which
    is_suspended_ = dead_ = true;
}

void Specialiser::note_return(ValueId value) {
    builder.emit(ir::Return{value});
    returns_.push_back(builder.block);
}

void Specialiser::unify_returns() {
    TypeId result = typed.result_type;
    for (ir::BlockId block : returns_) {
        TypeId type = this->type(typed.operands(typed[typed.terminator(block)])[0]);
        result = result == types::dyn || result == types::unset ? type : join(types, result, type);
    }
    if (result == types::dyn && suspended_.empty()) result = types::unset;  // it never returns
    typed.result_type = result;
    for (ir::BlockId block : returns_) {
        ir::InstId end = typed.terminator(block);
        ValueId value = typed.operands(typed[end])[0];
        if (type(value) == result) continue;
        builder.block = block;
        builder.at = typed[end].at;
        typed[block].insts.pop_back();
        builder.emit(ir::Return{convert_to_join(*this, value, result)});
    }
}

// ── checkpoints ──

void Specialiser::take_checkpoint(const ir::Checkpoint& op) {
    std::vector<ValueId> values = mapped(op.values);
    checkpoint_ = builder.emit(ir::Checkpoint{op.number, values, op.locals});
    if (std::exchange(dirty_, false) && has_twin()) emit(ir::GuardWorld{});
}

void Specialiser::forget_checkpoint(bool runs_code) {
    checkpoint_ = {};
    if (!runs_code || !has_twin()) return;
    dirty_ = true;
    typed.runs_unknown_code = true;
}

void Specialiser::name_checkpoint() {
    if (has_twin()) typed[builder.last()].checkpoint = checkpoint_;
}

// ── values ──

const ir::Constant* Specialiser::constant(ValueId value) const {
    ir::InstId by = typed[value].defined_by;
    if (!by || !typed.is<ir::Const>(typed[by])) return nullptr;
    return &module[typed.as<ir::Const>(typed[by]).value];
}

std::optional<std::int64_t> Specialiser::constant_int(ValueId value) const {
    const ir::Constant* found = constant(value);
    if (!found) return std::nullopt;
    if (auto number = std::get_if<std::int64_t>(found)) return *number;
    if (auto flag = std::get_if<bool>(found)) return *flag;
    return std::nullopt;
}

std::string_view Specialiser::identity(ValueId value) const {
    if (kind(value) != Kind::known) return {};
    return known(value).identity;
}

ValueId Specialiser::convert(ValueId value, TypeId to) {
    if (type(value) == to) return value;
    if (kind(value) == Kind::maybe_np) {
        ValueId number = emit(ir::MaybeNpValue{value}, types::python_number(type_info(value).dtype));
        return convert(number, to);
    }
    bool same = dtype_of(types, type(value)) == dtype_of(types, to);
    if (same) return emit(ir::Retype{value}, to);
    if (!types::is_complex(types, to)) return emit(ir::Convert{value}, to);
    TypeId part = complex_part_type(types, to);
    ValueId real = convert(is_complex(value) ? complex_part(value, 0) : value, part);
    ValueId imaginary = convert(is_complex(value) ? complex_part(value, 1) : const_float(0.0), part);
    return emit(ir::ComplexMake{real, imaginary}, to);
}

ValueId Specialiser::complex_part(ValueId number, std::int64_t part) {
    return emit(ir::ComplexPart{part, number}, complex_part_type(types, type(number)));
}

ValueId Specialiser::box(ValueId value) {
    if (is_boxed(value)) return value;
    if (kind(value) == Kind::known) return emit(ir::KnownObject{type_info(value).number}, types::object);
    ir::InstId by = typed[value].defined_by;
    if (by && typed.is<ir::Const>(typed[by])) return emit(typed.as<ir::Const>(typed[by]), types::object);
    return emit(ir::Box{value}, types::object);
}

ValueId Specialiser::known_value(const Known& known) {
    knowns_[known.id] = known;
    auto parsed = types.parse(known.type);
    if (known.type == "known" || !parsed) {
        return emit(ir::KnownObject{known.id}, known.type == "known" ? types.known(known.id) : types::object);
    }
    if (*parsed == types::none) return none();
    if (const auto* number = std::get_if<std::int64_t>(&known.constant)) {
        if (*parsed == types::boolean) return const_bool(*number != 0);
        if (*parsed == types::integer) return const_int(*number);
    }
    if (const auto* number = std::get_if<double>(&known.constant); number && *parsed == types::floating)
        return const_float(*number);
    ValueId object = emit(ir::KnownObject{known.id}, types::object);
    return types::is_boxed(types, *parsed) ? object : unbox(object, *parsed);
}

}  // namespace coluber::infer
