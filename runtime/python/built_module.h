// What a built module's functions share: the objects that its body made of them, and how slot descriptors become objects.
#pragma once

#include "runtime/native/context.h"
#include "runtime/python/ref.h"

#include <string_view>
#include <vector>

namespace coluber::runtime {

/// One a process: an extension module's code and its slots exist once.
struct BuiltModule {
    const coluber_built_module* table = nullptr;
    std::vector<Ref> made;  // by number: what stands for the file's function since its `def` was executed
};
extern BuiltModule built_module;

/// The object, function or constant that a descriptor spells (src/lower/image_writer.h, src/driver/world_table.h). An object stays
/// alive as long as the module's code: for ever. `function`: the one whose globals are the module's. Null: an exception may be set.
void* resolve(std::string_view descriptor, PyObject* function);

/// Fills an image's slots. False: an exception is set.
bool fill_slots(const void* image, PyObject* function);

/// A callable with the compiled entries of function `number`, in the place of the Python function. New reference.
PyObject* make_built_function(PyObject* function, std::size_t number);

}  // namespace coluber::runtime
