"""Random functions over numbers and small arrays, CPython against both doors. `make fuzz` looks for new ones.

Each function is text: assignments, branches, loops and element accesses over a few names whose types change on the way. What Python
raises must be raised; where plain jit leaves int64 it must go on as Python does, and strict code may raise OverflowError instead.
"""

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

NAMES = ("a", "b", "c")
ARITHMETIC = (*("+", "-", "*") * 3, *("/", "//", "%") * 2, "&", "|", "^", "<<", ">>")  # bits: mostly a TypeError
COMPARISONS = ("<", "<=", "==", "!=", ">", ">=")

literals = st.sampled_from(("0", "1", "2", "3", "-1", "7", "0.5", "-2.0", "1e10", "True", "False", "2**40", "2**62", "1.5"))


@st.composite
def expressions(draw, depth=2):
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.one_of(st.sampled_from(NAMES), literals))
    kind = draw(st.integers(0, 9))
    x, y = draw(expressions(depth - 1)), draw(expressions(depth - 1))
    if kind < 5:
        return f"({x} {draw(st.sampled_from(ARITHMETIC))} {y})"
    if kind == 5:
        return f"({x} {draw(st.sampled_from(COMPARISONS))} {y})"
    if kind == 6:
        return f"({x} if {y} else {draw(expressions(depth - 1))})"
    if kind == 7:
        return draw(st.sampled_from((f"-{x}", f"(not {x})", f"abs({x})", f"({x} and {y})", f"({x} or {y})")))
    if kind == 8:
        return draw(st.sampled_from((f"min({x}, {y})", f"max({x}, {y})", f"float({x})", f"int({x})")))
    return draw(st.sampled_from(("v[i % 3]", "v[i]", "len(v)", "v[-1]", "i")))


@st.composite
def blocks(draw, depth=2):
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.integers(0, 9)) if depth else 0
        if kind < 5:
            lines.append(f"{draw(st.sampled_from(NAMES))} = {draw(expressions())}")
        elif kind == 5:
            lines.append(f"{draw(st.sampled_from(NAMES))} {draw(st.sampled_from(ARITHMETIC[:15]))}= {draw(expressions(1))}")
        elif kind == 6:
            lines += [f"if {draw(expressions(1))}:", *indented(draw(blocks(depth - 1))), "else:", *indented(draw(blocks(depth - 1)))]
        elif kind == 7:
            lines += [f"for i in range({draw(st.integers(0, 5))}):", *indented(draw(blocks(depth - 1)))]
        elif kind == 8:
            lines.append(f"v[{draw(st.integers(-4, 3))}] = {draw(expressions(1))}")
        else:
            lines.append(f"a, b = {draw(expressions(1))}, {draw(expressions(1))}")
    return lines


def indented(lines):
    return ["    " + line for line in lines]


values = st.one_of(
    st.integers(-10, 10), st.sampled_from((2**62, -(2**63), 2**31)), st.floats(-10, 10), st.sampled_from((0.0, -0.0, float("inf"))),
    st.booleans(), st.sampled_from((np.float64(1.5), np.int64(-3), np.float32(0.25), np.int32(7), np.bool_(True))))
vectors = st.sampled_from((np.array([1.0, -2.0, 0.5]), np.array([3, 0, -7]), np.arange(6, dtype=np.float32)[::2], np.array([2, 1, 0], np.int32)))

count = 0


def function_from(lines):
    """The function of this body, with a source that the compiler finds."""
    global count
    count += 1
    text = "def f(a, b, c, v):\n    i = 0\n" + "\n".join(indented(lines)) + "\n    return a, b, c\n"
    name = f"<random {count}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space = {}
    exec(compile(text, name, "exec"), space)
    return space["f"], text


@given(blocks(), values, values, values, vectors)
def test_random_function(lines, a, b, c, v):
    python, text = function_from(lines)
    right = harness.call(python, (a, b, c, v))
    if isinstance(right.error, MemoryError) or too_large(right.value):
        return
    for decorate in (coluber.jit, coluber.njit):
        function = decorate(python)
        found = harness.call(function, (a, b, c, v))
        if decorate is coluber.njit and isinstance(found.error, (OverflowError, coluber.NotSupported, coluber.TypingError)):
            continue  # int64 only; and what may run unknown code is refused
        try:
            harness.compare(found, right, harness.Case(python, (), {}, (), False, True), None)
        except BaseException as error:
            error.add_note(f"{decorate.__name__}, f({a!r}, {b!r}, {c!r}, {v!r}):\n{text}")
            raise
        assert _core.stats(function)["fallbacks"] == 0


def too_large(value):
    """Shifts can make numbers of many megabytes: not what is tested."""
    return isinstance(value, tuple) and any(isinstance(x, int) and abs(x) > 2**2000 for x in value)
