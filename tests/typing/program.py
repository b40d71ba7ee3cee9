"""What type checkers know of decorated functions: tools/check_types.py runs mypy and pyrefly over it. A line that ends with `# error` must
be an error, any other must not."""

from typing import assert_type

import numpy as np

import coluber as cb
from coluber import float64, int64


@cb.jit
def add(x: int, y: float = 1.0, *, times: int = 1) -> float:
    return (x + y) * times


@cb.njit
def total(values: np.ndarray) -> float:
    return float(values.sum())


@cb.jit(fastmath=True, boundscheck=False)
def half(x: float) -> float:
    return x / 2


@cb.njit(["float64(float64)", int64(int64)])
def twice(x: float) -> float:
    return x * 2


@cb.jit(float64(float64), nopython=True)
def thrice(x: float) -> float:
    return x * 3


class Point:
    def __init__(self, x: float) -> None:
        self.x = x

    @cb.jit
    def moved(self, by: float, times: int = 1) -> float:
        return self.x + by * times

    @staticmethod
    @cb.jit
    def origin(x: float) -> float:
        return x


assert_type(add(1), float)
assert_type(add(1, 2.0, times=3), float)
assert_type(total(np.arange(3.0)), float)
assert_type(half(1.0), float)
assert_type(twice(1.0), float)
assert_type(thrice(1.0), float)
assert_type(add.py_func(1, 2.0), float)
assert_type(add.signatures, list[tuple[str, ...]])
assert_type(Point(1.0).moved(2.0), float)
assert_type(Point(1.0).moved(2.0, times=2), float)
assert_type(Point.moved(Point(1.0), 2.0), float)
assert_type(Point.origin(1.0), float)
assert_type(cb.typeof(1.0), str)
add("a")  # error
add()  # error
add(1, 2.0, 3)  # error
half(x="a")  # error
twice(None)  # error
Point(1.0).moved("a")  # error
Point(1.0).moved()  # error
Point(1.0).moved(1.0, tims=2)  # error
Point.moved(1.0, 2.0)  # error
cb.jit(3)  # error
cb.jit(fastmth=True)  # error
cb.typeof()  # error
