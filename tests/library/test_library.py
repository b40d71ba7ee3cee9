"""Every library function three ways: NumPy, the definition as plain Python, the definition compiled. Inputs are made up: empty, one
element, nan, overflow, odd strides, each dtype. A function is tested by being registered here with the keywords to try."""

import inspect
import linecache
import warnings

import numpy as np
import pytest

import coluber
from library import support
from library.numpy import arrays, reductions
from tests.conformance.harness import difference

DTYPES = (np.float64, np.float32, np.int64, np.int32, np.bool_, np.uint8, np.uint64, np.complex128)
COMMON = (np.float64, np.int32)  # for all keywords


def inputs(dtype):
    rng = np.random.default_rng(3)

    def numbers(shape):
        if dtype is np.bool_:
            return rng.random(shape) < 0.5
        return np.abs(rng.standard_normal(shape) * 100).astype(dtype) if np.dtype(dtype).kind == "u" else (
            rng.standard_normal(shape) * 100).astype(dtype)

    big = numbers(5000)
    yield from (numbers(0), numbers(1), numbers(7), numbers(8), numbers(127), numbers(128), numbers(129), numbers(1000), big)
    yield from (big[::3], big[::-1], numbers((13, 17)), numbers((13, 17)).T, numbers((40, 30))[::2, ::-3], numbers((3, 4, 5)),
                np.asfortranarray(numbers((6, 7))), numbers((0, 3)), numbers((3, 0)))
    if np.issubdtype(dtype, np.floating):
        yield from (np.array([1, np.nan, 2], dtype), np.array([np.inf, -np.inf], dtype), np.array([-0.0, -0.0], dtype),
                    np.array([[np.nan, 1], [0, np.inf]], dtype), np.array([3, np.nan, np.nan, 1], dtype))
    if np.issubdtype(dtype, np.integer):
        yield np.full(5, np.iinfo(dtype).max, dtype)


AXES = [{}, {"axis": 0}, {"axis": 1}, {"axis": -1}, {"axis": 2}]
KEEP = [{"keepdims": True, "axis": 0}, {"keepdims": True, "axis": -1}]
TABLE = {
    np.sum: [*AXES, *KEEP, {"dtype": np.float64}, {"dtype": np.float32}],
    np.prod: [{}, {"axis": 0}],
    np.mean: [*AXES, *KEEP], np.var: [*AXES, {"ddof": 1}], np.std: [*AXES],
    np.min: AXES, np.max: AXES, np.ptp: [{}], np.argmin: AXES[:2], np.argmax: AXES[:2],
    np.clip: [{"a_min": 1, "a_max": 60}, {"a_min": None, "a_max": 7.5}], np.diff: [{}, {"n": 2}], np.trace: [{}],
    np.any: [{}], np.all: [{}], np.cumsum: AXES[:2], np.cumprod: AXES[:2],
}
DEFINITIONS = {d.stands_for: d for m in (reductions, arrays) for d in vars(m).values() if inspect.isfunction(d) and hasattr(d, "stands_for")}


def outcome(function, *args):
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            return function(*args)
        except support.Unfit:
            return None
        except Exception as error:
            return error


def is_near(found, right, a):
    """Equal, or for float sums within NumPy's own bound."""
    if isinstance(right, Exception):
        return type(found) is type(right) and str(found) == str(right)
    if difference(found, right) is None:
        return True
    if type(found) is not type(right) or np.asarray(right).dtype.kind != "f" or np.shape(found) != np.shape(right):
        return False
    eps = np.finfo(np.asarray(right).dtype).eps
    with np.errstate(all="ignore"):
        size = float(np.sum(np.abs(a[np.isfinite(a)]).astype(float) ** 2)) + 1.0
    return np.allclose(found, right, rtol=64 * eps, atol=eps * size, equal_nan=True)


def test_every_definition_is_in_the_table():
    assert set(DEFINITIONS) == set(TABLE)


CASES = [pytest.param(f, keywords, dtype, id=f"{f.__name__}-{keywords}-{dtype.__name__}")
         for f, tries in TABLE.items() for keywords in tries for dtype in (COMMON if keywords else DTYPES)]


@pytest.mark.parametrize("function, keywords, dtype", CASES)
def test_three_ways(function, keywords, dtype):
    text = ", ".join(f"{name}={value if not isinstance(value, type) else 'np.' + value.__name__}" for name, value in keywords.items())
    space = {"np": np, "function": function}
    source = f"def call(a): return np.{function.__name__}(a, {text})"
    file = f"<library {function.__name__} {text}>"
    linecache.cache[file] = (len(source), None, [source + "\n"], file)
    exec(compile(source, file, "exec"), space)
    compiled = coluber.jit(space["call"])
    for a in inputs(dtype):
        right = outcome(lambda x: function(x, **keywords), a.copy(order="K"))
        found = outcome(compiled, a)
        assert is_near(found, right, a), f"compiled: {found!r}, NumPy: {right!r}, for {a.dtype}{a.shape}"
        plain = outcome(lambda x: DEFINITIONS[function](x, **keywords), a)
        if plain is not None and a.size < 300:
            assert is_near(plain, right, a), f"as Python: {plain!r}, NumPy: {right!r}, for {a.dtype}{a.shape}"


@pytest.mark.parametrize("function", [f for f in TABLE if f not in (np.clip, np.trace)], ids=lambda f: f.__name__)
@pytest.mark.parametrize("dtype", (np.float64, np.int64), ids=lambda d: d.__name__)
def test_is_native(function, dtype):
    """A vector of numbers goes to the definition, not to NumPy: njit takes no unknown call."""
    space = {"np": np}
    source = f"def call(a): return np.{function.__name__}(a)"
    file = f"<native {function.__name__}>"
    linecache.cache[file] = (len(source), None, [source + "\n"], file)
    exec(compile(source, file, "exec"), space)
    a = np.arange(1, 10).astype(dtype)
    assert difference(coluber.njit(space["call"])(a), function(a)) is None or dtype is np.float64
