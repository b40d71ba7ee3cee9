"""Linear regression by gradient descent. Topic: example `linear_regression`."""

import numpy as np
from numba import njit


@njit
def gradient_descent(x, y, theta, alpha, num_iters):
    m = y.size
    for i in range(num_iters):
        predictions = x[:, 0] * theta[0] + x[:, 1] * theta[1]
        errors = predictions - y
        theta[0] -= alpha * (errors * x[:, 0]).sum() / m
        theta[1] -= alpha * (errors * x[:, 1]).sum() / m
    return theta


def main():
    t = np.linspace(0.0, 1.0, 30)
    x = np.ones((30, 2))
    x[:, 1] = t
    return gradient_descent(x, 3.0 + 2.0 * t, np.zeros(2), 0.1, 200)
