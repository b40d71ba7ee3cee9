// From World's source to untyped IR: parse, find the function, check that the text is still the code object's, build.
#include "driver/compilation.h"
#include "driver/diagnostics.h"
#include "driver/function_text.h"
#include "front/lower_function.h"
#include "syntax/parse.h"

#include <algorithm>
#include <set>

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

namespace {

std::set<std::string> names_in(const char* const* list) {
    std::set<std::string> out;
    for (; list && *list; ++list) out.insert(*list);
    return out;
}

}  // namespace

// Names the function has and the text does not, or the other way round: a file that was edited after it was imported.
bool Compilation::matches_code(const coluber_source& text, const Untyped& untyped, SourceRange at) {
    if (!text.names || !text.variables) return true;  // no code object: a text by itself
    const ir::Function& function = module[*untyped.function];
    std::set<std::string> variables = names_in(text.variables);
    for (NameId param : function.param_names) {
        if (variables.contains(std::string(module.names[param]))) continue;
        diagnostics.report(at, edited_source, text.qualname, fmt::format("it has no parameter `{}`", module.names[param]))
            .hint("import the module again, or run the cell again");
        return false;
    }
    std::set<std::string> names = names_in(text.names);
    for (std::uint32_t b = 0; b < function.block_count(); ++b) {
        for (ir::InstId id : function[ir::BlockId{b}].insts) {
            const ir::Inst& inst = function[id];
            if (!function.is<ir::PyGlobal>(inst)) continue;
            std::string name(module.names[function.as<ir::PyGlobal>(inst).name]);
            if (names.contains(name) || name == "AssertionError") continue;  // LOAD_ASSERTION_ERROR names nothing
            diagnostics.report(inst.at, edited_source, text.qualname, fmt::format("its code does not use `{}`", name))
                .hint("import the module again, or run the cell again");
            return false;
        }
    }
    return true;
}

bool Compilation::build_untyped(FunctionHandle function, const coluber_source& text, Untyped& into) {
    constexpr std::uint32_t takes_more = 0x04 | 0x08;  // CO_VARARGS, CO_VARKEYWORDS
    into.parameters = {text.positional_only_count, text.arg_count, (text.code_flags & takes_more) != 0};
    std::string_view statement = first_statement(text.text);
    into.source = std::make_unique<Source>(text.file, at_its_lines(statement, text.first_line));
    auto tree = syntax::parse_module(*into.source, arena_, diagnostics);
    if (!tree) return false;
    const syntax::Node* node = front::find_function(**tree, text.def_line, text.column, text.name);
    if (!node) {
        diagnostics.report({}, edited_source, text.qualname, fmt::format("there is no `{}` at line {}", text.name, text.def_line))
            .hint("import the module again, or run the cell again");
        return false;
    }
    front::FrontOptions front_options;
    front_options.file = text.file;
    front_options.qualname = text.qualname;
    for (const char* const* name = text.free_names; name && *name; ++name) front_options.free_names.push_back(*name);
    front_options.handle = function.number;
    auto built = front::lower_function(*node, front_options, module, diagnostics);
    if (!built) return false;
    into.function = *built;
    if (matches_code(text, into, node->at)) return true;
    into.function.reset();
    return false;
}

}  // namespace coluber::driver
