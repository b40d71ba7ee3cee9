"""NumPy's scalars are not Python's numbers: they keep their type, wrap, divide by zero to inf, and promote as NEP 50 says."""

import numpy as np

from tests.conformance.harness import case

F64, F32, I64, I32 = np.float64, np.float32, np.int64, np.int32


@case((F64(1.5),), (F32(1.5),), (I64(5),), (I32(-5),), (np.bool_(True),))
def identity(x):
    return x


@case((np.array([1.5, 2.5]), 0), (np.array([1.5], F32), 0), (np.array([7]), 0), (np.array([7], I32), 0), (np.array([True]), 0))
def an_element_is_a_numpy_scalar(a, i):
    return a[i]


@case((F64(1.5), 2), (F64(1.5), 2.5), (F32(1.5), 2), (F32(1.5), 2.5), (I64(5), 2), (I64(5), 2.5), (I32(5), 2), (I32(5), 2.5))
def a_python_number_is_weak(x, y):
    return x + y, y + x, x * y, x - y


@case((F32(1.5), F64(2.0)), (I32(5), I64(7)), (I32(5), F32(1.5)), (I64(5), F32(1.5)), (np.bool_(True), I32(2)), (I64(2), F64(0.5)))
def two_numpy_scalars_promote(x, y):
    return x + y, x * y


@case((F64(1.0), 0.0), (F64(0.0), 0), (F64(-1.0), F64(0.0)), (F32(1.0), F32(0.0)))
def division_by_zero_gives_inf(x, y):
    return x / y


@case((I64(7), 2), (I64(-7), 2), (I32(7), I32(-2)), (F64(7.5), 2), (F64(-7.5), F64(2.0)))
def division_of_all_kinds(x, y):
    return x / y, x // y, x % y


@case((I64(7), 0), (I32(7), I32(0)))
def integer_division_by_zero_gives_zero(x, y):
    return x // y, x % y


@case((I64(2**63 - 1), I64(1)), (I32(2**31 - 1), I32(1)), (I32(2**31 - 1), 1))
def numpy_integers_wrap(x, y):
    return x + y


@case((I32(5), 2**40))
def a_python_int_that_does_not_fit(x, y):
    return x + y


@case((F64(2.5), 1.5), (I64(3), 4), (F32(0.1), 0.1), (I32(3), I64(3)), (F64(np.nan), 1.0))
def comparisons_give_numpy_bools(x, y):
    return x < y, x == y, x != y, x >= y


@case((F64(2.5),), (F64(0.0),), (I64(0),), (np.bool_(False),), (np.bool_(True),))
def truth(x):
    if x:
        return 1
    return 0


@case((F64(2.5),), (F32(-2.5),), (I64(-3),), (I32(3),))
def unary(x):
    return -x, +x, abs(x)


@case((F64(2.7),), (I64(5),), (F32(1.25),), (np.bool_(True),))
def conversions_to_python(x):
    return float(x), int(x), bool(x)


@case((2,), (2.7,), (True,))
def conversions_from_python(x):
    return np.float64(x), np.int64(x), np.float32(x), np.int32(x)


@case((np.arange(4.0),), (np.arange(4),), (np.arange(4, dtype=F32),), (np.array([]),))
def a_sum_that_begins_as_a_python_number(a):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s


@case((np.arange(5),), (np.arange(5, dtype=I32),), (np.arange(0),))
def an_int_sum_that_begins_as_a_python_int(a):
    s = 0
    for i in range(a.size):
        s = s + a[i]
    return s


@case((np.array([0.1] * 100, F32),))
def single_precision_stays_single(a):
    s = a[0]
    for i in range(1, len(a)):
        s += a[i]
    return s


@case((F64(4.0),), (F32(2.0),), (2.5,), (F64(-1.0),))
def elementwise_functions_on_scalars(x):
    return np.sqrt(x), np.abs(x), np.floor(x)


@case((4,), (0,), (-1,), (True,))
def elementwise_functions_of_an_int(n):
    return np.sqrt(n), np.sin(n)


@case((F64(0.5), 3), (F64(-2.0), 2), (I64(3), 4), (F32(1.5), 2))
def powers(x, y):
    return x**y


@case((I64(12), I64(10)), (I32(12), 10), (np.bool_(True), np.bool_(False)))
def bit_operations(x, y):
    return x & y, x | y, x ^ y


@case((I64(5), 2), (I32(-5), 1))
def shifts(x, y):
    return x << y, x >> y


@case((F64(1.5), F64(2.5)), (I64(3), I64(1)))
def min_and_max_keep_the_type(x, y):
    return min(x, y), max(x, y)


@case((np.array([2.25]), 0), (np.array([2.25]), 3), (np.array([-0.0]), 5), (np.array([np.nan]), 7))
def functions_of_a_float_or_a_float64(a, bits):
    x = y = z = 6.25  # more versions than a block may have, so the three are joined
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    one = np.sqrt(x), np.floor(y), np.isnan(z), np.abs(x), np.square(y), np.negative(z), np.sin(x)
    two = np.maximum(x, 2), np.minimum(y, z), np.add(z, 1), np.hypot(x, y), np.less(x, True), np.divide(y, a[0] + 1)
    return one, two, np.square(x) + y, np.multiply(x, y) - z


@case((np.array([2.25]), 0, F32(0.1)), (np.array([2.25]), 7, F32(0.1)), (np.array([2.25]), 2, I32(3)))
def a_float_gives_way_to_float32_where_a_float64_does_not(a, bits, other):
    x = y = z = 6.1
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    return np.add(x, other), np.maximum(other, y), np.multiply(z, other)


@case((np.array([5]), 0, 2), (np.array([5]), 7, 2), (np.array([5]), 2, -3), (np.array([5]), 5, True))
def functions_of_an_int_or_an_int64(a, bits, n):
    x = y = z = 6  # more versions than a block may have, so the three are joined
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    one = x + y, y - n, n * z, x & y, z | n, x ^ 1, x + 1.5, y * 0.5, int(z), float(x), bool(y), a[x - x], x / 2.0
    two = x < y, y == n, z >= 2, x != 2.5, x < a[0], x + a[0], min(x, y), max(z, n), x / 2, y // 2, -z, abs(x), x if y > n else z
    return one, two


@case((np.array([2**62]), 0), njit=OverflowError, twin=True)
def an_int_that_leaves_64_bits(a, bits):
    x = y = 2**62
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        x = y = a[0]
    return x + y, x * 4


@case((np.array([2**62]), 7), (np.array([-(2**63)]), 7))
def an_int64_that_wraps(a, bits):
    x = y = z = 3
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    return x + y, x * y, x - z - y


def plain_sum(a):
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s


@case((np.arange(5),), (np.arange(0),), uses="plain_sum")
def a_sum_that_may_be_an_int_goes_on(a):
    s = plain_sum(a)
    if s > 3 and not s == 7:
        return s * 2 + 1
    return s


@case((np.zeros(1, np.uint8), np.array([300]), 0), (np.zeros(1, np.uint8), np.array([300]), 7), (np.zeros(1, np.int16), np.array([300]), 7))
def storing_an_int_or_an_int64(out, a, bits):
    x = y = z = 300
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    out[0] = x
    return y + z


@case((np.array([2.5]), 0), (np.array([2.5]), 7), (np.array([0.0]), 7), (np.array([np.nan]), 2))
def comparisons_of_a_float_or_a_float64(a, bits):
    x = y = z = -1.5
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    return x < y, y == 2.5, z >= 0, -x, abs(z), x != a[0], x < 2**60, not y > 1, x == True  # noqa: E712
