"""What inference refuses, with the place and a way out."""

import numpy as np
import pytest

coluber = pytest.importorskip("coluber", reason="coluber is not built")


def reshaped_in_place(a):
    a.shape = (2, 3)
    return a[1, 2]


def resized(a):
    a.resize(2, refcheck=False)
    return len(a)


def made_read_only(a):
    b = a[1:]
    b.flags.writeable = False
    return b


def made_read_only_by_a_method(a):
    b = a[1:]
    b.setflags(write=False)
    return b


@pytest.mark.parametrize("function", [reshaped_in_place, resized, made_read_only, made_read_only_by_a_method])
def test_the_layout_of_an_array_in_hand_stays(function):
    """The shape was read when the function was entered; changing it would leave compiled code with a wrong one."""
    with pytest.raises(coluber.NotSupported, match=r"E0505.*\n.*\n.*\^+\n.*reshape"):
        coluber.jit(function)(np.arange(6.0))


def attribute_of_anything(x):
    return x.size + 1


def test_njit_names_what_it_does_not_know():
    with pytest.raises(coluber.TypingError, match=r"E0501: `x.size` may run unknown Python code.*the type of `x` is not known"):
        coluber.njit(attribute_of_anything)(object())


def imports_inside(x):
    import math

    return math.sin(x)


def test_an_import_inside_is_code_that_njit_cannot_see():
    with pytest.raises(coluber.TypingError, match=r"E0502.*\n.*\n.*\n.*top of the file"):
        coluber.njit(imports_inside)(1.0)
    assert coluber.jit(imports_inside)(0.0) == 0.0


def test_an_exception_with_a_constructor_of_its_own_is_refused_with_a_cure():
    class WithInit(Exception):
        def __init__(self, x):
            self.x = x

    def f(x):
        raise WithInit(x)

    with pytest.raises(coluber.TypingError, match="E0502.*calls a function that is not compiled(.|\n)*a class of yours without `__init__`"):
        coluber.njit(f)(1)


def test_a_class_pattern_of_a_class_of_the_users_is_refused_with_a_cure():
    class C:
        pass

    def f(x):
        match x:
            case C():
                return 1

    with pytest.raises(coluber.TypingError, match="E0502(.|\n)*match on built-in classes"):
        coluber.njit(f)(1)


def first(a):
    return a[0] + 1


@pytest.mark.parametrize("array, what", [
    (np.zeros(2, np.float16), r"dtype float16: pass `.astype\(np.float32\)`"),
    (np.zeros(2, np.longdouble), r"dtype longdouble: pass `.astype\(np.float64\)`"),
    (np.zeros(2, np.longlong), r"dtype longlong: pass `.astype\(np.int64\)`"),
    (np.zeros(2, object), r"dtype object: decorate with `@coluber.jit`"),
    (np.zeros(2, "M8[s]"), r"dtype datetime64\[s\]"),
    (np.zeros(2, [("x", float), ("y", int)]), r"dtype structured \(x, y\)"),
    (np.zeros(2, "S3"), "dtype bytes24"),
    (np.zeros(2, ">f8"), r"float64 in the other byte order: pass `a.astype\(a.dtype.newbyteorder\('='\)\)`"),
    (np.zeros(17, "u1")[1:].view("f8"), r"float64 that is not aligned: pass `a.copy\(\)`"),
    (np.zeros((1,) * 9), "9 dimensions: 8 are native"),
    (np.zeros(2).view(np.recarray), "subclass recarray: pass np.asarray"),
])
def test_njit_names_the_dtype_that_has_no_native_form(array, what):
    with pytest.raises(coluber.TypingError, match=r"E0501[^$]*note: `a` is an? .*" + what):
        coluber.njit(first)(array)


def test_njit_names_a_scalar_too():
    with pytest.raises(coluber.TypingError, match="note: `x` is a scalar of dtype float16: pass `.astype"):
        coluber.njit(lambda x: x + 1)(np.float16(1))
