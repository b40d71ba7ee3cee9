#include "ir/type_rules.h"

#include "ir/graph.h"

#include <fmt/format.h>

namespace coluber::ir {

namespace {

using types::Kind;

class Rules {
public:
    Rules(const Module& module, const Function& function, const Inst& inst) : types_(module.types), f_(function), inst_(inst) {}

    std::vector<std::string> broken() {
        visit(f_, inst_, [&](const auto& op) { rule(op); });
        targets();
        return std::move(broken_);
    }

private:
    void want(bool holds, std::string_view what) {
        if (!holds) broken_.emplace_back(what);
    }
    Kind kind(ValueId value) const { return types_.kind(f_.type(value)); }
    TypeId result() const { return f_.type(inst_.result); }
    bool is_bool(TypeId type) const {
        return types::is_number(types_, type) && types::dtype_of(types_, type) == types::DType::boolean;
    }
    bool is_int(ValueId value) const { return f_.type(value) == types::integer; }
    bool is_number(ValueId value) const { return types::is_number(types_, f_.type(value)); }
    void same_numbers(ValueId a, ValueId b) {
        want(is_number(a) && kind(a) != Kind::maybe_np, fmt::format("operands are numbers, not {}", types_.print(f_.type(a))));
        want(f_.type(a) == f_.type(b),
             fmt::format("operands have one type, not {} and {}", types_.print(f_.type(a)), types_.print(f_.type(b))));
    }
    void condition(ValueId value) { want(is_bool(f_.type(value)), "the condition is a bool"); }
    void ints(Operands values) {
        for (ValueId value : values) want(is_int(value), fmt::format("an int is needed, not {}", types_.print(f_.type(value))));
    }

    // The other ops take values of many types; inference and lowering agree on them by ops.h.
    template <class Op>
    void rule(const Op&) {}
    void rule(const Arith& op) {
        same_numbers(op.left, op.right);
        want(result() == f_.type(op.left), "the result has the operands' type");
    }
    void rule(const ArithChecked& op) {
        ints(std::array{op.left, op.right, inst_.result});
        want(op.kind == ArithKind::add || op.kind == ArithKind::sub || op.kind == ArithKind::mul,
             "only add, sub and mul are checked");
    }
    void rule(const Neg& op) {
        want(is_number(op.operand), "the operand is a number");
        want(result() == f_.type(op.operand), "the result has the operand's type");
    }
    void rule(const Compare& op) {
        same_numbers(op.left, op.right);
        want(is_bool(result()), "the result is a bool");
    }
    void rule(const Not& op) {
        condition(op.operand);
        want(is_bool(result()), "the result is a bool");
    }
    void rule(const Select& op) {
        condition(op.condition);
        want(f_.type(op.if_true) == result() && f_.type(op.if_false) == result(), "both sides have the result's type");
    }
    void rule(const Convert& op) { want(is_number(op.operand) && is_number(inst_.result), "number to number"); }
    bool is_complex(ValueId value) const { return types::is_complex(types_, f_.type(value)); }
    void rule(const Retype& op) {
        bool same = is_complex(op.operand) ? is_complex(inst_.result) : is_number(op.operand) && is_number(inst_.result);
        want(same, "number to number");
    }
    void rule(const ComplexMake& op) {
        want(is_complex(inst_.result), "the result is complex");
        same_numbers(op.real, op.imaginary);
    }
    void rule(const ComplexPart& op) {
        want(is_complex(op.number) && is_number(inst_.result), "a part of a complex number is real");
        want(op.part == 0 || op.part == 1, "part 0 is real, 1 imaginary");
    }
    void rule(const Branch& op) { condition(op.condition); }
    void rule(const Check& op) {
        condition(op.condition);
        ints(op.payload);
    }
    void rule(const Guard& op) {
        condition(op.condition);
        ints(op.payload);
    }
    void rule(const Fail& op) { ints(op.payload); }
    void rule(const WrapIndex& op) { ints(std::array{op.index, op.size, inst_.result}); }
    void rule(const CheckBounds& op) { ints(std::array{op.wrapped, op.size, op.index, inst_.result}); }
    void rule(const RangeMake& op) {
        ints(std::array{op.start, op.stop, op.step});
        want(types_.kind(result()) == Kind::range, "the result is a range");
    }
    void rule(const RangePart& op) {
        want(kind(op.range) == Kind::range && op.part >= 0 && op.part < 4, "a part of a range is 0 to 3");
        ints(std::array{inst_.result});
    }
    bool array(ValueId value, std::size_t indices) {
        want(kind(value) == Kind::array, fmt::format("an array is needed, not {}", types_.print(f_.type(value))));
        if (kind(value) != Kind::array) return false;
        want(indices <= types_[f_.type(value)].number, "more indices than axes");
        return true;
    }
    bool holds_element(ValueId array, ValueId value) const {
        TypeId type = f_.type(value);
        bool is_any = types::is_number(types_, type) || types::is_complex(types_, type);
        return is_any && types::dtype_of(types_, type) == types_[f_.type(array)].dtype;
    }
    void rule(const ArrayLoad& op) {
        if (!array(op.array, op.index.size())) return;
        ints(op.index);
        want(op.index.size() == types_[f_.type(op.array)].number, "one index per axis");
        want(holds_element(op.array, inst_.result), "the result has the array's dtype");
    }
    void rule(const ArrayStore& op) {
        if (!array(op.array, op.index.size())) return;
        ints(op.index);
        want(op.index.size() == types_[f_.type(op.array)].number, "one index per axis");
        want(holds_element(op.array, op.value), "the value has the array's dtype");
    }
    void rule(const ArrayDisjoint& op) {
        array(op.left, 0);
        array(op.right, 0);
    }
    void rule(const ArrayView& op) {
        if (array(op.array, op.index.size())) ints(op.index);
    }
    void rule(const ArrayPart& op) {
        if (!array(op.array, 0)) return;
        ints(std::span(&op.offset, 1));
        ints(op.geometry);
        const types::Type& type = types_[result()];
        bool is_strided = type.layout == types::Layout::any;
        want(type.kind == Kind::array && op.geometry.size() == (is_strided ? 2u : 1u) * type.number,
             "a length, and where the layout says nothing a stride, for each axis of the result");
    }
    void rule(const ArrayFill& op) {
        if (array(op.array, 0)) want(holds_element(op.array, op.value), "the value has the array's dtype");
    }
    void rule(const ArrayAssign& op) {
        array(op.into, 0);
        array(op.from, 0);
    }
    void rule(const ArrayDim& op) {
        if (array(op.array, 0)) want(op.axis >= 0 && op.axis < types_[f_.type(op.array)].number, "the array has no such axis");
    }
    void rule(const ArrayStride& op) {
        if (array(op.array, 0)) want(op.axis >= 0 && op.axis < types_[f_.type(op.array)].number, "the array has no such axis");
    }
    void rule(const ArrayNew& op) {
        ints(op.dims);
        want(types_.kind(result()) == Kind::array, "the result is an array");
    }
    bool has_elements(TypeId id) const {
        return types_.kind(id) == Kind::tuple || types_.kind(id) == Kind::slice ||
               (types_.kind(id) == Kind::iterator && !types_[id].name.empty());
    }
    void rule(const ContainerSize& op) {
        want(types::is_boxed(types_, f_.type(op.container)) && f_.type(op.container) != types::object,
             "the operand is a container");
        ints(std::array{inst_.result});
    }
    void rule(const ListItem& op) {
        want(kind(op.list) == Kind::list, "the operand is a list");
        ints(std::array{op.index});
    }
    void rule(const ListStore& op) {
        want(kind(op.list) == Kind::list, "the operand is a list");
        ints(std::array{op.index});
        want(is_number(op.value) || types::is_boxed(types_, f_.type(op.value)), "the value is a number or an object");
    }
    void rule(const TupleMake& op) {
        const auto& elements = types_[result()].elements;
        bool same = has_elements(result()) && elements.size() == op.items.size();
        for (std::size_t i = 0; same && i < op.items.size(); ++i) same = f_.type(op.items[i]) == elements[i];
        want(same, "the result's elements have the items' types");
    }
    void rule(const TupleGet& op) {
        if (types::is_boxed(types_, f_.type(op.tuple))) return;
        const types::Type& type = types_[f_.type(op.tuple)];
        bool inside =
            has_elements(f_.type(op.tuple)) && op.index >= 0 && op.index < static_cast<std::int64_t>(type.elements.size());
        want(inside && type.elements[static_cast<std::size_t>(op.index)] == result(), "the result has the element's type");
    }
    void rule(const MethodMake& op) {
        bool fits = types_.kind(result()) == Kind::method && types_[result()].elements[0] == f_.type(op.receiver);
        want(fits, "the result is a method of the operand");
    }
    void rule(const MethodReceiver& op) {
        bool fits = kind(op.method) == Kind::method && types_[f_.type(op.method)].elements[0] == result();
        want(fits, "the result is what the method is bound to");
    }
    /// A value of an exact class may stand where any object may, a list where any list may (what its items are is a guess).
    bool may_be(TypeId given, TypeId wanted) const {
        return types::without_items(types_, given) == types::without_items(types_, wanted) ||
               (wanted == types::object && types::is_boxed(types_, given));
    }
    void rule(const Return& op) {
        want(may_be(f_.type(op.value), f_.result_type),
             fmt::format("{} is returned where the result is {}", types_.print(f_.type(op.value)),
                         types_.print(f_.result_type)));
    }

    void targets() {
        auto all = f_.targets(inst_);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i].block) continue;
            const auto& params = f_[all[i].block].params;
            std::size_t defined = defined_params(f_, inst_, i);
            Operands args = f_.target_args(all[i]);
            for (std::size_t k = 0; k < args.size(); ++k) same_type(params[defined + k], args[k], i);
            if (defined == 2)
                want(f_.type(params[1]) == f_.type(f_.operands(inst_)[0]), "the next iterator has the iterator's type");
        }
    }
    void same_type(ValueId param, ValueId arg, std::size_t target) {
        want(may_be(f_.type(arg), f_.type(param)),
             fmt::format("target {} gets {} for {}", target, types_.print(f_.type(arg)), types_.print(f_.type(param))));
    }

    const types::Types& types_;
    const Function& f_;
    const Inst& inst_;
    std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_type_rules(const Module& module, const Function& function, const Inst& inst) {
    return Rules(module, function, inst).broken();
}

}  // namespace coluber::ir
