// What `array.disjoint` found, as LLVM's scoped alias metadata: a scope for each array that was asked about, and for each of them
// the list of the arrays that it shares no memory with. A fact about two values holds wherever both are used, once it was asked;
// only accesses with the flag `disjoint` come after the question, so only they carry the metadata.
#pragma once

#include "ir/function.h"
#include "lower/emit.h"

#include <map>
#include <vector>

namespace coluber::lower {

class AliasScopes {
public:
    AliasScopes(llvm::LLVMContext& context, const ir::Function& function);
    AliasTags of(ir::ValueId array) const {
        auto found = tags_.find(array);
        return found == tags_.end() ? AliasTags{} : found->second;
    }

private:
    std::map<ir::ValueId, AliasTags> tags_;
};

}  // namespace coluber::lower
