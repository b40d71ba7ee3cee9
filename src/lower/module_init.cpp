#include "lower/module_init.h"

#include "lower/holder.h"
#include "lower/llvm.h"

namespace coluber::lower {

namespace {

class InitWriter {
public:
    explicit InitWriter(llvm::Module& module)
        : module_(module), context_(module.getContext()), pointer_(llvm::PointerType::getUnqual(context_)) {}

    llvm::Constant* text(llvm::StringRef text) { return hidden(llvm::ConstantDataArray::getString(context_, text)); }
    llvm::Constant* number(std::size_t value) { return llvm::ConstantInt::get(llvm::Type::getInt64Ty(context_), value); }
    llvm::Constant* null() { return llvm::ConstantPointerNull::get(pointer_); }
    llvm::Constant* record(llvm::ArrayRef<llvm::Constant*> fields) { return llvm::ConstantStruct::getAnon(fields); }
    llvm::Constant* list(llvm::ArrayRef<llvm::Constant*> items) {
        if (items.empty()) return null();
        return hidden(llvm::ConstantArray::get(llvm::ArrayType::get(items[0]->getType(), items.size()), items));
    }
    llvm::Constant* guards(const BuiltEntry& entry) {
        std::vector<llvm::Constant*> items;
        for (const auto& [name, expected] : entry.guards) items.push_back(record({text(name), text(expected)}));
        items.push_back(record({null(), null()}));
        return list(items);
    }
    llvm::Constant* entry(const BuiltEntry& entry) {
        auto* image = new llvm::GlobalVariable(module_, llvm::Type::getInt8Ty(context_), true,
                                               llvm::GlobalValue::ExternalLinkage, nullptr, entry.image_symbol);
        image->setVisibility(llvm::GlobalValue::HiddenVisibility);
        return record({text(entry.signature), guards(entry), image});
    }
    void init_function(const std::string& name, llvm::Constant* table) {
        auto* type = llvm::FunctionType::get(pointer_, {pointer_}, false);
        llvm::FunctionCallee create = module_.getOrInsertFunction("coluber_create_module", type);
        auto* init = llvm::Function::Create(llvm::FunctionType::get(pointer_, false), llvm::GlobalValue::ExternalLinkage,
                                            "PyInit_" + name, module_);
        llvm::IRBuilder<> b(llvm::BasicBlock::Create(context_, "", init));
        b.CreateRet(b.CreateCall(create, {table}));
    }
    llvm::Constant* hidden(llvm::Constant* value) {
        return new llvm::GlobalVariable(module_, value->getType(), true, llvm::GlobalValue::PrivateLinkage, value);
    }

private:
    llvm::Module& module_;
    llvm::LLVMContext& context_;
    llvm::PointerType* pointer_;
};

}  // namespace

LoweredModule write_module_init(const BuiltModule& module, const std::vector<BuiltEntry>& entries) {
    auto holder = std::make_unique<LoweredModule::Holder>();
    InitWriter write(holder->module);
    std::vector<llvm::Constant*> functions;
    auto next = entries.begin();
    for (std::size_t count : module.entry_counts) {
        std::vector<llvm::Constant*> own;
        for (std::size_t i = 0; i < count; ++i) own.push_back(write.entry(*next++));
        functions.push_back(write.record({write.list(own), write.number(count)}));
    }
    write.init_function(
        module.name, write.hidden(write.record({write.text(module.name), write.list(functions), write.number(functions.size()),
                                                write.text(module.body), write.number(module.body.size())})));
    return LoweredModule(std::move(holder), "PyInit_" + module.name);
}

}  // namespace coluber::lower
