"""`jit` and `njit` as they are written: bare, with options, with signatures; nothing here compiles."""

import functools
import inspect
import re
import subprocess
import sys

import pytest

import coluber as cb
from coluber import _core, float32, float64, int64, numba_names, signatures, types


def f(x, y=1):
    """Doc."""
    return x + y


@pytest.mark.parametrize("decorate, strict", [
    (cb.jit, False), (cb.njit, True), (cb.jit(), False), (cb.njit(), True), (cb.jit(nopython=True), True),
    (cb.jit(nopython=False), False), (cb.njit(fastmath=True), True), (cb.jit(parallel=False, cache=False, nogil=False), False),
    (cb.jit(inline="never", error_model="python", locals={}), False),
])
def test_every_way_to_write_it(decorate, strict):
    made = decorate(f)
    assert _core.options(made)["strict"] is strict
    assert made.__name__ == "f" and made.__doc__ == "Doc." and inspect.signature(made) == inspect.signature(f)


def test_options_reach_the_compiler():
    assert _core.options(cb.jit(fastmath=True, boundscheck=False)(f)) == {
        "strict": False, "fastmath": True, "boundscheck": False, "numpy_division": False}
    assert _core.options(cb.jit(boundscheck=None)(f))["boundscheck"] is True


@pytest.mark.parametrize("options, words", [
    ({"parallel": True}, "`parallel=True` is not supported\n  hint: parallel loops are not there yet; leave it out, and `prange` is `range`"),
    ({"nogil": True}, "`nogil=True` is not supported"),
    ({"forceobj": True}, "there is no object mode"),
    ({"looplift": True}, "no object mode to lift loops from"),
    ({"locals": {"x": 1}}, "convert where the value is made"),
    ({"target": "cuda"}, "there is one target"),
    ({"target_backend": "npyufunc"}, "there is one target"),
    ({"pipeline_class": object}, "cannot be exchanged"),
    ({"inline": len}, "left to LLVM"),
    ({"cache": "yes"}, "it is True or False"),
])
def test_what_is_not_there_is_refused_by_name(options, words):
    with pytest.raises(cb.NotSupported, match=re.escape(words)) as caught:
        cb.jit(**options)(f)
    assert caught.value.code == "E0601" and isinstance(caught.value, NotImplementedError)


@pytest.mark.parametrize("options", [
    {"cache": True}, {"inline": "always"}, {"debug": True}, {"no_cpython_wrapper": True}, {"no_cfunc_wrapper": True}, {"target": "cpu"},
    {"nogil": False}, {"parallel": None}, {"locals": {}}, {"looplift": False}, {"forceobj": False},
])
def test_what_asks_for_nothing_is_accepted(options):
    assert cb.njit(**options)(f).__name__ == "f"


def test_error_model():
    assert _core.options(cb.njit(error_model="numpy")(f))["numpy_division"] is True
    with pytest.raises(TypeError, match='error_model is "python" or "numpy", not 1'):
        cb.njit(error_model=1)


@pytest.mark.parametrize("name", sorted(numba_names.CURES))
def test_names_of_numba_refuse_with_a_cure(name):
    missing = functools.reduce(getattr, name.split("."), cb)
    for use in (lambda: missing(f), lambda: missing[int], lambda: missing.__enter__(), lambda: missing.anything):
        with pytest.raises(cb.NotSupported, match=re.escape(f"coluber has no `{name}`")) as caught:
            use()
        assert caught.value.code == "E0601" and numba_names.CURES[name] in str(caught.value)


def test_names_in_modules_of_numba():
    from coluber.experimental import jitclass
    from coluber.typed import List

    for name, missing in (("typed.List", List), ("experimental.jitclass", jitclass)):
        with pytest.raises(cb.NotSupported, match=name):
            missing()
    assert cb.prange is range and repr(cb.vectorize) == "<coluber has no vectorize>"
    with pytest.raises(AttributeError):
        cb.nothing_of_the_kind


def test_misuse_is_refused():
    with pytest.raises(TypeError, match="no option `nopyhton`"):
        cb.jit(nopyhton=True)(f)
    with pytest.raises(TypeError, match="put @staticmethod above @jit"):
        cb.jit(staticmethod(f))
    with pytest.raises(TypeError, match="decorates Python functions; 5 is neither"):
        cb.jit(5)
    with pytest.raises(TypeError, match="is not a signature"):
        cb.jit("float65(float64)")
    with pytest.raises(TypeError, match="is neither one nor a signature"):
        cb.jit([(float64,), float64])
    with pytest.raises(TypeError):
        cb.jit(len)


def test_decorating_twice_is_decorating_once():
    assert cb.njit(cb.jit(f)).py_func is f


@pytest.mark.parametrize("written, texts, returns", [
    ("float64(float64[:], int64)", ("array(float64, 1, A)", "int"), "float"),
    ("void(float64[::1])", ("array(float64, 1, C)",), "None"),
    ("(float32[:, ::1], i4)", ("array(float32, 2, C)", "np.int32"), None),
    ("types.int64(types.boolean)", ("bool",), "int"),
    ("none(f8[::1, :])", ("array(float64, 2, F)",), "None"),
    ("void()", (), "None"),
    ("f8(Tuple((int64, float64)), UniTuple(int64, 2))", ("tuple(int, float)", "tuple(int, int)"), "float"),
    (float64(int64, float32), ("int", "np.float32"), "float"),
    ((int64, types.Array(float64, 3, "C")), ("int", "array(float64, 3, C)"), None),
    ("c16(c8, u1, i1, uintp, complex, byte)", ("np.complex64", "np.uint8", "np.int8", "np.uint64", "complex", "np.uint8"), "complex"),
    ("void(uint8[:, :, ::1], complex64[:], boolean[:])", ("array(uint8, 3, C)", "array(complex64, 1, A)", "array(bool, 1, A)"), "None"),
    ((types.Array(types.int16, 0, "C"), types.none), ("array(int16, 0, C)", "None"), None),
])
def test_signatures(written, texts, returns):
    parsed = signatures.parse(written)
    assert tuple(arg.text for arg in parsed.args) == texts
    assert (parsed.returns and parsed.returns.text) == returns


@pytest.mark.parametrize("written, sentence", [
    ("float46(int64)", "there is no type `float46`; did you mean `float64`"),
    ("void(float16[:])", "there is no type `float16`: NumPy's arrays of it stay Python-level in jit"),
    ("void(unicode_type)", "strings have no type of their own"),
    ("void(int64", "is not a signature"),
    ((int,), "is not a type: write `int64`"),
    ((None,), "None in a signature is not a type: write `none`"),
    ("Array(float64, 1, 'X')(int64)", "no array type of float64, layout 'X'"),
    ("void(Tuple((1, 2)))", "1 in a signature is not a type"),
])
def test_wrong_types_are_told_what_is_right(written, sentence):
    with pytest.raises(TypeError, match=sentence):
        signatures.parse(written)


def test_a_wrong_name_in_the_module_of_types():
    with pytest.raises(AttributeError, match="coluber has no type `unit8`; did you mean `uint8`"):
        types.unit8
    with pytest.raises(AttributeError, match="List.*lists, dicts and sets are passed as they are"):
        types.List


def test_an_optional_argument_is_compiled_for_both():
    @cb.njit("float64(optional(float64), int64)")
    def value(x, n):
        return 0.5 if x is None else x + n

    assert sorted(value.signatures) == [("None", "int"), ("float", "int")]
    assert value(None, 1) == 0.5 and value(1.0, 2) == 3.0
    assert len(value.signatures) == 2


def test_types_are_values():
    assert float64[:] == types.double[:] and hash(float64[:]) == hash(types.double[:]) and float64[:] != float64[::1]
    assert repr(float64[:, ::1]) == "float64[:, ::1]" and repr(int64(float64)) == "int64(float64)"
    for wrong in (lambda: float64[1:], lambda: types.none[:], lambda: float64[:, ::1, :], lambda: float64["a"]):
        with pytest.raises(TypeError):
            wrong()


def test_typeof():
    import numpy as np

    class Sub(np.ndarray):
        pass

    a = np.zeros((3, 4))
    expected = {
        "int": [1, -2**63, 2**63 - 1], "float": [1.0], "bool": [True], "None": [None], "complex": [1j], "np.complex64": [np.complex64(1)],
        "np.int8": [np.byte(1)], "np.int32": [np.intc(1)], "np.int64": [np.int_(1), np.intp(1)], "np.uint64": [np.uint(1), np.uintp(1)],
        "array(int8, 1, C)": [np.zeros(3, "i1"), np.zeros(3, np.byte)], "array(uint64, 1, C)": [np.zeros(1, np.uintp)],
        "array(complex128, 1, C)": [np.zeros(1, complex), np.zeros(1, np.cdouble)], "array(float32, 1, C)": [np.zeros(1, np.single)],
        "np.float32": [np.float32(1)], "np.bool": [np.True_],
        "array(float64, 2, C)": [a, np.zeros((3, 0))], "array(float64, 2, A)": [a[:, ::2], a[::-1]],
        "array(float64, 2, F)": [a.T, np.asfortranarray(a)],
        "array(int32, 0, C)": [np.array(1, np.int32)], "array(bool, 1, A)": [np.zeros(4, bool)[::-1]],
        "slice(None, int, None)": [slice(3)], "slice(int, int, int)": [slice(1, -1, 2)], "dtype(float64)": [np.dtype(float)],
        "tuple(int, tuple(), array(int64, 1, C))": [(1, (), np.arange(3))],
        "object": [2**63, -2**63 - 1, slice(2**63), slice("a"), "s", [1], {}, a.view(Sub), a.astype(">f8"), np.zeros(3, "e"), np.zeros((1,) * 9), int, f,
                   np.frombuffer(b"\0" * 17, "u1")[1:].view("f8"), np.longlong(1), np.zeros(1, np.longlong), np.ulonglong(1), type("I", (int,), {})(1),
                   type("C", (complex,), {})(1)],
    }
    for text, values in expected.items():
        for value in values:
            assert cb.typeof(value) == text, value


def test_importing_loads_nothing_heavy():
    code = ("import sys, numpy\nbefore = set(sys.modules)\nimport coluber\nnew = set(sys.modules) - before\n"
            "assert new <= {'coluber', 'coluber._core', 'coluber.decorators'}, new\n"
            "assert not coluber._core.is_compiler_loaded()\ncoluber.float64, coluber.CompileError, coluber.types\n"
            "assert 'float64' in dir(coluber)\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_fastmath_may_be_a_set_of_permissions():
    """Ours is used where it is allowed whole: a single permission must not silently become all."""
    for value, used in (({"nsz"}, False), ({"nsz", "contract", "reassoc", "afn"}, True), ({"fast"}, True), ("fast", True), (set(), False)):
        assert _core.options(cb.jit(fastmath=value)(f))["fastmath"] is used
    with pytest.raises(TypeError, match="fastmath is True, False or a set of"):
        cb.jit(fastmath={"faster"})
