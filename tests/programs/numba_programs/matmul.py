"""Matrix products: loops, blocked loops, rows. Topic: example of loop order and local accumulators."""

import numpy as np
from numba import njit


@njit
def matmul(a, b):
    m, k = a.shape
    n = b.shape[1]
    out = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            acc = 0.0
            for p in range(k):
                acc += a[i, p] * b[p, j]
            out[i, j] = acc
    return out


@njit
def matmul_blocked(a, b, block):
    n = a.shape[0]
    out = np.zeros((n, n))
    for ii in range(0, n, block):
        for jj in range(0, n, block):
            for kk in range(0, n, block):
                for i in range(ii, min(ii + block, n)):
                    for k in range(kk, min(kk + block, n)):
                        x = a[i, k]
                        for j in range(jj, min(jj + block, n)):
                            out[i, j] += x * b[k, j]
    return out


def main():
    rng = np.random.default_rng(4)
    a, b = rng.integers(0, 9, (10, 10)).astype(np.float64), rng.integers(0, 9, (10, 10)).astype(np.float64)
    return matmul(a, b), matmul_blocked(a, b, 4), matmul(a[:, :3], b[:3])
