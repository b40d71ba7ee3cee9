// Errors that a handler takes without an exception being made: the context keeps what one would be made of (docs/exceptions.md).
// One at a time: before anything else may fail in unknown code, or a compiled function is called, it is made an exception.
#include "base/error_code.h"
#include "runtime/python/functions.h"

namespace {

/// The exception of the error that the context keeps, set as the thread's.
void set_pending(coluber_context* ctx) {
    ctx->is_pending = 0;
    if (ctx->pending_code)
        cb_fail(ctx, ctx->pending_site, ctx->pending_code, ctx->text, ctx->payload[0], ctx->payload[1], ctx->payload[2]);
    else
        cb_fail_new(ctx, ctx->pending_site, static_cast<PyObject*>(ctx->pending_type),
                    static_cast<PyObject*>(ctx->pending_args));
}

}  // namespace

extern "C" {

void cb_pend(coluber_context* ctx, const coluber_site* site, std::int32_t code, const char* text, std::int64_t p0,
             std::int64_t p1, std::int64_t p2) {
    ctx->is_pending = 1;
    ctx->pending_code = code;
    ctx->pending_site = site;
    ctx->text = text;
    ctx->payload[0] = p0;
    ctx->payload[1] = p1;
    ctx->payload[2] = p2;
}

void cb_pend_new(coluber_context* ctx, const coluber_site* site, PyObject* type, PyObject* args) {
    ctx->is_pending = 1;
    ctx->pending_code = 0;
    ctx->pending_site = site;
    ctx->pending_type = type;
    ctx->pending_args = args;
}

PyObject* cb_handle_pending(coluber_context* ctx) {
    if (!ctx->is_pending) return static_cast<PyObject*>(ctx->handled_before);  // done by a failure since
    PyObject* other = PyErr_Occurred() ? cb_take_raised() : nullptr;           // no memory for a box, say
    PyObject* before = cb_handled();
    set_pending(ctx);
    PyObject* made = cb_take_raised();
    PyErr_SetHandledException(made);
    Py_DECREF(made);
    if (other) cb_reraise(other);
    Py_XDECREF(other);
    return before;
}

void cb_fail_pending(coluber_context* ctx) {
    if (!ctx->is_pending) return set_pending(ctx);
    ctx->handled_before = cb_handle_pending(ctx);
    PyObject* handled = cb_handled();
    cb_reraise(handled);
    Py_DECREF(handled);
}

}  // extern "C"
