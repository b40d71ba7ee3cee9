"""Heat equation with NumPy slices, and with loops. Topic: array expressions on slices."""

import numpy as np
from numba import njit


@njit
def heat_slices(u, alpha, steps):
    for _ in range(steps):
        u[1:-1, 1:-1] = u[1:-1, 1:-1] + alpha * (
            u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2] - 4 * u[1:-1, 1:-1]
        )
    return u


@njit
def heat_loops(u, alpha, steps):
    new = u.copy()
    for _ in range(steps):
        for i in range(1, u.shape[0] - 1):
            for j in range(1, u.shape[1] - 1):
                new[i, j] = u[i, j] + alpha * (
                    u[i + 1, j] + u[i - 1, j] + u[i, j + 1] + u[i, j - 1] - 4 * u[i, j]
                )
        u, new = new, u
    return u


def main():
    start = np.zeros((12, 14))
    start[0] = 1.0
    start[5, 5] = 3.0
    return heat_slices(start.copy(), 0.1, 10), heat_loops(start.copy(), 0.1, 10)
