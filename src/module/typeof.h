// The type of a Python object as a compile request spells it: "int", "np.float32", "array(float64, 2, C)", "tuple(int, float)".
// Whatever has no native type is "object"; that is no failure, it compiles to code over the C API.
#pragma once

#include "module/python.h"

#include <string>
#include <string_view>

namespace coluber::module {

/// A jitted function is typed by itself: `function(address)`; a request to the compiler has its record's handle there.
inline constexpr std::string_view function_type_mark = "function(";

/// Looks up NumPy's dtype singletons and scalar classes; called once, at import. False: a Python exception is set.
bool prepare_typeof();

void append_type(std::string& text, PyObject* object);
inline std::string type_text(PyObject* object) {
    std::string text;
    append_type(text, object);
    return text;
}

/// What an entry's own type test does not tell apart: a parameter typed `object` accepts an int, a strided array parameter a
/// contiguous array, though code for the narrower type is to be preferred.
enum class Width : std::uint8_t { exact, strided, object, nested };
Width width_of(const std::string& type);
/// Is the object's type no narrower than a parameter of this width (and type) means?
bool fits_width(PyObject* object, Width width, const std::string& type);

}  // namespace coluber::module
