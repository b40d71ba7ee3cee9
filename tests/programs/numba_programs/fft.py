"""Fourier transforms: naive and radix 2. Topic: complex numbers and arrays."""

import cmath

import numpy as np
from numba import njit


@njit
def dft(x):
    n = len(x)
    out = np.zeros(n, dtype=np.complex128)
    for k in range(n):
        s = 0j
        for t in range(n):
            s += x[t] * cmath.exp(-2j * cmath.pi * k * t / n)
        out[k] = s
    return out


@njit
def fft(x):
    n = x.shape[0]
    out = x.astype(np.complex128)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            out[i], out[j] = out[j], out[i]
    size = 2
    while size <= n:
        half = size // 2
        for start in range(0, n, size):
            for k in range(half):
                w = cmath.exp(-2j * cmath.pi * k / size)
                even, odd = out[start + k], out[start + k + half] * w
                out[start + k] = even + odd
                out[start + k + half] = even - odd
        size *= 2
    return out


def main():
    x = np.sin(np.arange(16) * 0.7) + 0.5
    return np.round(dft(x.astype(np.complex128)), 9), np.round(fft(x), 9)
