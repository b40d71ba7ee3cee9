// Strings as ids: equal text, equal id. One table per compilation.
#pragma once

#include "base/id.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace coluber {

using NameId = Id<struct NameTag>;

class Names {
public:
    NameId intern(std::string_view text) {
        if (auto found = ids_.find(text); found != ids_.end()) return found->second;
        NameId id = texts_.add(std::string(text));
        ids_.emplace(texts_[id], id);  // the table's strings do not move
        return id;
    }
    std::string_view operator[](NameId id) const { return texts_[id]; }

private:
    Table<NameId, std::string> texts_;
    std::unordered_map<std::string_view, NameId> ids_;
};

}  // namespace coluber
