"""Pairwise distances. Topic: example `pairwise distance`."""

import numpy as np
from numba import njit


@njit
def pairwise_loops(x):
    m, n = x.shape
    d = np.empty((m, m), dtype=np.float64)
    for i in range(m):
        for j in range(m):
            acc = 0.0
            for k in range(n):
                tmp = x[i, k] - x[j, k]
                acc += tmp * tmp
            d[i, j] = np.sqrt(acc)
    return d


@njit
def pairwise_rows(x):
    m = x.shape[0]
    d = np.zeros((m, m))
    for i in range(m):
        for j in range(i):
            diff = x[i, :] - x[j, :]
            d[i, j] = d[j, i] = np.sqrt(np.sum(diff * diff))
    return d


def main():
    x = np.random.default_rng(0).random((12, 3))
    return pairwise_loops(x), pairwise_rows(x)
