#include "driver/compilation.h"

#include "driver/diagnostics.h"
#include "front/resume.h"
#include "infer/join.h"

#include <algorithm>

namespace coluber::driver {

using infer::FunctionHandle;
using types::TypeId;

namespace {

infer::InferOptions infer_options(const coluber_request& request, infer::GuardExit exit) {
    infer::InferOptions options;
    options.exit = exit;
    options.is_strict = request.is_strict != 0 && exit != infer::GuardExit::generic;
    options.fastmath = request.fastmath != 0;
    options.boundscheck = request.boundscheck != 0;
    return options;
}

// Assumptions only widen, and each reaches `object` in three steps; a chain of functions may pass them on one by one.
constexpr int max_rounds = 32;

}  // namespace

Compilation::Compilation(const coluber_request& request, WorldTable& world, infer::GuardExit exit)
    : options(infer_options(request, exit)), request_(request), world_(world) {}

void Compilation::render_new(FunctionHandle function) {
    auto found = untyped_.find(function);
    static const Source nowhere("", "");
    const Source& source = found != untyped_.end() && found->second.source ? *found->second.source : nowhere;
    for (; rendered_ < diagnostics.items().size(); ++rendered_) {
        if (!error_text_.empty()) error_text_ += "\n";
        error_text_ += render(diagnostics.items()[rendered_], source);
    }
}

std::string Compilation::source_text(FunctionHandle function, SourceRange range) {
    auto found = untyped_.find(function);
    if (found == untyped_.end() || !found->second.source || !range) return "…";
    std::string_view line = found->second.source->line(range.line);
    std::size_t begin = std::min<std::size_t>(range.column, line.size());
    std::size_t end = range.end_line == range.line ? std::min<std::size_t>(range.end_column, line.size()) : line.size();
    return std::string(line.substr(begin, end - begin)) + (range.end_line == range.line ? "" : " …");
}

// ── typed functions ──

std::vector<ir::FunctionId> Compilation::typed_functions() const {
    std::vector<ir::FunctionId> out;
    for (const auto& [id, typed] : typed_) out.push_back(id);
    return out;
}

std::optional<ir::FunctionId> Compilation::specialise(FunctionHandle function, const std::vector<TypeId>& args) {
    Key key{function, args};
    if (auto found = typed_ids_.find(key); found != typed_ids_.end()) return found->second;
    const ir::Function* untyped = this->untyped(function);
    if (!untyped) return std::nullopt;
    ir::FunctionId id = module.functions.add({});
    typed_ids_.emplace(key, id);
    typed_[id] = {key, untyped};
    if (!infer_typed(id)) return std::nullopt;
    return id;
}

std::optional<TypeId> Compilation::result_type(ir::FunctionId id) {
    Typed& typed = typed_.at(id);
    if (typed.state == State::waiting && !infer_typed(id)) return std::nullopt;  // what it waited for may be known by now
    TypeId type = module[id].result_type;
    if (type == types::dyn) return std::nullopt;
    if (typed.state != State::done) typed.answered = type;
    return type;
}

bool Compilation::runs_unknown_code(ir::FunctionId id) {
    bool runs = module[id].runs_unknown_code;
    if (typed_.at(id).state != State::done && !runs) typed_.at(id).said_harmless = true;
    return runs;
}

bool Compilation::infer_typed(ir::FunctionId id) {
    Typed& typed = typed_.at(id);
    Assumption assumed = assumptions_[typed.key];
    ir::Function fresh;
    fresh.result_type = assumed.result;
    fresh.runs_unknown_code = assumed.runs_unknown_code;
    module[id] = std::move(fresh);
    typed.state = State::in_progress;
    infer::Inference inference{module, world_, *this, diagnostics, options};
    auto inferred = infer::infer(inference, *typed.untyped, typed.key.second, module[id]);
    render_new(typed.key.first);
    if (!inferred) return false;
    typed.state = inferred->is_complete ? State::done : State::waiting;
    return true;
}

// All functions complete, and what was assumed of them while they were in progress true. Else the assumptions are widened and
// everything typed is dropped: recursion whose types do not settle at once is rare, and a second round is cheap.
bool Compilation::settle() {
    for (auto& [id, typed] : typed_)
        if (typed.state == State::waiting && !infer_typed(id)) return true;  // reported
    bool is_settled = true;
    for (auto& [id, typed] : typed_) {
        Assumption& assumed = assumptions_[typed.key];
        TypeId result = module[id].result_type;
        bool waits = typed.state == State::waiting;
        if (waits && result == types::dyn) result = types::unset;  // nobody knows: it never returns
        bool was_wrong = typed.answered && *typed.answered != result;
        bool was_harmless = typed.said_harmless && !module[id].runs_unknown_code;
        if (!waits && !was_wrong && (!typed.said_harmless || was_harmless)) continue;
        is_settled = false;
        bool is_first = assumed.result == types::dyn || assumed.result == types::unset;
        assumed.result = is_first ? result : infer::join(module.types, assumed.result, result);
        assumed.runs_unknown_code = assumed.runs_unknown_code || module[id].runs_unknown_code;
    }
    return is_settled;
}

template <class Start>
std::optional<ir::FunctionId> Compilation::until_settled(Start start) {
    for (int round = 0; round < max_rounds; ++round) {
        typed_.clear();
        typed_ids_.clear();
        std::optional<ir::FunctionId> id = start();
        if (!id || !diagnostics.empty()) return std::nullopt;
        bool is_settled = settle();
        if (!diagnostics.empty()) return std::nullopt;
        if (is_settled) return id;
    }
    CHECK(false, "result types do not settle");
}

// ── the request ──

std::optional<std::vector<TypeId>> Compilation::request_types() {
    std::vector<TypeId> args;
    for (std::size_t i = 0; i < request_.arg_count; ++i) {
        auto type = module.types.parse(request_.arg_types[i]);
        if (!type) {
            diagnostics.report({}, unknown_type, request_.arg_types[i]);
            render_new({});
            return std::nullopt;
        }
        args.push_back(*type);
    }
    return args;
}

// The twin, from a checkpoint on: its parameters are the checkpoint's values, boxed or unset.
std::optional<ir::FunctionId> Compilation::resume_entry() {
    FunctionHandle function{request_.function};
    const ir::Function* untyped = this->untyped(function);
    if (!untyped) return std::nullopt;
    ir::FunctionId rest = front::make_resume_function(module, *untyped, request_.checkpoint);
    std::vector<TypeId> args;
    for (const char* mask = request_.unset_mask; *mask; ++mask) args.push_back(*mask == 'u' ? types::unset : types::object);
    return until_settled([&]() -> std::optional<ir::FunctionId> {
        ir::FunctionId id = module.functions.add({});
        typed_[id] = {{function, args}, &module[rest]};
        return infer_typed(id) ? std::optional(id) : std::nullopt;
    });
}

std::optional<ir::FunctionId> Compilation::entry() {
    if (request_.kind == COLUBER_RESUME) return resume_entry();
    FunctionHandle function{request_.function};
    const ir::Function* untyped = this->untyped(function);
    if (!untyped) return std::nullopt;
    bool is_generic = request_.kind == COLUBER_GENERIC;
    auto args = is_generic ? std::vector<TypeId>(untyped->param_names.size(), types::object) : request_types();
    if (!args) return std::nullopt;
    CHECK(untyped->param_names.size() == args->size(), "a request has one type a parameter");
    return until_settled([&] { return specialise(function, *args); });
}

}  // namespace coluber::driver
