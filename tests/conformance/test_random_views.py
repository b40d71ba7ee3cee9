"""Random basic indices on arrays of random layouts, NumPy against both doors: what is read, what is written, what is raised.

The index is text, literals and variables mixed, so that both the slices known when compiling and the others are tried."""

import itertools
import linecache
import pathlib

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import coluber
from coluber import _core
from tests.conformance import harness

LIBRARY = pathlib.Path(_core.__file__).resolve().parent / "libcoluber_compiler.so"
pytestmark = [pytest.mark.skipif(not LIBRARY.exists(), reason="libcoluber_compiler.so is not built"), pytest.mark.fuzz]

NAMES = ("i", "j", "k")
numbers = st.one_of(st.integers(-7, 7).map(str), st.sampled_from(NAMES), st.sampled_from(("2**62", "-2**62", "0", "1", "-1")))
bounds = st.one_of(st.just(""), st.just(""), numbers)
slices = st.tuples(bounds, bounds, st.sampled_from(("", "", "", "1", "2", "-1", "-2", "k", "-2**62", "3"))).map(lambda p: f"{p[0]}:{p[1]}" + (f":{p[2]}" if p[2] else ""))
parts = st.one_of(slices, slices, slices, st.integers(-3, 3).map(str), st.sampled_from(NAMES), st.sampled_from(("None", "...", ":")))
indices = st.lists(parts, min_size=1, max_size=4).map(", ".join)

DTYPES = ("f8", "f4", "i8", "i4", "u1", "?", "c16")
LAYOUTS = ("C", "F", "reversed", "gaps", "part", "read-only")


@st.composite
def arrays(draw):
    shape = draw(st.lists(st.sampled_from((0, 1, 2, 3, 4, 5)), min_size=0, max_size=3))
    dtype, layout = draw(st.sampled_from(DTYPES)), draw(st.sampled_from(LAYOUTS))
    room = np.arange(np.prod([2 * n + 1 for n in shape], dtype=int)).reshape([2 * n + 1 for n in shape]).astype(dtype)
    every = {"reversed": slice(None, None, -2), "gaps": slice(None, None, 2)}.get(layout, slice(1, None))
    array = room[(..., *[every] * len(shape))][(..., *[slice(0, n) for n in shape])]
    if layout in "CF" or layout == "read-only":
        array = np.array(array, order="F" if layout == "F" else "C")
    array.flags.writeable = layout != "read-only"
    return array


count = itertools.count()


def function_from(body):
    text = "def f(a, b, i, j, k):\n" + "".join(f"    {line}\n" for line in body)
    name = f"<random view {next(count)}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space = {"np": np}
    exec(compile(text, name, "exec"), space)
    return space["f"], text


def check(body, *args):
    python, text = function_from(body)
    right = harness.call(python, args)
    for decorate in (coluber.jit, coluber.njit):
        function = decorate(python)
        found = harness.call(function, args)
        try:
            harness.compare(found, right, harness.Case(python, (), {}, (), True, False), None)
            assert _core.stats(function)["fallbacks"] == 0
        except BaseException as error:
            error.add_note(f"{decorate.__name__}, f{args!r}:\n{text}")
            raise


small = st.one_of(st.integers(-6, 6), st.integers(-6, 6), st.sampled_from((2**63 - 1, -2**63)))


@given(arrays(), indices, indices, small, small, small)
def test_views(a, first, second, i, j, k):
    check([f"x = a[{first}]", f"y = a[{second}]", "return x, y, a.T"], a, None, i, j, k)


@given(arrays(), indices, st.sampled_from(("1", "0", "True", "i")), small, small, small)
def test_filled_views(a, index, value, i, j, k):
    check([f"a[{index}] = {value}", "return a"], a, None, i % 100, j, k)


@given(arrays(), arrays(), indices, indices, small, small, small)
def test_copied_views(a, b, first, second, i, j, k):
    check([f"a[{first}] = a[{second}]", f"a[{second}] = b", "return a"], a, b, i, j, k)


@given(arrays(), indices, small, small, small)
def test_elements_of_views(a, index, i, j, k):
    rest = "" if "..." in index else ", ..."  # an array, not a scalar
    check([f"v = a[{index}{rest}]", "s = 0.0", "n = 0", "for x in v.flat:", "    s = s * 0.5 + x",
           "for at in np.ndindex(v.shape):", "    n += 1", "return s, n, v"], a, None, i, j, k)
