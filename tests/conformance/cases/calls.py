"""Calls: between jitted functions, recursion, keywords, defaults, built-in and NumPy functions."""

import math
import warnings

import numpy as np

from coluber import _core

from tests.conformance.harness import case, scenario


def square(x):
    return x * x


def add(x, y=1, *, z=0):
    return x + y + z


def sum_of(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s


def divide(a, b):
    return a / b


def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)


def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)


@case((3,), (2.5,), (True,), uses="square")
def a_jitted_callee(x):
    return square(x) + square(x + 1)


@case((3,), (2.5,), uses="add")
def keywords_and_defaults(x):
    return add(x), add(x, 5), add(x, y=7), add(y=1, x=x), add(x, z=3)


@case((np.arange(5.0),), (np.arange(10.0)[::2],), uses="sum_of")
def an_array_passed_on(a):
    return sum_of(a) * 2


@case((10,), (0,), (1,))
def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


@case((5,), (0,))
def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


@case((10,), (7,), uses="is_even is_odd")
def mutual_recursion(n):
    return is_even(n), is_odd(n)


@case((2, 3), (1, 5))
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


@case((1, 0), (1.0, 2.0), uses="divide")
def an_error_in_the_callee(a, b):
    return divide(a, b) + 1


@case((0,), (10**6,), same_message=False)
def deep_recursion_is_stopped(n):
    if n == 0:
        return 0
    return deep_recursion_is_stopped(n - 1) + 1


@case((100000,), same_message=False)
def endless_recursion_is_stopped(n):
    return endless_recursion_is_stopped(n + 1) + 1


@case((0.5,), (0.0,), (1.0,))
def functions_of_math(x):
    return math.sqrt(x + 1), math.fabs(-x), math.floor(x + 0.5)


@case((0.5,), (1.0,))
def functions_of_numpy(x):
    return np.sqrt(x), np.floor(x), np.abs(-x)


@case((3, 4), (2.5, 1.5))
def builtins_min_max_abs(a, b):
    return min(a, b), max(a, b), abs(a - b)


@case((5,), (2,))
def positional_only_and_keyword_only(x, /, y=2, *, z=3):
    return x * y - z


@case((2, 8), (5, 1))
def several_results(a, b):
    low, high = (a, b) if a < b else (b, a)
    return low, high


@case((3,), uses="square add")
def callees_that_call(n):
    total = 0
    for i in range(n):
        total = add(total, square(i))
    return total


@case((1, 2), uses="square", jit=TypeError, njit=TypeError)  # known when compiling
def too_many_arguments(a, b):
    return square(a, b)


@scenario
def the_code_of_a_function_is_replaced(jit):
    def f(x):
        return x + 1

    def other(x, y=5):
        return x * y

    made = jit(f)

    def calls(x):
        return made(x) - 1

    caller = jit(calls)
    assert made(2) == 3 and caller(2) == 2
    f.__code__ = (lambda x: x * 100).__code__
    assert made(2) == 200 and caller(2) == 199
    f.__code__, f.__defaults__ = other.__code__, other.__defaults__
    assert made(2) == 10 and made(2, 3) == 6 and made(y=4, x=2) == 8 and caller(2) == 9


@scenario
def lambdas_anywhere_in_a_statement(jit):
    pair = (jit(lambda x: x + 1), jit(lambda x: x + 2),
            jit(lambda x:
                x + 3), jit(lambda x: (
                    x + 4)))
    try: single = jit(lambda x: x + 5)
    finally: pass
    inside = [
        jit(lambda x: x + 6),
        jit(lambda x: x + 7),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [f(0) for f in (*pair, single, *inside)] == [1, 2, 3, 4, 5, 6, 7]
    assert all(_core.stats(f)["fallbacks"] == 0 for f in (*pair, single, *inside))
