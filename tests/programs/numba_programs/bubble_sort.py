"""Bubble sort. Topic: example `bubblesort.py`."""

import numpy as np
from numba import njit


@njit
def bubblesort(x):
    for end in range(len(x), 1, -1):
        for i in range(end - 1):
            cur = x[i]
            if cur > x[i + 1]:
                tmp = x[i]
                x[i] = x[i + 1]
                x[i + 1] = tmp


def main():
    results = []
    for dtype in (np.float64, np.int32, np.float32, np.int64):
        a = ((np.arange(50) * 37) % 51).astype(dtype)
        bubblesort(a)
        results.append(a)
    return results
