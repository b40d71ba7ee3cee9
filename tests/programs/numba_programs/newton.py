"""Roots by Newton's method and by bisection, with errors. Topic: exceptions."""

from numba import njit


@njit
def newton(a, x, tol, max_iter):
    for i in range(max_iter):
        fx = x * x * x - a
        if abs(fx) < tol:
            return x, i
        slope = 3 * x * x
        if slope == 0.0:
            raise ValueError("slope is zero")
        x -= fx / slope
    raise RuntimeError("no convergence")


@njit
def safe_newton(a, x):
    try:
        root, steps = newton(a, x, 1e-12, 50)
    except Exception:
        return -1.0
    return root


def main():
    errors = []
    for args in ((8.0, 0.0, 1e-9, 50), (8.0, 1.0, 1e-12, 2)):
        try:
            newton(*args)
        except (ValueError, RuntimeError) as error:
            errors.append((type(error).__name__, str(error)))
    return newton(8.0, 1.0, 1e-12, 50), safe_newton(27.0, 2.0), safe_newton(8.0, 0.0), errors
