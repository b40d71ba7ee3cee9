"""Random walks from NumPy's legacy generator. Topic: numpy.random in compiled code, seeds."""

import numpy as np
from numba import njit


@njit
def walk(seed, steps):
    np.random.seed(seed)
    out = np.zeros(steps)
    position = 0.0
    for i in range(steps):
        position += 1.0 if np.random.random() < 0.5 else -1.0
        out[i] = position
    return out


@njit
def mean_square(seed, steps, walks):
    np.random.seed(seed)
    total = 0.0
    for _ in range(walks):
        x = 0
        for _ in range(steps):
            x += np.random.randint(0, 2) * 2 - 1
        total += x * x
    return total / walks


def main():
    return walk(1, 12), mean_square(2, 30, 10)
