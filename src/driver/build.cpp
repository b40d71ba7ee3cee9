#include "driver/build.h"

#include "driver/compilation.h"
#include "driver/diagnostics.h"
#include "engine/compile_thread.h"
#include "engine/link.h"
#include "lower/module_init.h"

namespace coluber::driver {

namespace {

/// A value that only this process has cannot be in a file.
bool refuse_objects(Compilation& compilation) {
    for (ir::FunctionId id : compilation.typed_functions()) {
        const ir::Function& f = compilation.module[id];
        for (std::uint32_t b = 0; b < f.block_count(); ++b) {
            for (ir::InstId inst : f[ir::BlockId{b}].insts) {
                bool is_object =
                    f.is<ir::KnownObject>(f[inst]) && types::is_boxed(compilation.module.types, f.type(f[inst].result)) &&
                    !f.is_library &&
                    !compilation.object_names().contains(static_cast<std::uint32_t>(f.as<ir::KnownObject>(f[inst]).world_id));
                if (!is_object && !f.is<ir::PyGlobal>(f[inst]) && !f.is<ir::PyLoadFree>(f[inst])) continue;
                compilation.diagnostics.report(f[inst].at, not_in_a_file, compilation.source_text({f.handle}, f[inst].at))
                    .hint("pass it as an argument");
                compilation.render_new({f.handle});
                return false;
            }
        }
    }
    return true;
}

}  // namespace

Outcome build(std::span<const coluber_request> requests, const std::string& module_name,
              const std::vector<std::string>& archives, const std::string& output) {
    Outcome outcome;
    engine::ExtensionParts parts;
    std::vector<lower::BuiltEntry> entries;
    for (const coluber_request& given : requests) {
        coluber_request request = given;
        request.is_strict = 1;
        Compilation compilation(request);
        auto entry = compilation.entry();
        if (!entry || !refuse_objects(compilation)) {
            set_failure(outcome, compilation);
            return outcome;
        }
        optimise(compilation);
        const ir::Function& function = compilation.module[*entry];
        lower::BuiltEntry& built = entries.emplace_back();
        built.name = function.code_name;
        built.image_symbol = "coluber_image_" + std::to_string(entries.size());
        for (NameId param : function.param_names) built.params.emplace_back(compilation.module.names[param]);
        for (std::size_t i = 0; i < request.arg_count; ++i)
            built.signature += (i ? ", " : "") + std::string(request.arg_types[i]);

        lower::LowerOptions options = lower_options(request);
        options.image_symbol = built.image_symbol;
        options.object_names = compilation.object_names();
        options.object_names.insert(compilation.library_names().begin(), compilation.library_names().end());
        lower::LoweredModule lowered = lower::lower_module(compilation.module, *entry, options);
        parts.objects.push_back(engine::emit_object(lowered.module(), emit_options(request)).object);
    }
    lower::LoweredModule init = lower::write_module_init(module_name, entries);
    parts.objects.push_back(engine::emit_object(init.module()).object);
    parts.archives = archives;
    parts.libraries = {"libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libc.so.6"};
    parts.exports = {"PyInit_" + module_name};
    parts.soname = module_name;
    Diagnostics diagnostics;
    if (!engine::link_extension_module(parts, output, diagnostics)) {
        const Diagnostic& first = diagnostics.items().front();
        outcome.error_class = "OSError";
        outcome.error_code = first.code;
        outcome.error_text = render(first, Source("", ""));
    }
    return outcome;
}

}  // namespace coluber::driver
