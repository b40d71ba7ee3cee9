#include "module/resume.h"

#include "module/compile.h"
#include "module/errors.h"
#include "runtime/python/runtime.h"

#include <unordered_map>

namespace coluber::module {
namespace {

// Two decorations of one function (jit and njit) are two dispatchers; only a plain one has a twin, and any of these will do.
std::unordered_multimap<void*, Dispatcher*> dispatchers;

Dispatcher* dispatcher_with_twin(void* function) {
    auto [begin, end] = dispatchers.equal_range(function);
    for (auto at = begin; at != end; ++at)
        if (!at->second->body->options.is_strict) return at->second;
    return begin != end ? begin->second : nullptr;
}

void* resume(void* function, std::int64_t checkpoint, void* const* values, std::size_t count) {
    Dispatcher* dispatcher = dispatcher_with_twin(function);
    if (!dispatcher) {
        PyErr_SetString(PyExc_SystemError, "coluber: a guard failed in a function without a dispatcher");
        return nullptr;
    }
    Ref alive = Ref::borrow(as_object(dispatcher));
    std::string unset_mask;
    for (std::size_t i = 0; i < count; ++i) unset_mask += values[i] ? 'o' : 'u';
    Entry* entry = find_or_compile_resume(*dispatcher, std::int32_t(checkpoint), unset_mask);
    if (!entry) return nullptr;
    ++dispatcher->body->counts.resumes;
    void* result = entry->run(reinterpret_cast<PyObject* const*>(values), count);
    if (result != COLUBER_MISS) return result;
    raise_compile_error("InternalError", "the twin refuses the values at its checkpoint", "E0908");
    return nullptr;
}

std::int32_t world_holds(coluber_entry_state* state) {
    Entry& entry = *reinterpret_cast<Entry*>(state);  // its first member
    return entry.is_current() || entry.is_current_after_all();
}

}  // namespace

void install_hooks() {
    runtime::set_resume(resume);
    runtime::set_world_check(world_holds);
}

void register_function(Dispatcher& dispatcher) { dispatchers.emplace(dispatcher.body->function.get(), &dispatcher); }

void forget_function(Dispatcher& dispatcher) {
    auto [begin, end] = dispatchers.equal_range(dispatcher.body->function.get());
    for (auto at = begin; at != end; ++at) {
        if (at->second != &dispatcher) continue;
        dispatchers.erase(at);
        return;
    }
}

}  // namespace coluber::module
