#include "infer/infer.h"

#include "infer/specialiser.h"

namespace coluber::infer {

Result<Inferred> infer(Inference& inference, const ir::Function& untyped, const std::vector<TypeId>& args,
                       ir::Function& typed) {
    Specialiser specialiser(inference, untyped, typed);
    if (!specialiser.run(args)) return Reported{};
    return Inferred{specialiser.is_complete()};
}

}  // namespace coluber::infer
