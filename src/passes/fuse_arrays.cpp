// Joins elementwise expressions: a map whose only use is another map over elements of C-contiguous arrays becomes part of its body, so
// `2 * a + 3 * b` is one loop and makes one array.
//
// What is joined: both in one block, nothing between them that writes or runs code; the inner body can neither fail nor is dear (a
// call of the C library), because under broadcasting its elements are computed as often as they are needed. The result lies in memory as
// without joining: with operands that all lie as C lays them, or have one axis, it is C-contiguous either way.
// Holds after: the rest of the pipeline sees one map. A shape that does not broadcast is still an error at its place: `array.broadcast`
// looks at shapes, not at arrays.
// Left undone: operands in other layouts, several uses, functions of the C library.
#include "passes/edit.h"
#include "passes/passes.h"

#include <algorithm>
#include <unordered_map>

namespace coluber::passes {

namespace {

using Values = std::unordered_map<ValueId, ValueId>;

/// How often each value is used: as an operand, in a target, or by a checkpoint that a guard names.
std::vector<std::uint32_t> count_uses(const Function& f, const facts::Cfg& cfg) {
    std::vector<std::uint32_t> uses(f.value_count());
    for (BlockId block : cfg.order)
        for (InstId id : f[block].insts) {
            if (f.is<ir::Checkpoint>(f[id])) continue;
            for (ValueId value : f.operands(f[id])) ++uses[value.index];
            for (const ir::StoredTarget& target : f.targets(f[id]))
                for (ValueId value : f.target_args(target)) ++uses[value.index];
            if (f[id].checkpoint)
                for (ValueId value : f.operands(f[f[id].checkpoint])) ++uses[value.index];
        }
    return uses;
}

bool is_cheap(const Function& body) {
    return std::ranges::all_of(body[body.entry].insts,
                               [&](InstId id) { return !info(body[id].op).can_fail && !body.is<ir::CallNative>(body[id]); });
}

class Fusion {
public:
    Fusion(Module& module, Function& f, const facts::Cfg& cfg) : module_(module), f_(f), uses_(count_uses(f, cfg)) {}

    bool run(BlockId block) {
        std::unordered_map<ValueId, InstId> maps;  // results of maps that may still be joined
        bool changed = false;
        for (InstId id : f_[block].insts) {
            const Inst& inst = f_[id];
            bool is_map = f_.is<ir::ArrayMap>(inst);
            if (is_map || f_.is<ir::ArrayMapInto>(inst)) changed |= join_operands(id, maps);
            if (info(inst.op).effects >= ir::Effects::writes) maps.clear();
            if (is_map && is_candidate(id)) maps[inst.result] = id;
        }
        for (InstId id : joined_) std::erase(f_[block].insts, id);
        joined_.clear();
        return changed;
    }

private:
    /// The result is used once, and made of arrays that lie as C lays them.
    bool is_candidate(InstId id) const {
        auto op = f_.as<ir::ArrayMap>(f_[id]);
        auto is_plain = [&](ValueId value) {
            const types::Type& type = module_.types[f_.type(value)];
            return type.kind != types::Kind::array || type.layout == types::Layout::c;
        };
        return uses_[f_[id].result.index] == 1 && std::ranges::all_of(op.args, is_plain) && is_plain(f_[id].result) &&
               is_cheap(module_[op.body]);
    }
    /// All operands of the outer map that lie as C lays them: then so does its result, joined or not. What is written in place lies already.
    bool keeps_layout(InstId id) const {
        if (f_.is<ir::ArrayMapInto>(f_[id])) return true;
        return module_.types[f_.type(f_[id].result)].layout == types::Layout::c;
    }

    bool join_operands(InstId outer, const std::unordered_map<ValueId, InstId>& maps) {
        if (!keeps_layout(outer)) return false;
        ir::Operands given = std::as_const(f_).operands(f_[outer]);
        std::vector<ValueId> args(given.begin() + 1, given.end());
        if (std::ranges::none_of(args, [&](ValueId arg) { return maps.contains(arg); })) return false;
        const ir::FunctionId old{static_cast<std::uint32_t>(f_[outer].immediates[0])};
        Function body = empty_like(module_[old]);
        Values values;
        const auto& params = module_[old][module_[old].entry].params;
        std::vector<ValueId> all{given[0]};
        for (std::size_t i = 0; i < args.size(); ++i) {
            auto inner = maps.find(args[i]);
            values[params[i]] = inner == maps.end() ? param_for(body, all, args[i], module_[old].type(params[i]))
                                                    : inline_map(body, all, inner->second);
        }
        ValueId result = inline_body(body, module_[old], values);
        body.result_type = body.type(result);
        body[body.entry].insts.push_back(body.make(ir::Return{result}, types::dyn));
        f_[outer].immediates[0] = module_.functions.add(std::move(body)).index;
        f_.set_operands(f_[outer], all);
        return true;
    }
    static Function empty_like(const Function& from) {
        Function body;
        body.name = from.name;
        body.file = from.file;
        body.code_name = from.code_name;
        body.handle = from.handle;
        body.is_strict = from.is_strict;
        body.is_library = from.is_library;
        body.entry = body.add_block();
        return body;
    }
    /// The parameter for an argument: one for each, however often it occurs.
    static ValueId param_for(Function& body, std::vector<ValueId>& args, ValueId arg, types::TypeId type) {
        for (std::size_t i = 1; i < args.size(); ++i)
            if (args[i] == arg) return body[body.entry].params[i - 1];
        args.push_back(arg);
        return body.add_param(body.entry, type);
    }
    ValueId inline_map(Function& body, std::vector<ValueId>& all, InstId map) {
        auto op = f_.as<ir::ArrayMap>(f_[map]);
        const Function& inner = module_[op.body];
        std::vector<ValueId> args(op.args.begin(), op.args.end());
        Values values;
        for (std::size_t i = 0; i < args.size(); ++i) {
            ValueId param = inner[inner.entry].params[i];
            values[param] = param_for(body, all, args[i], inner.type(param));
        }
        joined_.push_back(map);
        return inline_body(body, inner, values);
    }
    /// The instructions of a body of one block, in another one; what it returns.
    static ValueId inline_body(Function& into, const Function& body, Values& values) {
        for (InstId id : body[body.entry].insts) {
            if (body.is<ir::Return>(body[id])) return values.at(body.operands(body[id])[0]);
            Inst inst = body[id];
            std::vector<ValueId> operands;
            for (ValueId value : body.operands(body[id])) operands.push_back(values.at(value));
            into.set_operands(inst, operands);
            inst.names = into.store(body.names(body[id]));
            InstId made = into.add_inst(inst, inst.result ? body.type(inst.result) : types::dyn);
            into[into.entry].insts.push_back(made);
            if (body[id].result) values[body[id].result] = into[made].result;
        }
        CHECK(false, "a body without a return");
    }

    Module& module_;
    Function& f_;
    std::vector<std::uint32_t> uses_;
    std::vector<InstId> joined_;
};

}  // namespace

Changed fuse_arrays(Module& module, Function& f, const facts::Cfg& cfg) {
    Fusion fusion(module, f, cfg);
    bool changed = false;
    for (BlockId block : cfg.order) changed |= fusion.run(block);
    return changed ? Changed::yes : Changed::no;
}

}  // namespace coluber::passes
