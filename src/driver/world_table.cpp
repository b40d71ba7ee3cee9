#include "driver/world_table.h"

#include "base/check.h"

#include <fmt/format.h>
#include <algorithm>

namespace coluber::driver {

namespace {

constexpr std::uint32_t no_such_thing = 0xffff'ffff;

/// 0: the other side could not answer (no memory): the compile cannot go on, and must not guess.
void require_answer(int status) { CHECK(status != 0, "World failed to answer a question"); }

std::optional<infer::Known> known(const coluber_answer& answer) {
    if (answer.known == no_such_thing) return std::nullopt;
    infer::Known out;
    out.id = answer.known;
    out.type = answer.type ? answer.type : "object";
    out.identity = answer.identity ? answer.identity : "";
    out.function = {answer.function};
    if (answer.is_constant && (out.type == "int" || out.type == "bool")) out.constant = answer.integer;
    if (answer.is_constant && out.type == "float") out.constant = answer.floating;
    return out;
}

/// Is it a module (or a class of one) whose attributes stay what they are?
bool is_steady(std::string_view slot) {
    static constexpr std::string_view beginnings[] = {"module:math",  "module:cmath",   "module:builtins",
                                                      "module:numpy", "name:builtins.", "name:numpy."};
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return slot.starts_with(beginning); });
}

}  // namespace

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

// ── for another process ──

std::string StaticWorld::slot_of(const infer::Known& known) const {
    if (known.function) return known.identity;  // "built:3"; empty: it is of another module
    if (!known.identity.empty()) return known.identity.starts_with("module:") ? known.identity : "name:" + known.identity;
    if (known.type == "None") return "py:_Py_NoneStruct";
    if (const auto* number = std::get_if<double>(&known.constant)) return fmt::format("float:{:a}", *number);
    const auto* number = std::get_if<std::int64_t>(&known.constant);
    if (!number) return "";
    return known.type == "bool" ? *number ? "py:_Py_TrueStruct" : "py:_Py_FalseStruct" : fmt::format("int:{}", *number);
}

void StaticWorld::note(const infer::Known& known) {
    if (std::string slot = slot_of(known); !slot.empty()) object_slots_[known.id] = slot;
}

std::optional<infer::Known> StaticWorld::global(infer::FunctionHandle function, std::string_view name) {
    auto found = WorldTable::global(function, name);
    if (!found) return found;
    std::string slot = slot_of(*found);
    found->is_loaded = slot.empty() || changing_.contains(name);
    if (found->is_loaded) return found;
    guards_.emplace(name, slot);
    object_slots_[found->id] = slot;
    return found;
}

std::optional<infer::Known> StaticWorld::free_variable(infer::FunctionHandle, std::uint32_t) {
    CHECK(false, "functions with closures are not built");
}

std::optional<infer::Known> StaticWorld::attribute(std::uint32_t object, std::string_view name) {
    auto holder = object_slots_.find(object);
    auto found = WorldTable::attribute(object, name);
    if (!found) return found;
    bool is_fixed = holder != object_slots_.end() && is_steady(holder->second);
    found->is_loaded = !is_fixed || slot_of(*found).empty();
    if (!found->is_loaded) note(*found);
    return found;
}

std::optional<infer::Known> StaticWorld::parameter_default(infer::FunctionHandle function, std::uint32_t index) {
    auto found = WorldTable::parameter_default(function, index);
    if (found) note(*found);
    return found;
}

}  // namespace coluber::driver
