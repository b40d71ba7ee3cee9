"""Tables: every operator for every pair of number types, on values that are chosen to hurt; NumPy and CPython are the oracle.

`make test` compiles one operator a pair, another for the next pair; `make fuzz` all of them."""

import itertools
import pathlib

import numpy as np
import pytest
from hypothesis import settings

import coluber
from coluber import _core
from tests.conformance import harness

LIBRARY = pathlib.Path(_core.__file__).resolve().parent / "libcoluber_compiler.so"
pytestmark = [pytest.mark.skipif(not LIBRARY.exists(), reason="libcoluber_compiler.so is not built"),
              pytest.mark.filterwarnings("ignore")]

INTEGERS = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64]
FLOATS = [np.float32, np.float64]
COMPLEX = [np.complex64, np.complex128]
REALS = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e10, -7.25, float("inf"), float("-inf"), float("nan"), 1e300]


def values_of(kind):
    if kind is bool or kind is np.bool_:
        return [kind(False), kind(True)]
    if kind is int:
        return [0, 1, -1, 2, 3, 7, -128, 200, 2**31, 2**53 + 1, -(2**63), 2**63 - 1]
    if kind in INTEGERS:
        info = np.iinfo(kind)
        chosen = {0, 1, 2, 3, 7, 11, -1, -7, info.max, info.min, info.max // 2 + 1, 2**53 + 1}
        return [kind(v) for v in sorted(chosen) if info.min <= v <= info.max]
    if kind is float or kind in FLOATS:
        return [kind(v) for v in REALS]
    pairs = [(0.0, 0.0), (-0.0, 0.0), (0.0, -0.0), (1.0, 2.0), (-1.5, 0.5), (0.0, 1.0), (3.0, 0.0), (float("inf"), 1.0),
             (1.0, float("nan")), (1e200, -1e200), (2.0, 0.0)]
    return [kind(complex(re, im)) for re, im in pairs]


def operators():
    yield from (f"a {op} b" for op in ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"))
    yield from (f"a {op} b" for op in ("<", "<=", "==", "!=", ">", ">="))


def elementwise():
    yield from ("-a", "+a", "~a", "abs(a)", "bool(a)", "int(a)", "float(a)", "complex(a)", "round(a)", "a.real", "a.imag")
    yield from (f"np.{name}(a)" for name in (
        "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64", "complex64", "complex128",
        "bool_", "sqrt", "negative", "absolute", "square", "isnan", "floor", "conjugate"))


def made(name, text):
    """A function of that text which jit can find the source of."""
    import linecache

    source = f"def function(a, b=None):\n    return {text}\n"
    file = f"<table {name} {text}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    space = {"np": np}
    exec(compile(source, file, "exec"), space)
    return space["function"]


TYPES = [bool, int, float, complex, np.bool_, *INTEGERS, *FLOATS, *COMPLEX]
BINARY = {text: made("binary", text) for text in operators()}
UNARY = {text: made("unary", text) for text in elementwise()}


def is_endless(text, args):
    """Would Python's ints fill the memory?"""
    return ("**" in text or "<<" in text) and all(type(a) in (int, bool) for a in args) and abs(args[1]) > 1000


def check(text, python, compiled, inputs):
    wrong = []
    for args in inputs:
        if is_endless(text, args):
            continue
        right, found = harness.call(python, args), harness.call(compiled, args)
        shown = f"{text} of {', '.join(map(repr, args))}"
        if right.error is not None:
            if type(found.error) is not type(right.error):
                wrong.append(f"{shown}: {found.error!r} {found.value!r}, Python raises {right.error!r}")
        elif found.error is not None:
            wrong.append(f"{shown}: raised {found.error!r}, Python gives {right.value!r}")
        elif problem := difference(text, found.value, right.value):
            wrong.append(f"{shown}: {problem}")
    return wrong


def difference(text, found, right):
    """Powers and elementary functions may differ in the last place."""
    problem = harness.difference(found, right)
    if not problem or type(found) is not type(right) or "**" not in text:
        return problem
    return None if np.allclose(found, right, rtol=4 * np.finfo(type(right)).eps, atol=0, equal_nan=True) else problem


@pytest.mark.fuzz
@pytest.mark.parametrize("text", BINARY)
def test_an_operator_of_pairs_of_types(text):
    pairs, compiled, wrong = list(itertools.product(TYPES, repeat=2)), coluber.jit(BINARY[text]), []
    if settings.get_current_profile_name() != "fuzz":
        pairs = pairs[list(BINARY).index(text)::len(BINARY)]
    for left, right in pairs:
        wrong += check(text, BINARY[text], compiled, itertools.product(values_of(left), values_of(right)))
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:60])


@pytest.mark.parametrize("text", UNARY)
def test_one_operand(text):
    compiled = coluber.jit(UNARY[text])
    wrong = []
    for kind in TYPES:
        wrong += check(text, UNARY[text], compiled, [(value,) for value in values_of(kind)])
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:60])


def store(a, b):
    a[1] = b
    return a


@pytest.mark.parametrize("kind", [np.bool_, *INTEGERS, *FLOATS, *COMPLEX])
def test_stores_convert_as_numpy_does(kind):
    compiled = coluber.jit(store)
    wrong = []
    for source in TYPES:
        wrong += check(f"{kind.__name__} element =", store, compiled, [(np.zeros(2, kind), value) for value in values_of(source)])
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:60])
