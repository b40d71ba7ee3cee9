#include "lower/image_writer.h"

#include "loader/image.h"

#include <fmt/format.h>

namespace coluber::lower {

std::string escape_descriptor(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '\0' || c == '\x1f' || c == '\\')
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out;
}

ImageWriter::ImageWriter(llvm::Module& module)
    : module_(module), context_(module.getContext()), empty_(llvm::MDNode::get(module.getContext(), {})) {
    auto* pointer = llvm::PointerType::getUnqual(context_);
    auto* one = llvm::ArrayType::get(pointer, 1);
    slots_ = new llvm::GlobalVariable(module_, one, false, llvm::GlobalValue::InternalLinkage,
                                      llvm::ConstantAggregateZero::get(one), loader::slots_symbol);
}

llvm::Value* ImageWriter::slot(llvm::IRBuilder<>& b, std::string_view descriptor) {
    auto [found, is_new] = slot_numbers_.emplace(descriptor, static_cast<unsigned>(slot_numbers_.size()));
    if (is_new) (slot_names_ += descriptor) += '\0';
    auto* pointer = b.getPtrTy();
    auto* load = b.CreateAlignedLoad(pointer, b.CreateConstInBoundsGEP1_64(pointer, slots_, found->second), llvm::Align(8));
    load->setMetadata(llvm::LLVMContext::MD_invariant_load, empty_);
    load->setMetadata(llvm::LLVMContext::MD_nonnull, empty_);
    return load;
}

llvm::Constant* ImageWriter::hidden(llvm::Constant* value, const llvm::Twine& name, unsigned align) {
    auto* global = new llvm::GlobalVariable(module_, value->getType(), true, llvm::GlobalValue::PrivateLinkage, value, name);
    global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    global->setAlignment(llvm::Align(align));
    return global;
}

llvm::Constant* ImageWriter::text(std::string_view text) {
    auto& made = texts_[std::string(text)];
    if (!made) made = hidden(llvm::ConstantDataArray::getString(context_, text), "text", 1);
    return made;
}

llvm::Constant* ImageWriter::site(const Place& place) {
    auto& made = sites_[fmt::format("{}\n{}\n{}\n{}", place.line, place.first_line, place.qualname, place.file)];
    if (made) return made;
    auto* int32 = llvm::Type::getInt32Ty(context_);
    made = hidden(llvm::ConstantStruct::getAnon({text(place.file), text(place.function), text(place.qualname),
                                                 llvm::ConstantInt::get(int32, place.line),
                                                 llvm::ConstantInt::get(int32, place.first_line)}),
                  "site", 8);
    return made;
}

void ImageWriter::add_entry(std::string_view name, llvm::Function* function) {
    entries_.push_back(llvm::ConstantStruct::getAnon({text(name), function}));
}

void ImageWriter::finish(const std::string& symbol) {
    auto* pointer = llvm::PointerType::getUnqual(context_);
    auto* int32 = llvm::Type::getInt32Ty(context_);
    llvm::Constant* null = llvm::ConstantPointerNull::get(pointer);
    llvm::Constant *slots = null, *names = null, *entries = null;
    if (!slot_numbers_.empty()) {
        auto* type = llvm::ArrayType::get(pointer, slot_numbers_.size());
        auto* table = new llvm::GlobalVariable(module_, type, false, llvm::GlobalValue::InternalLinkage,
                                               llvm::ConstantAggregateZero::get(type));
        table->takeName(slots_);
        table->setSection(loader::slots_section);
        table->setAlignment(llvm::Align(8));
        table->setExternallyInitialized(true);
        slots_->replaceAllUsesWith(table);
        slots = table;
        names = hidden(llvm::ConstantDataArray::getString(context_, slot_names_, /*AddNull=*/false), "coluber_slot_names", 1);
    }
    slots_->eraseFromParent();
    if (!entries_.empty()) {
        auto* type = llvm::ArrayType::get(entries_[0]->getType(), entries_.size());
        entries = hidden(llvm::ConstantArray::get(type, entries_), "coluber_entries", 8);
    }
    auto number = [&](std::size_t value) { return llvm::ConstantInt::get(int32, value); };
    auto* header = llvm::ConstantStruct::getAnon({llvm::ConstantInt::get(llvm::Type::getInt64Ty(context_), loader::image_magic),
                                                  number(loader::image_version), number(slot_numbers_.size()),
                                                  number(entries_.size()), number(0), slots, names, entries});
    auto* image =
        new llvm::GlobalVariable(module_, header->getType(), true, llvm::GlobalValue::ExternalLinkage, header, symbol);
    image->setVisibility(llvm::GlobalValue::ProtectedVisibility);
    image->setAlignment(llvm::Align(8));
}

}  // namespace coluber::lower
