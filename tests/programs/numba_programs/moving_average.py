"""Moving mean over a window. Topic: guvectorize's example, written as a function."""

import numpy as np
from numba import njit


@njit
def move_mean(a, window_width):
    out = np.empty(len(a))
    asum = 0.0
    count = 0
    for i in range(window_width):
        asum += a[i]
        count += 1
        out[i] = asum / count
    for i in range(window_width, len(a)):
        asum += a[i] - a[i - window_width]
        out[i] = asum / count
    return out


def main():
    return move_mean(np.arange(20, dtype=np.float64), 3), move_mean(np.ones(5), 2)
