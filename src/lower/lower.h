// Typed IR → an llvm::Module in the image format (loader/image.h). No LLVM header is needed to use it: the module is handed on to
// the engine as it is.
// What comes in: verified typed IR with reference counts (passes/). What goes out: native functions, one wrapper for the entry
// function, slots for everything outside. The module is not optimised.
#pragma once

#include "ir/function.h"
#include "lower/python_layout.h"

#include <map>
#include <memory>
#include <string>

namespace llvm {
class Module;
}

namespace coluber::lower {

enum class EntryKind : std::uint8_t {
    call,    // void* entry(void* const* args, size_t nargs, state*): tests and unboxes the arguments, boxes the result
    resume,  // void* entry(void* const* values, size_t count, state*): all parameters are objects or unset, borrowed
};

struct LowerOptions {
    PythonLayout python;
    EntryKind kind = EntryKind::call;
    std::string file;  // co_filename for functions that name none
    // For an image in a built module:
    std::map<std::uint32_t, std::string>
        object_slots;                            // World's objects that another process finds ("name:builtins.ValueError")
    bool has_one_namespace = false;              // all functions have the module's globals: any of them stands for them
    std::string image_symbol = "coluber_image";  // other names where several images are linked into one module
};

/// An LLVM module and the context that it lives in. Made and destroyed on the compile thread.
class LoweredModule {
public:
    struct Holder;  // context and module
    explicit LoweredModule(std::unique_ptr<Holder> holder, std::string entry);
    LoweredModule(LoweredModule&&) noexcept;
    LoweredModule& operator=(LoweredModule&&) noexcept;
    ~LoweredModule();

    llvm::Module& module();
    /// The wrapper's name in the image's entry table.
    const std::string& entry() const { return entry_; }
    /// The module as LLVM's text, not optimised.
    std::string text() const;

private:
    std::unique_ptr<Holder> holder_;
    std::string entry_;
};

/// Lowers `entry` and all functions that it calls, directly or not. Only on the compile thread. Throws `Bug` on IR that breaks the
/// rules of typed IR.
LoweredModule lower_module(const ir::Module& module, ir::FunctionId entry, const LowerOptions& options = {});

}  // namespace coluber::lower
