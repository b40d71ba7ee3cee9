#include "lower/module_init.h"

#include "lower/holder.h"
#include "lower/llvm.h"

namespace coluber::lower {

namespace {

class InitWriter {
public:
    explicit InitWriter(llvm::Module& module)
        : module_(module), context_(module.getContext()), pointer_(llvm::PointerType::getUnqual(context_)) {}

    llvm::Constant* text(const std::string& text) { return hidden(llvm::ConstantDataArray::getString(context_, text)); }
    llvm::Constant* texts(const std::vector<std::string>& list) {
        std::vector<llvm::Constant*> items;
        for (const std::string& item : list) items.push_back(text(item));
        items.push_back(llvm::ConstantPointerNull::get(pointer_));
        return hidden(llvm::ConstantArray::get(llvm::ArrayType::get(pointer_, items.size()), items));
    }
    llvm::Constant* entry(const BuiltEntry& entry) {
        auto* image = new llvm::GlobalVariable(module_, llvm::Type::getInt8Ty(context_), true,
                                               llvm::GlobalValue::ExternalLinkage, nullptr, entry.image_symbol);
        image->setVisibility(llvm::GlobalValue::HiddenVisibility);
        return llvm::ConstantStruct::getAnon({text(entry.name), text(entry.signature), texts(entry.params), image});
    }
    llvm::Constant* hidden(llvm::Constant* value) {
        return new llvm::GlobalVariable(module_, value->getType(), true, llvm::GlobalValue::PrivateLinkage, value);
    }
    void init_function(const std::string& name, llvm::Constant* table) {
        auto* type = llvm::FunctionType::get(pointer_, {pointer_}, false);
        llvm::FunctionCallee create = module_.getOrInsertFunction("coluber_create_module", type);
        auto* init = llvm::Function::Create(llvm::FunctionType::get(pointer_, false), llvm::GlobalValue::ExternalLinkage,
                                            "PyInit_" + name, module_);
        llvm::IRBuilder<> b(llvm::BasicBlock::Create(context_, "", init));
        b.CreateRet(b.CreateCall(create, {table}));
    }
    llvm::Module& module_;
    llvm::LLVMContext& context_;
    llvm::PointerType* pointer_;
};

}  // namespace

LoweredModule write_module_init(const std::string& name, const std::vector<BuiltEntry>& entries) {
    auto holder = std::make_unique<LoweredModule::Holder>();
    InitWriter write(holder->module);
    std::vector<llvm::Constant*> items;
    for (const BuiltEntry& entry : entries) items.push_back(write.entry(entry));
    auto* list = write.hidden(llvm::ConstantArray::get(llvm::ArrayType::get(items[0]->getType(), items.size()), items));
    auto* count = llvm::ConstantInt::get(llvm::Type::getInt64Ty(write.context_), items.size());
    write.init_function(name, write.hidden(llvm::ConstantStruct::getAnon({write.text(name), list, count})));
    return LoweredModule(std::move(holder), "PyInit_" + name);
}

}  // namespace coluber::lower
