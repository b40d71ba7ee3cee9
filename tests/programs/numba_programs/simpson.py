"""Integration with functions as arguments. Topic: first-class functions, default arguments."""

import math

from numba import njit


@njit
def gauss(x):
    return math.exp(-x * x)


@njit
def square(x):
    return x * x


@njit
def simpson(f, a, b, n=100):
    h = (b - a) / n
    total = f(a) + f(b)
    for i in range(1, n):
        total += f(a + i * h) * (4 if i % 2 else 2)
    return total * h / 3


@njit
def both():
    return simpson(square, 0.0, 3.0), simpson(gauss, -2.0, 2.0, n=50)


def main():
    return both(), simpson(gauss, 0.0, 1.0), simpson(square, 0.0, 1.0, 10)
