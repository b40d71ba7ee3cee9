"""Raising, catching, finally. Topic: exception handling."""

from numba import njit


@njit
def checked_div(a, b):
    if b == 0:
        raise ZeroDivisionError("b is zero")
    return a / b


@njit
def mean_of_quotients(pairs):
    total, good, bad = 0.0, 0, 0
    for a, b in pairs:
        try:
            total += checked_div(a, b)
            good += 1
        except Exception:
            bad += 1
        finally:
            total += 0.0
    if good == 0:
        raise ValueError("nothing to average")
    return total / good, bad


def main():
    try:
        mean_of_quotients([(1.0, 0.0)])
        error = None
    except ValueError as e:
        error = e.args
    return mean_of_quotients([(1.0, 2.0), (1.0, 0.0), (3.0, 4.0)]), error
