"""Functions made inside functions. Topic: closures, functions as results of factories."""

from numba import njit


def make_scaler(factor):
    @njit
    def scale(x):
        return x * factor
    return scale


@njit
def compose(x):
    offset = 10

    def shifted(y):
        return y + offset

    double = lambda y: 2 * y  # noqa: E731
    return shifted(double(x)), double(shifted(x))


@njit
def apply_twice(f, x):
    return f(f(x))


def main():
    triple, tenth = make_scaler(3), make_scaler(0.1)
    return triple(7), tenth(7), compose(5), apply_twice(triple, 2)
