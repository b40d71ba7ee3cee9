#include "driver/compile.h"

#include "engine/compile_thread.h"
#include "engine/link.h"
#include "ir/print.h"
#include "passes/pipeline.h"

namespace coluber::driver {

namespace {

std::string_view error_class(ErrorClass error) {
    static constexpr std::string_view names[] = {"SyntaxError", "IndentationError", "TabError",
                                                 "TypeError",   "NotSupported",     "ValueError"};
    return names[static_cast<int>(error)];
}

infer::GuardExit exit_of(const coluber_request& request) {
    if (request.kind == COLUBER_RESUME) return infer::GuardExit::generic;
    return request.is_strict ? infer::GuardExit::raise : infer::GuardExit::twin;
}

}  // namespace

void set_failure(Outcome& outcome, const Compilation& compilation) {
    CHECK(!compilation.diagnostics.empty(), "a compile failed without a word");
    const Diagnostic& first = compilation.diagnostics.items().front();
    outcome.error_class = error_class(first.error);
    outcome.error_code = first.code;
    outcome.error_text = compilation.error_text();
}

void optimise(Compilation& compilation) {
    for (ir::FunctionId function : compilation.typed_functions())
        passes::run_passes(compilation.module, compilation.module[function], {});
}

lower::LowerOptions lower_options(const coluber_request& request) {
    lower::LowerOptions options;
    options.python = lower::python_layout(request.python_version >> 8, request.python_version & 0xff);
    options.kind = request.kind == COLUBER_RESUME ? lower::EntryKind::resume : lower::EntryKind::call;
    return options;
}

engine::EmitOptions emit_options(const coluber_request& request) {
    engine::EmitOptions options;
    options.cpu = request.cpu ? request.cpu : "";
    options.want_ir = options.want_assembly = request.want_texts != 0;
    return options;
}

Outcome compile(const coluber_request& request) {
    Outcome outcome;
    WorldTable world(*request.world);
    Compilation compilation(request, world, exit_of(request));
    if (request.kind == COLUBER_FRONT) {
        if (!compilation.untyped({request.function})) set_failure(outcome, compilation);
        return outcome;
    }
    auto entry = compilation.entry();  // source → tree → untyped IR → typed IR, callees too
    if (!entry) {
        set_failure(outcome, compilation);
        return outcome;
    }
    optimise(compilation);
    outcome.return_type = compilation.module.types.print(compilation.module[*entry].result_type);
    if (request.want_texts)
        for (ir::FunctionId function : compilation.typed_functions())
            outcome.ir += ir::print(compilation.module, compilation.module[function]);

    engine::LlvmSection section;  // LLVM and lld from here on
    lower::LoweredModule lowered = lower::lower_module(compilation.module, *entry, lower_options(request));
    engine::Code code = engine::emit_object(lowered.module(), emit_options(request));
    outcome.entry = lowered.entry();
    outcome.image = engine::link_image(code.object, compilation.module[*entry].name);
    outcome.llvm = std::move(code.ir);
    outcome.assembly = std::move(code.assembly);
    return outcome;
}

}  // namespace coluber::driver
