#include "lower/lower.h"

#include "base/check.h"
#include "lower/holder.h"
#include "lower/wrapper.h"

#include "llvm/Support/raw_ostream.h"

namespace coluber::lower {

LoweredModule::LoweredModule(std::unique_ptr<Holder> holder, std::string entry)
    : holder_(std::move(holder)), entry_(std::move(entry)) {}
LoweredModule::LoweredModule(LoweredModule&&) noexcept = default;
LoweredModule& LoweredModule::operator=(LoweredModule&&) noexcept = default;
LoweredModule::~LoweredModule() = default;

llvm::Module& LoweredModule::module() { return holder_->module; }

std::string LoweredModule::text() const {
    std::string out;
    llvm::raw_string_ostream stream{out};
    holder_->module.print(stream, nullptr);
    return out;
}

namespace {

// A function this small is inlined into all its callers (LLVM instructions come to about four times this); one that is called from one
// place is inlined anyway.
constexpr std::uint32_t small_function = 40;

void make_alias_tags(Unit& unit) {
    llvm::MDBuilder make(unit.llvm.getContext());
    llvm::MDNode* root = make.createTBAARoot("coluber");
    auto tag = [&](const char* name) {
        llvm::MDNode* type = make.createTBAAScalarTypeNode(name, root);
        return make.createTBAAStructTagNode(type, type, 0);
    };
    unit.array_tag = tag("array data");
    unit.object_tag = tag("object");
}

/// 0 <= an array's sizes: what the wrapper read is known to LLVM only where it was inlined.
void say_what_params_are(const Unit& unit, const ir::Function& f, llvm::Function& code) {
    llvm::LLVMContext& context = unit.llvm.getContext();
    code.addParamAttr(0, llvm::Attribute::NonNull);
    unsigned at = 1;
    for (ir::ValueId param : f[f.entry].params) {
        const Type& type = unit.ir.types[f.type(param)];
        if (type.kind == Kind::array) {
            llvm::AttrBuilder size(context);
            size.addRangeAttr(llvm::ConstantRange(llvm::APInt(64, 0), llvm::APInt::getSignedMinValue(64)));
            for (unsigned axis = 0; axis < type.number; ++axis)
                code.addParamAttrs(at + 3 + axis, size);  // behind data, owner, is_owner
        }
        at += static_cast<unsigned>(part_count(unit.ir.types, f.type(param)));
    }
}

llvm::Function* declare(const Unit& unit, const ir::Function& f) {
    llvm::LLVMContext& context = unit.llvm.getContext();
    PartTypes params{llvm::PointerType::getUnqual(context)};
    for (ir::ValueId param : f[f.entry].params) append_part_types(context, unit.ir.types, f.type(param), params);
    auto* type = llvm::FunctionType::get(result_struct(context, unit.ir.types, f.result_type), params, false);
    // The suffix keeps a user's `memcpy` from being taken for C's.
    auto* code = llvm::Function::Create(type, llvm::Function::InternalLinkage, f.name + ".native", unit.llvm);
    code->setDoesNotThrow();
    say_what_params_are(unit, f, *code);
    return code;
}

NativeFunctions declare_all(const Unit& unit, ir::FunctionId entry) {
    NativeFunctions functions{std::vector<llvm::Function*>(unit.ir.functions.size()), find_call_facts(unit.ir, entry)};
    for (std::uint32_t i = 0; i < functions.code.size(); ++i) {
        CallFact& fact = functions.facts[i];
        if (!fact.is_reached) continue;
        functions.code[i] = declare(unit, unit.ir[ir::FunctionId{i}]);
        std::uint32_t callers = fact.call_sites + (i == entry.index);
        if (!fact.is_recursive && (callers == 1 || fact.size <= small_function))
            functions.code[i]->addFnAttr(llvm::Attribute::AlwaysInline);
    }
    return functions;
}

}  // namespace

LoweredModule lower_module(const ir::Module& module, ir::FunctionId entry, const LowerOptions& options) {
    auto holder = std::make_unique<LoweredModule::Holder>();
    Unit unit(holder->module, module, options);
    make_alias_tags(unit);
    NativeFunctions functions = declare_all(unit, entry);
    for (std::uint32_t i = 0; i < functions.code.size(); ++i)
        if (functions.code[i]) Lowering(unit, functions, ir::FunctionId{i}).run();
    std::string name = module[entry].name + (options.kind == EntryKind::call ? ".entry" : ".resume");
    unit.image.add_entry(name, write_wrapper(unit, functions, entry, name));
    unit.image.finish(options.image_symbol);
    return LoweredModule(std::move(holder), std::move(name));
}

}  // namespace coluber::lower
