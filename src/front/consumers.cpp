#include "front/consumers.h"

#include "front/children.h"

#include <algorithm>
#include <array>
#include <vector>

namespace coluber::front {

using namespace syntax;

namespace {

struct Row {
    std::string_view name;
    ConsumerKind kind;
    std::string_view keyword;  // the one that it may have; sorted has `reverse` too
};
constexpr std::array rows{
    Row{"sum", ConsumerKind::sum, "start"},     Row{"any", ConsumerKind::any, ""},        Row{"all", ConsumerKind::all, ""},
    Row{"min", ConsumerKind::min, "default"},   Row{"max", ConsumerKind::max, "default"}, Row{"list", ConsumerKind::list, ""},
    Row{"tuple", ConsumerKind::tuple, ""},      Row{"set", ConsumerKind::set, ""},        Row{"dict", ConsumerKind::dict, ""},
    Row{"sorted", ConsumerKind::sorted, "key"},
};

/// A literal, perhaps with a minus.
const syntax::Constant* literal_of(const Expr& node) {
    auto* minus = as<UnaryOp>(&node);
    return as<syntax::Constant>(minus && minus->op == UnaryOperator::u_sub ? minus->operand : &node);
}

/// Evaluating it has no effect and meets none.
bool is_plain(const Expr& node) { return literal_of(node) || is<Lambda>(node); }

/// What `sum` may start with here: an int or a float.
bool is_start(const Expr& node) {
    auto* literal = literal_of(node);
    return literal && (literal->value.kind == ValueKind::integer || literal->value.kind == ValueKind::real);
}

bool takes(const Row& row, const Call& call) {
    bool is_sum = row.kind == ConsumerKind::sum, has_start = is_sum && call.args.size() == 2 && call.keywords.empty();
    if (call.args.size() != 1 && !(has_start && is_start(*call.args[1]))) return false;
    if (is_sum && !call.keywords.empty() && !is_start(*call.keywords[0]->value)) return false;
    return std::ranges::all_of(call.keywords, [&](const Keyword* keyword) {
        bool is_taken = !keyword->arg_.empty() &&
                        (keyword->arg_ == row.keyword || (row.kind == ConsumerKind::sorted && keyword->arg_ == "reverse"));
        return is_taken && is_plain(*keyword->value);
    });
}

/// Pairs that are written as such: `dict((k, v) for …)`.
bool gives_pairs(const Expr& node) {
    auto* source = as<GeneratorExp>(&node);
    auto* pair = source ? as<Tuple>(source->elt) : nullptr;
    return pair && pair->elts.size() == 2 && !is<Starred>(*pair->elts[0]) && !is<Starred>(*pair->elts[1]);
}

bool contains_walrus(const Node& node) {
    bool found = is<NamedExpr>(node);
    each_child(node, [&](const Node* part) { found = found || contains_walrus(*part); });
    return found;
}

}  // namespace

std::optional<Consumer> consumer_of(const Call& call) {
    if (call.args.empty()) return std::nullopt;
    const Expr* source = call.args[0];
    if (auto* method = as<Attribute>(call.func)) {
        auto* separator = as<syntax::Constant>(method->value);
        bool is_text = is<JoinedStr>(*method->value) || (separator && separator->value.kind == ValueKind::string);
        bool is_join = is_text && method->attr == "join" && call.args.size() == 1 && call.keywords.empty();
        return is_join ? std::optional(Consumer{ConsumerKind::join, "", source}) : std::nullopt;
    }
    auto* name = as<Name>(call.func);
    if (!name) return std::nullopt;
    auto row = std::ranges::find(rows, name->id, &Row::name);
    if (row == rows.end() || !takes(*row, call)) return std::nullopt;
    if (row->kind == ConsumerKind::dict && !gives_pairs(*source)) return std::nullopt;
    return Consumer{row->kind, row->name, source};
}

bool is_float_literal(const Expr& node) {
    auto* literal = literal_of(node);
    return literal && literal->value.kind == ValueKind::real;
}

// A walrus would bind in the function around; an asynchronous one is refused anyway.
bool can_run_in_place(const GeneratorExp& node) {
    bool is_async = std::ranges::any_of(node.generators, [](const Comprehension* part) { return part->is_async != 0; });
    return !is_async && !is<Starred>(*node.elt) && !contains_walrus(node);
}

namespace {

constexpr int most_yields = 4;

struct GeneratorBody {
    int yields = 0;
    bool is_plain = true;

    void look(const Node& node, bool is_guarded) {
        bool is_yield = is<Yield>(node) || is<YieldFrom>(node);
        yields += is_yield ? 1 : 0;
        is_plain = is_plain && !(is_yield && is_guarded) && !is<FunctionDef>(node) && !is<AsyncFunctionDef>(node) &&
                   !is<Lambda>(node) && !is<ClassDef>(node) && !is<GeneratorExp>(node);
        bool guards = is_guarded || is<Try>(node) || is<TryStar>(node) || is<With>(node) || is<AsyncWith>(node);
        auto* statement = as<ExprStmt>(&node);
        if (auto* from = as<YieldFrom>(statement ? statement->value : nullptr)) {
            ++yields;
            is_plain = is_plain && !guards;
            return look(*from->value, guards);
        }
        is_plain = is_plain && !is<YieldFrom>(node);  // its value is asked for
        each_child(node, [&](const Node* part) { look(*part, guards); });
    }
};

}  // namespace

bool can_run_in_place(const FunctionDef& node) {
    const Arguments& args = *node.args;
    bool has_plain_args = !args.vararg && !args.kwarg &&
                          std::ranges::all_of(args.defaults, [](const Expr* e) { return is_plain(*e); }) &&
                          std::ranges::all_of(args.kw_defaults, [](const Expr* e) { return !e || is_plain(*e); });
    if (!has_plain_args || !node.decorator_list.empty() || !node.type_params.empty()) return false;
    GeneratorBody body;
    for (const Stmt* statement : node.body) body.look(*statement, false);
    return body.is_plain && body.yields <= most_yields;
}

bool fits_in_place(const Call& call, const FunctionDef& node) {
    const Arguments& args = *node.args;
    std::vector<std::string_view> names;
    for (const Arg* arg : args.posonlyargs) names.push_back(arg->arg_);
    for (const Arg* arg : args.args) names.push_back(arg->arg_);
    std::size_t positional = names.size();
    for (const Arg* arg : args.kwonlyargs) names.push_back(arg->arg_);
    std::vector<bool> given(names.size());
    if (call.args.size() > positional) return false;
    for (std::size_t i = 0; i < call.args.size(); ++i) {
        if (is<Starred>(*call.args[i])) return false;
        given[i] = true;
    }
    for (const Keyword* keyword : call.keywords) {
        auto at = static_cast<std::size_t>(std::ranges::find(names, keyword->arg_) - names.begin());
        if (at >= names.size() || at < args.posonlyargs.size() || given[at]) return false;
        given[at] = true;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        bool has_default =
            i < positional ? i + args.defaults.size() >= positional : args.kw_defaults[i - positional] != nullptr;
        if (!given[i] && !has_default) return false;
    }
    return true;
}

}  // namespace coluber::front
