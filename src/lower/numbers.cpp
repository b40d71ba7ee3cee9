// Arithmetic, comparison and conversion of numbers; constants.
// Python's and NumPy's meanings that differ from the CPU's (floor division, signs) are composed here of plain instructions, so that
// LLVM can fold and vectorise them. Floats are IEEE: no contraction, no reassociation, unless the op's flag allows it.
#include "lower/lower_ops.h"
#include "runtime/native/functions.h"

#include <fmt/format.h>

namespace coluber::lower {

namespace {

types::DTypeKind kind_of(Lowering& l, ir::ValueId value) { return types::info(types::dtype_of(l.types, l.type(value))).kind; }
bool is_float(Lowering& l, ir::ValueId value) { return kind_of(l, value) == types::DTypeKind::floating; }
bool is_signed(Lowering& l, ir::ValueId value) { return kind_of(l, value) == types::DTypeKind::signed_int; }

llvm::Constant* zero(llvm::Value* like) { return llvm::Constant::getNullValue(like->getType()); }
llvm::Constant* integer(llvm::Value* like, std::int64_t value) {
    return llvm::ConstantInt::get(like->getType(), static_cast<std::uint64_t>(value), true);
}

// ───────────────────────────── constants ─────────────────────────────

Parts number_constant(Lowering& l, TypeId type, double floating, std::int64_t whole) {
    DType dtype = types::dtype_of(l.types, type);
    llvm::Type* part = register_type(l.context, dtype);
    Parts parts{part->isFloatingPointTy() ? llvm::ConstantFP::get(part, floating)
                                          : llvm::ConstantInt::get(part, static_cast<std::uint64_t>(whole), true)};
    if (l.types.kind(type) == Kind::maybe_np) parts.push_back(l.b.getFalse());
    return parts;
}

/// The slot descriptor of a constant as an object.
struct Describe {
    const ir::Module& ir;

    std::string of(ir::ConstantId id) const { return std::visit(*this, ir[id]); }
    std::string operator()(ir::None) const { return "py:_Py_NoneStruct"; }
    std::string operator()(bool value) const { return value ? "py:_Py_TrueStruct" : "py:_Py_FalseStruct"; }
    std::string operator()(std::int64_t value) const { return fmt::format("int:{}", value); }
    std::string operator()(const ir::BigInt& value) const { return "int:" + value.digits; }
    std::string operator()(double value) const { return fmt::format("float:{:a}", value); }
    std::string operator()(ir::Complex value) const { return fmt::format("complex:{:a}", value.imaginary); }
    std::string operator()(const std::string& value) const { return "str:" + escape_descriptor(value); }
    std::string operator()(const ir::Bytes& value) const { return "bytes:" + escape_descriptor(value.bytes); }
    std::string operator()(ir::Ellipsis) const { return "py:_Py_EllipsisObject"; }
    std::string operator()(const ir::ConstantTuple& tuple) const {
        std::string out = "tuple:";
        for (ir::ConstantId item : tuple.items) {
            std::string component = of(item);
            bool is_tuple = std::holds_alternative<ir::ConstantTuple>(ir[item]);
            out += (is_tuple ? escape_descriptor(component) : component) + '\x1f';
        }
        return out;
    }
};

}  // namespace

std::string constant_descriptor(const ir::Module& ir, ir::ConstantId id) { return Describe{ir}.of(id); }

Parts lower(Lowering& l, const ir::Const& op) {
    TypeId type = l.result_type();
    if (types::is_empty(l.types, type)) return {};
    const ir::Constant& value = l.ir[op.value];
    if (type == types::complex) {
        double imaginary = std::get<ir::Complex>(value).imaginary;
        return {llvm::ConstantFP::get(l.b.getDoubleTy(), 0.0), llvm::ConstantFP::get(l.b.getDoubleTy(), imaginary)};
    }
    if (types::is_number(l.types, type)) {
        if (auto* whole = std::get_if<std::int64_t>(&value))
            return number_constant(l, type, static_cast<double>(*whole), *whole);
        if (auto* floating = std::get_if<double>(&value)) return number_constant(l, type, *floating, 0);
        if (auto* truth = std::get_if<bool>(&value)) return number_constant(l, type, *truth, *truth);
        CHECK(false, "a number constant of this type");
    }
    if (l.types.kind(type) == Kind::tuple) CHECK(l.types[type].elements.empty(), "constant tuples are made of constants");
    if (l.types.kind(type) == Kind::tuple) return {};
    return {l.slot(constant_descriptor(l.ir, op.value))};
}

Parts lower(Lowering& l, const ir::Unset&) {
    if (part_count(l.types, l.result_type()) == 0) return {};
    return {l.null()};
}

// ───────────────────────────── arithmetic ─────────────────────────────

namespace {

/// A divisor that no CPU division traps on: -1 becomes 1 (its result is made apart), 0 is excluded by a check before.
llvm::Value* safe_divisor(Lowering& l, llvm::Value* divisor, llvm::Value* is_minus_one) {
    return l.b.CreateSelect(is_minus_one, integer(divisor, 1), divisor);
}

/// Did truncation round up where floor rounds down? (remainder not 0, signs differ)
llvm::Value* is_off(Lowering& l, llvm::Value* remainder, llvm::Value* divisor) {
    return l.b.CreateAnd(l.b.CreateICmpNE(remainder, zero(remainder)),
                         l.b.CreateICmpSLT(l.b.CreateXor(remainder, divisor), zero(divisor)));
}

llvm::Value* floor_divide(Lowering& l, llvm::Value* x, llvm::Value* y) {
    llvm::Value* is_minus_one = l.b.CreateICmpEQ(y, integer(y, -1));
    llvm::Value* divisor = safe_divisor(l, y, is_minus_one);
    llvm::Value* quotient = l.b.CreateSDiv(x, divisor);
    llvm::Value* remainder = l.b.CreateSub(x, l.b.CreateMul(quotient, divisor));
    llvm::Value* floor = l.b.CreateSub(quotient, l.b.CreateZExt(is_off(l, remainder, divisor), x->getType()));
    return l.b.CreateSelect(is_minus_one, l.b.CreateNeg(x), floor);
}

llvm::Value* floor_modulo(Lowering& l, llvm::Value* x, llvm::Value* y) {
    llvm::Value* divisor = safe_divisor(l, y, l.b.CreateICmpEQ(y, integer(y, -1)));
    llvm::Value* remainder = l.b.CreateSRem(x, divisor);
    return l.b.CreateSelect(is_off(l, remainder, divisor), l.b.CreateAdd(remainder, divisor), remainder);
}

llvm::Value* integer_arith(Lowering& l, ir::ArithKind kind, bool has_sign, llvm::Value* x, llvm::Value* y) {
    using K = ir::ArithKind;
    switch (kind) {
        case K::add: return l.b.CreateAdd(x, y);
        case K::sub: return l.b.CreateSub(x, y);
        case K::mul: return l.b.CreateMul(x, y);
        case K::floordiv: return has_sign ? floor_divide(l, x, y) : l.b.CreateUDiv(x, y);
        case K::mod: return has_sign ? floor_modulo(l, x, y) : l.b.CreateURem(x, y);
        case K::bit_and: return l.b.CreateAnd(x, y);
        case K::bit_or: return l.b.CreateOr(x, y);
        case K::bit_xor: return l.b.CreateXor(x, y);
        case K::lshift: return l.b.CreateShl(x, y);
        case K::rshift: return has_sign ? l.b.CreateAShr(x, y) : l.b.CreateLShr(x, y);
        case K::min: return l.b.CreateBinaryIntrinsic(has_sign ? llvm::Intrinsic::smin : llvm::Intrinsic::umin, x, y);
        case K::max: return l.b.CreateBinaryIntrinsic(has_sign ? llvm::Intrinsic::smax : llvm::Intrinsic::umax, x, y);
        case K::div: break;
    }
    CHECK(false, "integers have no float division");
    return nullptr;
}

/// NumPy's minimum and maximum: a nan wins, the first of two equals stays.
llvm::Value* float_extreme(Lowering& l, llvm::Value* is_first, llvm::Value* x, llvm::Value* y) {
    return l.b.CreateSelect(l.b.CreateOr(is_first, l.b.CreateFCmpUNO(x, x)), x, y);
}

llvm::Value* float_arith(Lowering& l, ir::ArithKind kind, llvm::Value* x, llvm::Value* y) {
    using K = ir::ArithKind;
    switch (kind) {
        case K::add: return l.b.CreateFAdd(x, y);
        case K::sub: return l.b.CreateFSub(x, y);
        case K::mul: return l.b.CreateFMul(x, y);
        case K::div: return l.b.CreateFDiv(x, y);
        case K::min: return float_extreme(l, l.b.CreateFCmpOLE(x, y), x, y);
        case K::max: return float_extreme(l, l.b.CreateFCmpOGE(x, y), x, y);
        default: break;
    }
    CHECK(false, "floats have floor division, modulo and power as native functions");
    return nullptr;
}

}  // namespace

Parts lower(Lowering& l, const ir::Arith& op) {
    llvm::Value *x = l[op.left], *y = l[op.right];
    if (is_float(l, op.left)) return {float_arith(l, op.kind, x, y)};
    llvm::Value* result = integer_arith(l, op.kind, is_signed(l, op.left), x, y);
    auto* exact = llvm::dyn_cast<llvm::BinaryOperator>(result);
    bool wraps = !exact || !(op.kind == ir::ArithKind::add || op.kind == ir::ArithKind::sub || op.kind == ir::ArithKind::mul);
    if (!wraps && has(l.inst->flags, ir::Flags::exact)) exact->setHasNoSignedWrap();
    return {result};
}

Parts lower(Lowering& l, const ir::ArithChecked& op) {
    using K = ir::ArithKind;
    auto intrinsic = op.kind == K::add   ? llvm::Intrinsic::sadd_with_overflow
                     : op.kind == K::sub ? llvm::Intrinsic::ssub_with_overflow
                                         : llvm::Intrinsic::smul_with_overflow;
    CHECK(op.kind == K::add || op.kind == K::sub || op.kind == K::mul, "only add, sub and mul are checked");
    llvm::Value* both = l.b.CreateBinaryIntrinsic(intrinsic, l[op.left], l[op.right]);
    l.guard(l.b.CreateNot(l.b.CreateExtractValue(both, 1)), {ErrorCode::int_overflow, l.name(op.text), {}});
    return {l.b.CreateExtractValue(both, 0)};
}

Parts lower(Lowering& l, const ir::Neg& op) {
    llvm::Value* x = l[op.operand];
    return {is_float(l, op.operand) ? l.b.CreateFNeg(x) : l.b.CreateNeg(x)};
}

Parts lower(Lowering& l, const ir::Compare& op) {
    using P = llvm::CmpInst::Predicate;
    struct Row {
        P floating, with_sign, without;
    };
    static constexpr std::array<Row, 6> rows{{
        {P::FCMP_OLT, P::ICMP_SLT, P::ICMP_ULT},  // lt
        {P::FCMP_OLE, P::ICMP_SLE, P::ICMP_ULE},  // le
        {P::FCMP_OEQ, P::ICMP_EQ, P::ICMP_EQ},    // eq
        {P::FCMP_UNE, P::ICMP_NE, P::ICMP_NE},    // ne
        {P::FCMP_OGT, P::ICMP_SGT, P::ICMP_UGT},  // gt
        {P::FCMP_OGE, P::ICMP_SGE, P::ICMP_UGE},  // ge
    }};
    const Row& row = rows[static_cast<std::size_t>(op.kind)];
    llvm::Value *x = l[op.left], *y = l[op.right];
    if (is_float(l, op.left)) return {l.b.CreateFCmp(row.floating, x, y)};
    return {l.b.CreateICmp(is_signed(l, op.left) ? row.with_sign : row.without, x, y)};
}

Parts lower(Lowering& l, const ir::Not& op) { return {l.b.CreateNot(l[op.operand])}; }

Parts lower(Lowering& l, const ir::Select& op) {
    PartsRef yes = l.parts(op.if_true), no = l.parts(op.if_false);
    Parts parts;
    for (std::size_t i = 0; i < yes.size(); ++i) parts.push_back(l.b.CreateSelect(l[op.condition], yes[i], no[i]));
    return parts;
}

// ───────────────────────────── conversions ─────────────────────────────

Parts lower(Lowering& l, const ir::Convert& op) {
    using T = types::DTypeKind;
    CHECK(l.type_of(op.operand).kind != Kind::maybe_np && l.types.kind(l.result_type()) != Kind::maybe_np,
          "convert the value alone");
    DType to_dtype = types::dtype_of(l.types, l.result_type());
    T from = kind_of(l, op.operand), to = types::info(to_dtype).kind;
    llvm::Type* type = register_type(l.context, to_dtype);
    llvm::Value* x = l.parts(op.operand)[0];
    CHECK(from != T::complex && to != T::complex, "complex numbers are converted part by part");
    if (to == T::boolean)
        return {from == T::floating ? l.b.CreateFCmpUNE(x, zero(x)) : from == T::boolean ? x : l.b.CreateICmpNE(x, zero(x))};
    if (to == T::floating)
        return {from == T::floating     ? l.b.CreateFPCast(x, type)
                : from == T::signed_int ? l.b.CreateSIToFP(x, type)
                                        : l.b.CreateUIToFP(x, type)};
    if (from == T::floating) return {to == T::signed_int ? l.b.CreateFPToSI(x, type) : l.b.CreateFPToUI(x, type)};
    return {l.b.CreateIntCast(x, type, from == T::signed_int)};
}

Parts lower(Lowering& l, const ir::Retype& op) {
    PartsRef parts = l.parts(op.operand);
    return Parts(parts.begin(), parts.end());
}

Parts lower(Lowering& l, const ir::Math& op) {
    static constexpr std::array intrinsics{llvm::Intrinsic::sqrt,  llvm::Intrinsic::floor, llvm::Intrinsic::ceil,
                                           llvm::Intrinsic::trunc, llvm::Intrinsic::rint,  llvm::Intrinsic::fabs};
    return {l.b.CreateUnaryIntrinsic(intrinsics[static_cast<std::size_t>(op.kind)], l[op.operand])};
}

Parts lower(Lowering& l, const ir::CallNative& op) {
    const runtime::NativeFunction* function = runtime::native_function(l.name(op.function));
    CHECK(function, "no native function is called " + std::string(l.name(op.function)));
    CHECK(function->params.size() == op.args.size(), "arguments of " + std::string(function->name));
    // Two doubles come back as C's struct of them does: in two registers.
    llvm::Type* two = llvm::StructType::get(l.b.getDoubleTy(), l.b.getDoubleTy());
    auto type_of = [&](char letter) -> llvm::Type* {
        return letter == 'c'   ? two
               : letter == 'd' ? l.b.getDoubleTy()
               : letter == 'f' ? l.b.getFloatTy()
               : letter == 'l' ? l.b.getInt64Ty()
               : letter == 'i' ? l.b.getInt32Ty()
                               : static_cast<llvm::Type*>(l.b.getInt1Ty());
    };
    std::vector<llvm::Value*> args = l.single_parts(op.args);
    auto* call = l.call(fmt::format("native:{}", function->name), type_of(function->result), args);
    for (std::size_t i = 0; i < args.size(); ++i) {
        CHECK(args[i]->getType() == type_of(function->params[i]), "argument types of " + std::string(function->name));
        if (function->params[i] == 'b') call->addParamAttr(static_cast<unsigned>(i), llvm::Attribute::ZExt);
    }
    if (function->result == 'b') call->addRetAttr(llvm::Attribute::ZExt);
    call->setDoesNotAccessMemory();
    call->addFnAttr(llvm::Attribute::WillReturn);
    if (function->result == 'c') return {l.b.CreateExtractValue(call, 0), l.b.CreateExtractValue(call, 1)};
    return {call};
}

Parts lower(Lowering& l, const ir::ComplexMake& op) { return {l[op.real], l[op.imaginary]}; }
Parts lower(Lowering& l, const ir::ComplexPart& op) { return {l.parts(op.number)[static_cast<std::size_t>(op.part)]}; }

Parts lower(Lowering& l, const ir::MaybeNp& op) {
    PartsRef value = l.parts(op.value);
    Parts parts(value.begin(), value.end());
    parts.push_back(l[op.is_np]);
    return parts;
}
Parts lower(Lowering& l, const ir::MaybeNpValue& op) {
    PartsRef value = l.parts(op.value).drop_back();
    return Parts(value.begin(), value.end());
}
Parts lower(Lowering& l, const ir::MaybeNpBit& op) { return {l.parts(op.value).back()}; }

}  // namespace coluber::lower
