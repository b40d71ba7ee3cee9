// Writes the image's tables (loader/image.h) into the LLVM module: slots, texts, sites, entries, header.
//
// Slot descriptors are `kind:name`; the kinds that lower writes stand in docs/adding-an-op.md. Constants are spelled by `str:TEXT`
// and its like, where the bytes 0, 0x1f and backslash of TEXT are written \xNN. `tuple:` lists its components' descriptors, each
// followed by 0x1f (an empty tuple is `tuple:`); a component that is a tuple itself is escaped once more, as a TEXT.
#pragma once

#include "lower/llvm.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coluber::lower {

/// Where in Python source something may fail: the fields of `coluber_site`.
struct Place {
    std::string file, function, qualname;
    std::uint32_t line, first_line;
};

class ImageWriter {
public:
    explicit ImageWriter(llvm::Module& module);

    /// The slot's content. Loads are invariant: LLVM merges and hoists them.
    llvm::Value* slot(llvm::IRBuilder<>& b, std::string_view descriptor);
    /// A NUL-terminated constant.
    llvm::Constant* text(std::string_view text);
    llvm::Constant* site(const Place& place);
    void add_entry(std::string_view name, llvm::Function* function);
    /// Writes tables and header, the header under this name. Nothing may be added after.
    void finish(const std::string& symbol);

private:
    llvm::Constant* hidden(llvm::Constant* value, const llvm::Twine& name, unsigned align);

    llvm::Module& module_;
    llvm::LLVMContext& context_;
    llvm::GlobalVariable* slots_;  // of one element until `finish` knows how many
    llvm::MDNode* empty_;
    std::unordered_map<std::string, unsigned> slot_numbers_;
    std::string slot_names_;
    std::unordered_map<std::string, llvm::Constant*> texts_, sites_;
    std::vector<llvm::Constant*> entries_;
};

/// TEXT of a descriptor.
std::string escape_descriptor(std::string_view text);

}  // namespace coluber::lower
