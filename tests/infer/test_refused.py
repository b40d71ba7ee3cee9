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
