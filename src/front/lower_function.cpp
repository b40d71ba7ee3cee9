#include "front/lower_function.h"

#include "front/children.h"
#include "front/diagnostics.h"
#include "front/python/lowering.h"

namespace coluber::front {

using namespace syntax;

namespace {

// "a.<locals>.b" → {"a.<locals>", "b"}
std::pair<std::string_view, std::string_view> split_last(std::string_view name) {
    std::size_t dot = name.rfind('.');
    if (dot == name.npos) return {{}, name};
    return {name.substr(0, dot), name.substr(dot + 1)};
}

ir::Function describe(const Node& node, std::string_view name, const FrontOptions& options) {
    ir::Function function;
    function.name = options.qualname.empty() ? name : options.qualname;
    function.code_name = name;
    function.file = options.file;
    function.handle = options.handle;
    function.result_type = types::dyn;
    function.defined_at = node.at;
    function.defined_at.line += options.first_line - 1;
    function.defined_at.end_line += options.first_line - 1;
    return function;
}

bool is_refused(const Scope& scope, Diagnostics& diagnostics) {
    std::string_view what;
    SourceRange at;
    if (scope.is_async) what = "coroutine", at = scope.node->at;
    if (scope.yield_at) what = "generator", at = scope.yield_at;
    if (what.empty()) return false;
    diagnostics.report(at, not_compiled_yet, std::string(what))
        .hint("compile a function that does the work and returns its result, and call it from here");
    return true;
}

template <class Def>
Result<ir::FunctionId> lower_any(const Def& node, std::string_view name, const FrontOptions& options, ir::Module& module,
                                 Diagnostics& diagnostics) {
    auto scopes =
        scopes_of_function(node, options.free_names, class_around(options.qualname), options.annotations_are_text, diagnostics);
    if (!scopes) return scopes.failure();
    if (is_refused((*scopes)[scopes->of(node)], diagnostics)) return Reported{};
    ir::Function function = describe(node, name, options);
    Lowering lowering(*scopes, options, module, function, diagnostics);
    bool is_done = false;
    if constexpr (std::is_same_v<Def, Lambda>)
        is_done = lowering.lambda(node);
    else
        is_done = lowering.function(node, *node.args, node.body);
    if (!is_done) return Reported{};
    return module.functions.add(std::move(function));
}

}  // namespace

std::string_view class_around(std::string_view qualname) {
    std::string_view around = split_last(qualname).first;
    while (split_last(around).second == "<locals>") around = split_last(split_last(around).first).first;
    return split_last(around).second;
}

Result<ir::FunctionId> lower_function(const FunctionDef& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics) {
    return lower_any(function, function.name_, options, module, diagnostics);
}
Result<ir::FunctionId> lower_function(const AsyncFunctionDef& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics) {
    return lower_any(function, function.name_, options, module, diagnostics);
}
Result<ir::FunctionId> lower_function(const Lambda& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics) {
    return lower_any(function, "<lambda>", options, module, diagnostics);
}
Result<ir::FunctionId> lower_function(const Node& function, const FrontOptions& options, ir::Module& module,
                                      Diagnostics& diagnostics) {
    if (auto* def = as<FunctionDef>(&function)) return lower_function(*def, options, module, diagnostics);
    if (auto* def = as<AsyncFunctionDef>(&function)) return lower_function(*def, options, module, diagnostics);
    return lower_function(cast<Lambda>(function), options, module, diagnostics);
}

namespace {

struct Search {
    std::uint32_t line, column;
    std::string_view name;
    const Node* found = nullptr;
    std::uint32_t lambdas = 0;

    bool is_sure = false;

    /// `column` is where the body's code begins; the innermost such lambda is meant.
    bool has_in_body(const Lambda& lambda) const {
        const SourceRange& body = lambda.body->at;
        bool begins = body.line > line || body.column <= column;
        return begins && (body.end_line > line || column < body.end_column);
    }
    template <class Def>
    void consider_def(const Def& def) {
        std::uint32_t first = def.decorator_list.empty() ? def.at.line : def.decorator_list.front()->at.line;
        if (def.name_ == name && (first == line || def.at.line == line)) found = &def;
    }
    void consider(const Node& node) {
        if (auto* def = as<FunctionDef>(&node)) consider_def(*def);
        if (auto* def = as<AsyncFunctionDef>(&node)) consider_def(*def);
        if (is<Lambda>(node) && name == "<lambda>" && node.at.line == line) {
            ++lambdas;
            bool is_meant = has_in_body(cast<Lambda>(node));
            if (lambdas == 1 || is_meant) found = &node;
            is_sure |= is_meant;
        }
        each_child(node, [&](const Node* part) { consider(*part); });
    }
};

}  // namespace

const Node* find_function(const Module& module, std::uint32_t line, std::uint32_t column, std::string_view name) {
    Search search{line, column, name};
    search.consider(module);
    bool is_ambiguous = search.lambdas > 1 && !search.is_sure;
    return is_ambiguous ? nullptr : search.found;
}

}  // namespace coluber::front
