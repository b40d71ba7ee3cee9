// From World's source to untyped IR: parse, find the function, build.
#include "driver/compilation.h"
#include "driver/diagnostics.h"
#include "driver/function_text.h"
#include "front/lower_function.h"
#include "syntax/parse.h"

namespace coluber::driver {

using infer::FunctionHandle;
using types::TypeId;

const ir::Function* Compilation::untyped(FunctionHandle function) {
    Untyped& found = load(function);
    return found.function ? &module[*found.function] : nullptr;
}

infer::Parameters Compilation::parameters(FunctionHandle function) { return load(function).parameters; }

Compilation::Untyped& Compilation::load(FunctionHandle function) {
    if (auto found = untyped_.find(function); found != untyped_.end()) return found->second;
    Untyped& untyped = untyped_[function];
    auto text = world_.source(function);
    bool ok = text && build_untyped(function, *text, untyped);
    if (!ok && diagnostics.items().size() == rendered_)
        diagnostics.report({}, no_source, text && text->qualname ? text->qualname : "a function")
            .hint("write it in a file or a notebook cell; text given to `exec` is not kept");
    render_new(function);
    return untyped;
}

bool Compilation::build_untyped(FunctionHandle function, const coluber_source& text, Untyped& into) {
    if (text.is_edited) {
        diagnostics.report({}, edited_source, text.qualname, "the file says something else now")
            .hint("import the module again, or run the cell again");
        return false;
    }
    constexpr std::uint32_t takes_more = 0x04 | 0x08;  // CO_VARARGS, CO_VARKEYWORDS
    into.parameters = {text.positional_only_count, text.arg_count, (text.code_flags & takes_more) != 0};
    std::string_view statement = first_statement(text.text);
    into.source = std::make_unique<Source>(text.file, at_its_lines(statement, text.first_line));
    // A lambda's line may be a part of a statement: then it has no text of its own, which is no syntax error of the user's.
    bool is_lambda = std::string_view(text.name) == "<lambda>";
    Diagnostics unheard;
    auto tree = syntax::parse_module(*into.source, arena_, is_lambda ? unheard : diagnostics);
    if (!tree) return false;
    const syntax::Node* node = front::find_function(**tree, text.def_line, text.column, text.name);
    if (!node) {
        diagnostics
            .report({}, edited_source, text.qualname, fmt::format("there is no `{}` at line {}", text.name, text.def_line))
            .hint("import the module again, or run the cell again");
        return false;
    }
    front::FrontOptions front_options;
    front_options.file = text.file;
    front_options.qualname = text.qualname;
    for (const char* const* name = text.free_names; name && *name; ++name) front_options.free_names.push_back(*name);
    front_options.handle = function.number;
    constexpr std::uint32_t future_annotations = 0x1000000;  // CO_FUTURE_ANNOTATIONS
    front_options.annotations_are_text = (text.code_flags & future_annotations) != 0;
    auto built = front::lower_function(*node, front_options, module, diagnostics);
    if (!built) return false;
    into.function = *built;
    return true;
}

}  // namespace coluber::driver
