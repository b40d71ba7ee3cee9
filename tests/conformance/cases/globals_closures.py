"""Globals and closures: their values are compiled in, and a change is seen at the next call."""

import math

import numpy as np

from coluber import _core
from tests.conformance.harness import case, scenario

SCALE = 2.5
COUNT = 3
FLAG = True
NOTHING = None
TABLE = np.arange(4.0)


@case((2,), (1.5,))
def number_globals(x):
    return x * SCALE + COUNT


@case((1,))
def flags_and_none(x):
    return x if FLAG and NOTHING is None else 0


@case((2,), (-1,))
def a_global_array(i):
    return TABLE[i]


@case((1.0,))
def module_attributes(x):
    return x * math.pi + np.pi


@case((1,))
def an_unknown_global(x):
    return x + no_such_name  # noqa: F821


@case((5,))
def a_closure_inside(n):
    k = n + 1
    return k * SCALE


@scenario
def a_changed_global_is_seen(jit):
    global SCALE
    before = SCALE

    def f(x):
        return x * SCALE

    made = jit(f)
    try:
        assert made(2.0) == 5.0
        SCALE = 4.0
        assert made(2.0) == 8.0
        SCALE = 3
        assert made(2) == 6 and type(made(2)) is int
        SCALE = 2.5
        compiles = _core.stats(made)["compiles"]
        assert made(2.0) == 5.0 and _core.stats(made)["compiles"] == compiles  # the first code holds again
    finally:
        SCALE = before


@scenario
def a_changed_closure_cell_is_seen(jit):
    value = 1

    def f(x):
        return x + value

    made = jit(f)
    assert made(1) == 2
    value = 10
    assert made(1) == 11
    value = 0.5
    assert made(1) == 1.5


@scenario
def closures_of_one_code_are_apart(jit):
    def make(k):
        @jit
        def f(x):
            return x * k
        return f

    double, half = make(2), make(0.5)
    assert double(4) == 8 and half(4) == 2.0 and double(5) == 10


@scenario
def a_replaced_callee_is_seen(jit):
    @jit
    def helper(x):
        return x + 1

    @jit
    def f(x):
        return helper(x) * 10

    assert f(1) == 20

    @jit
    def helper(x):  # noqa: F811
        return x + 2

    assert f(1) == 30


@scenario
def an_element_of_a_global_array_is_read_each_time(jit):
    table = np.arange(3.0)

    @jit
    def f(i):
        return table[i]

    assert f(1) == 1.0
    table[1] = 7.0
    assert f(1) == 7.0
    table = np.arange(10.0, 13.0)
    assert f(1) == 11.0


@scenario(doors=("jit",))
def an_empty_cell_raises_name_error(jit):
    def make():
        @jit
        def f(x):
            return x + later
        try:
            f(1)
        except NameError as error:
            assert "later" in str(error)
        else:
            raise AssertionError("nothing was raised")
        later = 5
        return f(1)

    assert make() == 6
