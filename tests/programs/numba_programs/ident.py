"""sin² + cos² on whole arrays. Topic: "Performance tips", loops and vectorised code alike."""

import numpy as np
from numba import njit


@njit
def ident_np(x):
    return np.cos(x) ** 2 + np.sin(x) ** 2


@njit
def ident_loops(x):
    r = np.empty_like(x)
    n = len(x)
    for i in range(n):
        r[i] = np.cos(x[i]) ** 2 + np.sin(x[i]) ** 2
    return r


def main():
    x = np.arange(1000.0)
    return ident_np(x), ident_loops(x)
