"""Monte Carlo estimate of pi. Topic: user guide, "Compiling Python code with @jit" and README."""

import random

from numba import njit


@njit
def monte_carlo_pi(nsamples):
    acc = 0
    for i in range(nsamples):
        x = random.random()
        y = random.random()
        if (x ** 2 + y ** 2) < 1.0:
            acc += 1
    return 4.0 * acc / nsamples


@njit
def seeded(seed, n):
    random.seed(seed)
    return monte_carlo_pi(n)


def main():
    return seeded(42, 5000), seeded(7, 1)
