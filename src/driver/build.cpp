#include "driver/build.h"

#include "driver/compilation.h"
#include "driver/diagnostics.h"
#include "engine/compile_thread.h"
#include "engine/link.h"
#include "lower/module_init.h"

namespace coluber::driver {

namespace {

/// A value that only this process has cannot be in a file.
bool refuse_objects(Compilation& compilation, const StaticWorld& world) {
    for (ir::FunctionId id : compilation.typed_functions()) {
        const ir::Function& f = compilation.module[id];
        for (std::uint32_t b = 0; b < f.block_count(); ++b) {
            for (ir::InstId inst : f[ir::BlockId{b}].insts) {
                if (!f.is<ir::KnownObject>(f[inst]) || !types::is_boxed(compilation.module.types, f.type(f[inst].result)))
                    continue;
                auto number = static_cast<std::uint32_t>(f.as<ir::KnownObject>(f[inst]).world_id);
                if (world.object_slots().contains(number)) continue;
                compilation.diagnostics.report(f[inst].at, not_in_a_file, compilation.source_text({f.handle}, f[inst].at))
                    .hint("pass it as an argument");
                compilation.render_new({f.handle});
                return false;
            }
        }
    }
    return true;
}

std::string signature_of(const coluber_request& request) {
    std::string text;
    for (std::size_t i = 0; i < request.arg_count; ++i) text += (i ? ", " : "") + std::string(request.arg_types[i]);
    return text;
}

/// Compiles one item; its object goes to `parts`. On failure `outcome` says why.
bool build_item(const coluber_build_item& item, const ChangingGlobals& changing, engine::ExtensionParts& parts,
                std::vector<lower::BuiltEntry>& entries, Outcome& outcome) {
    const coluber_request& request = *item.request;
    StaticWorld world(*request.world, changing);
    bool is_generic = request.kind == COLUBER_GENERIC;
    Compilation compilation(request, world, is_generic ? infer::GuardExit::generic : infer::GuardExit::raise);
    auto id = compilation.entry();
    if (!id || !refuse_objects(compilation, world)) {
        set_failure(outcome, compilation);
        return false;
    }
    optimise(compilation);
    lower::BuiltEntry entry;
    engine::LlvmSection section;  // LLVM from here on
    entry.image_symbol = "coluber_image_" + std::to_string(entries.size() + 1);
    entry.signature = signature_of(request);
    entry.guards = world.guards();
    lower::LowerOptions options = lower_options(request);
    options.image_symbol = entry.image_symbol;
    options.object_slots = world.object_slots();
    options.has_one_namespace = true;
    lower::LoweredModule lowered = lower::lower_module(compilation.module, *id, options);
    parts.objects.push_back(engine::emit_object(lowered.module(), emit_options(request)).object);
    entries.push_back(std::move(entry));
    return true;
}

}  // namespace

Outcome build(const coluber_build& wanted) {
    Outcome outcome;
    engine::ExtensionParts parts;
    std::vector<lower::BuiltEntry> entries;
    lower::BuiltModule init{wanted.module_name, {wanted.body, wanted.body_size}, {}};
    init.entry_counts.resize(wanted.function_count);
    ChangingGlobals changing;
    for (const char* const* name = wanted.changing; *name; ++name) changing.insert(*name);
    for (std::size_t i = 0; i < wanted.item_count; ++i) {
        Outcome refused;
        if (build_item(wanted.items[i], changing, parts, entries, refused))
            ++init.entry_counts[wanted.items[i].function];
        else
            outcome.failures.push_back({i, refused.error_class, refused.error_text, refused.error_code});
    }
    if (entries.empty()) {
        const Failure& first = outcome.failures.front();
        outcome.error_class = first.error_class, outcome.error_text = first.error_text, outcome.error_code = first.error_code;
        return outcome;
    }
    engine::LlvmSection section;
    lower::LoweredModule module = lower::write_module_init(init, entries);
    parts.objects.push_back(engine::emit_object(module.module()).object);
    for (const char* const* path = wanted.archives; *path; ++path) parts.archives.emplace_back(*path);
    parts.libraries = {"libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libc.so.6"};
    parts.exports = {"PyInit_" + init.name};
    parts.soname = init.name;
    Diagnostics diagnostics;
    if (!engine::link_extension_module(parts, wanted.output_path, diagnostics)) {
        const Diagnostic& first = diagnostics.items().front();
        outcome.error_class = "OSError";
        outcome.error_code = first.code;
        outcome.error_text = render(first, Source("", ""));
    }
    return outcome;
}

}  // namespace coluber::driver
