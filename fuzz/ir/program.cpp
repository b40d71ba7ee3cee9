#include "program.h"

#include "ir/builder.h"

#include <array>
#include <random>

namespace coluber::fuzz {

namespace {

using namespace ir;
using types::TypeId;

/// The local variables: each block passes all of them on.
constexpr std::size_t ints = 4, first_float = 4, first_array = 6, arrays = 3, first_object = 9, locals = 11;

class Maker {
public:
    Maker(Module& module, Function& f, std::uint64_t seed) : b_(module, f), f_(f), random_(seed) {
        array_ = module.types.array(types::DType::float64, 1, types::Layout::c);
        element_ = module.types.scalar(types::DType::float64);
        for (std::size_t i = 0; i < locals; ++i) names_[i] = module.names.intern(std::string(1, static_cast<char>('a' + i)));
    }

    void function() {
        f_.name = std::string(1, 'f');  // not from a literal: GCC 12 sees an overlap there that is none (-Wrestrict)
        f_.result_type = types::object;
        f_.entry = b_.block = f_.add_block();
        for (std::size_t i = 0; i < locals; ++i) {
            locals_[i] = f_.add_param(f_.entry, type(i));
            f_.param_names.push_back(names_[i]);
        }
        statements(3);
        finish();
    }

private:
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    TypeId type(std::size_t local) const {
        return local < ints ? types::integer : local < first_array ? element_ : local < first_object ? array_ : types::object;
    }
    ValueId number(std::int64_t value) { return b_.constant(value, types::integer); }
    ValueId& any_int() { return locals_[below(ints)]; }
    ValueId any_array() { return locals_[first_array + below(arrays)]; }
    NameId text() { return b_.module.names.intern("text"); }

    // Blocks.
    std::vector<ValueId> state() const { return {locals_.begin(), locals_.end()}; }
    void start(BlockId block, std::size_t skipped = 0) {
        b_.block = block;
        for (std::size_t i = 0; i < locals; ++i) locals_[i] = f_[block].params[skipped + i];
    }
    BlockId block(const std::vector<TypeId>& in_front = {}) {
        BlockId made = f_.add_block();
        for (TypeId each : in_front) f_.add_param(made, each);
        for (std::size_t i = 0; i < locals; ++i) f_.add_param(made, type(i));
        return made;
    }
    void finish() {
        std::vector<ValueId> out;
        for (std::size_t i = 0; i < ints; ++i) out.push_back(b_.emit(Box{locals_[i]}, types::object));
        out.push_back(locals_[first_object]);
        ValueId all = b_.emit(PyTuple{out}, types::object);
        b_.emit(Return{all});
    }

    // Checks. A guard goes back to the checkpoint before it.
    void checkpoint() {
        auto values = state();
        checkpoint_ = b_.emit(Checkpoint{next_checkpoint_++, values, names_});
    }
    ValueId guarded(ValueId value) {
        f_[f_[value].defined_by].checkpoint = checkpoint_;
        return value;
    }
    ValueId checked(ArithKind kind, ValueId a, ValueId c) {
        return guarded(b_.emit(ArithChecked{kind, text(), a, c}, types::integer));
    }
    ValueId operand() { return below(3) == 0 ? number(static_cast<std::int64_t>(below(5)) - 2) : any_int(); }
    ValueId index_into(ValueId array) {
        ValueId index = any_int();
        if (below(2) == 0)
            index =
                checked(below(2) == 0 ? ArithKind::add : ArithKind::sub, index, number(static_cast<std::int64_t>(below(3))));
        ValueId size = b_.emit(ArrayDim{0, array}, types::integer);
        ValueId wrapped = b_.emit(WrapIndex{index, size}, types::integer);
        return b_.emit(CheckBounds{0, wrapped, size, index}, types::integer);
    }
    ValueId condition() {
        auto kind = static_cast<CompareKind>(below(6));
        ValueId left = any_int();
        return b_.emit(Compare{kind, left, operand()}, types::boolean);
    }

    // Statements.
    void statements(int depth) {
        for (std::uint64_t left = 1 + below(4); left > 0; --left) statement(depth);
    }
    void statement(int depth) {
        checkpoint();
        std::uint64_t kind = below(depth > 0 ? 16 : 10);
        if (kind < 2)
            assign();
        else if (kind < 4)
            load();
        else if (kind < 6)
            store();
        else if (kind == 6)
            divide();
        else if (kind == 7)
            object();
        else if (kind == 8)
            std::swap(locals_[first_array + below(arrays)], locals_[first_array + below(arrays)]);
        else if (kind == 9)
            assign_size();
        else if (kind < 12)
            choice(depth);
        else if (kind < 15)
            for_loop(depth);
        else
            while_loop(depth);
    }
    void assign() {
        static constexpr std::array kinds{ArithKind::add, ArithKind::sub, ArithKind::mul, ArithKind::add};
        ValueId left = any_int();
        ValueId right = operand();
        any_int() = checked(kinds[below(4)], left, right);
    }
    void assign_size() {
        ValueId size = b_.emit(ArrayDim{0, any_array()}, types::integer);
        any_int() = below(2) == 0 ? size : checked(ArithKind::sub, size, number(1));
    }
    void load() {
        ValueId array = any_array();
        ValueId value = b_.emit(ArrayLoad{array, std::array{index_into(array)}}, element_);
        ValueId& sum = locals_[first_float + below(2)];
        sum = b_.emit(Arith{below(2) == 0 ? ArithKind::add : ArithKind::mul, sum, value}, element_);
    }
    void store() {
        ValueId array = any_array();
        ValueId index = index_into(array);
        ValueId writable = b_.emit(ArrayWritable{array}, types::boolean);
        b_.emit(Check{ErrorCode::read_only, text(), writable, {}});
        b_.emit(ArrayStore{array, locals_[first_float + below(2)], std::array{index}});
    }
    void divide() {
        ValueId left = any_int(), right = any_int();
        ValueId is_fine = b_.emit(Compare{CompareKind::ne, right, number(0)}, types::boolean);
        b_.emit(Check{ErrorCode::zero_division, text(), is_fine, {}});
        any_int() = b_.emit(Arith{below(2) == 0 ? ArithKind::mod : ArithKind::floordiv, left, right}, types::integer);
    }
    void object() {
        ValueId& to = locals_[first_object + below(2)];
        std::uint64_t kind = below(4);
        ValueId old = to;
        if (kind == 0)
            to = b_.emit(Box{any_int()}, types::object);
        else if (kind == 1)
            to = b_.emit(PyBinary{BinaryKind::add, locals_[first_object], locals_[first_object + 1]}, types::object);
        else if (kind == 2)
            to = b_.constant(std::int64_t{7}, types::object);
        else
            to = locals_[first_object + below(2)];
        b_.emit(EndBinding{names_[first_object], old});
    }

    void choice(int depth) {
        BlockId yes = block(), no = block(), after = block();
        ValueId chosen = condition();
        auto now = state();
        b_.branch(chosen, {yes, now}, {no, now});
        for (BlockId side : {yes, no}) {
            start(side);
            if (below(12) == 0) {
                finish();
                continue;
            }
            statements(depth - 1);
            b_.jump(after, state());
        }
        start(after);
    }
    void for_loop(int depth) {
        bool upward = below(4) != 0;
        ValueId step = number(upward ? 1 + static_cast<std::int64_t>(below(2)) : -1);
        ValueId from = operand(), to = operand();
        if (below(2) == 0) to = checked(ArithKind::add, to, number(1));
        TypeId range_type = b_.module.types.range(std::nullopt), iterator_type = b_.module.types.iterator(range_type);
        ValueId range = b_.emit(RangeMake{from, to, step}, range_type);
        ValueId iterator = b_.emit(IterMake{range}, iterator_type);
        bool is_peeled = below(3) == 0;  // the first round is asked apart, as where a local was unset before
        BlockId header = block({iterator_type}), body = block({types::integer, iterator_type}), done = block();
        auto now = state();
        if (is_peeled) {
            b_.emit(IterNext{iterator, {body, now}, {done, now}, {}});
        } else {
            now.insert(now.begin(), iterator);
            b_.jump(header, now);
        }
        start(header, 1);
        now = state();
        b_.emit(IterNext{f_[header].params[0], {body, now}, {done, now}, {}});
        start(body, 2);
        locals_[below(ints)] = f_[body].params[0];
        ValueId next = f_[body].params[1];
        // The next iterator is not a local: it is carried by hand through the statements' blocks, whose dominance allows it.
        statements(depth - 1);
        now = state();
        now.insert(now.begin(), next);
        b_.jump(header, now);
        start(done);
    }
    void while_loop(int depth) {
        BlockId header = block(), body = block(), done = block();
        std::size_t counter = below(ints);
        b_.jump(header, state());
        start(header);
        ValueId more = b_.emit(Compare{CompareKind::lt, locals_[counter], locals_[(counter + 1) % ints]}, types::boolean);
        auto now = state();
        b_.branch(more, {body, now}, {done, now});
        start(body);
        statements(depth - 1);
        checkpoint();
        locals_[counter] = checked(ArithKind::add, locals_[counter], number(1));
        b_.jump(header, state());
        start(done);
    }

    Builder b_;
    Function& f_;
    std::mt19937_64 random_;
    TypeId array_, element_;
    std::array<ValueId, locals> locals_;
    std::array<NameId, locals> names_;
    InstId checkpoint_;
    std::int64_t next_checkpoint_ = 1;
};

}  // namespace

FunctionId make_program(Module& module, std::uint64_t seed) {
    FunctionId id = module.functions.add({});
    Maker(module, module[id], seed).function();
    return id;
}

}  // namespace coluber::fuzz
