// The border between `_core` (one per Python version, has Python.h) and the compiler library (one for all versions, has LLVM).
// The library exports `coluber_compiler_api()`, which gives one table of C functions. Plain C types only; strings are UTF-8,
// NUL-terminated, and live as long as said. Everything here is called with no GIL held by the compiler, on its compile thread;
// World's functions take the GIL themselves.
//
// Types cross as text, as `types::Types` prints them: "int", "np.float64", "array(float64, 2, C)", "tuple(int, float)", "object".
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

#define COLUBER_API_VERSION 2

/// What World answers to one question. Strings live until the compile call returns. The disk cache compares answers field by field
/// (module/replay.cpp): a field that is added here is added there.
struct coluber_answer {
    std::uint32_t known;  // the object's number in this compile's record; 0xffffffff: there is no such thing
    const char*
        type;  // as an argument of this value would be typed ("object" if nothing better; "known" for functions, modules, classes)
    const char*
        identity;  // "numpy.sqrt", "math.sqrt", "builtins.range", "numpy.float64"; "" when the object has no public, verified name
                   // of a function of a module that is being built: "built:NUMBER"
    std::uint64_t function;    // a jitted function: its handle, else 0
    std::int64_t integer;      // the value of an int or bool
    double floating;           // the value of a float
    std::int32_t is_constant;  // `integer`/`floating` hold the value (int that fits, bool, float, None)
};

/// A Python function's source, as World knows it.
struct coluber_source {
    const char* file;          // co_filename
    const char* text;          // UTF-8: source text that begins at line `first_line` of the file
    std::uint32_t first_line;  // of `text` in the file
    std::uint32_t def_line;    // co_firstlineno: the first decorator, `def` or lambda
    const char* name;          // co_name ("<lambda>")
    const char* qualname;
    std::uint32_t column;                                                // of a lambda (co_positions), else 0
    const char* const* free_names;                                       // co_freevars, ended by null
    std::int32_t is_edited;                                              // the text is not what the function was made from
    std::uint32_t arg_count, positional_only_count, keyword_only_count;  // as in the code object
    std::uint32_t code_flags;                                            // co_flags (generator, coroutine, *args, **kwargs)
};

/// The outside, asked during a compile. Every question and answer is recorded by the callee of these functions: the record is the
/// entry's guard set and its invalidation list.
struct coluber_world {
    void* self;
    // Each returns 1, or 0 where it could not answer.
    int (*global)(void* self, std::uint64_t function, const char* name, struct coluber_answer* answer);
    int (*free_variable)(void* self, std::uint64_t function, std::uint32_t index, struct coluber_answer* answer);
    /// An attribute of a known module or class.
    int (*attribute)(void* self, std::uint32_t known, const char* name, struct coluber_answer* answer);
    int (*source)(void* self, std::uint64_t function, struct coluber_source* source);
    /// The default value of parameter `index` of a function (known = none where it has none).
    int (*parameter_default)(void* self, std::uint64_t function, std::uint32_t index, struct coluber_answer* answer);
};

enum coluber_request_kind {
    COLUBER_ENTRY,    // native code for a signature, behind a vectorcall wrapper
    COLUBER_RESUME,   // the twin, entered at a checkpoint with boxed values
    COLUBER_GENERIC,  // the twin from its beginning: every parameter is an object
    COLUBER_FRONT,    // no code: is the function one that can be compiled at all?
};

struct coluber_request {
    std::int32_t kind;
    std::uint64_t function;        // handle: World's name for the Python function
    const char* const* arg_types;  // ENTRY: one type a parameter
    std::size_t arg_count;
    std::int32_t checkpoint;  // RESUME: the number that compiled code passed to cb_resume
    const char* unset_mask;   // RESUME: one char a value, 'u' unset, 'o' an object
    std::int32_t is_strict;   // njit: refuse what can run unknown Python code; guards raise
    std::int32_t fastmath;
    std::int32_t boundscheck;  // 1 (default) or 0: on the user's word
    const char* cpu;           // "" = this machine's
    std::int32_t want_texts;   // also give ir, llvm and asm texts
    const struct coluber_world* world;
    std::int32_t python_version;  // of the running Python: 0x030b for 3.11
};

/// An item of a build that was refused: the module is made without it.
struct coluber_failure {
    std::size_t item;
    const char *error_class, *error_text, *error_code;
};

struct coluber_result {
    std::int32_t ok;
    const char* image;  // the shared object: bytes for loader::load_image
    std::size_t image_size;
    const char* entry;        // the wrapper's name in the image: see runtime/native/context.h
    const char* return_type;  // type text
    // texts, if asked for
    const char* ir;
    const char* llvm;
    const char* assembly;
    // failure
    const char* error_class;  // "SyntaxError", "TypeError", "NotSupported", "InternalError", "MemoryError"
    const char* error_text;   // rendered, many lines
    const char* error_code;   // of the first diagnostic
    const struct coluber_failure* failures;
    std::size_t failure_count;
    void* owner;  // for release
};

/// One signature of a function of a module to be built.
struct coluber_build_item {
    const struct coluber_request* request;  // ENTRY or GENERIC
    std::uint32_t function;                 // its number in the module
};

/// `coluber build`: see driver/build.h.
struct coluber_build {
    const char* module_name;
    const struct coluber_build_item* items;  // those of one function follow each other
    std::size_t item_count;
    std::uint32_t function_count;
    const char* body;  // the code object of the module's own statements, as `marshal` writes it
    std::size_t body_size;
    const char* const* changing;  // globals that the file assigns more than once, ended by null: no value is compiled in
    const char* const* archives;  // ended by null
    const char* output_path;
};

struct coluber_compiler {
    std::uint32_t version;
    struct coluber_result* (*compile)(const struct coluber_request* request);
    void (*release)(struct coluber_result* result);
    /// Links an extension module. Returns a result without an image.
    struct coluber_result* (*build)(const struct coluber_build* build);
};

__attribute__((visibility("default"))) const struct coluber_compiler* coluber_compiler_api(void);
}
