// The frame of a function: blocks, phis for their parameters, values, jumps. Blocks are written in reverse postorder, so that a
// value is written before it is used.
#include "lower/lowering.h"

#include "lower/lower_ops.h"
#include "runtime/native/context.h"

#include <fmt/format.h>

namespace coluber::lower {

llvm::StructType* result_struct(llvm::LLVMContext& context, const types::Types& types, TypeId result) {
    PartTypes fields{llvm::Type::getInt32Ty(context)};
    append_part_types(context, types, result, fields);
    return llvm::StructType::get(context, fields);
}

Lowering::Lowering(Unit& unit_, const NativeFunctions& native, ir::FunctionId function_id)
    : Emit(unit_, native.code[function_id.index]),
      ir(unit_.ir),
      functions(native),
      id(function_id),
      f(unit_.ir[function_id]),
      ctx(code->getArg(0)),
      alias_scopes(context, f),
      cfg_(f),
      owned_(unit_.ir, f, cfg_),
      values_(f.value_count()),
      blocks_(f.block_count()),
      phis_(f.block_count()) {}

void Lowering::run() {
    llvm::BasicBlock* first = block("start");
    make_blocks();
    go(first);
    enter();
    for (ir::BlockId at : cfg_.order) write_block(at);
}

void Lowering::make_blocks() {
    for (ir::BlockId at : cfg_.order) {
        go(blocks_[at.index] = block(fmt::format("b{}", at.index)));
        for (ir::ValueId param : f[at].params) {
            PartTypes part_types;
            append_part_types(context, types, type(param), part_types);
            for (llvm::Type* part : part_types) {
                auto* phi = b.CreatePHI(part, 2);
                phis_[at.index].push_back(phi);
                values_[param.index].push_back(phi);
            }
        }
    }
}

void Lowering::enter() {
    if (functions.facts[id.index].is_recursive) {
        llvm::Value* place = field(ctx, offsetof(coluber_context, depth_left));
        llvm::Value* left = b.CreateSub(load(b.getInt32Ty(), place, Memory::unknown), int32(1));
        llvm::BasicBlock *deep = block("too.deep"), *next = block("body");
        branch(b.CreateICmpSGE(left, int32(0)), next, deep);
        go(deep);
        // No traceback entry of its own: in CPython too the call fails, not the function.
        cold("cb_fail", b.getVoidTy(),
             {ctx, null(), int32(static_cast<int>(ErrorCode::recursion)), null(), int64(0), int64(0), int64(0)});
        llvm::Value* answer = llvm::PoisonValue::get(code->getReturnType());
        b.CreateRet(b.CreateInsertValue(answer, int32(static_cast<int>(Status::failed)), 0));
        go(next);
        store(left, place, Memory::unknown);
    }
    for (auto [phi, i] = std::pair{phis_[f.entry.index].begin(), 1u}; phi != phis_[f.entry.index].end(); ++phi, ++i)
        (*phi)->addIncoming(code->getArg(i), b.GetInsertBlock());
    b.CreateBr(blocks_[f.entry.index]);
}

void Lowering::restore_depth() {
    if (!functions.facts[id.index].is_recursive) return;
    llvm::Value* place = field(ctx, offsetof(coluber_context, depth_left));
    store(b.CreateAdd(load(b.getInt32Ty(), place, Memory::unknown), int32(1)), place, Memory::unknown);
}

void Lowering::write_block(ir::BlockId at) {
    go(blocks_[at.index]);
    const auto& insts = f[at].insts;
    for (std::size_t i = 0; i < insts.size(); ++i) {
        block_insts = &insts;
        block_position = i;
        inst_id = insts[i];
        inst = &f[inst_id];
        handler_.reset();
        if (i + 1 < insts.size() && f.is<ir::OnError>(f[insts[i + 1]])) handler_ = f.as<ir::OnError>(f[insts[i + 1]]).error;
        b.clearFastMathFlags();
        if (has(inst->flags, ir::Flags::fastmath)) {
            llvm::FastMathFlags fast;
            fast.setAllowReassoc();
            fast.setAllowContract();
            fast.setNoSignedZeros();
            b.setFastMathFlags(fast);
        }
        ir::visit(f, *inst, [&](const auto& op) {
            using Op = std::remove_cvref_t<decltype(op)>;
            if constexpr (Op::info.has_result)
                define(inst->result, lower(*this, op));
            else
                lower(*this, op);
        });
    }
}

void Lowering::define(ir::ValueId value, PartsRef made) {
    CHECK(made.size() == part_count(types, type(value)),
          fmt::format("op {} gave {} parts for {}", ir::info(inst->op).name, made.size(), types.print(type(value))));
    values_[value.index].assign(made.begin(), made.end());
}

llvm::Value* Lowering::operator[](ir::ValueId value) const {
    const Parts& all = values_[value.index];
    CHECK(all.size() == 1, fmt::format("a value of one part is needed, not {}", types.print(type(value))));
    return all[0];
}

llvm::Value* Lowering::object(ir::ValueId value) {
    const Type& about = type_of(value);
    switch (about.kind) {
        case Kind::unset: return null();
        case Kind::none: return slot("py:_Py_NoneStruct");
        case Kind::known: return known_object(about.number);
        default: break;
    }
    CHECK(types::is_boxed(types, type(value)),
          fmt::format("op {} needs an object, not {}", ir::info(inst->op).name, types.print(type(value))));
    return (*this)[value];
}

llvm::Value* Lowering::python_function() {
    if (!f.handle) return null();
    return slot(fmt::format("fn:{}", unit.options.has_one_namespace ? 0 : f.handle));
}

std::vector<llvm::Value*> Lowering::single_parts(ir::Operands operands) const {
    std::vector<llvm::Value*> out;
    for (ir::ValueId value : operands) out.push_back((*this)[value]);
    return out;
}

void Lowering::jump(const ir::Target& target, std::initializer_list<PartsRef> defined) {
    auto& phis = phis_[target.block.index];
    llvm::BasicBlock* from = b.GetInsertBlock();
    std::size_t at = 0;
    for (PartsRef passed : defined)
        for (llvm::Value* part : passed) phis[at++]->addIncoming(part, from);
    for (ir::ValueId arg : target.args)
        for (llvm::Value* part : parts(arg)) phis[at++]->addIncoming(part, from);
    CHECK(at == phis.size(), "a jump passes as many values as the block has parameters");
    b.CreateBr(blocks_[target.block.index]);
}

llvm::BasicBlock* Lowering::edge(const ir::Target& target, std::initializer_list<PartsRef> defined) {
    llvm::IRBuilder<>::InsertPointGuard back(b);
    llvm::BasicBlock* way = block("edge");
    go(way);
    jump(target, defined);
    return way;
}

void Lowering::return_value(PartsRef result) {
    restore_depth();
    llvm::Value* answer = llvm::PoisonValue::get(code->getReturnType());
    answer = b.CreateInsertValue(answer, int32(static_cast<int>(Status::ok)), 0);
    for (unsigned i = 0; i < result.size(); ++i) answer = b.CreateInsertValue(answer, result[i], i + 1);
    b.CreateRet(answer);
}

}  // namespace coluber::lower
