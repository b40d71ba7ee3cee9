"""Sum of a two-dimensional array. Topic: example `sum.py`."""

import numpy as np
from numba import jit


@jit(nopython=True)
def sum2d(arr):
    m, n = arr.shape
    result = 0.0
    for i in range(m):
        for j in range(n):
            result += arr[i, j]
    return result


@jit("float64(float64[:, :])", nopython=True)
def sum2d_eager(arr):
    result = 0.0
    for row in arr:
        for x in row:
            result += x
    return result


def main():
    a = np.arange(12.0).reshape(3, 4)
    return sum2d(a), sum2d(a.T), sum2d_eager(a), sum2d(np.arange(6).reshape(2, 3))
