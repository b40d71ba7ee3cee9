#include "interpret.h"

#include "facts/linear.h"
#include "facts/owned.h"
#include "ir/graph.h"

#include <fmt/format.h>

#include <map>
#include <optional>

namespace coluber::fuzz {

namespace {

using namespace ir;

/// Any value. An object is a text, so that equal computations give equal objects, and a number by which it is counted.
struct Value {
    std::int64_t number = 0;
    double real = 0;
    int array = -1;
    std::string object;
    int count_of = -1;                // index into counts, for objects made here
    std::vector<std::int64_t> parts;  // range: start, stop, step; iterator: also the rounds done
};

struct Stop {
    std::string text;
    bool is_limit = false;
};

class Interpreter {
public:
    Interpreter(const Module& module, const Function& f, const Input& input, bool counted)
        : module_(module), f_(f), arrays_(input.arrays), writable_(input.writable), values_(f.value_count()), cfg_(f) {
        if (counted) owned_.emplace(module, f, cfg_);
        std::size_t ints = 0, floats = 0, arrays = 0, objects = 0;
        for (ValueId param : f[f.entry].params) {
            Value& value = values_[param.index];
            types::Kind kind = module.types.kind(f.type(param));
            if (kind == types::Kind::integer)
                value.number = input.ints[ints++];
            else if (kind == types::Kind::scalar)
                value.real = input.floats[floats++];
            else if (kind == types::Kind::array)
                value.array = static_cast<int>(arrays++);
            else
                value.object = fmt::format("arg{}", objects++);
        }
    }

    Outcome run() {
        Outcome out;
        try {
            BlockId block = f_.entry;
            for (steps_ = 0; block; ++steps_) {
                if (steps_ > 20000) {
                    out.is_endless = true;
                    return out;
                }
                block = this->block(block);
            }
        } catch (const Stop& stop) {
            out.text = stop.text;
            out.is_limit = stop.is_limit;
        }
        for (const auto& array : arrays_)
            for (double element : array) out.text += fmt::format(" {}", element);
        if (owned_)
            for (std::size_t i = 0; i < counts_.size(); ++i)
                if (counts_[i] != 0) miscount_ = fmt::format("object {} ends with count {}", i, counts_[i]);
        out.miscount = miscount_;
        return out;
    }

private:
    Value& at(ValueId value) { return values_[value.index]; }
    std::int64_t integer(ValueId value) { return at(value).number; }

    BlockId block(BlockId block) {
        for (InstId id : f_[block].insts) {
            inst_ = id;
            const Inst& inst = f_[id];
            if (info(inst.op).is_terminator) return leave(inst);
            for (ValueId value : f_.operands(inst)) must_live(value);
            Value result = visit(f_, inst, [&](const auto& op) { return run(op); });
            if (inst.result) at(inst.result) = std::move(result);
        }
        return {};
    }
    void must_live(ValueId value) {
        int counted = at(value).count_of;
        if (owned_ && counted >= 0 && counts_[static_cast<std::size_t>(counted)] <= 0) miscount_ = "a dead object is used";
    }
    Value fresh(std::string text) {
        Value made;
        made.object = std::move(text);
        made.count_of = static_cast<int>(counts_.size());
        counts_.push_back(1);
        return made;
    }
    [[noreturn]] void fail(std::string text) {
        const Inst& inst = f_[inst_];
        if (inst.checkpoint) {
            auto place = f_.as<Checkpoint>(f_[inst.checkpoint]);
            text += fmt::format(" resumed at {}:", place.number);
            for (ValueId value : place.values) must_live(value), text += " " + show(at(value));
        }
        if (owned_)
            for (ValueId value : owned_->on_failure(inst_)) count(value, -1);
        throw Stop{text, f_.is<ArithChecked>(inst)};
    }
    void count(ValueId value, int by) {
        if (at(value).count_of >= 0) counts_[static_cast<std::size_t>(at(value).count_of)] += by;
    }
    static std::string show(const Value& value) {
        return fmt::format("{}/{}/{}/{}", value.number, value.real, value.array, value.object);
    }

    // Terminators.
    BlockId leave(const Inst& inst) {
        for (ValueId value : f_.operands(inst)) must_live(value);
        if (f_.is<Return>(inst)) {
            Value& value = at(f_.operands(inst)[0]);
            std::string text = show(value);
            if (owned_ && value.count_of >= 0) --counts_[static_cast<std::size_t>(value.count_of)];
            throw Stop{"returned " + text};
        }
        if (f_.is<Jump>(inst)) return go(inst, 0, {});
        if (f_.is<Branch>(inst)) return go(inst, integer(f_.operands(inst)[0]) != 0 ? 0 : 1, {});
        CHECK(f_.is<IterNext>(inst));
        Value iterator = at(f_.operands(inst)[0]);
        // Rounds are counted, so that the end of a huge range is no overflow.
        auto start = static_cast<facts::Wide>(iterator.parts[0]), stop = static_cast<facts::Wide>(iterator.parts[1]);
        auto step = static_cast<facts::Wide>(iterator.parts[2]), item = start + step * iterator.parts[3];
        if (step > 0 ? item >= stop : item <= stop) return go(inst, 1, {});
        Value next = iterator, given;
        ++next.parts[3];
        given.number = static_cast<std::int64_t>(item);
        return go(inst, 0, {given, next});
    }
    BlockId go(const Inst& inst, std::size_t number, std::vector<Value> values) {
        const StoredTarget& target = inst.targets[number];
        for (ValueId value : f_.target_args(target)) {
            must_live(value);
            values.push_back(at(value));
        }
        for (std::size_t i = 0; i < values.size(); ++i) at(f_[target.block].params[i]) = std::move(values[i]);
        return target.block;
    }

    // Ops.
    template <class Op>
    Value run(const Op&) {
        CHECK(false, std::string("the fuzzer does not make ") + std::string(Op::info.name));
        return {};
    }
    static Value of(std::int64_t value) { return {.number = value}; }
    static Value of(bool value) { return {.number = value ? 1 : 0}; }

    Value run(const Const& op) {
        const Constant& constant = module_[op.value];
        Value out;
        if (auto* whole = std::get_if<std::int64_t>(&constant)) out.number = *whole;
        if (auto* truth = std::get_if<bool>(&constant)) out.number = *truth;
        if (auto* real = std::get_if<double>(&constant)) out.real = *real;
        if (f_.type(f_[inst_].result) == types::object) out.object = fmt::format("constant {}", out.number), out.number = 0;
        return out;
    }
    Value run(const Checkpoint&) { return {}; }
    Value run(const EndBinding&) { return {}; }
    Value run(const Retain& op) { return count(op.value, 1), Value{}; }
    Value run(const Release& op) { return count(op.value, -1), Value{}; }
    Value run(const Box& op) { return fresh(fmt::format("box {}", integer(op.value))); }
    Value run(const PyBinary& op) {
        std::string text = fmt::format("({} + {})", at(op.left).object, at(op.right).object);
        if (text.size() > 200) text = fmt::format("#{}", std::hash<std::string>()(text));
        if (std::hash<std::string>()(text) % 10 == 0) fail("no sum of " + text);
        return fresh(text);
    }
    Value run(const PyTuple& op) {
        std::string text = "(";
        for (ValueId item : op.items) text += at(item).object + ", ";
        return fresh(text);
    }
    static bool overflows(ArithKind kind, std::int64_t a, std::int64_t b, std::int64_t& out) {
        if (kind == ArithKind::add) return __builtin_add_overflow(a, b, &out);
        if (kind == ArithKind::sub) return __builtin_sub_overflow(a, b, &out);
        return __builtin_mul_overflow(a, b, &out);
    }
    Value run(const ArithChecked& op) {
        std::int64_t out = 0;
        if (overflows(op.kind, integer(op.left), integer(op.right), out)) fail("overflow");
        return of(out);
    }
    Value run(const Arith& op) {
        if (module_.types.kind(f_.type(op.left)) == types::Kind::scalar) {
            Value out;
            out.real = op.kind == ArithKind::add ? at(op.left).real + at(op.right).real : at(op.left).real * at(op.right).real;
            return out;
        }
        std::int64_t a = integer(op.left), b = integer(op.right), out = 0;
        if (op.kind == ArithKind::mod || op.kind == ArithKind::floordiv) {
            CHECK(b != 0, "a division by zero went unchecked");
            if (b == -1)
                return of(op.kind == ArithKind::mod ? 0 : static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(a)));
            std::int64_t quotient = a / b, rest = a % b;
            bool is_off = rest != 0 && ((rest < 0) != (b < 0));
            return of(op.kind == ArithKind::mod ? rest + (is_off ? b : 0) : quotient - (is_off ? 1 : 0));
        }
        bool wrapped = overflows(op.kind, a, b, out);
        CHECK(!wrapped || !has(f_[inst_].flags, Flags::exact), "an exact sum wrapped");
        return of(out);
    }
    Value run(const Compare& op) {
        std::int64_t a = integer(op.left), b = integer(op.right);
        const std::array results{a < b, a <= b, a == b, a != b, a > b, a >= b};
        return of(results[static_cast<std::size_t>(op.kind)]);
    }
    Value run(const Select& op) { return at(integer(op.condition) != 0 ? op.if_true : op.if_false); }
    Value run(const Check& op) {
        if (integer(op.condition) == 0) fail(fmt::format("error {}", static_cast<int>(op.code)));
        return {};
    }
    Value run(const WrapIndex& op) {
        return of(integer(op.index) < 0 ? integer(op.index) + integer(op.size) : integer(op.index));
    }
    Value run(const CheckBounds& op) {
        if (integer(op.wrapped) < 0 || integer(op.wrapped) >= integer(op.size))
            fail(fmt::format("index {} of {}", integer(op.index), integer(op.size)));
        return at(op.wrapped);
    }
    std::vector<double>& array(ValueId value) { return arrays_[static_cast<std::size_t>(at(value).array)]; }
    double& element(ValueId value, ValueId index) {
        std::int64_t i = integer(index);
        CHECK(i >= 0 && i < static_cast<std::int64_t>(array(value).size()), "an index out of range went unchecked");
        return array(value)[static_cast<std::size_t>(i)];
    }
    Value run(const ArrayDim& op) { return of(static_cast<std::int64_t>(array(op.array).size())); }
    Value run(const ArrayLoad& op) { return {.real = element(op.array, op.index[0])}; }
    Value run(const ArrayStore& op) {
        CHECK(writable_[static_cast<std::size_t>(at(op.array).array)], "a read-only array was written");
        element(op.array, op.index[0]) = at(op.value).real;
        return {};
    }
    Value run(const ArrayWritable& op) {
        return of(static_cast<bool>(writable_[static_cast<std::size_t>(at(op.array).array)]));
    }
    Value run(const ArrayDisjoint& op) { return of(at(op.left).array != at(op.right).array); }
    Value run(const RangeMake& op) { return {.parts = {integer(op.start), integer(op.stop), integer(op.step), 0}}; }
    Value run(const IterMake& op) { return at(op.container); }

    const Module& module_;
    const Function& f_;
    std::vector<std::vector<double>> arrays_;
    std::vector<bool> writable_;
    std::vector<Value> values_;
    std::vector<int> counts_;
    facts::Cfg cfg_;
    std::optional<facts::Owned> owned_;
    std::string miscount_;
    InstId inst_;
    int steps_ = 0;
};

}  // namespace

Outcome interpret(const Module& module, const Function& f, const Input& input, bool counted) {
    return Interpreter(module, f, input, counted).run();
}

}  // namespace coluber::fuzz
