// The functions that compiled code calls through `rt:` slots, by theme. One declaration each: the table (symbols.cpp) and the files of
// this folder share it. src/lower writes the calls; docs/adding-an-op.md shows how one is added.
// Conventions: objects are borrowed unless said otherwise, a result is a new reference; null, or a negative int, means that a Python
// exception is set. The GIL is held.
#pragma once

#include "runtime/native/context.h"

#include <Python.h>

#include <cstdint>

extern "C" {
// Failure (errors.cpp, traceback.cpp).
/// Makes the error that `code` says a Python exception, with a traceback entry for the site (null: none).
void cb_fail(coluber_context* ctx, const coluber_site* site, std::int32_t code, const char* text, std::int64_t p0,
             std::int64_t p1, std::int64_t p2);
/// The same with a new exception `type(*args)`.
void cb_fail_new(coluber_context* ctx, const coluber_site* site, PyObject* type, PyObject* args);
/// Adds a traceback entry for the site to the exception that is set.
void cb_traceback(coluber_context* ctx, const coluber_site* site);
/// How deep compiled functions may recurse from here.
std::int32_t cb_depth_left();
/// Goes on in the twin of a function (runtime.h).
void* cb_resume(void* function, std::int64_t checkpoint, void* const* values, std::int64_t count);
std::int32_t cb_world_holds(coluber_entry_state* state);
void cb_release(PyObject* object);  // null allowed
std::int32_t cb_is_error();

// Exceptions (exceptions.cpp).
void cb_raise(PyObject* exception, PyObject* cause);  // cause null: without `from`
void cb_reraise(PyObject* exception);
void cb_reraise_handled(coluber_context* ctx, const coluber_site* site);
PyObject* cb_handled();
PyObject* cb_catch(coluber_context* ctx);
/// The thread's exception, taken away, with its traceback.
PyObject* cb_take_raised();
void cb_end_handling(PyObject* before);
std::int32_t cb_match_exception(PyObject* exception, PyObject* type);

// Errors that a handler takes without an exception being made (pending.cpp; docs/exceptions.md).
void cb_pend(coluber_context* ctx, const coluber_site* site, std::int32_t code, const char* text, std::int64_t p0,
             std::int64_t p1, std::int64_t p2);
void cb_pend_new(coluber_context* ctx, const coluber_site* site, PyObject* type, PyObject* args);
/// Makes the pending error the exception that is handled, if that was not done; what was handled before (None: nothing).
PyObject* cb_handle_pending(coluber_context* ctx);
/// Sets the pending error as the thread's exception.
void cb_fail_pending(coluber_context* ctx);

// `except*` (groups.cpp).
PyObject* cb_match_group(PyObject* exception, PyObject* type);  // (match, rest)
PyObject* cb_rejoin_group(PyObject* caught, PyObject* raised);

// Patterns of `match` (patterns.cpp). The askers answer 1 (yes), 0 or -1.
std::int32_t cb_match_sequence(PyObject* subject, std::int64_t count, std::int32_t at_least);
std::int32_t cb_match_mapping(PyObject* subject, std::int64_t count);
PyObject* cb_match_keys(PyObject* subject, std::int64_t count, PyObject* const* keys);
PyObject* cb_match_class(PyObject* subject, PyObject* type, std::int64_t count, PyObject* attributes);
PyObject* cb_item_from_end(PyObject* object, std::int64_t from_end);

// Names and calls (names.cpp).
PyObject* cb_load_global(PyFunctionObject* function, PyObject* name);
std::int32_t cb_store_global(PyFunctionObject* function, PyObject* name, PyObject* value);  // value null: delete
PyObject* cb_load_free(PyFunctionObject* function, std::int64_t index, PyObject* name);
std::int32_t cb_store_free(PyFunctionObject* function, std::int64_t index, PyObject* value);
PyObject* cb_import(PyFunctionObject* function, PyObject* name, PyObject* from_list, std::int32_t level);
PyObject* cb_import_from(PyObject* module, PyObject* name);
PyObject* cb_special(PyObject* object, PyObject* name);
PyObject* cb_call_ex(PyObject* callee, PyObject* args, PyObject* kwargs);

// Building and unpacking (containers.cpp). `items` are borrowed but in cb_box_tuple, which takes them (null: an exception is set).
PyObject* cb_build_tuple(std::int64_t count, PyObject* const* items);
PyObject* cb_build_list(std::int64_t count, PyObject* const* items);
PyObject* cb_build_set(std::int64_t count, PyObject* const* items);
PyObject* cb_build_dict(std::int64_t count, PyObject* const* items);
PyObject* cb_join(std::int64_t count, PyObject* const* pieces);
PyObject* cb_box_tuple(std::int64_t count, PyObject* const* items);
std::int32_t cb_list_extend(PyObject* list, PyObject* iterable);
std::int32_t cb_set_update(PyObject* set, PyObject* iterable);
std::int32_t cb_dict_update(PyObject* dict, PyObject* mapping, std::int32_t merge, PyObject* callee);
PyObject* cb_format(PyObject* value, std::int32_t conversion, PyObject* spec);
PyObject* cb_unpack(PyObject* iterable, std::int64_t count);
PyObject* cb_unpack_ex(PyObject* iterable, std::int64_t before, std::int64_t after);
PyObject* cb_iter_next(PyObject* iterator);  // null without an exception: exhausted

// Boxes of Python's own types (boxes.cpp). The askers answer 1 (yes) or 0, without an exception.
std::int32_t cb_int_as_int64(PyObject* object, std::int64_t* out);
std::int32_t cb_unbox_range(PyObject* range, std::int64_t* start_stop_step);
/// Takes the three objects; null: an exception is set.
PyObject* cb_box_slice(PyObject* start, PyObject* stop, PyObject* step);
PyObject* cb_box_range(std::int64_t start, std::int64_t stop, std::int64_t step);
PyObject* cb_box_range_iterator(std::int64_t start, std::int64_t stop, std::int64_t step);
PyObject* cb_box_counted_iterator(std::int64_t start, std::int64_t count, std::int64_t step);
PyObject* cb_box_sequence_iterator(PyObject* sequence, std::int64_t index);  // takes `sequence`; null: an exception is set

// NumPy (numpy.cpp).
PyObject* cb_box_np_float64(double value);
PyObject* cb_box_np_float32(float value);
PyObject* cb_box_np_int64(std::int64_t value);
PyObject* cb_box_np_bool(std::int32_t value);
PyObject* cb_box_np_int(std::int32_t type_num, std::int64_t bits);
PyObject* cb_box_np_complex64(float re, float im);
PyObject* cb_box_np_complex128(double re, double im);
/// Is the object a NumPy scalar of the dtype, or the Python number that joins with it?
std::int32_t cb_is_number(PyObject* object, std::int32_t type_num);
/// Writes its value as the dtype's C type; 1: it was NumPy's.
std::int32_t cb_unbox_number(PyObject* object, std::int32_t type_num, void* out);
/// C-contiguous, or F-contiguous.
PyObject* cb_array_new(PyObject* descr, std::int32_t ndim, const std::int64_t* shape, std::int32_t zeroed,
                       std::int32_t is_fortran);
/// `array.flat`, `np.ndenumerate(array)` or `np.ndindex(shape)` (Iteration 1, 2, 3) after some steps: `index` has an index per axis, or one
/// count of all. Takes the container; null: an exception is set.
PyObject* cb_box_element_iterator(PyObject* container, std::int32_t iteration, const std::int64_t* index,
                                  std::int32_t has_one_count);
PyObject* cb_box_view(PyObject* owner, char* data, std::int32_t ndim, const std::int64_t* shape, const std::int64_t* strides,
                      PyObject* descr);
/// `shape_and_strides`: first the lengths of the axes, then their strides.
void cb_array_fill(char* data, std::int32_t ndim, const std::int64_t* shape_and_strides, PyObject* descr, const char* value);
/// `into[...] = from`, with NumPy's conversions and its error where the shapes do not fit.
std::int32_t cb_array_assign(char* into, std::int32_t into_ndim, const std::int64_t* into_shape_and_strides,
                             PyObject* into_descr, char* from, std::int32_t from_ndim,
                             const std::int64_t* from_shape_and_strides, PyObject* from_descr);
}

namespace coluber::runtime {
/// Imports NumPy's C API; -1: a Python exception is set.
int start_numpy();
int start_traceback();
}  // namespace coluber::runtime
