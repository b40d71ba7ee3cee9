// Source of array_sqrt.ll: what a compile of the lecture's array_sqrt gives the engine, in shape and size. A contiguous path without
// checks, a strided path, a path with a bounds check at each access, the status, and a wrapper that unboxes.
//   clang-19 -O1 -Xclang -disable-llvm-passes -fno-math-errno -ffp-contract=off -fno-discard-value-names -S -emit-llvm array_sqrt.c
//   piped through: opt-19 -S -passes=mem2reg; then by hand: no target attributes; the slot table and the image.
typedef struct {
    double* data;
    long size;
    long stride;
} array;
typedef struct {
    long code, axis, index, size;
} context;
extern void* slots[];

static int native(context* ctx, long n, double* in_data, long in_size, long in_stride, double* out_data, long out_size,
                  long out_stride) {
    if (n <= in_size && n <= out_size) {
        if (in_stride == 8 && out_stride == 8)
            for (long i = 0; i < n; i++) out_data[i] = __builtin_sqrt(in_data[i]);
        else
            for (long i = 0; i < n; i++)
                *(double*)((char*)out_data + i * out_stride) = __builtin_sqrt(*(double*)((char*)in_data + i * in_stride));
        return 0;
    }
    for (long i = 0; i < n; i++) {
        if (i >= in_size) {
            ((void (*)(context*, long, long, long))slots[0])(ctx, 0, i, in_size);
            return 1;
        }
        double x = *(double*)((char*)in_data + i * in_stride);
        if (i >= out_size) {
            ((void (*)(context*, long, long, long))slots[0])(ctx, 0, i, out_size);
            return 1;
        }
        *(double*)((char*)out_data + i * out_stride) = __builtin_sqrt(x);
    }
    return 0;
}

typedef struct {
    long refs;
    void* type;
    long value;
} boxed_int;
typedef struct {
    long refs;
    void* type;
    double* data;
    int nd;
    long *dims, *strides;
    void *base, *descr;
    int flags;
} boxed_array;

static __attribute__((always_inline)) int unbox(boxed_array* a, array* to) {
    if (a->type != slots[2] || a->nd != 1 || a->descr != slots[3] || (a->flags & 0x501) != 0x501) return 0;
    to->data = a->data;
    to->size = a->dims[0];
    to->stride = a->strides[0];
    return 1;
}

void* wrapper(void* self, void** args, unsigned long nargs, void* names) {
    context ctx = {0};
    array in, out;
    if (nargs != 3 || names) return slots[5];
    boxed_int* n = args[0];
    if (n->type != slots[1]) return slots[5];
    if (!unbox(args[1], &in) || !unbox(args[2], &out)) return slots[5];
    if (native(&ctx, n->value, in.data, in.size, in.stride, out.data, out.size, out.stride))
        return ((void* (*)(context*))slots[4])(&ctx);
    boxed_int* none = slots[6];
    none->refs++;
    return none;
}
