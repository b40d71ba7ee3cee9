"""Exceptions: raised natively, raised by the user, caught; with CPython's words, class and line."""

import traceback

import numpy as np

from tests.conformance.harness import case, scenario


@case((-1,), (1,))
def raise_an_exception(n):
    if n < 0:
        raise ValueError("negative")
    return n


@case((0,), (2,))
def catch_zero_division(n):
    try:
        return 10 // n
    except ZeroDivisionError:
        return -1


@case((0,), (5,))
def catch_index_error(i):
    a = np.zeros(3)
    try:
        a[i] = 1.0
    except IndexError:
        return -1.0
    return a[i]


@case((0,), (1,))
def catch_what_was_raised(n):
    try:
        if n == 0:
            raise ValueError("none")
        n += 10
    except ValueError:
        n = -1
    return n


@case((0,), (1,))
def try_else(n):
    try:
        x = 1 / n
    except ZeroDivisionError:
        x = 0.0
    else:
        x += 1
    return x


@case((0,), (1,), (2,))
def several_handlers(n):
    a = np.zeros(2)
    try:
        x = 1 // n
        a[n] = x
    except ZeroDivisionError:
        return 1
    except IndexError:
        return 2
    return 3


@case((0,), (1,))
def an_error_that_is_not_caught(n):
    try:
        x = 1 // n
    except IndexError:
        x = 5
    return x


@case((5,), (0,))
def errors_in_a_loop(n):
    failures = 0
    for i in range(n):
        try:
            failures += 1 // (i % 2)
        except ZeroDivisionError:
            failures += 100
    return failures


@case((0,), (3,))
def finally_runs(n):
    a = np.zeros(1)
    try:
        a[0] = 1 // n
    finally:
        n = 7
    return n, a[0]


@case((np.zeros(3),))
def effects_before_an_error_stay(a):
    a[0] = 1.0
    a[1] = 2.0
    a[3] = 3.0


@case((0,))
def the_values_of_locals_in_the_handler(n):
    x = 1
    try:
        x = 2
        x = 5 // n
        x = 3
    except ZeroDivisionError:
        return x
    return -x


@case((1,), (0,))
def raise_without_arguments(n):
    if n:
        raise RuntimeError
    return n


@case((3,), njit=False)
def catch_all_and_reraise(n):
    try:
        raise KeyError("k")
    except Exception:
        if n == 3:
            raise
    return n


@scenario
def the_traceback_names_file_function_and_line(jit):
    def culprit(a, i):
        x = 1.0
        return a[i] + x

    f = jit(culprit)
    f(np.zeros(3), 1)
    try:
        f(np.zeros(3), 7)
    except IndexError as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        assert last.name == "culprit" and last.filename == __file__, last
        assert last.lineno == culprit.__code__.co_firstlineno + 2, last
        assert str(error) == "index 7 is out of bounds for axis 0 with size 3"
    else:
        raise AssertionError("nothing was raised")


@scenario
def the_traceback_shows_callers(jit):
    def inner(n):
        return 1 // n

    inner_made = jit(inner)

    def outer(n):
        return inner_made(n) + 1

    try:
        jit(outer)(0)
    except ZeroDivisionError as error:
        frames = traceback.extract_tb(error.__traceback__)[-2:]
        assert [f.name for f in frames] == ["outer", "inner"], frames
        assert [f.lineno for f in frames] == [outer.__code__.co_firstlineno + 1, inner.__code__.co_firstlineno + 1]
    else:
        raise AssertionError("nothing was raised")
