"""`range` with every kind of start, stop and step."""

from tests.conformance.harness import case


@case((0,), (1,), (7,), (-3,))
def one_argument(n):
    s = 0
    for i in range(n):
        s = s * 2 + i
    return s


@case((2, 9), (9, 2), (-3, 3), (0, 0))
def two_arguments(a, b):
    s = 0
    for i in range(a, b):
        s = s * 2 + i
    return s


@case((0, 10, 3), (10, 0, -3), (0, 10, -1), (10, 0, 1), (0, 9, 3), (5, 5, 2), (-10, 10, 7))
def three_arguments(a, b, c):
    s = 1
    for i in range(a, b, c):
        s = s * 3 + i
    return s


@case((0,), (5,))
def step_known(n):
    s = 0
    for i in range(n, 0, -1):
        s = s * 2 + i
    for i in range(0, n, 2):
        s = s * 2 + i
    return s


@case((1, 0))
def step_zero(n, step):
    for i in range(0, n, step):
        pass


@case((10,), (0,))
def length(n):
    return len(range(n)), len(range(2, n)), len(range(n, 0, -3))


@case((2**63 - 3, 2**63 - 1), (-(2**63), -(2**63) + 2))
def near_the_limits_of_int64(a, b):
    count = 0
    for i in range(a, b):
        count += 1
    return count, i


@case((2**62, 2**63 - 1, 2**62))
def a_huge_step_does_not_overflow(a, b, c):
    last = 0
    for i in range(a, b, c):
        last = i
    return last


@case((5,))
def assigning_the_variable_does_not_matter(n):
    s = 0
    for i in range(n):
        s += i
        i = 100
    return s, i


@case((5,))
def the_stop_is_taken_once(n):
    count = 0
    for i in range(n):
        n = 100
        count += 1
    return count, n


@case((1.5,))
def a_float_is_no_range(x):
    for i in range(x):
        pass


@case((4,))
def range_in_a_variable(n):
    r = range(n)
    s = 0
    for i in r:
        for j in r:
            s += i * j
    return s


@case((3, 4), (0, 5), (3, 0))
def nested(m, n):
    s = 0
    for i in range(m):
        for j in range(i, n):
            s = s * 2 + i + j
    return s


@case((True,))
def a_bool_counts(flag):
    s = 0
    for i in range(flag):
        s += 1
    return s
