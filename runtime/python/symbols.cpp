// What the runtime with Python.h offers by name, and its start.
#include "runtime/python/functions.h"
#include "runtime/python/runtime.h"

namespace coluber::runtime {

namespace {

template <class Function>
Symbol symbol(const char* name, Function* function) {
    return {name, reinterpret_cast<void*>(function)};
}

const Symbol symbols[] = {
    symbol("rt:cb_fail", &cb_fail),
    symbol("rt:cb_traceback", &cb_traceback),
    symbol("rt:cb_depth_left", &cb_depth_left),
    symbol("rt:cb_resume", &cb_resume),
    symbol("rt:cb_release", &cb_release),
    symbol("rt:cb_is_error", &cb_is_error),
    symbol("rt:cb_world_holds", &cb_world_holds),
    symbol("rt:cb_raise", &cb_raise),
    symbol("rt:cb_reraise", &cb_reraise),
    symbol("rt:cb_reraise_handled", &cb_reraise_handled),
    symbol("rt:cb_handled", &cb_handled),
    symbol("rt:cb_catch", &cb_catch),
    symbol("rt:cb_end_handling", &cb_end_handling),
    symbol("rt:cb_match_exception", &cb_match_exception),
    symbol("rt:cb_fail_new", &cb_fail_new),
    symbol("rt:cb_pend", &cb_pend),
    symbol("rt:cb_pend_new", &cb_pend_new),
    symbol("rt:cb_handle_pending", &cb_handle_pending),
    symbol("rt:cb_fail_pending", &cb_fail_pending),
    symbol("rt:cb_match_group", &cb_match_group),
    symbol("rt:cb_rejoin_group", &cb_rejoin_group),
    symbol("rt:cb_match_sequence", &cb_match_sequence),
    symbol("rt:cb_match_mapping", &cb_match_mapping),
    symbol("rt:cb_match_keys", &cb_match_keys),
    symbol("rt:cb_match_class", &cb_match_class),
    symbol("rt:cb_item_from_end", &cb_item_from_end),
    symbol("rt:cb_load_global", &cb_load_global),
    symbol("rt:cb_store_global", &cb_store_global),
    symbol("rt:cb_load_free", &cb_load_free),
    symbol("rt:cb_store_free", &cb_store_free),
    symbol("rt:cb_import", &cb_import),
    symbol("rt:cb_import_from", &cb_import_from),
    symbol("rt:cb_special", &cb_special),
    symbol("rt:cb_call_ex", &cb_call_ex),
    symbol("rt:cb_build_tuple", &cb_build_tuple),
    symbol("rt:cb_build_list", &cb_build_list),
    symbol("rt:cb_build_set", &cb_build_set),
    symbol("rt:cb_build_dict", &cb_build_dict),
    symbol("rt:cb_join", &cb_join),
    symbol("rt:cb_box_tuple", &cb_box_tuple),
    symbol("rt:cb_list_extend", &cb_list_extend),
    symbol("rt:cb_set_update", &cb_set_update),
    symbol("rt:cb_dict_update", &cb_dict_update),
    symbol("rt:cb_format", &cb_format),
    symbol("rt:cb_unpack", &cb_unpack),
    symbol("rt:cb_unpack_ex", &cb_unpack_ex),
    symbol("rt:cb_iter_next", &cb_iter_next),
    symbol("rt:cb_int_as_int64", &cb_int_as_int64),
    symbol("rt:cb_unbox_range", &cb_unbox_range),
    symbol("rt:cb_box_slice", &cb_box_slice),
    symbol("rt:cb_box_range", &cb_box_range),
    symbol("rt:cb_box_range_iterator", &cb_box_range_iterator),
    symbol("rt:cb_box_counted_iterator", &cb_box_counted_iterator),
    symbol("rt:cb_box_sequence_iterator", &cb_box_sequence_iterator),
    symbol("rt:cb_box_np_float64", &cb_box_np_float64),
    symbol("rt:cb_box_np_float32", &cb_box_np_float32),
    symbol("rt:cb_box_np_int64", &cb_box_np_int64),
    symbol("rt:cb_box_np_bool", &cb_box_np_bool),
    symbol("rt:cb_box_np_int", &cb_box_np_int),
    symbol("rt:cb_box_np_complex64", &cb_box_np_complex64),
    symbol("rt:cb_box_np_complex128", &cb_box_np_complex128),
    symbol("rt:cb_is_number", &cb_is_number),
    symbol("rt:cb_unbox_number", &cb_unbox_number),
    symbol("rt:cb_array_new", &cb_array_new),
    symbol("rt:cb_box_view", &cb_box_view),
    symbol("rt:cb_box_element_iterator", &cb_box_element_iterator),
    symbol("rt:cb_array_fill", &cb_array_fill),
    symbol("rt:cb_array_assign", &cb_array_assign),
};

}  // namespace

int start() { return start_numpy() < 0 || start_traceback() < 0 ? -1 : 0; }

std::span<const Symbol> python_symbols() { return symbols; }

}  // namespace coluber::runtime
