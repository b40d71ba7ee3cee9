"""`coluber.overload`: a definition stands for a function inside compiled code, and only there."""

import binascii
import math

import pytest

import coluber


def twice_in_python(x):
    return 2 * x


def halved(x):
    return x / 2


@coluber.overload(twice_in_python)
def twice(x, more=0):
    return x + x + more + 1000


@coluber.overload(binascii.crc_hqx)  # no other test calls it
def crc_hqx(x, n):
    return x * 2.0**n


def test_it_stands_for_the_function_in_compiled_code_only():
    @coluber.njit
    def f(x):
        return twice_in_python(x)

    assert f(2) == 1004 and f(2.0) == 1004.0 and twice_in_python(2) == 4 and twice(1) == 1002


def test_keywords_and_defaults_are_the_definitions():
    @coluber.njit
    def f(x):
        return twice_in_python(x, more=5)

    @coluber.njit
    def wrong(x):
        return twice_in_python(x, less=5)

    assert f(1) == 1007
    with pytest.raises(TypeError, match="unexpected keyword argument 'less'"):
        wrong(1)


def test_a_function_of_c():
    @coluber.njit
    def f(x):
        return binascii.crc_hqx(x, 3)

    assert f(1.5) == 12.0


@pytest.mark.parametrize("wrong", [3, math, int, coluber.njit(halved)])
def test_only_functions_have_one(wrong):
    with pytest.raises(TypeError, match="overload takes a function"):
        coluber.overload(wrong)(halved)


def test_the_definition_is_a_python_function():
    with pytest.raises(TypeError, match="decorates a Python function, not <built-in"):
        coluber.overload(halved)(len)


def test_one_overload_a_function():
    with pytest.raises(ValueError, match="has an overload already"):
        coluber.overload(twice_in_python)(halved)
