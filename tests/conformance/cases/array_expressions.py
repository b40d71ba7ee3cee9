"""Elementwise expressions on whole arrays: dtypes, broadcasting, order of the result in memory, errors, augmented assignment."""

import numpy as np

from tests.conformance.harness import case, scenario

F32, I32 = np.float32, np.int32


def strided(n=7):
    return np.arange(float(2 * n))[::2]


def backwards(n=7):
    return np.arange(float(n))[::-1]


def matrix(dtype=float, rows=3, columns=4):
    return np.arange(rows * columns, dtype=dtype).reshape(rows, columns)


def read_only(n=4):
    a = np.arange(float(n))
    a.flags.writeable = False
    return a


VECTORS = [(np.arange(37.0),), (strided(),), (backwards(),), (np.arange(0.0),), (np.arange(9, dtype=F32),), (np.arange(9),),
           (np.arange(9, dtype=I32),), (np.array([True, False, True]),), (np.arange(250, 256, dtype=np.uint8),), (np.arange(5) * (1 + 2j),),
           (np.array([np.nan, np.inf, -0.0, -2.5]),)]
MATRICES = [(matrix(),), (matrix().T,), (np.asfortranarray(matrix()),), (matrix()[::-1, ::2],), (matrix()[:, 1:3],),
            (np.zeros((0, 4)),), (np.zeros((3, 0)),), (matrix(int).T,), (np.arange(24.0).reshape(2, 3, 4).transpose(1, 2, 0),)]
SINGLES = [(np.array(2.5),), (np.array(3),), (np.array(True),)]
PAIRS = [(np.arange(6.0), np.arange(6.0)), (strided(6), np.arange(6)), (matrix(), matrix()), (matrix(), matrix(rows=4, columns=3).T),
         (matrix().T, matrix(rows=4, columns=3).T.copy().T), (matrix(), np.arange(4.0)), (np.arange(3.0)[:, None], np.arange(4.0)),
         (np.arange(4.0), np.arange(3.0)[:, None]), (np.ones(1), np.arange(5.0)), (matrix(F32), np.arange(4)),
         (np.arange(6, dtype=F32), np.arange(6, dtype=I32)), (np.arange(5.0), np.array(2.0)), (np.array(2.0), np.array(3)),
         (np.zeros((0, 3)), np.arange(3.0)), (np.arange(24.0).reshape(2, 3, 4), np.arange(12.0).reshape(3, 4)),
         (np.arange(24.0).reshape(2, 3, 4).T, np.arange(12.0).reshape(4, 3, 1))]
UNEQUAL = [(np.arange(3.0), np.arange(4.0)), (matrix(), np.arange(3.0)), (np.zeros(0), np.arange(2.0)), (matrix(), matrix().T)]


@case(*VECTORS, *MATRICES, *SINGLES)
def twice(a):
    return 2 * a


@case(*VECTORS, *MATRICES, *SINGLES)
def plus_a_half(a):
    return a + 0.5


@case(*VECTORS[:7], *MATRICES, *SINGLES[:2])
def negative(a):
    return -a


@case(*PAIRS, *UNEQUAL)
def sums(a, b):
    return a + b


@case(*PAIRS, *UNEQUAL)
def two_a_plus_three_b(a, b):
    return 2 * a + 3 * b


@case(*PAIRS, *UNEQUAL)
def comparisons(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


@case(*PAIRS)
def quotients(a, b):
    return a / b, a // b, a % b


@case((np.arange(7), np.int32(3)), (np.arange(7, dtype=I32), 3), (np.arange(7, dtype=F32), 3), (np.arange(7, dtype=F32), 0.1),
      (np.arange(7, dtype=F32), np.float64(0.1)), (np.arange(7), 0.5), (np.arange(7), True), (np.array([True, False]), 3),
      (np.array([True, False]), True), (np.arange(7, dtype=I32), 2**40), (np.arange(0, dtype=I32), 2**40),
      (np.arange(7, dtype=I32), np.int64(2**40)))
def with_a_number(a, x):
    return a + x, x * a


@case((np.arange(7, dtype=I32),), (np.arange(0, dtype=I32),))
def a_literal_that_does_not_fit(a):
    return a + 3_000_000_000


@case((np.arange(7),), (np.arange(7, dtype=I32),), (np.array([True, False]),))
def bits(a):
    return a & 3, a | 4, a ^ a


@case((np.arange(7),), (np.arange(7, dtype=I32),))
def shifts(a):
    return a << 2, a >> 1, ~a


@case(*VECTORS[:4], *VECTORS[-1:], (np.arange(9, dtype=F32),), (np.arange(9),))
def squares(a):
    return a**2


@case((np.array([-np.inf, -0.0, 2.0, 4.0]), 0.5), (np.array([-np.inf, -0.0, 2.0, 4.0]), -1.0), (np.array([1.5, 2.0]), 2),
      (np.array([1.5, 3.0]), 1), (np.array([1.5, 3.0]), -1), (np.array([1.5, 3.0]), 0), (np.arange(4), 2), (np.arange(4), 0))
def powers_by_the_value_of_the_exponent(a, n):
    return a**n


@case((np.array([-np.inf, -0.0, 2.0, 4.0]),))
def literal_powers(a):
    return a**0.5, a**-1, a**2.0, a**1


@case((np.arange(3), np.array([1, -1, 2])), (np.arange(3), -1), (np.arange(0), -1))
def negative_integer_powers(a, b):
    return a**b


@case(*VECTORS[:7], *MATRICES[:7], *SINGLES[:2])
def functions(a):
    return np.sqrt(a), np.abs(a), abs(a), np.square(a), np.fabs(a)


@case(*VECTORS[:4], *VECTORS[-1:], *MATRICES[:4])
def classes(a):
    return np.isnan(a), np.isinf(a), np.isfinite(a)


@case(*PAIRS, *UNEQUAL)
def extremes(a, b):
    return np.maximum(a, b), np.minimum(a, b)


@case((np.arange(5.0), 2), (np.arange(5, dtype=I32), 2), (np.arange(5, dtype=F32), 2.5))
def extremes_with_a_number(a, x):
    return np.maximum(a, x), np.minimum(x, a)


@case((np.array([True, False, True]), np.arange(3.0), np.zeros(3)), (np.array([True, False, True]), np.arange(3), 0.5),
      (np.array([True, False, True]), 1, 2), (matrix() > 4, matrix(), np.arange(4.0)), (np.arange(3), np.arange(3.0), -1.0),
      (np.ones(3, bool), np.ones(4), 5), (np.array([True, False]), np.arange(2, dtype=I32), 7))
def where(m, a, b):
    return np.where(m, a, b)


@case(*VECTORS[:9], *VECTORS[-1:], *MATRICES[:5])
def casts(a):
    return np.float32(a), np.float64(a), np.bool_(a)


@case(*PAIRS[:9], *UNEQUAL)
def ufuncs_by_name(a, b):
    return np.add(a, b), np.subtract(a, b), np.multiply(a, b), np.less(a, b)


@case((np.arange(6.0), 2), (np.arange(6.0), np.arange(6.0)), (strided(), 0.5), (matrix(), np.arange(4.0)), (matrix().T, 3),
      (np.arange(4), 3), (np.arange(4, dtype=I32), np.int64(2**33 + 1)), (np.arange(4, dtype=F32), np.arange(4.0)),
      (np.arange(4), 1.5), (np.array(2.5), 1), (np.arange(3.0), np.arange(4.0)), (np.arange(3.0), matrix()), (np.ones(1), np.arange(3.0)),
      (read_only(), 1), (np.zeros(0), 1), (np.array([True, False]), True))
def augmented_assignment_writes_in_place(a, b):
    a += b
    return a


@case((np.arange(6.0),), (np.arange(6),), (np.arange(6, dtype=I32),), (np.arange(6, dtype=F32),))
def other_augmented_assignments(a):
    a -= 1
    a *= 3
    a //= 2
    a %= 3
    return a


@case((np.arange(6.0),), (np.arange(6, dtype=F32),), (np.arange(6),))
def in_place_division(a):
    a /= 2
    return a


@case((np.arange(8.0),), (np.arange(8),))
def in_place_with_itself(a):
    a += a
    a *= a
    return a


@case((np.arange(8.0), 0), (np.arange(8.0), 1), (np.arange(4.0), 1))
def loops_of_expressions(a, n):
    for i in range(n + 2):
        a = a * 0.5 + i
    return a


@case((np.arange(5.0), np.arange(5.0) * 2, np.arange(3.0)), (np.arange(5.0), np.arange(4.0), np.arange(3.0)))
def expressions_in_handlers(a, b, d):
    try:
        c = a + b
        c = c + d
    except ValueError:
        return -1, a * 2
    return c


@case((matrix(), np.arange(3.0)))
def rows(a, w):
    total = np.zeros(4)
    for i in range(len(w)):
        total += a[i] * w[i]
    return total


@scenario
def overlapping_memory_is_read_before_it_is_written(decorate):
    def shift(a, b):
        a += b
        return a

    jitted = decorate(shift)
    for make in (lambda x: (x[1:], x[:-1]), lambda x: (x[:-1], x[1:]), lambda x: (x, x[::-1]), lambda x: (x[::2], x[: len(x[::2])])):
        x, y = np.arange(40.0), np.arange(40.0)
        jitted(*make(x))
        shift(*make(y))
        assert x.tobytes() == y.tobytes()


@scenario
def results_lie_in_memory_as_numpy_lays_them(decorate):
    def f(a, b):
        return a + b

    jitted = decorate(f)
    rng = np.random.default_rng(5)
    for _ in range(40):
        shape = tuple(rng.integers(2, 5, 3))
        a = rng.standard_normal(shape).transpose(rng.permutation(3))
        b = rng.standard_normal(a.shape[::-1]).T if rng.random() < 0.5 else rng.standard_normal(a.shape)
        if rng.random() < 0.3:
            b = b[:, :1, :]
        if rng.random() < 0.3:
            a = a[::-1, :, ::2] if a.shape[2] > 3 else a[::-1]
            b = b[:, :, : a.shape[2]]
        right, found = f(a, b), jitted(a, b)
        assert found.strides == right.strides and found.tobytes() == right.tobytes()
        assert found.base is None and found.flags.owndata
