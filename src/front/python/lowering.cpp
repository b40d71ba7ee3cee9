// The walk's frame: entry, parameters, emission helpers, refusals.
#include "front/python/lowering.h"

#include "front/diagnostics.h"

namespace coluber::front {

using namespace syntax;

namespace {

std::uint32_t count_locals(const Scopes& scopes) {
    std::uint32_t count = 0;
    for (const Scope& scope : scopes)
        if (&scope == &*scopes.begin() || scope.kind == ScopeKind::comprehension)
            for (const Symbol& symbol : scope.symbols) count += symbol.is_bound() ? 1 : 0;
    return count;
}

}  // namespace

Lowering::Lowering(const Scopes& scopes, const FrontOptions& options, ir::Module& module, ir::Function& function,
                   Diagnostics& diagnostics)
    : scopes_(scopes),
      options_(options),
      module_(module),
      diagnostics_(diagnostics),
      frame_(module, function, count_locals(scopes)),
      active_{ScopeId{0}} {}

bool Lowering::function(const Node& node, const Arguments& args, Stmts body) {
    auto add = [&](const Arg* arg) {
        if (!arg) return;
        const std::string name = mangled(scopes_[active_[0]].private_class, arg->arg_);
        slots_[active_[0]][name] = frame_.add_parameter(module_.names.intern(name));
    };
    for (const Arg* arg : args.posonlyargs) add(arg);
    for (const Arg* arg : args.args) add(arg);
    for (const Arg* arg : args.kwonlyargs) add(arg);
    add(args.vararg);
    add(args.kwarg);
    statements(body);
    if (frame_.is_reachable()) {
        place({node.at.end_line, node.at.end_column, node.at.end_line, node.at.end_column});
        push_none();
        leave_function();
    }
    if (!failed_) frame_.finish();
    return !failed_;
}

bool Lowering::lambda(const Lambda& node) {
    syntax::Return result;
    result.kind = kind_of<syntax::Return>;
    result.at = node.body->at;
    result.value = node.body;
    Stmt* body = &result;
    return function(node, *node.args, {&body, 1});
}

void Lowering::place(SourceRange range) {
    if (range) {
        range.line += options_.first_line - 1;
        range.end_line += options_.first_line - 1;
    }
    frame_.build.at = range;
}

void Lowering::push_constant(ir::Constant value) { frame_.push(frame_.build.constant(std::move(value), types::dyn)); }

void Lowering::binary(ir::BinaryKind kind, ir::Flags flags) {
    frame_.prepare<ir::PyBinary>();
    ir::ValueId right = frame_.pop(), left = frame_.pop();
    frame_.build.flags = flags;
    frame_.run(ir::PyBinary{kind, left, right});
    frame_.build.flags = ir::Flags::none;
}

void Lowering::call(std::size_t args, std::vector<NameId> keywords) {
    frame_.prepare<ir::PyCall>();
    std::vector<ir::ValueId> values = frame_.pop_many(args);
    ir::ValueId callee = frame_.pop();
    frame_.run(ir::PyCall{callee, values, keywords});
    frame_.checkpoint();
}

void Lowering::refuse(SourceRange range, std::string what) {
    if (!failed_)
        diagnostics_.report(range, not_compiled_yet, std::move(what))
            .hint("move this part into a function that is not compiled, and call that");
    failed_ = true;
}

// The walk goes on with some value, so that the stack stays right; its IR is thrown away.
void Lowering::refuse_expr(const Node& node, std::string what) {
    refuse(node.at, std::move(what));
    push_none();
}

void Lowering::lower(const Lambda& node) { refuse_expr(node, "lambda"); }
void Lowering::lower(const GeneratorExp& node) { refuse_expr(node, "generator expression"); }
void Lowering::lower(const Await& node) { refuse_expr(node, "await"); }
void Lowering::lower(const Yield& node) { refuse_expr(node, "generator"); }
void Lowering::lower(const YieldFrom& node) { refuse_expr(node, "generator"); }
void Lowering::lower(const TemplateStr& node) { refuse_expr(node, "t-string, which is new in Python 3.14"); }
void Lowering::lower(const Interpolation& node) { refuse_expr(node, "t-string, which is new in Python 3.14"); }
void Lowering::lower(const FunctionDef& node) { refuse(node.at, "nested function"); }
void Lowering::lower(const AsyncFunctionDef& node) { refuse(node.at, "nested function"); }
void Lowering::lower(const ClassDef& node) { refuse(node.at, "class definition"); }
void Lowering::lower(const TypeAlias& node) { refuse(node.at, "type alias"); }
void Lowering::lower(const AsyncFor& node) { refuse(node.at, "async for"); }
void Lowering::lower(const AsyncWith& node) { refuse(node.at, "async with"); }

}  // namespace coluber::front
