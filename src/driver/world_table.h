// World behind the C table of api.h: text and numbers of the other side become infer::Known.
#pragma once

#include "driver/api.h"
#include "infer/world.h"

#include <map>
#include <set>
#include <string>

namespace coluber::driver {

class WorldTable : public infer::World {
public:
    explicit WorldTable(const coluber_world& table) : table_(table) {}

    std::optional<infer::Known> global(infer::FunctionHandle function, std::string_view name) override;
    std::optional<infer::Known> free_variable(infer::FunctionHandle function, std::uint32_t index) override;
    std::optional<infer::Known> attribute(std::uint32_t known, std::string_view name) override;
    std::optional<infer::Known> parameter_default(infer::FunctionHandle function, std::uint32_t index) override;
    /// Not a question of inference: the text of a function.
    std::optional<coluber_source> source(infer::FunctionHandle function);

private:
    const coluber_world& table_;
};

/// Globals of a module to be built whose value at the build says nothing.
using ChangingGlobals = std::set<std::string, std::less<>>;

/// World for code that runs in another process. What the other process has under the same name is compiled in, together with a guard
/// that it is the same there: numbers, functions of the module, objects with a public name. All else is looked up at run time.
class StaticWorld : public WorldTable {
public:
    StaticWorld(const coluber_world& table, const ChangingGlobals& changing) : WorldTable(table), changing_(changing) {}

    std::optional<infer::Known> global(infer::FunctionHandle function, std::string_view name) override;
    std::optional<infer::Known> free_variable(infer::FunctionHandle function, std::uint32_t index) override;
    std::optional<infer::Known> attribute(std::uint32_t known, std::string_view name) override;
    std::optional<infer::Known> parameter_default(infer::FunctionHandle function, std::uint32_t index) override;

    /// Slot descriptors of the objects met so far, by number.
    const std::map<std::uint32_t, std::string>& object_slots() const { return object_slots_; }
    /// The globals that were compiled in, and the slot descriptor of what each was.
    const std::set<std::pair<std::string, std::string>>& guards() const { return guards_; }

private:
    /// How another process finds the object or value; empty: it does not.
    std::string slot_of(const infer::Known& known) const;
    void note(const infer::Known& known);

    const ChangingGlobals& changing_;
    std::map<std::uint32_t, std::string> object_slots_;
    std::set<std::pair<std::string, std::string>> guards_;
};

}  // namespace coluber::driver
