"""Lorenz attractor with a Runge–Kutta step. Topic: functions as arguments (first-class functions)."""

import numpy as np
from numba import njit


@njit
def lorenz(state, sigma, rho, beta):
    x, y, z = state
    return np.array([sigma * (y - x), x * (rho - z) - y, x * y - beta * z])


@njit
def rk4_step(f, state, h):
    k1 = f(state, 10.0, 28.0, 8.0 / 3.0)
    k2 = f(state + h / 2 * k1, 10.0, 28.0, 8.0 / 3.0)
    k3 = f(state + h / 2 * k2, 10.0, 28.0, 8.0 / 3.0)
    k4 = f(state + h * k3, 10.0, 28.0, 8.0 / 3.0)
    return state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


@njit
def integrate(f, state, h, steps):
    out = np.empty((steps, 3))
    for i in range(steps):
        state = rk4_step(f, state, h)
        out[i, :] = state
    return out


def main():
    return integrate(lorenz, np.array([1.0, 1.0, 1.0]), 0.01, 60)
