#include "engine/support.h"

#include "base/check.h"
#include "engine/compile_thread.h"
#include "engine/link.h"
#include "loader/image.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/Support/SourceMgr.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace coluber::engine::test {

Parsed parse(const std::string& text) {
    Parsed parsed;
    llvm::SMDiagnostic error;
    parsed.module = llvm::parseAssemblyString(text, error, *parsed.context);
    CHECK(parsed.module, fmt::format("line {}: {}", error.getLineNo(), error.getMessage().str()));
    return parsed;
}

std::string read_test_file(const std::string& name) {
    std::ifstream file{std::string(COLUBER_SOURCE_DIR) + "/tests/unit/engine/" + name};
    CHECK(file, "no " + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string image_text(const std::vector<std::string>& descriptors, const std::vector<std::string>& functions,
                       const std::string& definitions) {
    std::string names, entries, text;
    std::size_t size = 0;
    for (const auto& descriptor : descriptors) {
        names += descriptor + "\\00";
        size += descriptor.size() + 1;
    }
    for (const auto& function : functions) {
        text += fmt::format("@{0}_name = private constant [{1} x i8] c\"{0}\\00\"\n", function, function.size() + 1);
        entries += fmt::format("{0}{{ ptr, ptr }} {{ ptr @{1}_name, ptr @{1} }}", entries.empty() ? "" : ", ", function);
    }
    text += fmt::format(
        "@coluber_slots = internal externally_initialized global [{} x ptr] zeroinitializer, section \"{}\", align 8\n",
        descriptors.size(), loader::slots_section);
    text += fmt::format("@coluber_slot_names = private constant [{} x i8] c\"{}\"\n", size, names);
    text += fmt::format("@coluber_entries = internal constant [{} x {{ ptr, ptr }}] [{}]\n", functions.size(), entries);
    text += fmt::format(
        "@coluber_image = protected constant {{ i64, i32, i32, i32, i32, ptr, ptr, ptr }} {{ i64 {}, i32 {}, i32 {}, i32 {}, "
        "i32 0, ptr @coluber_slots, ptr @coluber_slot_names, ptr @coluber_entries }}\n",
        loader::image_magic, loader::image_version, descriptors.size(), functions.size());
    return text + definitions;
}

Bytes compile(const std::string& text, const EmitOptions& options) {
    return run_on_compile_thread([&] {
        Parsed parsed = parse(text);
        return link_image(emit_object(*parsed.module, options).object, "test");
    });
}

}  // namespace coluber::engine::test
