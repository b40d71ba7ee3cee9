"""The whole of `math`: integers exactly, with the twin where they leave 64 bits; errors of every kind."""

import math
import sys

import numpy as np

from tests.conformance.harness import case

INF, NAN = math.inf, math.nan


@case((12, 18), (-12, 18), (0, 0), (0, -5), (True, 7), (2**60, 6), (np.int32(12), np.uint8(18)))
def gcd_and_lcm(a, b):
    return math.gcd(a, b), math.lcm(a, b), math.gcd(a), math.lcm(a, b, 4), math.gcd(), math.lcm()


@case((-(2**63), 0), (2**62, 2**62 - 1), njit=OverflowError, twin=True)
def gcd_and_lcm_that_leave_64_bits(a, b):
    return math.gcd(a, b), math.lcm(a, b)


@case((0,), (1,), (35,), (36,), (2**62,), (2**63 - 1,), (-1,))
def isqrt(n):
    return math.isqrt(n)


@case((0,), (5,), (20,), (-1,), (True,))
def factorial(n):
    return math.factorial(n)


@case((21,), (30,), njit=OverflowError, twin=True)
def factorial_that_leaves_64_bits(n):
    return math.factorial(n)


@case((2.0,), (2.5,))
def factorial_of_a_float(n):
    return math.factorial(n)


@case((5, 2), (5, 5), (5, 6), (0, 0), (61, 30), (-1, 2), (2, -1), (10**15, 1), (True, 1))
def combinations(n, k):
    return math.comb(n, k)


@case((5, 2), (5, 5), (5, 6), (0, 0), (20, 20), (-1, 2), (2, -1), (10**9, 2), (1, 10**18))
def permutations(n, k):
    return math.perm(n, k)


@case((5,), (0,), (-1,))
def permutations_of_all(n):
    return math.perm(n), math.perm(n, None)


@case((68, 34), (100, 50), njit=OverflowError, twin=True)
def choices_that_leave_64_bits(n, k):
    return math.comb(n, k), math.perm(n, k)


@case((8.0, 2), (100, 10.0), (-1.0, 2), (2.0, 1.0), (2.0, 0), (0, 2), (2.5, 2.5))
def log_with_a_base(x, base):
    return math.log(x, base)


@case((0.5, 3), (1.0, 1023), (1.0, 1024), (-3.0, -1100), (INF, 2**62), (NAN, 1), (0.0, 2**62), (1.5, -(2**62)), (2, True))
def ldexp(x, n):
    return math.ldexp(x, n)


@case((8.0,), (-0.3,), (0.0,), (-0.0,), (INF,), (NAN,), (5e-324,), (3,))
def frexp_and_modf(x):
    return math.frexp(x), math.modf(x)


@case((1.0,), (0.0,), (-1e308,), (INF,), (-INF,), (NAN,), (1.7976931348623157e308,), (3,))
def ulp(x):
    return math.ulp(x)


@case((1.0, 2.0), (1.0, -INF), (0.0, -1.0), (NAN, 1.0), (1, 1))
def nextafter(x, y):
    return math.nextafter(x, y)


@case((7.0, 2.0), (-7.5, 2), (INF, 2.0), (1.0, INF), (1.0, 0.0), (NAN, 0.0), (5.0, NAN))
def remainder(x, y):
    return math.remainder(x, y)


@case((1.0, 1.0 + 1e-10), (1.0, 1.1), (INF, INF), (INF, 1e308), (NAN, NAN), (1, True))
def isclose(a, b):
    return math.isclose(a, b), math.isclose(a, b, rel_tol=0.2), math.isclose(a, b, abs_tol=0.5, rel_tol=0)


@case((1.0, -1.0), (1.0, NAN))
def isclose_tolerances(a, tolerance):
    return math.isclose(a, a, rel_tol=tolerance)


@case((3.0, 4.0), (-3, 0))
def hypot_of_some_numbers(x, y):
    return math.hypot(x, y), math.hypot(x), math.hypot(), math.hypot(x, y, 12) + 1


@case((5.0,), (0.5,), (10,), (170.5,), (-0.5,))
def gamma(x):
    return math.gamma(x) * 1.0, math.lgamma(x) + 0.0


@case((0.0,), (-1.0,), (-INF,), (172.0,))
def gamma_that_raises(x):
    return math.gamma(x)


@case(((1.0, 2.0), (4.0, 6.0)), ((1, 2, 3), (1.0, 2.0, 5.0)))
def dist(p, q):
    return math.dist(p, q) + 1.0


@case(((0.1, 0.2, 0.3),), ((1e308, 1e308, -1e308),))
def fsum(numbers):
    return math.fsum(numbers) + 0.0


@case(((1, 2, 3),), ((1.5, 2),), ((),))
def prod(numbers):
    return math.prod(numbers), math.prod(numbers, start=2)


@case((2.0,), (-2.7,), (3,), (np.float64(2.5),), (np.int32(7),), (True,))
def rounding(x):
    return math.trunc(x), math.floor(x), math.ceil(x)


@case((0.5,), (2,), (True,))
def functions_of_one_number(x):
    one = math.exp(x), math.exp2(x), math.expm1(x), math.cbrt(x), math.sqrt(x), math.log2(x), math.log10(x), math.log1p(x)
    two = math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.sinh(x), math.cosh(x), math.tanh(x), math.asinh(x)
    return one, two, math.erf(x), math.erfc(x), math.degrees(x), math.radians(x), math.fabs(x), math.log(x)


@case((1j,), (None,), ((),))
def what_is_no_real_number(x):
    return math.sin(x)


if sys.version_info >= (3, 12):

    @case(((1, 2), (3, 4)), ((1.5, 2.0), (2, 1)))
    def sumprod(p, q):
        return math.sumprod(p, q)


if sys.version_info >= (3, 13):

    @case((2.0, 3.0, 4.0), (0.1, 10.0, -1.0), (INF, 0.0, 1.0), (INF, 1.0, -INF), (1e308, 10.0, 0.0), (NAN, 1.0, 1.0), (1, 2, 3))
    def fma(x, y, z):
        return math.fma(x, y, z)
