"""Tracebacks through compiled functions: files, functions and lines as the interpreter would show them."""

import traceback

import numpy as np

import coluber as cb


@cb.jit
def element(a, i):
    x = a[i]
    return x


@cb.jit
def total(a, i):
    s = 0.0
    for k in range(3):
        s += element(a, i)
    return s


@cb.jit
def translated(a, i):
    try:
        return element(a, i)
    except IndexError as error:
        raise ValueError("bad") from error


@cb.jit
def raised_again(a, i):
    try:
        return element(a, i)
    except IndexError:
        raise


@cb.jit
def endless(n):
    return endless(n + 1) + 1


def entries(function, *args):
    """(name, line behind the function's first) of each entry below this file's caller, and the exception."""
    try:
        function(*args)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)[1:]
        assert all(frame.filename == __file__ for frame in frames)
        return [(frame.name, frame.line) for frame in frames], error
    raise AssertionError("nothing was raised")


def test_each_compiled_function_has_its_entry():
    frames, error = entries(total, np.zeros(3), 5)
    assert frames == [("total", "s += element(a, i)"), ("element", "x = a[i]")]
    assert str(error) == "index 5 is out of bounds for axis 0 with size 3"


def test_a_cause_keeps_its_own_traceback():
    frames, error = entries(translated, np.zeros(3), 5)
    assert frames == [("translated", 'raise ValueError("bad") from error')]
    inner = traceback.extract_tb(error.__cause__.__traceback__)
    assert [frame.name for frame in inner] == ["translated", "element"]


def test_raising_again_adds_no_entry():
    frames, _ = entries(raised_again, np.zeros(3), 5)
    assert [name for name, _ in frames] == ["raised_again", "element"]


def test_recursion_ends_as_in_the_interpreter():
    frames, error = entries(endless, 1)
    assert isinstance(error, RecursionError) and len(frames) > 100


def test_code_objects_tell_first_line_and_qualified_name():
    _, error = entries(element, np.zeros(3), 5)
    code = error.__traceback__.tb_next.tb_frame.f_code
    assert (code.co_name, code.co_qualname, code.co_filename) == ("element", "element", __file__)
    assert code.co_firstlineno <= error.__traceback__.tb_next.tb_lineno
