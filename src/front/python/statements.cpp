// Simple statements, `if`, `assert`, `raise`, imports.
#include "front/python/lowering.h"

#include <algorithm>

namespace coluber::front {

using namespace syntax;

namespace {

bool is_plain_call(const Call& node) {
    auto* name = as<Name>(node.func);
    return node.keywords.empty() && !(name && name->id == "super") &&
           std::none_of(node.args.begin(), node.args.end(), [](const Expr* arg) { return is<Starred>(*arg); });
}

}  // namespace

// What no control reaches is not lowered: CPython compiles it, but it has no effect.
void Lowering::statements(Stmts nodes) {
    for (const Stmt* node : nodes)
        if (frame_.is_reachable() && !failed_) statement(*node);
}

void Lowering::statement(const Stmt& node) {
    at(node);
    syntax::visit(node, [this](const auto& it) { lower(it); });
}

void Lowering::lower(const ExprStmt& node) {
    if (is<syntax::Constant>(*node.value)) return;  // docstrings among them
    expr(*node.value);
    frame_.drop();
}

void Lowering::lower(const If& node) {
    LabelId body = frame_.new_label(), other = frame_.new_label(), end = frame_.new_label();
    condition(*node.test, body, other);
    for (auto [label, part] : {std::pair{body, node.body}, std::pair{other, node.orelse}}) {
        frame_.start(label);
        statements(part);
        if (frame_.is_reachable()) frame_.jump(end);
    }
    frame_.start(end);
}

// Without a message the exception is made from a code. With one the class is looked up as a global, where CPython takes the
// builtin one: a module that rebinds the name AssertionError would see the difference.
void Lowering::lower(const Assert& node) {
    if (!options_.debug) return;
    LabelId holds = frame_.new_label(), fails = frame_.new_label();
    condition(*node.test, holds, fails);
    frame_.start(fails);
    if (frame_.is_reachable()) {
        at(node);
        if (!node.msg) {
            frame_.run_failing(ir::Fail{ErrorCode::assertion, intern(""), {}});
        } else {
            frame_.run(ir::PyGlobal{intern("AssertionError")});
            expr(*node.msg);
            at(node);
            raise_call(1);
        }
    }
    frame_.start(holds);
}

// The callee and its arguments are on the stack.
void Lowering::raise_call(std::size_t args) {
    frame_.prepare<ir::PyRaiseCall>();
    std::vector<ir::ValueId> values = frame_.pop_many(args);
    ir::ValueId callee = frame_.pop();
    frame_.run_failing(ir::PyRaiseCall{callee, values});
}

void Lowering::lower(const Raise& node) {
    if (auto* made = node.exc && !node.cause ? as<Call>(node.exc) : nullptr; made && is_plain_call(*made)) {
        expr(*made->func);
        exprs(made->args);
        at(node);
        return raise_call(made->args.size());
    }
    if (node.exc) {
        expr(*node.exc);
        if (node.cause)
            expr(*node.cause);
        else
            frame_.push(frame_.build.emit(ir::Unset{}, types::dyn));
        at(node);
        frame_.prepare<ir::PyRaise>();
        std::vector<ir::ValueId> parts = frame_.pop_many(2);
        return frame_.run_failing(ir::PyRaise{parts[0], parts[1]});
    }
    for (std::size_t i = contexts_.size(); i > 0; --i)
        if (contexts_[i - 1].kind == ContextKind::handling) {
            frame_.prepare<ir::PyReraise>();
            return frame_.run_failing(ir::PyReraise{frame_.at_depth(contexts_[i - 1].depth + 1)});
        }
    frame_.prepare<ir::PyReraiseHandled>();
    frame_.run_failing(ir::PyReraiseHandled{});
}

// `import a.b` binds `a`; `import a.b as c` takes the parts one after the other, as CPython's IMPORT_FROM.
void Lowering::lower(const Import& node) {
    for (const Alias* alias : node.names) {
        at(*alias);
        frame_.prepare<ir::PyImport>();
        frame_.run(ir::PyImport{0, intern(alias->name_), module_.constant(ir::None{})});
        std::string_view rest = alias->name_;
        std::size_t dot = rest.find('.');
        if (alias->asname.empty()) {
            store_name(rest.substr(0, dot));
            continue;
        }
        while (dot != rest.npos) {
            rest.remove_prefix(dot + 1);
            dot = rest.find('.');
            frame_.prepare<ir::PyImportFrom>();
            frame_.run(ir::PyImportFrom{intern(rest.substr(0, dot)), frame_.pop()});
        }
        store_name(alias->asname);
    }
}

void Lowering::lower(const ImportFrom& node) {
    ir::ConstantTuple names;
    for (const Alias* alias : node.names) names.items.push_back(module_.constant(std::string(alias->name_)));
    frame_.prepare<ir::PyImport>();
    frame_.run(ir::PyImport{node.level, intern(node.module), module_.constant(std::move(names))});
    for (const Alias* alias : node.names) {
        at(*alias);
        frame_.prepare<ir::PyImportFrom>();
        frame_.run(ir::PyImportFrom{intern(alias->name_), frame_.peek()});
        store_name(alias->asname.empty() ? alias->name_ : alias->asname);
    }
    frame_.drop();
}

}  // namespace coluber::front
