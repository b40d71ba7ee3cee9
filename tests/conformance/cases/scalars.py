"""Python's numbers and None, in and out: each keeps its type."""

import numpy as np

from tests.conformance.harness import case


@case((1,), (0,), (-5,), (2**62,), (1.5,), (-0.0,), (float("nan"),), (True,), (None,))
def identity(x):
    return x


@case((1,), (1.0,), (True,), (None,))
def nothing_returned(x):
    x = 2


@case(())
def constants():
    return 1, 2.5, True, None, -3, 1e300


@case((1,), (2.0,))
def default_parameters(x, y=10, z=0.5):
    return x + y * z


@case((3, 4.0), (3.0, 4), (True, 2), (True, False), (2, 5))
def mixed_arithmetic(a, b):
    return a + b, a - b, a * b


@case((3, 2), (3.0, 2), (1, 3), (7, -2), (True, 2))
def true_division_gives_float(a, b):
    return a / b


@case((True, False), (False, False), (True, True))
def booleans_are_numbers(a, b):
    return a + b, a * 3, -a, a & b, a | b, a ^ b, a == b, a < b


@case((3,), (0,), (-2.5,), (0.0,), (True,), (None,))
def truth(x):
    if x:
        return "yes" == "no"
    return not x


@case((3, 0), (0, 3), (0, 0.0), (1.5, 2))
def and_or_give_an_operand(a, b):
    return a and b, a or b


@case((5,), (-5,), (2.5,), (-2.5,), (True,), (0,), (-0.0,))
def unary_operators(x):
    return -x, +x, not x


@case((5, 3), (3, 5), (3, 3), (2.5, 3), (3, 2.5), (-0.0, 0.0))
def comparisons(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


@case((1, 2, 3), (3, 2, 1), (1, 1, 2), (2, 3, 1))
def chained_comparison(a, b, c):
    return a < b < c, a <= b == c


@case((5, True), (5, False))
def conditional_expression(x, flag):
    return x if flag else -x


@case((7,), (-7,), (2.9,), (-2.9,), (True,))
def int_of_a_number(x):
    return int(x)


@case((7,), (2.5,), (False,))
def float_and_bool_of_a_number(x):
    return float(x), bool(x)


@case((float("nan"),), same_message=True)
def int_of_nan(x):
    return int(x)


@case((float("inf"),))
def int_of_infinity(x):
    return int(x)


@case((-7,), (7,), (-2.5,), (-0.0,), (True,))
def absolute_value(x):
    return abs(x)


@case((3, 4), (4, 3), (2.5, 2.5), (-1.0, 0.0))
def min_and_max(a, b):
    return min(a, b), max(a, b)


@case((None,), (1,))
def is_none(x):
    return x is None, x is not None


@case((3,), (2.5,))
def rebinding_changes_the_type(x):
    y = x
    x = 1.5
    y = y + x
    x = None
    return x, y


@case((10,), (0,))
def augmented_assignment(n):
    a = n
    a += 3
    a -= 1
    a *= 2
    b = a
    b /= 4
    a //= 5
    a %= 7
    return a, b


@case((4,))
def walrus(n):
    if (half := n / 2) > 1:
        return half, n
    return half


@case((np.float64(2.5),), (np.float32(-0.5),), (np.uint8(5),), (np.int64(-3),), (np.float64(np.nan),), (np.float64(np.inf),))
def round_of_a_numpy_number_is_an_int(x):
    return round(x)


@case((np.uint8(7), 2), (2.0, np.float32(3)), (1j, 2), (np.complex64(1j), 3), (2, 0.5j))
def pow_of_all_numbers(x, y):
    return pow(x, y)
