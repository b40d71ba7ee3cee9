"""Spectral norm. Topic: the benchmarks game."""

import numpy as np
from numba import njit


@njit
def eval_a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


@njit
def mul_av(v, out):
    for i in range(v.size):
        s = 0.0
        for j in range(v.size):
            s += eval_a(i, j) * v[j]
        out[i] = s


@njit
def mul_atv(v, out):
    for i in range(v.size):
        s = 0.0
        for j in range(v.size):
            s += eval_a(j, i) * v[j]
        out[i] = s


@njit
def spectral_norm(n):
    u, v, tmp = np.ones(n), np.zeros(n), np.zeros(n)
    for _ in range(10):
        mul_av(u, tmp)
        mul_atv(tmp, v)
        mul_av(v, tmp)
        mul_atv(tmp, u)
    vbv = vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    return np.sqrt(vbv / vv)


def main():
    return spectral_norm(40)
