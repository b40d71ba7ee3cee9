"""Linear interpolation and cubic Hermite splines. Topic: searching in arrays, several results."""

import numpy as np
from numba import njit


@njit
def interp(x, xs, ys):
    out = np.empty(x.shape)
    for i, v in enumerate(x):
        if v <= xs[0]:
            out[i] = ys[0]
        elif v >= xs[-1]:
            out[i] = ys[-1]
        else:
            j = np.searchsorted(xs, v, side="right") - 1
            t = (v - xs[j]) / (xs[j + 1] - xs[j])
            out[i] = ys[j] + t * (ys[j + 1] - ys[j])
    return out


@njit
def finite_differences(xs, ys):
    m = np.empty_like(ys)
    m[0] = (ys[1] - ys[0]) / (xs[1] - xs[0])
    m[-1] = (ys[-1] - ys[-2]) / (xs[-1] - xs[-2])
    m[1:-1] = 0.5 * ((ys[2:] - ys[1:-1]) / (xs[2:] - xs[1:-1]) + (ys[1:-1] - ys[:-2]) / (xs[1:-1] - xs[:-2]))
    return m


def main():
    xs = np.linspace(0.0, 6.0, 13)
    ys = np.sin(xs)
    return interp(np.linspace(-1.0, 7.0, 25), xs, ys), finite_differences(xs, ys)
