#include "driver/compilation.h"

#include "driver/diagnostics.h"
#include "front/resume.h"
#include "infer/join.h"

#include <algorithm>

namespace coluber::driver {

using infer::FunctionHandle;
using types::TypeId;

namespace {

infer::InferOptions infer_options(const coluber_request& request) {
    infer::InferOptions options;
    bool is_resume = request.kind == COLUBER_RESUME;
    options.exit = is_resume ? infer::GuardExit::generic : request.is_strict ? infer::GuardExit::raise : infer::GuardExit::twin;
    options.fastmath = request.fastmath != 0;
    options.boundscheck = request.boundscheck != 0;
    return options;
}

// A result type that does not settle after so many rounds joins to `object` long before.
constexpr int max_rounds = 8;

}  // namespace

Compilation::Compilation(const coluber_request& request)
    : options(infer_options(request)), request_(request), world_(*request.world) {}

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
    auto key = std::pair(function, args);
    if (auto found = typed_ids_.find(key); found != typed_ids_.end()) return found->second;
    const ir::Function* untyped = this->untyped(function);
    if (!untyped) return std::nullopt;
    ir::FunctionId id = module.functions.add({});
    typed_ids_.emplace(key, id);
    typed_[id] = {function, args, State::in_progress, {}};
    if (!infer_typed(id, *untyped)) return std::nullopt;
    return id;
}

std::optional<TypeId> Compilation::result_type(ir::FunctionId id) {
    Typed& typed = typed_.at(id);
    if (typed.state == State::waiting && !infer_typed(id, *untyped(typed.function)))  // it waited for one that may know more by now
        return std::nullopt;
    TypeId type = module[id].result_type;
    if (type == types::dyn) return std::nullopt;
    if (typed.state == State::in_progress) typed.answered = type;
    return type;
}

bool Compilation::runs_unknown_code(ir::FunctionId id) {
    bool runs = module[id].runs_unknown_code;
    if (typed_.at(id).state != State::done && !runs) typed_.at(id).said_harmless = true;
    return runs;
}

bool Compilation::infer_typed(ir::FunctionId id, const ir::Function& untyped, TypeId assumed) {
    bool assumed_unknown_code = false;
    for (int round = 0; round < max_rounds; ++round) {
        ir::Function fresh;
        fresh.result_type = assumed;
        fresh.runs_unknown_code = assumed_unknown_code;
        module[id] = std::move(fresh);
        typed_.at(id).state = State::in_progress;
        typed_.at(id).answered.reset();
        typed_.at(id).said_harmless = false;
        infer::Inference inference{module, world_, *this, diagnostics, options};
        std::vector<TypeId> args = typed_.at(id).args;
        auto result = infer::infer(inference, untyped, args, module[id]);
        render_new(typed_.at(id).function);
        if (!result) return false;
        Typed& typed = typed_.at(id);
        bool is_stable = (!typed.answered || *typed.answered == *result) && !(typed.said_harmless && module[id].runs_unknown_code);
        if (*result == types::dyn) {
            typed.state = State::waiting;
            return true;
        }
        if (is_stable) {
            typed.state = State::done;
            return true;
        }
        assumed = typed.answered ? infer::join(module.types, *result, *typed.answered) : *result;
        assumed_unknown_code = module[id].runs_unknown_code;
        forget_from(id);
    }
    CHECK(false, "a result type does not settle");
}

// What was specialised after `id` may rest on a result type that turned out to be too narrow.
void Compilation::forget_from(ir::FunctionId id) {
    std::erase_if(typed_, [&](const auto& item) { return item.first > id; });
    std::erase_if(typed_ids_, [&](const auto& item) { return item.second > id; });
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
    ir::FunctionId id = module.functions.add({});
    typed_[id] = {function, args, State::in_progress, {}};
    if (!infer_typed(id, module[rest])) return std::nullopt;
    return id;
}

std::optional<ir::FunctionId> Compilation::entry() {
    if (request_.kind == COLUBER_RESUME) return resume_entry();
    auto args = request_types();
    if (!args) return std::nullopt;
    FunctionHandle function{request_.function};
    const ir::Function* untyped = this->untyped(function);
    if (!untyped) return std::nullopt;
    CHECK(untyped->param_names.size() == args->size(), "a request has one type a parameter");
    auto id = specialise(function, *args);
    // Still waiting for itself: it never returns, so any result type is right.
    if (id && typed_.at(*id).state == State::waiting && !infer_typed(*id, *untyped, types::none)) return std::nullopt;
    return id;
}

}  // namespace coluber::driver
