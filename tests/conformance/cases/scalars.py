"""Python's numbers and None, in and out: each keeps its type."""

import math

from tests.conformance.harness import case, scenario


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


@scenario
def numpy_division_of_python_numbers(jit):
    def f(a, b):
        return a / b, a // b, a % b

    made = jit(error_model="numpy")(f)
    for a, b in ((7, 2), (-7, 2), (7.5, -2.0), (True, 2), (3, 0.5)):
        assert made(a, b) == f(a, b) and list(map(type, made(a, b))) == list(map(type, f(a, b)))
    assert made(1, 0) == (math.inf, 0, 0) and made(-1.0, 0.0)[:2] == (-math.inf, -math.inf) and math.isnan(made(0.0, 0.0)[0])
    assert list(map(type, made(1, 0))) == [float, int, int]
