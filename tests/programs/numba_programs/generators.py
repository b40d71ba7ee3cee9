"""Fibonacci numbers and pairs from generators. Topic: generators, generator expressions."""

import numpy as np
from numba import njit


@njit
def fib_gen(n):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b


@njit
def total_even(n):
    total = 0
    for x in fib_gen(n):
        if x % 2 == 0:
            total += x
    return total


@njit
def sum_of_squares(values):
    return sum([v * v for v in values])


@njit
def chunks(a, size):
    for start in range(0, len(a), size):
        yield a[start:start + size]


@njit
def chunk_sums(a, size):
    out = []
    for part in chunks(a, size):
        out.append(part.sum())
    return out


def main():
    return total_even(30), sum_of_squares(np.arange(5.0)), chunk_sums(np.arange(10), 4)
