#include "infer/infer.h"

#include "infer/specialiser.h"

namespace coluber::infer {

Result<TypeId> infer(Inference& inference, const ir::Function& untyped, const std::vector<TypeId>& args, ir::Function& typed) {
    Specialiser specialiser(inference, untyped, typed);
    if (!specialiser.run(args)) return Reported{};
    return specialiser.result_type();
}

}  // namespace coluber::infer
