#include "driver/world_table.h"

#include "base/check.h"

namespace coluber::driver {

namespace {

constexpr std::uint32_t no_such_thing = 0xffff'ffff;

/// 0: the other side could not answer (no memory): the compile cannot go on, and must not guess.
void require_answer(int status) { CHECK(status != 0, "World failed to answer a question"); }

}  // namespace

std::optional<infer::Known> WorldTable::known(const coluber_answer& answer) {
    if (answer.known == no_such_thing) return std::nullopt;
    infer::Known out;
    out.id = answer.known;
    out.type = answer.type ? answer.type : "object";
    out.identity = answer.identity ? answer.identity : "";
    out.exception = answer.exception ? answer.exception : "";
    out.function = {answer.function};
    if (answer.is_constant && (out.type == "int" || out.type == "bool")) out.constant = answer.integer;
    if (answer.is_constant && out.type == "float") out.constant = answer.floating;
    if (!out.identity.empty()) object_names_[out.id] = out.identity;
    return out;
}

std::optional<infer::Known> WorldTable::global(infer::FunctionHandle function, std::string_view name) {
    coluber_answer answer{};
    require_answer(table_.global(table_.self, function.number, std::string(name).c_str(), &answer));
    return known(answer);
}

std::optional<infer::Known> WorldTable::free_variable(infer::FunctionHandle function, std::uint32_t index) {
    coluber_answer answer{};
    require_answer(table_.free_variable(table_.self, function.number, index, &answer));
    return known(answer);
}

std::optional<infer::Known> WorldTable::attribute(std::uint32_t object, std::string_view name) {
    coluber_answer answer{};
    require_answer(table_.attribute(table_.self, object, std::string(name).c_str(), &answer));
    return known(answer);
}

std::optional<infer::Known> WorldTable::parameter_default(infer::FunctionHandle function, std::uint32_t index) {
    coluber_answer answer{};
    require_answer(table_.parameter_default(table_.self, function.number, index, &answer));
    return known(answer);
}

std::optional<coluber_source> WorldTable::source(infer::FunctionHandle function) {
    coluber_source source{};
    if (table_.source(table_.self, function.number, &source) == 0) return std::nullopt;
    return source;
}

}  // namespace coluber::driver
