"""Python's complex and NumPy's complex64 and complex128: operators, attributes, conversions, joins, arrays. Cases of dtypes against
operators are in test_number_tables.py."""

import cmath
import math

import numpy as np

from tests.conformance.harness import Refused, case

C64, C128, F64 = np.complex64, np.complex128, np.float64
INF, NAN = math.inf, math.nan


@case((1 + 2j,), (complex(-0.0, 0.0),), (C64(1 + 2j),), (C128(1 - 2j),))
def identity(z):
    return z


@case((2.0,), (1,), (1 + 1j,))
def literals(z):
    return z + 1j, 2j * z, -0.5j, 1e3j - z


@case((1 + 2j, 3 - 1j), (1 + 2j, 2), (1 + 2j, True), (0.5, 2j), (complex(INF, 1), 2j), (complex(-0.0, -0.0), 1.0), (2**62, 1j))
def arithmetic(a, b):
    return a + b, a - b, a * b, a / b, b - a


@case((1 + 2j, 0), (1j, 0.0), (1 + 2j, 0j), (1.0, complex(-0.0, 0.0)))
def division_by_zero_raises(a, b):
    return a / b


@case((C128(1 + 2j), 0), (C64(1 + 2j), 0.0), (C128(0), C128(0)))
def division_by_zero_of_numpy_gives_inf_and_nan(a, b):
    return a / b


@case((1j, F64(0.0)), (1j, F64(2.0)))
def a_complex_on_the_left_takes_a_float64_for_a_float(z, x):
    return z / x, z + x, z == x


@case((1 + 2j, 2), (1 + 2j, 3), (1 + 2j, -2), (1 + 2j, 0), (2j, 0.5), (2, 1j), (0j, 2), (0j, 0), (1.5 + 0.5j, 101), (1.5, 2 - 1j))
def powers(a, b):
    return a**b


@case((1 + 2j,), (complex(INF, -1),), (complex(NAN, 0),))
def literal_powers(z):
    return z**1, z**0


@case((1 + 2j,), (complex(0.0, -0.0),))
def small_literal_powers(z):
    return z**2, z**3, z**8


@case((0j, -1), (0j, 1j), (1e200 + 0j, 2), (1e200j, 2.5))
def powers_that_raise(a, b):
    return a**b


@case((1e200 + 0j,))
def a_square_that_overflows(z):
    return z**2


@case((1 + 2j, 1 + 2j), (1 + 0j, 1), (1 + 0j, 1.0), (1j, 1), (complex(NAN, 0), complex(NAN, 0)), (2.0**53 + 0j, 2**53 + 1), (1j, None))
def equality(a, b):
    return a == b, a != b


@case((1j, 2j), (1j, 2), (2.0, 1j))
def python_has_no_order_of_complex(a, b):
    return a < b


@case((C64(1 + 2j), C64(1 + 3j)), (C128(1), 2), (C128(complex(1, NAN)), C128(2)))
def numpy_has_one(a, b):
    return a < b, a <= b, a > b, a >= b


@case((3 + 4j,), (complex(INF, NAN),), (complex(NAN, NAN),), (1e308 + 1e308j,), (C64(3 + 4j),), (C128(-3 - 4j),), (-0j,))
def absolute_value(z):
    return abs(z)


@case((1 + 2j,), (C64(1 + 2j),), (C128(1 + 2j),), (3,), (True,), (2.5,), (np.float32(1.5),), (np.int64(3),))
def parts(z):
    return z.real, z.imag


@case((1 + 2j,), (C64(1 + 2j),), (complex(-0.0, -0.0),))
def signs(z):
    return -z, +z


@case((0j,), (1j,), (C64(0),), (C128(complex(0, NAN)),))
def truth(z):
    if z:
        return 1
    return not z


@case((1, 2), (1.5, 0), (1j, 2), (2, 1j), (1j, 1j), (True, 2.5), (F64(1), np.float32(2)), (C128(1j), 2))
def made_by_complex(a, b):
    return complex(a, b), complex(a), complex()


@case(("1+2j",), ("x",))
def made_of_a_string(text):
    return complex(text) + 1


@case((1, 2.5), (1.0, 2))
def numpy_constructors(a, b):
    return np.complex64(a, b), np.complex128(a, b), np.complex64(a), np.complex128(b)


@case((np.array([1j, 2.0]), 1 + 1j), (np.array([1j, 2.0], C64), 2), (np.array([1j, 2.0], C64), 1.5), (np.zeros(2, C128), np.float32(2)))
def elements(a, x):
    a[0] = x
    a[1] += x
    return a[0] * 2, a[1] * a[0]


@case((np.zeros(2), 1j), (np.zeros(2, np.int64), 2j))
def a_real_array_takes_no_complex(a, z):
    a[0] = z


@case((np.arange(4) * (1 + 1j),), (np.array([], C128),), (np.arange(3).astype(C64),))
def a_sum_that_begins_as_a_python_complex(a):
    s = 0j
    for i in range(len(a)):
        s += a[i]
    return s


@case((np.array([1 + 2j]), 0), (np.array([1 + 2j]), 7), (np.array([1 + 2j]), 2))
def a_join_of_complex_and_complex128(a, bits):
    x = y = z = 0.5j  # more versions than a block may have, so the three are joined
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    return x + y, x * 2, 1.5 - z, -x, y == z, abs(x), x.real, x / 2, bool(y)


@case((-0.7, 0.27015, 50), (0.3, 0.5, 100))
def julia(re, im, limit):
    c, z = complex(re, im), 0j
    for n in range(limit):
        if abs(z) > 2.0:
            return n
        z = z * z + c
    return limit


@case((-0.1, 0.65, 50), (0.3, 0.5, 100))
def mandelbrot(re, im, limit):
    c, z = complex(re, im), 0j
    for n in range(limit):
        if z.real * z.real + z.imag * z.imag > 4.0:
            return n
        z = z**2 + c
    return limit


@case((C128(1 + 2j),), (C64(1 + 2j),), (1 + 2j,))
def numpy_functions(z):
    return np.conjugate(z), np.conj(z), np.absolute(z), np.square(z), np.negative(z), np.add(z, 1), np.multiply(z, z), np.equal(z, z)


@case((C128(1 + 2j),), (C64(0.5),), (-1 + 0j,), (C128(complex(INF, 1)),))
def numpy_elementary_functions(z):
    return np.sqrt(z), np.exp(z), np.log(z), np.sin(z), np.cosh(z), np.arctan(z)


# ── cmath: special values are in test_cmath.py ──


@case((1 + 2j,), (0.5,), (2,), (True,), (C64(1 - 1j),), (C128(-1),), (F64(0.25),))
def cmath_takes_every_number(z):
    return cmath.sqrt(z), cmath.exp(z), cmath.sin(z), cmath.phase(z), cmath.polar(z)


@case((1 + 2j, 2), (8, 2), (1j, 1j), (0, 2), (2, 1), (2, 0))
def cmath_log(z, base):
    return cmath.log(z), cmath.log(z, base)


@case((2.0, 0.5), (-1.0, 3), (0, INF), (1, INF), (INF, 0.0), (NAN, 0.0), (INF, NAN))
def cmath_rect(r, phi):
    return cmath.rect(r, phi)


@case((1 + 2j,), (complex(NAN, INF),), (complex(0, NAN),), (3,))
def cmath_classes(z):
    return cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z)


@case((1 + 2j, 1 + 2.0000000001j), (1, 2))
def cmath_isclose(a, b):
    return cmath.isclose(a, b), cmath.isclose(a, b, abs_tol=2.0)


@case((1,))
def cmath_constants(n):
    return cmath.pi * n, cmath.infj, cmath.inf, cmath.e, cmath.tau


@case((None,), ((1, 2),))
def cmath_of_no_number(z):
    return cmath.sqrt(z)
