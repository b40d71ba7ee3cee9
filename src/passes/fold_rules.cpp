// One overload an op; ops without one are left as they are, which is right for any op.
#include "passes/fold_rules.h"

#include <cmath>
#include <optional>

namespace coluber::passes {

namespace {

using namespace ir;
using types::Kind;
using types::TypeId;

class Rules {
public:
    Rules(Module& module, Function& f, InstId id) : module_(module), f_(f), id_(id) {}

    Folded apply() {
        visit(f_, f_[id_], [&](const auto& op) { rule(op); });
        folded_.is_changed |= folded_.value || folded_.is_idle;
        return folded_;
    }

private:
    // Looking at operands.
    template <class Op>
    std::optional<Op> made_by(ValueId value) const {
        InstId from = f_[value].defined_by;
        if (!from || !f_.is<Op>(f_[from])) return std::nullopt;
        return f_.as<Op>(f_[from]);
    }
    template <class T>
    std::optional<T> constant(ValueId value) const {
        auto op = made_by<Const>(value);
        const T* found = op ? std::get_if<T>(&module_[op->value]) : nullptr;
        return found ? std::optional(*found) : std::nullopt;
    }
    bool is_int64(ValueId value) const {
        TypeId type = f_.type(value);
        return type == types::integer ||
               (module_.types.kind(type) == Kind::scalar && module_.types[type].dtype == types::DType::int64);
    }
    bool is_float64(ValueId value) const {
        TypeId type = f_.type(value);
        return type == types::floating ||
               (module_.types.kind(type) == Kind::scalar && module_.types[type].dtype == types::DType::float64);
    }
    std::optional<std::int64_t> integer(ValueId value) const {
        return is_int64(value) ? constant<std::int64_t>(value) : std::nullopt;
    }
    std::optional<double> real(ValueId value) const { return is_float64(value) ? constant<double>(value) : std::nullopt; }

    // What becomes of the op.
    void is(ValueId value) {
        if (f_.type(value) == f_.type(f_[id_].result)) folded_.value = value;
    }
    void becomes(Constant value) {
        f_.replace(id_, Const{module_.constant(std::move(value))});
        folded_.is_changed = true;
    }

    template <class Op>
    void rule(const Op&) {}

    // Taking apart what was just put together.
    void rule(const TupleGet& op) {
        auto tuple = made_by<TupleMake>(op.tuple);
        if (tuple && op.index >= 0 && op.index < static_cast<std::int64_t>(tuple->items.size()))
            is(tuple->items[static_cast<std::size_t>(op.index)]);
    }
    void rule(const MethodReceiver& op) {
        if (auto method = made_by<MethodMake>(op.method)) is(method->receiver);
    }
    void rule(const RangePart& op) {
        auto range = made_by<RangeMake>(op.range);
        if (range && op.part < 3) is(std::array{range->start, range->stop, range->step}[static_cast<std::size_t>(op.part)]);
    }
    void rule(const ArrayDim& op) {
        if (auto array = made_by<ArrayNew>(op.array)) is(array->dims[static_cast<std::size_t>(op.axis)]);
        if (auto view = made_by<ArrayView>(op.array)) {
            f_.replace(id_, ArrayDim{op.axis + static_cast<std::int64_t>(view->index.size()), view->array});
            folded_.is_changed = true;
        }
        if (auto part = made_by<ArrayPart>(op.array)) is(part->geometry[static_cast<std::size_t>(op.axis)]);
    }
    void rule(const ArrayStride& op) {
        const types::Type& type = module_.types[f_.type(op.array)];
        auto part = made_by<ArrayPart>(op.array);
        if (part && type.layout == types::Layout::any) is(part->geometry[type.number + static_cast<std::size_t>(op.axis)]);
    }
    /// A view may be written where its owner may.
    void rule(const ArrayWritable& op) {
        ValueId array = op.array;
        while (true) {
            if (auto view = made_by<ArrayView>(array))
                array = view->array;
            else if (auto part = made_by<ArrayPart>(array))
                array = part->array;
            else
                break;
        }
        if (array == op.array) return;
        f_.replace(id_, ArrayWritable{array});
        folded_.is_changed = true;
    }
    void rule(const ComplexPart& op) {
        if (auto made = made_by<ComplexMake>(op.number)) is(op.part == 0 ? made->real : made->imaginary);
    }
    void rule(const MaybeNpValue& op) {
        if (auto made = made_by<MaybeNp>(op.value)) is(made->value);
    }
    void rule(const MaybeNpBit& op) {
        if (auto made = made_by<MaybeNp>(op.value)) is(made->is_np);
    }

    // Numbers.
    void rule(const Arith& op) {
        auto a = integer(op.left), b = integer(op.right);
        if (a && b) return fold_int(op.kind, *a, *b, false);
        if (is_int64(op.left)) return identity(op.kind, op.left, op.right, a, b);
        auto x = real(op.left), y = real(op.right);
        if (x && y) fold_real(op.kind, *x, *y);
    }
    void rule(const ArithChecked& op) {
        auto a = integer(op.left), b = integer(op.right);
        if (a && b) return fold_int(op.kind, *a, *b, true);
        identity(op.kind, op.left, op.right, a, b);
    }
    void identity(ArithKind kind, ValueId left, ValueId right, std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
        if ((kind == ArithKind::add || kind == ArithKind::sub) && b == 0) is(left);
        if (kind == ArithKind::add && a == 0) is(right);
        if (kind == ArithKind::mul && b == 1) is(left);
        if (kind == ArithKind::mul && a == 1) is(right);
    }
    void fold_int(ArithKind kind, std::int64_t a, std::int64_t b, bool must_fit) {
        std::int64_t result = 0;
        bool overflows = false;
        if (kind == ArithKind::add)
            overflows = __builtin_add_overflow(a, b, &result);
        else if (kind == ArithKind::sub)
            overflows = __builtin_sub_overflow(a, b, &result);
        else if (kind == ArithKind::mul)
            overflows = __builtin_mul_overflow(a, b, &result);
        else if (kind == ArithKind::min || kind == ArithKind::max)
            result = (kind == ArithKind::min) == (a < b) ? a : b;
        else
            return;  // division, shifts and bit operations on two constants are too rare to be worth a rule
        if (!overflows || !must_fit) becomes(result);
    }
    void fold_real(ArithKind kind, double a, double b) {
        if (kind == ArithKind::add) becomes(a + b);
        if (kind == ArithKind::sub) becomes(a - b);
        if (kind == ArithKind::mul) becomes(a * b);
        if (kind == ArithKind::div) becomes(a / b);
    }
    void rule(const Neg& op) {
        if (auto a = real(op.operand)) becomes(-*a);
        if (auto b = integer(op.operand); b && *b != INT64_MIN) becomes(-*b);
    }
    void rule(const Convert& op) {
        if (f_.type(op.operand) == f_.type(f_[id_].result)) return is(op.operand);
        auto a = integer(op.operand);
        if (a && is_float64(f_[id_].result)) becomes(static_cast<double>(*a));
    }
    void rule(const Retype& op) {
        if (f_.type(op.operand) == f_.type(f_[id_].result)) return is(op.operand);
        ValueId result = f_[id_].result;
        if (auto a = integer(op.operand); a && is_int64(result)) return becomes(*a);
        if (auto a = real(op.operand); a && is_float64(result)) return becomes(*a);
    }

    // Conditions.
    template <class T>
    static bool holds(CompareKind kind, T a, T b) {
        switch (kind) {
            case CompareKind::lt: return a < b;
            case CompareKind::le: return a <= b;
            case CompareKind::eq: return a == b;
            case CompareKind::ne: return a != b;
            case CompareKind::gt: return a > b;
            case CompareKind::ge: return a >= b;
        }
        return false;
    }
    void rule(const Compare& op) {
        auto a = integer(op.left), b = integer(op.right);
        if (a && b) return becomes(holds(op.kind, *a, *b));
        if (is_int64(op.left) && op.left == op.right) return becomes(holds(op.kind, 0, 0));
        auto x = real(op.left), y = real(op.right);
        if (x && y) becomes(holds(op.kind, *x, *y));
    }
    void rule(const Not& op) {
        if (auto a = constant<bool>(op.operand)) return becomes(!*a);
        if (auto inner = made_by<Not>(op.operand)) return is(inner->operand);
        auto compare = made_by<Compare>(op.operand);
        if (!compare || !is_int64(compare->left)) return;  // of floats only eq and ne have an opposite (nan)
        static constexpr std::array opposite{CompareKind::ge, CompareKind::gt, CompareKind::ne,
                                             CompareKind::eq, CompareKind::le, CompareKind::lt};
        f_.replace(id_, Compare{opposite[static_cast<std::size_t>(compare->kind)], compare->left, compare->right});
        folded_.is_changed = true;
    }
    void rule(const Select& op) {
        auto condition = constant<bool>(op.condition);
        if (condition) is(*condition ? op.if_true : op.if_false);
        if (op.if_true == op.if_false) is(op.if_true);
    }

    // Checks.
    void rule(const Check& op) { folded_.is_idle = constant<bool>(op.condition) == true; }
    void rule(const Guard& op) { folded_.is_idle = constant<bool>(op.condition) == true; }
    void rule(const WrapIndex& op) {
        auto index = integer(op.index);
        if (!index) return;
        if (*index >= 0) return is(op.index);
        // A negative constant wraps always: the size is added, exactly, because it is not negative.
        f_.replace(id_, Arith{ArithKind::add, op.index, op.size});
        f_[id_].flags = Flags::exact;
        folded_.is_changed = true;
    }
    void rule(const CheckBounds& op) {
        auto wrapped = integer(op.wrapped), size = integer(op.size);
        if (wrapped && size && *wrapped >= 0 && *wrapped < *size) is(op.wrapped);
    }

    Module& module_;
    Function& f_;
    InstId id_;
    Folded folded_;
};

}  // namespace

Folded fold_inst(Module& module, Function& f, InstId id) { return Rules(module, f, id).apply(); }

}  // namespace coluber::passes
