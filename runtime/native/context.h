// What compiled code and its surroundings agree on: the context, status codes, call shapes. No Python.h: object pointers are void*.
//
// A native function:  {i32 status, result parts…} f(coluber_context*, argument parts…)        internal to an image; parts as lower/abi.h says
//   status 0: the result parts hold. 1: an error is pending in the context. 2: the twin finished the call: `boxed_result` owns it.
// An entry (wrapper): void* entry(void* const* args, size_t nargs, coluber_entry_state* state)
//   positional arguments only (the dispatcher has bound keywords and defaults). New reference; null: a Python exception is set;
//   COLUBER_MISS: the arguments are not of this entry's types, nothing was done.
// A resume entry:     void* resume(void* const* values, size_t count, coluber_entry_state* state)    values borrowed, null = unset
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define COLUBER_MISS ((void*)1)

/// Lives on the wrapper's stack for one call from Python.
typedef struct coluber_context {
    int32_t error_code;                 // ErrorCode (base/error_code.h); python_error: set as the thread's exception already
    int32_t depth_left;                 // frames until RecursionError; set only where recursive functions are called
    const char* text;                   // the error's text
    int64_t payload[3];                 // the error's numbers
    void* boxed_result;                 // status 2
    struct coluber_entry_state* state;  // set only where `guard_world` looks at it
} coluber_context;

/// One place in Python source where compiled code may fail or appear in a traceback: constant data of the image.
typedef struct coluber_site {
    const char* file;
    const char* function;  // co_name of the frame
    const char* qualname;
    int32_t line;
    int32_t first_line;
} coluber_site;

/// What an entry may ask about itself; owned by `_core`, one per loaded entry.
typedef struct coluber_entry_state {
    uint8_t is_valid;  // cleared when an answer of World changed
} coluber_entry_state;

/// A global of a built module whose value was compiled in, and the slot descriptor of that value.
typedef struct coluber_built_guard {
    const char *name, *expected;
} coluber_built_guard;

/// One compiled signature of a function in a built module (`coluber build`).
typedef struct coluber_built_entry {
    const char* signature;              // type texts, for messages: "int, float"
    const coluber_built_guard* guards;  // ended by a null name
    const void* image;                  // loader::ImageHeader: its only entry is the wrapper
} coluber_built_entry;

/// A function of the file; without entries it is left to Python.
typedef struct coluber_built_function {
    const coluber_built_entry* entries;
    int64_t entry_count;
} coluber_built_function;

/// What `PyInit_NAME` of a built module hands to coluber_create_module (runtime/python/built_module.cpp).
typedef struct coluber_built_module {
    const char* name;
    const coluber_built_function* functions;
    int64_t function_count;
    const char* body;  // the file's own statements, as `marshal` writes a code object
    int64_t body_size;
} coluber_built_module;

#ifdef __cplusplus
}
#endif
