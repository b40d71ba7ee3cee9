"""Operators whose meaning is Python's or NumPy's, not the CPU's: compiled code against the interpreter on values that are chosen to
hurt. Results must have the same bits (a nan equals a nan), errors the same class and sentence."""

import math
import random
import struct

import numpy as np
import pytest

import coluber as cb

FLOATS = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 0.5, -0.5, 1e308, -1e308, 5e-324, 2.5, -2.5, 0.1, 1e16, 2.0**53, 3.0, -3.0]
INTS = [0, 1, -1, 2, -2, 3, 2**63 - 1, -(2**63), 2**53, 2**53 + 1, -(2**53) - 1, 2**62, 10, -10, 2**31, 2**32]
ROUNDS = 2000


def some_float(rng):
    kind = rng.random()
    if kind < 0.4:
        return rng.choice(FLOATS)
    if kind < 0.6:
        return rng.randint(-20, 20) / rng.choice([1, 2, 4, 10])
    return struct.unpack("d", rng.randbytes(8))[0] if kind < 0.8 else rng.uniform(-100, 100)


def some_int(rng):
    kind = rng.random()
    return rng.choice(INTS) if kind < 0.4 else rng.randint(-30, 30) if kind < 0.7 else rng.randint(-(2**63), 2**63 - 1)


def mod(x, y):
    return x % y


def floordiv(x, y):
    return x // y


def truediv(x, y):
    return x / y


def power(x, y):
    return x**y


def less(x, y):
    return x < y, x == y, x >= y


def outcome(function, *args):
    try:
        value = function(*args)
    except Exception as error:
        return type(error), str(error)
    return type(value), struct.pack("d", value) if isinstance(value, float) and value == value else str(value)


def agree(function, make_args):
    compiled = cb.jit(function)
    rng = random.Random(7)
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            args = make_args(rng)
            assert outcome(compiled, *args) == outcome(function, *args), args


@pytest.mark.parametrize("function", [mod, floordiv, truediv, power, less], ids=lambda f: f.__name__)
def test_floats(function):
    agree(function, lambda rng: (some_float(rng), some_float(rng)))


@pytest.mark.parametrize("function", [mod, floordiv, truediv, less], ids=lambda f: f.__name__)
def test_ints(function):
    agree(function, lambda rng: (some_int(rng), some_int(rng)))


def test_int_powers():
    agree(power, lambda rng: (some_int(rng), rng.choice([0, 1, 2, 3, 5, 10, 40, 62, 63, 64, -1, -3])))


def test_an_int_meets_a_float_exactly():
    agree(less, lambda rng: (some_int(rng), float(some_int(rng)) if rng.random() < 0.5 else some_float(rng)))


@pytest.mark.parametrize("function", [mod, floordiv, truediv, less], ids=lambda f: f.__name__)
@pytest.mark.parametrize("scalar", [np.float64, np.float32])
def test_numpy_floats(function, scalar):
    agree(function, lambda rng: (scalar(rng.choice(FLOATS)), scalar(rng.choice(FLOATS))))


@pytest.mark.parametrize("function", [mod, floordiv, less], ids=lambda f: f.__name__)
def test_numpy_ints_wrap(function):
    agree(function, lambda rng: (np.int64(some_int(rng)), np.int64(some_int(rng))))
