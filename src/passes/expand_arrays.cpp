// Turns expressions on whole arrays into loops: `array.map` makes its result and becomes a nest over its index space with the body in
// the innermost loop; `array.map_into` the same over an array that is there.
//
// Why here: fusion, which joins maps, comes before; reference counts after. The loops need no checks, so nobody has to remove any.
// How: arrays of one shape that all lie as C (or Fortran) lays them are one flat loop. Else `array.walk` says at run time in which order the axes
// are best walked, and which of them are one. The innermost loop is there twice: elements one behind the other, which LLVM
// vectorises, and any strides. What the body computes without looking at an element is computed once, in front; its checks too, so
// that a number that does not fit is an error before anything is written, also where there is no element (as in NumPy).
// Holds after: no `array.map` and no `array.map_into`; a loop over the result knows that it shares no memory with the operands.
// Left undone: a loop of its own for operands that repeat along the innermost axis (they take the strided one).
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <set>
#include <unordered_map>

namespace coluber::passes {

namespace {

using types::Layout;
using types::TypeId;

class Expansion {
public:
    Expansion(Module& module, Function& f, BlockId block, std::size_t at) : module_(module), f_(f), block_(block) {
        auto& insts = f[block].insts;
        map_ = insts[at];
        at_ = f[map_].at;
        std::vector<InstId> rest(insts.begin() + static_cast<std::ptrdiff_t>(at) + 1, insts.end());
        insts.resize(at);
        if (f.is<ir::OnError>(f[rest[0]])) {
            handler_ = f[rest[0]];
            f.replace(rest[0], ir::Jump{f.as<ir::OnError>(f[rest[0]]).ok});
        }
        rest_ = f.add_block();
        f[rest_].insts = std::move(rest);
    }

    /// The result (`array.map_into` has none) and the block where what came after goes on.
    std::pair<ValueId, BlockId> run() {
        bool makes_result = f_.is<ir::ArrayMap>(f_[map_]);
        ir::FunctionId body{static_cast<std::uint32_t>(f_[map_].immediates[0])};
        body_ = &module_[body];
        auto operands = std::as_const(f_).operands(f_[map_]);
        ValueId first = operands[0];
        args_.assign(operands.begin() + 1, operands.end());
        ValueId result = makes_result ? make_result(first) : ValueId{};
        into_ = makes_result ? result : first;
        is_new_ = makes_result;
        if (!is_new_) part_operands();
        compute_invariants();
        std::size_t ndim = module_.types[f_.type(into_)].number;
        if (ndim == 0)
            write_element({}, ir::Flags::none);
        else if (is_flat())
            flat_loop();
        else
            walk(ndim);
        emit(ir::Jump{{rest_, {}}});
        return {result, rest_};
    }

private:
    // ── emission ──
    template <class Op>
    ValueId emit(const Op& op, TypeId type = types::dyn, ir::Flags flags = ir::Flags::none) {
        InstId id = f_.make(op, type, at_, flags);
        return append(id);
    }
    ValueId append(InstId id) {
        f_[block_].insts.push_back(id);
        ValueId result = f_[id].result;
        if (handler_ && info(f_[id].op).can_fail) {
            Inst to_handler = *handler_;
            BlockId next = f_.add_block();
            to_handler.targets[0] = {next, {}};
            f_[block_].insts.push_back(f_.add_inst(to_handler, types::dyn));
            block_ = next;
        }
        return result;
    }
    ValueId number(std::int64_t value) { return emit(ir::Const{module_.constant(value)}, types::integer); }
    ValueId dim(ValueId array, std::size_t axis) {
        return emit(ir::ArrayDim{static_cast<std::int64_t>(axis), array}, types::integer);
    }
    const types::Type& type_of(ValueId value) const { return module_.types[f_.type(value)]; }
    bool is_array(ValueId value) const { return type_of(value).kind == types::Kind::array; }
    /// The one that is written, then the others, each once.
    std::vector<ValueId> arrays() const {
        std::vector<ValueId> out{into_};
        for (ValueId arg : args_)
            if (is_array(arg) && std::ranges::find(out, arg) == out.end()) out.push_back(arg);
        return out;
    }

    // ── what the loops are about ──
    ValueId make_result(ValueId shape) {
        std::vector<ValueId> dims;
        for (std::size_t i = 0; i < type_of(shape).elements.size(); ++i)
            dims.push_back(emit(ir::TupleGet{static_cast<std::int64_t>(i), shape}, types::integer));
        TypeId type = f_.type(f_[map_].result);
        if (module_.types[type].layout != Layout::any) return emit(ir::ArrayNew{0, dims}, type);
        auto count = static_cast<std::int64_t>(dims.size());
        for (ValueId arg : args_)
            if (is_array(arg)) dims.push_back(arg);
        return emit(ir::ArrayNewLike{count, dims}, type);
    }
    /// Operands of `array.map_into` are copied where writing would change what is still to be read.
    void part_operands() {
        std::unordered_map<ValueId, ValueId> parted;
        for (ValueId& arg : args_) {
            if (!is_array(arg) || arg == into_) continue;
            ValueId& apart = parted[arg];
            if (!apart) apart = emit(ir::ArrayApart{into_, arg}, f_.type(arg));
            arg = apart;
        }
    }
    bool has_dims_of_result(ValueId array) const {
        if (type_of(array).number != type_of(into_).number) return false;
        if (array == into_) return true;
        return std::ranges::all_of(std::views::iota(std::int64_t{0}, std::int64_t{type_of(array).number}),
                                   [&](std::int64_t axis) {
                                       ValueId dim = result_dim(axis);
                                       InstId from = dim ? f_[dim].defined_by : InstId{};
                                       return from && f_.is<ir::ArrayDim>(f_[from]) && f_.operands(f_[from])[0] == array &&
                                              f_.as<ir::ArrayDim>(f_[from]).axis == axis;
                                   });
    }
    /// The result's dimension where it is known by name.
    ValueId result_dim(std::int64_t axis) const {
        InstId from = f_[into_].defined_by;
        if (!from || !f_.is<ir::ArrayNew>(f_[from])) return {};
        ValueId dim = f_.operands(f_[from])[static_cast<std::size_t>(axis)];
        InstId get = f_[dim].defined_by;
        if (!get || !f_.is<ir::TupleGet>(f_[get])) return dim;
        InstId tuple = f_[f_.operands(f_[get])[0]].defined_by;
        if (!tuple || !f_.is<ir::TupleMake>(f_[tuple])) return dim;
        return f_.operands(f_[tuple])[static_cast<std::size_t>(f_.as<ir::TupleGet>(f_[get]).index)];
    }
    bool is_flat() const {
        Layout layout = type_of(into_).layout;
        return layout != Layout::any && std::ranges::all_of(arrays(), [&](ValueId array) {
                   return type_of(array).layout == layout && has_dims_of_result(array);
               });
    }

    // ── loops ──
    void flat_loop() {
        ValueId size = dim(into_, 0);
        for (std::size_t axis = 1; axis < type_of(into_).number; ++axis)
            size = emit(ir::Arith{ir::ArithKind::mul, size, dim(into_, axis)}, types::integer, ir::Flags::exact);
        auto flat = [&](ValueId array) {
            ValueId dims[] = {size};
            return emit(ir::ArrayPart{array, number(0), dims}, module_.types.array(type_of(array).dtype, 1, Layout::c));
        };
        replace_arrays(flat);
        loop(size, ir::Flags::none, [&](ValueId i) { write_element({i}, ir::Flags::none); });
    }
    void walk(std::size_t ndim) {
        std::vector<ValueId> all = arrays();
        std::vector<TypeId> words(ndim * (all.size() + 1), types::integer);
        ValueId plan = emit(ir::ArrayWalk{all}, module_.types.tuple(std::move(words)));
        std::size_t next = 0;
        auto take = [&] { return emit(ir::TupleGet{static_cast<std::int64_t>(next++), plan}, types::integer); };
        std::vector<ValueId> dims;
        for (std::size_t axis = 0; axis < ndim; ++axis) dims.push_back(take());
        ValueId is_dense;
        replace_arrays([&](ValueId array) {
            std::vector<ValueId> parts = dims;
            for (std::size_t axis = 0; axis < ndim; ++axis) parts.push_back(take());
            types::DType dtype = type_of(array).dtype;
            ValueId size = number(types::info(dtype).size);
            ValueId dense = emit(ir::Compare{ir::CompareKind::eq, parts.back(), size}, types::boolean);
            is_dense = is_dense ? emit(ir::Arith{ir::ArithKind::bit_and, is_dense, dense}, types::boolean) : dense;
            return emit(ir::ArrayPart{array, number(0), parts},
                        module_.types.array(dtype, static_cast<std::uint32_t>(ndim), Layout::any));
        });
        nest(dims, 0, {}, is_dense);
    }
    void nest(const std::vector<ValueId>& dims, std::size_t depth, std::vector<ValueId> index, ValueId is_dense) {
        auto element = [&](ir::Flags flags) {
            return [&, flags](ValueId i) {
                std::vector<ValueId> all = index;
                all.push_back(i);
                write_element(all, flags);
            };
        };
        if (depth + 1 < dims.size()) {
            loop(dims[depth], ir::Flags::plain_loop, [&](ValueId i) {
                std::vector<ValueId> all = index;
                all.push_back(i);
                nest(dims, depth + 1, all, is_dense);
            });
            return;
        }
        BlockId dense = f_.add_block(), strided = f_.add_block(), done = f_.add_block();
        emit(ir::Branch{is_dense, {dense, {}}, {strided, {}}});
        block_ = dense;
        loop(dims[depth], ir::Flags::none, element(ir::Flags::unit_stride));
        emit(ir::Jump{{done, {}}});
        block_ = strided;
        loop(dims[depth], ir::Flags::plain_loop, element(ir::Flags::none));
        emit(ir::Jump{{done, {}}});
        block_ = done;
    }
    /// for i in range(count): round(i)
    template <class Round>
    void loop(ValueId count, ir::Flags flags, Round round) {
        BlockId header = f_.add_block(), body = f_.add_block(), done = f_.add_block();
        ValueId i = f_.add_param(header, types::integer), start[] = {number(0)};
        emit(ir::Jump{{header, start}});
        block_ = header;
        ValueId more = emit(ir::Compare{ir::CompareKind::lt, i, count}, types::boolean);
        emit(ir::Branch{more, {body, {}}, {done, {}}});
        block_ = body;
        round(i);
        ValueId next[] = {emit(ir::Arith{ir::ArithKind::add, i, number(1)}, types::integer, ir::Flags::exact)};
        emit(ir::Jump{{header, next}}, types::dyn, flags);
        block_ = done;
    }
    /// In the loops another array of the same elements stands for each one.
    template <class Make>
    void replace_arrays(Make make) {
        std::unordered_map<ValueId, ValueId> made;
        for (ValueId array : arrays()) made[array] = make(array);
        for (ValueId& arg : args_)
            if (is_array(arg)) arg = made[arg];
        into_ = made[into_];
        if (!is_new_) return;
        for (ValueId array : arrays())
            if (array != into_) emit(ir::ArrayKnownDisjoint{into_, array});
    }

    // ── the body ──
    /// What looks at no element, computed here.
    void compute_invariants() {
        const auto& params = (*body_)[body_->entry].params;
        for (std::size_t i = 0; i < params.size(); ++i)
            if (!is_array(args_[i])) invariant_[params[i]] = args_[i];
        for (InstId id : (*body_)[body_->entry].insts) {
            const Inst& inst = (*body_)[id];
            bool is_invariant = !info(inst.op).is_terminator && std::ranges::all_of(body_->operands(inst), [&](ValueId value) {
                return invariant_.contains(value);
            });
            // Other errors than a number that does not fit are the elements': none without elements.
            bool is_early = !info(inst.op).can_fail || is_conversion(inst);
            if (!is_invariant || !is_early) continue;
            copy_inst(id, invariant_);
            early_.insert(id);
        }
    }
    bool is_conversion(const Inst& inst) const {
        return body_->is<ir::Check>(inst) && body_->as<ir::Check>(inst).code == ErrorCode::out_of_dtype;
    }
    using Values = std::unordered_map<ValueId, ValueId>;
    void copy_inst(InstId id, Values& values) {
        Inst inst = (*body_)[id];
        std::vector<ValueId> operands;
        for (ValueId value : body_->operands((*body_)[id])) operands.push_back(values.at(value));
        auto names = body_->names((*body_)[id]);
        f_.set_operands(inst, operands);
        inst.names = f_.store(names);
        ValueId old = inst.result;
        InstId made = f_.add_inst(inst, old ? body_->type(old) : types::dyn);
        append(made);
        if (old) values[old] = f_[made].result;
    }
    void write_element(const std::vector<ValueId>& index, ir::Flags flags) {
        flags = flags | (is_new_ ? ir::Flags::disjoint : ir::Flags::none);
        Values values = invariant_;
        const auto& params = (*body_)[body_->entry].params;
        for (std::size_t i = 0; i < params.size(); ++i)
            if (is_array(args_[i])) values[params[i]] = emit(ir::ArrayLoad{args_[i], index}, body_->type(params[i]), flags);
        for (InstId id : (*body_)[body_->entry].insts) {
            if (early_.contains(id)) continue;
            if (body_->is<ir::Return>((*body_)[id])) {
                emit(ir::ArrayStore{into_, values.at(body_->operands((*body_)[id])[0]), index}, types::dyn, flags);
                break;
            }
            copy_inst(id, values);
        }
    }

    Module& module_;
    Function& f_;
    BlockId block_, rest_;
    InstId map_;
    SourceRange at_;
    std::optional<Inst> handler_;
    const Function* body_ = nullptr;
    ValueId into_;
    std::vector<ValueId> args_;
    bool is_new_ = false;     // `into_` is a new array
    Values invariant_;        // of the body: what looks at no element
    std::set<InstId> early_;  // the instructions that compute it
};

}  // namespace

Changed expand_arrays(Module& module, Function& f, const facts::Cfg& cfg) {
    std::vector<std::pair<ValueId, ValueId>> results;
    bool changed = false;
    for (BlockId block : cfg.order) {
        for (std::size_t i = 0; i < f[block].insts.size(); ++i) {
            const Inst& inst = f[f[block].insts[i]];
            if (!f.is<ir::ArrayMap>(inst) && !f.is<ir::ArrayMapInto>(inst)) continue;
            ValueId old = inst.result;
            auto [result, rest] = Expansion(module, f, block, i).run();
            if (old) results.emplace_back(old, result);
            changed = true;
            block = rest;  // what came after it is there now
            i = static_cast<std::size_t>(-1);
        }
    }
    Replacements replace(f);
    for (auto [old, by] : results) replace.set(old, by);
    if (changed) replace.apply(f, facts::Cfg(f).order);
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
