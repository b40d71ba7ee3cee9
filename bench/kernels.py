"""The Python functions that are measured: coluber, Numba and CPython get these very objects."""

import numpy as np


def f_int(n):
    return n + 1


def f_float(x):
    return x + 1.0


def f_array(a):
    return 1.0 if a[0] > 0.0 else 0.0


def f_element(a):
    return a[0]


def f_five(a, b, c, x, n):
    return x * n if a[0] + b[0] > c[0] else x


def fib(n):
    a = 0.0
    b = 1.0
    for i in range(n):
        a, b = a + b, a
    return a


def array_sqrt(n, ain, aout):
    for i in range(n):
        aout[i] = np.sqrt(ain[i])
