"""Arrays of every numeric dtype, what is no numeric dtype, 0-d and empty arrays. Operators are in test_number_tables.py."""

import numpy as np

from tests.conformance.harness import Refused, case

NUMERIC = "? i1 u1 i2 u2 i4 u4 i8 u8 f4 f8 c8 c16".split()
OTHERS = [np.zeros(2, np.float16), np.zeros(2, np.longdouble), np.zeros(2, object), np.zeros(2, "datetime64[s]"), np.zeros(2, "S3"),
          np.zeros(2, "U3"), np.zeros(2, [("x", float)]), np.zeros(2, ">f8"), np.zeros(2, ">i2"), np.zeros(2, np.longlong),
          np.zeros(2, np.ulonglong), np.zeros(2, np.clongdouble), np.zeros(2, "m8[D]"), np.zeros(9, "u1")[1:].view("f8")]
SCALARS = [np.float16(1), np.longdouble(1), np.longlong(1), np.datetime64("2026-01-01"), np.clongdouble(1)]


@case(*[(np.array([1, 0, 3]).astype(dtype),) for dtype in NUMERIC])
def elements(a):
    a[1] = a[0]
    return a[0], a[1], a[2] == a[0], a.itemsize, len(a)


@case(*[(np.arange(6).reshape(2, 3).astype(dtype), 1) for dtype in NUMERIC], *[(np.arange(12).reshape(3, 4).astype(t)[::2, ::-2], 0) for t in NUMERIC])
def rows(a, i):
    row = a[i]
    return row[0], row, [x for x in row]


@case(*[(np.arange(5).astype(dtype),) for dtype in NUMERIC if dtype != "?"])
def a_loop(a):
    s = a[0]
    for i in range(1, len(a)):
        s = s * a[i] + a[i]
    for x in a:
        s += x
    return s


@case((3,))
def new_arrays(n):
    a, b, c = np.zeros(n, np.uint8), np.zeros((n, 2), dtype=np.complex64), np.empty(n, dtype=np.int16)
    for i in range(n):
        a[i], b[i, 1], c[i] = i, i * 1j, -i
    return a, b, c, np.zeros_like(b), np.zeros(n, complex), np.zeros(n, "uint32")


@case(*[(np.array([np.iinfo(t).max, np.iinfo(t).min], t),) for t in (np.int8, np.uint8, np.int16, np.uint16, np.uint32, np.uint64)])
def integers_wrap(a):
    return a[0] + a[0], a[1] - a[0], a[0] * a[0], -a[1], a[0] + 1, a[1] // a[0], abs(a[1]), ~a[0], a[0] << 1, a[0] >> 1


@case((np.arange(4), np.uint8(2)), (np.arange(4), np.int16(-1)), (np.arange(4), np.uint64(3)), (np.arange(4), np.uint64(9)))
def an_index_of_any_integer_type(a, i):
    return a[i]


@case((np.arange(4), np.uint64(2**63)))
def an_index_beyond_int64(a, i):
    return a[i]


@case((np.uint64(5),), (np.uint64(2**63 - 1),))
def int_of_a_uint64(x):
    return int(x) - 1


@case((np.uint64(2**63),), (np.uint64(2**64 - 1),), njit=OverflowError, twin=True)
def int_of_a_uint64_beyond_int64(x):
    return int(x) - 1


@case((np.uint8(3),), (np.uint64(3),), (np.int8(-3),))
def range_of_a_numpy_integer(n):
    return [i for i in range(n)]


@case((np.array([0.1]), 0, np.float32(0.1)), (np.array([0.1]), 7, np.float32(0.1)), (np.array([0.1]), 7, np.int8(1)))
def a_float_or_float64_with_a_narrow_scalar(a, bits, other):
    x = y = z = 0.1  # more versions than a block may have, so the three are joined
    if bits & 1:
        x = a[0]
    if bits & 2:
        y = a[0]
    if bits & 4:
        z = a[0]
    return x + other, other * y, z == other, other < x


@case(*[(np.array(3).astype(dtype),) for dtype in NUMERIC])
def zero_dimensions(a):
    return a[()], a.ndim, a.shape, a.size, a


@case(*[(np.zeros((0, 3), dtype),) for dtype in NUMERIC])
def no_elements(a):
    n = 0
    for row in a:
        n += 1
    return n, a.shape, a.size, a


@case(*[(np.zeros((0, 3), dtype), 0) for dtype in NUMERIC])
def no_element_there(a, i):
    return a[i]


@case(*[(a,) for a in OTHERS], njit=Refused)
def other_arrays_go_through_python(a):
    return a[0], a.dtype


@case(*[(x,) for x in SCALARS], njit=Refused)
def other_scalars_go_through_python(x):
    return x + x, x == x


@case((np.float16(2), np.float16(3)), (np.float16(2), 1.5), njit=Refused)
def half_precision(x, y):
    return x * y, x / y


@case((np.int8(4),), (np.uint8(4),), (np.bool_(True),), njit=False)
def functions_that_give_half_precision(x):
    return np.sqrt(x), np.sin(x), np.exp(x)


@case((300,), (-1,), (7,), (2.9,), (-1.5,))
def a_number_into_uint8(x):
    a = np.zeros(1, np.uint8)
    a[0] = x
    return a


@case((np.int64(300),), (np.float64(300.7),), (np.float64(np.nan),))
def numpys_own_numbers_into_uint8_and_int8(x):
    a = np.zeros(1, np.uint8)
    a[0] = x
    b = np.zeros(1, np.int8)
    b[0] = x
    return a, b
