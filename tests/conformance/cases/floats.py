"""`float`: IEEE arithmetic, Python's `//` and `%`, signed zeros and nan; no contraction to fused operations."""

import math

from tests.conformance.harness import case

INF, NAN = float("inf"), float("nan")


@case((1.5, 2.5), (INF, 1.0), (INF, -INF), (NAN, 1.0), (0.0, -0.0), (1e308, 1e308), (5e-324, 0.5))
def arithmetic(a, b):
    return a + b, a - b, a * b


@case((1.0, 3.0), (-1.0, INF), (0.0, -2.0), (NAN, 2.0))
def division(a, b):
    return a / b


@case((1.0, 0.0), (0.0, 0.0), (1.0, -0.0))
def division_by_zero(a, b):
    return a / b


@case((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (INF, 2.0), (2.0, INF), (-2.0, INF), (NAN, 1.0), (-0.0, 3.0), (6.0, 3.0))
def floor_division_and_modulo(a, b):
    return a // b, a % b


@case((1.0, 0.0))
def floor_division_by_zero(a, b):
    return a // b


@case((1.0, 0.0))
def modulo_by_zero(a, b):
    return a % b


@case((2.0, 0.5), (2.0, -1.0), (0.0, 0.0), (-8.0, 3.0), (INF, 0.0), (1.0, NAN), (2.0, 10), (9.0, 0.5))
def power(a, b):
    return a**b


@case((0.0, -1.0))
def zero_to_a_negative_power(a, b):
    return a**b


@case((1e200, 2.0))
def power_that_overflows(a, b):
    return a**b


@case((NAN, NAN), (NAN, 1.0), (0.0, -0.0), (INF, INF))
def comparisons_with_nan_and_zeros(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


@case((-0.0,), (0.0,), (NAN,), (1e-320,))
def negation(x):
    return -x, +x, abs(x)


@case((1e16, 1.0, -1e16), (0.1, 0.2, 0.3))
def sums_are_not_reordered(a, b, c):
    return a + b + c, a + (b + c)


@case((1.0 + 2**-27, 1.0 - 2**-27, -1.0))
def products_are_not_fused(a, b, c):
    return a * b + c


@case((200,), (0,), (1,), (1476,))
def fib(n):
    a = 0.0
    b = 1.0
    for i in range(n):
        a, b = a + b, a
    return a


@case((2.0,), (0.0,), (1e10,), (NAN,))
def square_root(x):
    return math.sqrt(x)


@case((-1.0,))
def square_root_of_a_negative(x):
    return math.sqrt(x)


@case((2.5,), (-2.5,), (3.0,), (-0.5,), (1e17,))
def floor_ceil_trunc_give_int(x):
    return math.floor(x), math.ceil(x), math.trunc(x)


@case((NAN,), (INF,), (1.0,))
def classification(x):
    return math.isnan(x), math.isinf(x), math.isfinite(x)


@case((3.0, -0.0), (-3.0, 2.0), (NAN, -1.0))
def copysign_and_fabs(x, y):
    return math.copysign(x, y), math.fabs(x)


@case(())
def constants_of_math():
    return math.pi, math.e, math.inf, math.tau


@case((0.5,), (2.5,), (-1.5,), (1e16,), (2.4999999,))
def rounding_to_int(x):
    return round(x)


@case((1000,))
def leibniz_series(n):
    total = 0.0
    sign = 1.0
    for k in range(n):
        total += sign / (2 * k + 1)
        sign = -sign
    return 4 * total


@case((2.0,), (1e-10,), (144.0,))
def newton(x):
    guess = x
    while True:
        better = 0.5 * (guess + x / guess)
        if abs(better - guess) <= 1e-15 * abs(better):
            return better
        guess = better


@case((1.5, 2), (2, 1.5), (2**53 + 1, 0.0))
def an_int_meets_a_float(a, b):
    return a + b, a * b, a - b
