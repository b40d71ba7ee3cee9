// World behind the C table of api.h: text and numbers of the other side become infer::Known. Questions of library functions are the
// library's and never cross.
#pragma once

#include "driver/api.h"
#include "driver/library.h"
#include "infer/world.h"

#include <map>

namespace coluber::driver {

class WorldTable : public infer::World {
public:
    explicit WorldTable(const coluber_world& table) : table_(table) {}

    std::optional<infer::Known> global(infer::FunctionHandle function, std::string_view name) override;
    std::optional<infer::Known> free_variable(infer::FunctionHandle function, std::uint32_t index) override;
    std::optional<infer::Known> attribute(std::uint32_t known, std::string_view name) override;
    std::optional<infer::Known> parameter_default(infer::FunctionHandle function, std::uint32_t index) override;
    infer::Known named(std::string_view identity) override { return library_.named(identity); }
    /// Not a question of inference: the text of a function.
    std::optional<coluber_source> source(infer::FunctionHandle function);
    /// The public names of the objects met so far, by number.
    const std::map<std::uint32_t, std::string>& object_names() const { return object_names_; }
    /// Those that the library named: they have no number on the other side.
    const std::map<std::uint32_t, std::string>& library_names() const { return library_.object_names(); }

private:
    std::optional<infer::Known> known(const coluber_answer& answer);

    const coluber_world& table_;
    Library library_;
    std::map<std::uint32_t, std::string> object_names_;
};

}  // namespace coluber::driver
