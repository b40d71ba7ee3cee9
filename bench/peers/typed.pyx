# cython: language_level=3
"""The same functions in Cython, typed by hand; bounds are checked (its default), except in the `_unchecked` one."""

cimport cython
from libc.math cimport sqrt


def f_int(long n):
    return n + 1


def f_float(double x):
    return x + 1.0


def f_array(double[::1] a):
    return 1.0 if a[0] > 0.0 else 0.0


def f_five(double[::1] a, double[::1] b, double[::1] c, double x, long n):
    return x * n if a[0] + b[0] > c[0] else x


def fib(int n):
    cdef double a = 0.0
    cdef double b = 1.0
    cdef int i
    for i in range(n):
        a, b = a + b, a
    return a


def array_sqrt(long n, double[::1] ain, double[::1] aout):
    cdef long i
    for i in range(n):
        aout[i] = sqrt(ain[i])


def irrotational(double[:, ::1] psi, double[:, ::1] new, double start, long iterations, double tolerance):
    cdef Py_ssize_t m = psi.shape[0] - 2
    cdef Py_ssize_t n = psi.shape[1] - 2
    cdef double error = 0.0
    cdef double total, change
    cdef Py_ssize_t i, j
    cdef long iteration
    for iteration in range(1, iterations + 1):
        for i in range(1, m + 1):
            for j in range(1, n + 1):
                new[i, j] = 0.25 * (psi[i - 1, j] + psi[i + 1, j] + psi[i, j - 1] + psi[i, j + 1])
        if tolerance > 0.0 or iteration == iterations:
            total = 0.0
            for i in range(1, m + 1):
                for j in range(1, n + 1):
                    change = new[i, j] - psi[i, j]
                    total += change * change
            error = sqrt(total) / start
        psi, new = new, psi
        if error < tolerance:
            return iteration, error
    return iterations, error


@cython.boundscheck(False)
@cython.wraparound(False)
def irrotational_unchecked(double[:, ::1] psi, double[:, ::1] new, double start, long iterations, double tolerance):
    cdef Py_ssize_t m = psi.shape[0] - 2
    cdef Py_ssize_t n = psi.shape[1] - 2
    cdef double error = 0.0
    cdef double total, change
    cdef Py_ssize_t i, j
    cdef long iteration
    for iteration in range(1, iterations + 1):
        for i in range(1, m + 1):
            for j in range(1, n + 1):
                new[i, j] = 0.25 * (psi[i - 1, j] + psi[i + 1, j] + psi[i, j - 1] + psi[i, j + 1])
        if tolerance > 0.0 or iteration == iterations:
            total = 0.0
            for i in range(1, m + 1):
                for j in range(1, n + 1):
                    change = new[i, j] - psi[i, j]
                    total += change * change
            error = sqrt(total) / start
        psi, new = new, psi
        if error < tolerance:
            return iteration, error
    return iterations, error
