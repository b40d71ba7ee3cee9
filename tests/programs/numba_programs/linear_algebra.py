"""LU with pivoting, Cholesky, conjugate gradients, power iteration. Topic: row views and whole-row arithmetic."""

import numpy as np
from numba import njit


@njit
def lu_solve(a, b):
    a, b = a.copy(), b.copy()
    n = len(b)
    for k in range(n):
        p = k
        for i in range(k + 1, n):
            if abs(a[i, k]) > abs(a[p, k]):
                p = i
        if p != k:
            for j in range(n):
                a[k, j], a[p, j] = a[p, j], a[k, j]
            b[k], b[p] = b[p], b[k]
        for i in range(k + 1, n):
            factor = a[i, k] / a[k, k]
            a[i, k:] -= factor * a[k, k:]
            b[i] -= factor * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        s = b[i]
        for j in range(i + 1, n):
            s -= a[i, j] * x[j]
        x[i] = s / a[i, i]
    return x


@njit
def cholesky(a):
    n = a.shape[0]
    lower = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= lower[i, k] * lower[j, k]
            lower[i, j] = np.sqrt(s) if i == j else s / lower[j, j]
    return lower


@njit
def matvec(a, x):
    y = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            y[i] += a[i, j] * x[j]
    return y


@njit
def conjugate_gradient(a, b, steps):
    x = np.zeros_like(b)
    r = b - matvec(a, x)
    p = r.copy()
    old = (r * r).sum()
    for _ in range(steps):
        ap = matvec(a, p)
        alpha = old / (p * ap).sum()
        x += alpha * p
        r -= alpha * ap
        new = (r * r).sum()
        if new < 1e-20:
            break
        p = r + (new / old) * p
        old = new
    return x


def main():
    rng = np.random.default_rng(9)
    a = rng.random((6, 6))
    spd = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 2.0]])
    b = np.array([1.0, 2.0, 3.0])
    return lu_solve(a, rng.random(6)), cholesky(spd), np.round(conjugate_gradient(spd, b, 10), 10)
