"""Means, variances, normalisation along axes. Topic: reductions with axis, which Numba lacks in part."""

import numpy as np
from numba import njit


@njit
def column_sums(a):
    return a.sum(axis=0), a.sum(axis=1)


@njit
def summary(a):
    return a.min(), a.max(), a.mean(), a.std(), a.var(), a.argmax(), a.argmin(), a.prod()


@njit
def welford(a):
    mean, m2, n = 0.0, 0.0, 0
    for x in a:
        n += 1
        delta = x - mean
        mean += delta / n
        m2 += delta * (x - mean)
    return mean, m2 / n


@njit
def normalise(a):
    return (a - a.mean()) / a.std()


def main():
    a = np.arange(1.0, 13.0).reshape(3, 4)
    return column_sums(a), summary(a), welford(a.ravel()), np.round(normalise(a), 10)
