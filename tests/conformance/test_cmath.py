"""cmath's functions, native, against CPython's: special values exactly, others within one unit in the last place of each part."""

import cmath
import itertools
import math
import pathlib
import random
import sys

import pytest

import coluber
from coluber import _core

LIBRARY = pathlib.Path(_core.__file__).resolve().parent / "libcoluber_compiler.so"
pytestmark = pytest.mark.skipif(not LIBRARY.exists(), reason="libcoluber_compiler.so is not built")

NAMES = ("sqrt", "exp", "log", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh",
         "atanh", "phase", "polar", "isnan", "isinf", "isfinite")
SPECIAL = [math.inf, -math.inf, math.nan, 0.0, -0.0, 1.0, -1.0, 2.5, -0.5]
EXTREME = [5e-324, -2e-308, 1e-300, 1e154, -1e160, 1e308, -1.7e308, 709.0, -745.0, 0.9999999999, 1.5707963267948966]


def function_of(name):
    import linecache

    source = f"def function(z):\n    return cmath.{name}(z)\n"
    file = f"<cmath {name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    space = {"cmath": cmath}
    exec(compile(source, file, "exec"), space)
    return space["function"]


def answer(function, z):
    try:
        return function(z)
    except (ValueError, OverflowError) as error:
        return type(error).__name__, str(error)


def parts(value):
    return (value.real, value.imag) if isinstance(value, complex) else value if isinstance(value, tuple) else (value,)


def is_same(found, right):
    if type(found) is not type(right) or isinstance(right, tuple) and isinstance(right[0], str):
        return found == right
    return all(is_close(f, r) for f, r in zip(parts(found), parts(right), strict=True))


def is_close(found, right):
    if math.isnan(right) or math.isinf(right) or right == 0:
        return math.isnan(found) == math.isnan(right) and (
            math.isnan(right) or (found == right and math.copysign(1, found) == math.copysign(1, right)))
    return abs(found - right) <= math.ulp(right)


def inputs():
    yield from itertools.starmap(complex, itertools.product(SPECIAL + EXTREME, repeat=2))
    rng = random.Random(7)
    for _ in range(300):
        yield complex(rng.uniform(-3, 3), rng.uniform(-3, 3))
        yield complex(rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300), rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300))


@pytest.mark.parametrize("name", NAMES)
def test_agrees_with_cpython(name):
    function = function_of(name)
    compiled = coluber.njit(function)
    wrong = []
    for z in inputs():
        right, found = answer(function, z), answer(compiled, z)
        if not is_same(found, right):
            wrong.append(f"{name}({z!r}): {found!r}, CPython {sys.version_info[1]} gives {right!r}")
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:40])
