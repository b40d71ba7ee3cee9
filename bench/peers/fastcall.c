// What a C programmer writes by hand, as the yardstick for calls and for loops: METH_FASTCALL functions that check and
// unbox what coluber's dispatcher checks and unboxes, and return the same types. Compiled as fastcall_gcc and
// fastcall_clang (MODULE), -O3 -march=native -ffp-contract=off -fno-math-errno.
//
// An array is taken as it is if it is exactly an ndarray of native float64, has the right number of dimensions, and is
// contiguous, aligned and (where it is written) writable. Anything else is a TypeError here; a real program would go
// the slow way.

#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define PY_SSIZE_T_CLEAN
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>
#include <Python.h>
#include <stddef.h>

#include "../../examples/cfd/variants/jacobi.c"

static PyArray_Descr* float64;

enum { readable = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED, writable = readable | NPY_ARRAY_WRITEABLE };

static inline int is_array(PyObject* object, int ndim, int flags) {
    if (!Py_IS_TYPE(object, &PyArray_Type)) return 0;
    PyArrayObject* array = (PyArrayObject*)object;
    return PyArray_DESCR(array) == float64 && PyArray_NDIM(array) == ndim && (PyArray_FLAGS(array) & flags) == flags;
}

static inline double* data(PyObject* array) { return PyArray_DATA((PyArrayObject*)array); }
static inline npy_intp dim(PyObject* array, int axis) { return PyArray_DIM((PyArrayObject*)array, axis); }

static PyObject* wrong_arguments(void) {
    PyErr_SetString(PyExc_TypeError, "wrong arguments");
    return NULL;
}

static PyObject* out_of_bounds(void) {
    PyErr_SetString(PyExc_IndexError, "index out of bounds");
    return NULL;
}

static PyObject* f_int(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 1 || !PyLong_CheckExact(args[0])) return wrong_arguments();
    long n = PyLong_AsLong(args[0]), result;
    if (n == -1 && PyErr_Occurred()) return NULL;
    if (__builtin_add_overflow(n, 1, &result)) {
        PyErr_SetString(PyExc_OverflowError, "int too large");
        return NULL;
    }
    return PyLong_FromLong(result);
}

static PyObject* f_float(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 1 || !PyFloat_CheckExact(args[0])) return wrong_arguments();
    return PyFloat_FromDouble(PyFloat_AS_DOUBLE(args[0]) + 1.0);
}

static PyObject* f_array(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 1 || !is_array(args[0], 1, readable)) return wrong_arguments();
    if (dim(args[0], 0) < 1) return out_of_bounds();
    return PyFloat_FromDouble(data(args[0])[0] > 0.0 ? 1.0 : 0.0);
}

static PyObject* f_element(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 1 || !is_array(args[0], 1, readable)) return wrong_arguments();
    if (dim(args[0], 0) < 1) return out_of_bounds();
    PyObject* result = PyArrayScalar_New(Double);
    if (result) PyArrayScalar_ASSIGN(result, Double, data(args[0])[0]);
    return result;
}

static PyObject* f_five(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 5 || !is_array(args[0], 1, readable) || !is_array(args[1], 1, readable) || !is_array(args[2], 1, readable) ||
        !PyFloat_CheckExact(args[3]) || !PyLong_CheckExact(args[4]))
        return wrong_arguments();
    long n = PyLong_AsLong(args[4]);
    if (n == -1 && PyErr_Occurred()) return NULL;
    if (dim(args[0], 0) < 1 || dim(args[1], 0) < 1 || dim(args[2], 0) < 1) return out_of_bounds();
    double x = PyFloat_AS_DOUBLE(args[3]);
    double result = data(args[0])[0] + data(args[1])[0] > data(args[2])[0] ? x * (double)n : x;
    return PyFloat_FromDouble(result);
}

// The loops stand by themselves: inside the functions that unbox, gcc 12 does not vectorise them.
static double fib_of(long n) {
    double a = 0.0, b = 1.0;
    for (long i = 0; i < n; i++) {
        double sum = a + b;
        b = a;
        a = sum;
    }
    return a;
}

static __attribute__((noinline)) void square_roots(long n, const double* in, double* out) {
    for (long i = 0; i < n; i++)  // the arrays may overlap, as far as anybody knows
        out[i] = sqrt(in[i]);
}

static PyObject* fib(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 1 || !PyLong_CheckExact(args[0])) return wrong_arguments();
    long n = PyLong_AsLong(args[0]);
    if (n == -1 && PyErr_Occurred()) return NULL;
    return PyFloat_FromDouble(fib_of(n));
}

static PyObject* array_sqrt(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 3 || !PyLong_CheckExact(args[0]) || !is_array(args[1], 1, readable) || !is_array(args[2], 1, writable))
        return wrong_arguments();
    long n = PyLong_AsLong(args[0]);
    if (n == -1 && PyErr_Occurred()) return NULL;
    if (n > dim(args[1], 0) || n > dim(args[2], 0)) return out_of_bounds();
    square_roots(n, data(args[1]), data(args[2]));
    Py_RETURN_NONE;
}

// irrotational(psi, new, start, iterations, tolerance) -> (done, error), as in examples/cfd/variants/jit.py
static PyObject* cfd_irrotational(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 5 || !is_array(args[0], 2, writable) || !is_array(args[1], 2, writable) ||
        dim(args[0], 0) != dim(args[1], 0) || dim(args[0], 1) != dim(args[1], 1) || !PyFloat_CheckExact(args[2]) ||
        !PyLong_CheckExact(args[3]) || !PyFloat_CheckExact(args[4]))
        return wrong_arguments();
    long iterations = PyLong_AsLong(args[3]);
    if (iterations == -1 && PyErr_Occurred()) return NULL;
    double error;
    long done = irrotational(data(args[0]), data(args[1]), PyFloat_AS_DOUBLE(args[2]), dim(args[0], 0) - 2, dim(args[0], 1) - 2,
                             iterations, PyFloat_AS_DOUBLE(args[4]), &error);
    return Py_BuildValue("ld", done, error);
}

// viscous(psi, zeta, pnew, znew, r, start, iterations, tolerance) -> (done, error)
static PyObject* cfd_viscous(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
    if (nargs != 8 || !PyFloat_CheckExact(args[4]) || !PyFloat_CheckExact(args[5]) || !PyLong_CheckExact(args[6]) ||
        !PyFloat_CheckExact(args[7]))
        return wrong_arguments();
    for (int at = 0; at < 4; at++)
        if (!is_array(args[at], 2, writable) || dim(args[at], 0) != dim(args[0], 0) || dim(args[at], 1) != dim(args[0], 1))
            return wrong_arguments();
    long iterations = PyLong_AsLong(args[6]);
    if (iterations == -1 && PyErr_Occurred()) return NULL;
    double error;
    long done = viscous(data(args[0]), data(args[1]), data(args[2]), data(args[3]), PyFloat_AS_DOUBLE(args[4]),
                        PyFloat_AS_DOUBLE(args[5]), dim(args[0], 0) - 2, dim(args[0], 1) - 2, iterations,
                        PyFloat_AS_DOUBLE(args[7]), &error);
    return Py_BuildValue("ld", done, error);
}

// The same functions as objects of a class of their own with a vectorcall slot, which is what a dispatcher has to be (it has
// attributes). CPython specialises calls of built-in functions and of Python functions; any other object's calls go its
// general way. So these are the floor of what `coluber` can reach, and the difference to the functions above is CPython's.
typedef struct {
    PyObject_HEAD vectorcallfunc vectorcall;
} Callable;

#define AS_OBJECT(function)                                                                                  \
    static PyObject* function##_call(PyObject* self, PyObject* const* args, size_t flags, PyObject* names) { \
        return names ? wrong_arguments() : function(self, args, PyVectorcall_NARGS(flags));                  \
    }
AS_OBJECT(f_int)
AS_OBJECT(f_float)
AS_OBJECT(f_array)
AS_OBJECT(f_element)
AS_OBJECT(f_five)
AS_OBJECT(array_sqrt)

static PyTypeObject callable = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "Callable",
    .tp_basicsize = sizeof(Callable),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_vectorcall_offset = offsetof(Callable, vectorcall),
    .tp_call = PyVectorcall_Call,
};

static int add_objects(PyObject* module) {
    static const struct {
        const char* name;
        vectorcallfunc call;
    } all[] = {{"f_int_object", f_int_call},         {"f_float_object", f_float_call}, {"f_array_object", f_array_call},
               {"f_element_object", f_element_call}, {"f_five_object", f_five_call},   {"array_sqrt_object", array_sqrt_call}};
    if (PyType_Ready(&callable) < 0) return -1;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        Callable* object = PyObject_New(Callable, &callable);
        if (!object) return -1;
        object->vectorcall = all[i].call;
        if (PyModule_AddObject(module, all[i].name, (PyObject*)object) < 0) return -1;
    }
    return 0;
}

#define METHOD(name, function) {name, (PyCFunction)(void (*)(void))function, METH_FASTCALL, NULL}
static PyMethodDef methods[] = {
    METHOD("f_int", f_int),           METHOD("f_float", f_float),
    METHOD("f_array", f_array),       METHOD("f_element", f_element),
    METHOD("f_five", f_five),         METHOD("fib", fib),
    METHOD("array_sqrt", array_sqrt), METHOD("irrotational", cfd_irrotational),
    METHOD("viscous", cfd_viscous),   {NULL, NULL, 0, NULL},
};

#define TEXT_(name) #name
#define TEXT(name) TEXT_(name)
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = TEXT(MODULE), .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC JOIN(PyInit_, MODULE)(void) {
    import_array();
    float64 = PyArray_DescrFromType(NPY_DOUBLE);
    PyObject* made = PyModule_Create(&module);
    return made && add_objects(made) == 0 ? made : NULL;
}
