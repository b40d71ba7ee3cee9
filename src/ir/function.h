// A function's IR: blocks with parameters, instructions as small plain data in one table, and the values they define.
//
// SSA: every value is defined once, by an instruction or as a block parameter, and a use is dominated by the definition.
// *Block-closed* (untyped IR only): a use is in the block of the definition. The verifier (verify.h) checks both.
#pragma once

#include "base/source.h"
#include "ir/fields.h"
#include "ir/ops_list.h"

#include <concepts>
#include <string>
#include <variant>
#include <vector>

namespace coluber::ir {

using types::TypeId;

/// Options of single ops, never of a compilation: Cython scopes them and inlining mixes them.
enum class Flags : std::uint16_t {
    none = 0,
    inplace = 1,        // py.binary: augmented assignment
    fastmath = 2,       // arith, math: reassociation and contraction allowed
    unchecked = 4,      // boundscheck=False on the user's word
    no_wraparound = 8,  // a negative index is out of range
    exact = 16,         // arith on integers: proved not to overflow
    disjoint = 32,      // array.load, array.store: `array.disjoint` was asked for its array, and true
};
inline Flags operator|(Flags a, Flags b) { return static_cast<Flags>(static_cast<int>(a) | static_cast<int>(b)); }
inline bool has(Flags set, Flags flag) { return (static_cast<int>(set) & static_cast<int>(flag)) != 0; }

/// A literal's value. An int beyond int64 is kept as its decimal text.
struct BigInt {
    std::string digits;
    friend auto operator<=>(const BigInt&, const BigInt&) = default;
};
struct Bytes {
    std::string bytes;
    friend auto operator<=>(const Bytes&, const Bytes&) = default;
};
struct Complex {
    double imaginary;
};
struct None {
    friend auto operator<=>(const None&, const None&) = default;
};
struct Ellipsis {
    friend auto operator<=>(const Ellipsis&, const Ellipsis&) = default;
};
struct ConstantTuple {
    std::vector<ConstantId> items;
};
using Constant = std::variant<None, bool, std::int64_t, BigInt, double, Complex, std::string, Bytes, Ellipsis, ConstantTuple>;

/// A stretch of one of the function's pools.
struct PoolRange {
    std::uint32_t begin = 0, count = 0;
};
struct StoredTarget {
    BlockId block;
    PoolRange args;
};

/// One instruction: what every op is in memory. `Function::as<Op>` is the typed view.
struct Inst {
    Opcode op{};
    Flags flags = Flags::none;
    std::uint8_t target_count = 0;
    ValueId result;     // none where the op has no result
    InstId checkpoint;  // guards: where a failure resumes (calls: the one behind); none: it raises
    SourceRange at;
    PoolRange operands;
    PoolRange names;
    std::array<std::uint64_t, 2> immediates{};
    std::array<StoredTarget, 3> targets{};
};

struct Value {
    TypeId type;
    BlockId param_of;  // a block's parameter, else:
    InstId defined_by;
};

struct Block {
    std::vector<ValueId> params;
    std::vector<InstId> insts;  // the last one is the terminator
};

class Function {
public:
    std::string name;                 // `qualname`, for people
    TypeId result_type;               // dyn in untyped IR
    std::string file, code_name;      // co_filename, co_name: for tracebacks
    SourceRange defined_at;           // the `def`
    std::uint64_t handle = 0;         // World's name for the Python function; 0: none (test pages)
    std::vector<NameId> param_names;  // the entry block's parameters
    BlockId entry;
    bool is_strict = false;          // failing guards raise: there is no twin
    bool runs_unknown_code = false;  // typed: it or a callee may run Python code that changes anything

    // Blocks
    BlockId add_block() { return blocks_.add({}); }
    ValueId add_param(BlockId block, TypeId type) { return add_param(block, add_value(type)); }
    /// Makes an announced value (`add_value`) the block's next parameter.
    ValueId add_param(BlockId block, ValueId value) {
        values_[value].param_of = block;
        blocks_[block].params.push_back(value);
        return value;
    }
    /// A value that is used before its definition is made (the text reader, copies of loops).
    ValueId add_value(TypeId type) { return values_.add({type, {}, {}}); }
    Block& operator[](BlockId id) { return blocks_[id]; }
    const Block& operator[](BlockId id) const { return blocks_[id]; }
    std::uint32_t block_count() const { return blocks_.size(); }

    // Instructions and values
    Inst& operator[](InstId id) { return insts_[id]; }
    const Inst& operator[](InstId id) const { return insts_[id]; }
    Value& operator[](ValueId id) { return values_[id]; }
    const Value& operator[](ValueId id) const { return values_[id]; }
    TypeId type(ValueId id) const { return values_[id].type; }
    std::uint32_t value_count() const { return values_.size(); }
    std::uint32_t inst_count() const { return insts_.size(); }

    /// The instruction that ends the block.
    InstId terminator(BlockId id) const {
        CHECK(!blocks_[id].insts.empty(), "block without a terminator");
        return blocks_[id].insts.back();
    }
    Operands operands(const Inst& inst) const { return values_in(inst.operands); }
    /// Operands for rewriting in place.
    std::span<ValueId> operands(Inst& inst) { return {operand_pool_.data() + inst.operands.begin, inst.operands.count}; }
    NameList names(const Inst& inst) const { return {name_pool_.data() + inst.names.begin, inst.names.count}; }
    std::span<const StoredTarget> targets(const Inst& inst) const { return {inst.targets.data(), inst.target_count}; }
    Operands target_args(const StoredTarget& target) const { return values_in(target.args); }
    std::span<ValueId> target_args(StoredTarget& target) {
        return {operand_pool_.data() + target.args.begin, target.args.count};
    }
    void set_operands(Inst& inst, Operands operands) { inst.operands = store(operands); }
    void set_target_args(StoredTarget& target, Operands args) { target.args = store(args); }

    /// A new instruction with its result value, in no block yet. `type`: of the result (ignored for ops without one).
    template <class Op>
    InstId make(const Op& op, TypeId type, SourceRange at = {}, Flags flags = Flags::none) {
        Inst inst = pack(op);
        inst.at = at;
        inst.flags = flags;
        return add_inst(inst, type);
    }
    /// The same for an instruction that is already packed (copies, the text reader).
    /// `result`: an announced value to define; else a new one is made.
    InstId add_inst(Inst inst, TypeId type, ValueId result = {}) {
        InstId id = insts_.add(inst);
        insts_[id].result = {};
        if (!info(inst.op).has_result) return id;
        if (!result) result = add_value(type);
        values_[result] = {type, {}, id};
        insts_[id].result = result;
        return id;
    }
    /// Turns an instruction into another op in place: result value, source range and position stay.
    template <class Op>
    void replace(InstId id, const Op& op) {
        Inst packed = pack(op);
        Inst& inst = insts_[id];
        packed.at = inst.at;
        packed.result = Op::info.has_result ? inst.result : ValueId{};
        inst = packed;
    }

    /// The typed view. The spans in it live until the pools grow.
    template <class Op>
    Op as(const Inst& inst) const {
        CHECK(inst.op == opcode_of<Op>());
        return unpack<Op>(inst);
    }
    template <class Op>
    bool is(const Inst& inst) const {
        return inst.op == opcode_of<Op>();
    }

    PoolRange store(Operands values) {
        PoolRange range{static_cast<std::uint32_t>(operand_pool_.size()), static_cast<std::uint32_t>(values.size())};
        // The values may lie in the pool itself: growing it must not leave them behind.
        std::vector<ValueId> copy(values.begin(), values.end());
        operand_pool_.insert(operand_pool_.end(), copy.begin(), copy.end());
        return range;
    }
    PoolRange store(NameList names) {
        PoolRange range{static_cast<std::uint32_t>(name_pool_.size()), static_cast<std::uint32_t>(names.size())};
        std::vector<NameId> copy(names.begin(), names.end());
        name_pool_.insert(name_pool_.end(), copy.begin(), copy.end());
        return range;
    }

    template <class Op>
    Inst pack(const Op& op) {
        Inst inst;
        inst.op = opcode_of<Op>();
        std::vector<ValueId> operands;
        std::size_t immediate = 0;
        for_each_field(op, [&](const auto& field) { pack_field(inst, operands, immediate, field); });
        inst.operands = store(Operands(operands));
        return inst;
    }

    template <class Op>
    Op unpack(const Inst& inst) const {
        Op op{};
        Cursor cursor;
        for_each_field(op, [&](auto& field) { unpack_field(inst, cursor, field); });
        return op;
    }

private:
    struct Cursor {
        std::size_t immediate = 0, operand = 0, target = 0;
    };

    Operands values_in(PoolRange range) const { return {operand_pool_.data() + range.begin, range.count}; }

    template <class Field>
    void pack_field(Inst& inst, std::vector<ValueId>& operands, std::size_t& immediate, const Field& field) {
        if constexpr (std::is_same_v<Field, ValueId>)
            operands.push_back(field);
        else if constexpr (std::is_same_v<Field, Operands>)
            operands.insert(operands.end(), field.begin(), field.end());
        else if constexpr (std::is_same_v<Field, NameList>)
            inst.names = store(field);
        else if constexpr (std::is_same_v<Field, Target>)
            inst.targets[inst.target_count++] = {field.block, store(field.args)};
        else
            inst.immediates[immediate++] = to_immediate(field);
    }
    template <class Field>
    void unpack_field(const Inst& inst, Cursor& cursor, Field& field) const {
        Operands operands = values_in(inst.operands);
        if constexpr (std::is_same_v<Field, ValueId>)
            field = operands[cursor.operand++];
        else if constexpr (std::is_same_v<Field, Operands>)
            field = operands.subspan(cursor.operand);
        else if constexpr (std::is_same_v<Field, NameList>)
            field = names(inst);
        else if constexpr (std::is_same_v<Field, Target>) {
            const StoredTarget& target = inst.targets[cursor.target++];
            field = {target.block, values_in(target.args)};
        } else
            from_immediate(inst.immediates[cursor.immediate++], field);
    }
    template <class Field>
    static std::uint64_t to_immediate(const Field& field) {
        if constexpr (std::is_enum_v<Field> || std::is_integral_v<Field>)
            return static_cast<std::uint64_t>(field);
        else
            return field.index;
    }
    template <class Field>
    static void from_immediate(std::uint64_t bits, Field& field) {
        if constexpr (std::is_enum_v<Field> || std::is_integral_v<Field>)
            field = static_cast<Field>(bits);
        else
            field.index = static_cast<std::uint32_t>(bits);
    }

    Table<BlockId, Block> blocks_;
    Table<InstId, Inst> insts_;
    Table<ValueId, Value> values_;
    std::vector<ValueId> operand_pool_;
    std::vector<NameId> name_pool_;
};

/// Calls the case for the op's struct: `visit(f, inst, [&](Load op) {…}, [&](auto op) {…})`. A missing case does not compile.
template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

template <class... Cases>
auto visit(const Function& f, const Inst& inst, Cases... cases) {
    Overloaded all{cases...};
    using R = decltype(all(f.unpack<Const>(inst)));
    using Case = R (*)(const Function&, const Inst&, Overloaded<Cases...>&);
    static constexpr auto table = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<Case, sizeof...(I)>{+[](const Function& fn, const Inst& in, Overloaded<Cases...>& all_cases) -> R {
            return all_cases(fn.unpack<std::tuple_element_t<I, AllOps::Tuple>>(in));
        }...};
    }(std::make_index_sequence<AllOps::size>{});
    return table[inst.op](f, inst, all);
}

/// What one compilation shares: names, types, constants, functions. The first function is the one asked for.
class Module {
public:
    Names names;
    types::Types types;
    Table<FunctionId, Function> functions;

    ConstantId constant(Constant value);
    const Constant& operator[](ConstantId id) const { return constants_[id]; }
    Function& operator[](FunctionId id) { return functions[id]; }
    const Function& operator[](FunctionId id) const { return functions[id]; }
    std::uint32_t constant_count() const { return constants_.size(); }

private:
    Table<ConstantId, Constant> constants_;
};

}  // namespace coluber::ir
