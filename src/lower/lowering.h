// One function on its way from typed IR to LLVM: the values made so far, and what the `lower` overloads may ask for.
// An op is lowered by one small function, `lower(Lowering&, const ir::Op&)`, declared in lower_ops.h: it returns the result's parts,
// or nothing for an op without a result. A missing one does not compile.
//
// Failure: an op that fails calls one of the functions below, which make the rare block: the error is reported to the runtime, owned
// values are released, the frame's traceback entry is added, the function returns status 1; inside `try` (an `on_error` follows) the
// block jumps to the handler instead. A guard with a checkpoint hands the checkpoint's values to the twin and returns status 2.
#pragma once

#include "base/error_code.h"
#include "facts/owned.h"
#include "lower/alias_scopes.h"
#include "lower/call_facts.h"
#include "lower/emit.h"

#include <map>
#include <vector>

namespace coluber::lower {

/// What a function's status says.
enum class Status : std::int32_t { ok, failed, boxed };

/// What the runtime is told about a failure.
struct Failure {
    ErrorCode code;
    std::string_view text;
    PartsRef payload;
};

/// The LLVM functions of a module's IR functions.
struct NativeFunctions {
    std::vector<llvm::Function*> code;  // by FunctionId; null: not reachable
    CallFacts facts;
};

/// `{i32 status, parts of the result…}`
llvm::StructType* result_struct(llvm::LLVMContext& context, const types::Types& types, TypeId result);

class Lowering : public Emit {
public:
    Lowering(Unit& unit, const NativeFunctions& functions, ir::FunctionId id);

    /// Writes the whole function.
    void run();

    const ir::Module& ir;
    const NativeFunctions& functions;
    const ir::FunctionId id;
    const ir::Function& f;
    llvm::Value* ctx;
    const ir::Inst* inst = nullptr;  // being lowered
    ir::InstId inst_id;
    const AliasScopes alias_scopes;
    const std::vector<ir::InstId>* block_insts = nullptr;  // of its block
    std::size_t block_position = 0;

    // Values
    PartsRef parts(ir::ValueId value) const { return values_[value.index]; }
    /// The value's only part.
    llvm::Value* operator[](ir::ValueId value) const;
    TypeId type(ir::ValueId value) const { return f.type(value); }
    const Type& type_of(ir::ValueId value) const { return types[f.type(value)]; }
    TypeId result_type() const { return f.type(inst->result); }
    /// The value as a Python object, borrowed: boxed as it is, None, known objects; null for unset.
    llvm::Value* object(ir::ValueId value);
    std::string_view name(NameId name_id) const { return ir.names[name_id]; }
    /// The interned str object.
    llvm::Value* name_object(NameId name_id) { return slot("str", name(name_id)); }
    /// The Python function, for the runtime.
    llvm::Value* python_function();
    std::vector<llvm::Value*> single_parts(ir::Operands operands) const;

    // Control flow
    /// Jumps to a target; `defined`: what the terminator itself passes in front.
    void jump(const ir::Target& target, std::initializer_list<PartsRef> defined = {});
    /// A block that jumps there, for conditional branches.
    llvm::BasicBlock* edge(const ir::Target& target, std::initializer_list<PartsRef> defined = {});

    // Failure; all continue in a block where things went well.
    void fail_unless(llvm::Value* ok, const Failure& failure);
    /// Fails by the checkpoint of the op, if it names one.
    void guard(llvm::Value* ok, const Failure& failure);
    /// Something below failed and left a Python exception.
    void pass_failure_unless(llvm::Value* ok);
    void fail_always(const Failure& failure);
    void pass_failure_always();
    /// A new object or null with an exception set: the object.
    llvm::Value* not_null(llvm::Value* object_or_null);
    /// Goes on in the twin at the checkpoint. `replaced` stands in it as `replacement` (an owned object): a call's boxed result.
    void resume_at(ir::InstId checkpoint, ir::ValueId replaced = {}, llvm::Value* replacement = nullptr);
    /// The block that does this for the op's checkpoint, shared by the guards that have it in common.
    llvm::BasicBlock* resume_block();
    /// Ends the function with a status other than ok. Owned values are released by then.
    void leave(llvm::Value* status);
    /// Ends the function with the object that the context holds. Owned values are released here.
    void leave_boxed();
    /// In a rare block: the error is reported. On to the handler, or out.
    void leave_failed();
    llvm::Constant* site();
    void return_value(PartsRef result);

private:
    using OwnedKey = std::pair<std::uint32_t, std::vector<std::uint32_t>>;

    void make_blocks();
    void enter();
    void write_block(ir::BlockId block);
    void define(ir::ValueId value, PartsRef parts);
    std::span<const ir::ValueId> owned() const { return owned_.on_failure(inst_id); }
    OwnedKey owned_key(std::uint32_t tag) const;
    void release_owned();
    void report(const Failure& failure);
    void restore_depth();

    facts::Cfg cfg_;
    facts::Owned owned_;
    std::vector<Parts> values_;                               // by ValueId
    std::vector<llvm::BasicBlock*> blocks_;                   // by BlockId
    std::vector<llvm::SmallVector<llvm::PHINode*, 4>> phis_;  // by BlockId
    std::optional<ir::Target> handler_;                       // of the op being lowered
    std::map<OwnedKey, llvm::BasicBlock*> exits_, resumes_;   // shared rare blocks
};

}  // namespace coluber::lower
