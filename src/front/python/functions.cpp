// Inner functions: `def` and `lambda` become a function of the module with its own frame, and where they stand a function value: what it
// captured and its defaults (front/captures.h says which captured variables are cells).
#include "front/python/lowering.h"

#include "front/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace coluber::front {

using namespace syntax;

/// A `def`, `lambda` or generator expression, as far as making its value goes.
struct Lowering::InnerSource {
    const Node& node;
    std::string_view name;            // co_name
    const Arguments* args = nullptr;  // none: a generator expression
    const FunctionDef* def = nullptr;
};

void Lowering::lower(const Lambda& node) { function_value({node, "<lambda>", node.args}); }

// CPython's order: decorators, defaults, annotations, the function, then the decorators' calls from the innermost out.
void Lowering::lower(const FunctionDef& node) {
    if (!node.type_params.empty()) return refuse(node.at, "type parameters of an inner function");
    if (family_.captures.is_dissolved(node)) {  // there is no value, but a binding
        push_none();
        return store_name(node.name_);
    }
    exprs(node.decorator_list);
    function_value({node, node.name_, node.args, &node});
    for (std::size_t i = node.decorator_list.size(); i > 0; --i) {
        at(*node.decorator_list[i - 1]);
        call(1);
    }
    at(node);
    store_name(node.name_);
}

void Lowering::generator_function(const GeneratorExp& node) { function_value({node, "<genexpr>"}); }

// Pushes the value.
void Lowering::function_value(const InnerSource& source) {
    const Scope& scope = scopes_[scopes_.of(source.node)];
    ir::FunctionId id = module_.functions.add({});
    ir::Function made;
    made.code_name = source.name;
    bool is_global = source.def && variable(source.name).kind == VariableKind::global;
    made.name = is_global ? std::string(source.name) : fmt::format("{}.<locals>.{}", function_.name, source.name);
    made.file = options_.file;
    made.handle = options_.handle;
    made.result_type = types::dyn;
    at(source.node);
    made.defined_at = frame_.build.at;
    made.signature = source.args ? signature_of(*source.args) : ir::Signature{.positional = 1};
    made.inner.emplace();
    made.inner->code = code_place(source);
    made.inner->has_body = source.args && !scope.yield_at;

    bool is_seen = !family_.captures.is_only_called(source.node);
    std::uint32_t depth = frame_.depth();
    if (source.args) push_defaults(source, made);
    std::uint32_t annotations = frame_.depth();
    if (source.def) push_annotations(*source.def, is_seen);
    annotations = frame_.depth() - annotations;
    push_captured(source, made);
    at(source.node);
    frame_.prepare<ir::PyClosure>();
    std::vector<ir::ValueId> captured = frame_.pop_many(made.inner->captured.size());
    std::vector<ir::ValueId> notes = frame_.pop_many(annotations);
    std::vector<ir::ValueId> values = frame_.pop_many(frame_.depth() - depth);
    values.insert(values.begin(), captured.begin(), captured.end());
    for (ir::ValueId note : notes) frame_.push(note);
    frame_.run(ir::PyClosure{id, values});
    if (is_seen) frame_.run(ir::PyClosureObject{frame_.pop()});
    if (annotations > 0) set_annotations(annotations);

    if (made.inner->has_body) {
        Lowering lowering(family_, made, scopes_.of(source.node));
        bool is_done = source.def ? lowering.function(source.node, *source.args, source.def->body)
                                  : lowering.lambda(cast<Lambda>(source.node));
        failed_ |= !is_done;
    } else {
        made.param_names.push_back(intern(".closure"));
        for (const Symbol& symbol : scope.symbols)
            if (symbol.is_parameter) made.param_names.push_back(intern(symbol.name));
    }
    module_[id] = std::move(made);
}

// Those of positional parameters, then those of keyword-only ones; the parameters that have one are noted.
void Lowering::push_defaults(const InnerSource& source, ir::Function& into) {
    const Arguments& args = *source.args;
    std::uint32_t positional = into.signature.positional;
    for (std::size_t i = 0; i < args.defaults.size(); ++i) {
        expr(*args.defaults[i]);
        into.inner->defaults.push_back(positional - static_cast<std::uint32_t>(args.defaults.size() - i));
    }
    for (std::size_t i = 0; i < args.kw_defaults.size(); ++i) {
        if (!args.kw_defaults[i]) continue;
        expr(*args.kw_defaults[i]);
        into.inner->defaults.push_back(positional + static_cast<std::uint32_t>(i));
    }
}

// Annotations are evaluated whether anybody will see them or not; names and values alternate on the stack where somebody may.
void Lowering::push_annotations(const FunctionDef& node, bool is_kept) {
    auto push = [&](std::string_view name, const Expr* annotation) {
        if (!annotation) return;
        if (is_kept) push_constant(mangled(scopes_[active_[0]].private_class, name));
        if (!options_.future_annotations) {
            expr(*annotation);
            if (!is_kept) frame_.drop();
        } else if (is_kept) {
            auto* written = as<Name>(annotation);  // as text: of a name it is the name
            if (!written) return refuse(annotation->at, "an annotation that is kept as text, of an inner function");
            push_constant(std::string(written->id));
        }
    };
    const Arguments& args = *node.args;
    for (const Arg* arg : args.args) push(arg->arg_, arg->annotation);
    for (const Arg* arg : args.posonlyargs) push(arg->arg_, arg->annotation);
    if (args.vararg) push(args.vararg->arg_, args.vararg->annotation);
    for (const Arg* arg : args.kwonlyargs) push(arg->arg_, arg->annotation);
    if (args.kwarg) push(args.kwarg->arg_, args.kwarg->annotation);
    push("return", node.returns);
}

// [annotations …, function] → [function]
void Lowering::set_annotations(std::size_t count) {
    ir::ValueId function = frame_.pop();
    std::vector<ir::ValueId> items = frame_.pop_many(count);
    frame_.push(function);
    frame_.run(ir::PyDict{items});
    frame_.prepare<ir::PySetattr>();
    ir::ValueId dict = frame_.pop();
    frame_.run(ir::PySetattr{intern("__annotations__"), frame_.peek(), dict});
}

// The values, or cells, of the variables that the function takes from the functions in sight. Those of the outermost function's closure
// it finds there.
void Lowering::push_captured(const InnerSource& source, ir::Function& into) {
    ScopeId scope = scopes_.of(source.node);
    for (const Symbol& symbol : scopes_[scope].symbols) {
        if (symbol.binding != Binding::free) continue;
        ScopeId owner = Captures::owner_of(scopes_, scopes_[scope].parent, symbol.name);
        Variable found = variable(symbol.name);
        if (found.kind == VariableKind::global || found.kind == VariableKind::free) continue;
        if (owner && family_.captures.is_self(owner, symbol.name, source.node)) {
            into.inner->self = found.name;
            continue;
        }
        bool is_cell = found.kind == VariableKind::cell || found.kind == VariableKind::captured_cell;
        into.inner->captured.push_back(found.name);
        into.inner->is_cell.push_back(is_cell);
        if (is_cell)
            push_cell(found);
        else if (found.kind == VariableKind::local)
            frame_.push(frame_.read(found.slot));  // unset as it is: it stays so
        else if (found.kind == VariableKind::self)
            frame_.push(frame_.read(0));
        else
            frame_.run(ir::PyCaptured{-1 - found.index, found.name, frame_.read(0)});
    }
}

std::string Lowering::code_place(const InnerSource& source) const {
    const SourceRange& range = source.node.at;
    std::uint32_t line = range.line, column = range.column, end = std::numeric_limits<std::uint32_t>::max();
    if (source.def && !source.def->decorator_list.empty()) line = source.def->decorator_list.front()->at.line;
    if (source.def) column = 0;
    if (!source.def && range.end_line == range.line) end = range.end_column;
    std::string outer = function_.inner ? function_.inner->code + "/" : "";
    return fmt::format("{}{}:{}:{}:{}", outer, source.name, line + options_.first_line - 1, column, end);
}

}  // namespace coluber::front
