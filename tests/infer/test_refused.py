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


@pytest.mark.parametrize("function", [reshaped_in_place, resized])
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


def test_a_lambda_in_the_middle_of_a_statement_is_still_the_users_function():
    """Its line does not parse by itself: plain jit says so and runs it, njit refuses."""
    try: squares = coluber.jit(lambda x: x * x)  # noqa: E701
    finally: pass  # noqa: E701
    with pytest.warns(coluber.ColuberWarning):
        assert squares(3) == 9
