// What the engine's tests share: modules from text, code from modules.
#pragma once

#include "engine/engine.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

#include <memory>
#include <string>

namespace coluber::engine::test {

/// A module and the context that it lives in.
struct Parsed {
    std::unique_ptr<llvm::LLVMContext> context = std::make_unique<llvm::LLVMContext>();
    std::unique_ptr<llvm::Module> module;
};

/// A module from LLVM's text. Throws `Bug` when the text is wrong.
Parsed parse(const std::string& text);
/// The text of a file beside the tests.
std::string read_test_file(const std::string& name);

/// An image's text around function definitions: the slot table for these descriptors and one entry for each function.
std::string image_text(const std::vector<std::string>& descriptors, const std::vector<std::string>& functions,
                       const std::string& definitions);

/// Text → image bytes, on the compile thread.
Bytes compile(const std::string& text, const EmitOptions& options = {});

}  // namespace coluber::engine::test
