"""Tuples of native values: made, unpacked, indexed, passed and returned."""

import numpy as np

from tests.conformance.harness import case


@case((1, 2.5), (None, True))
def swap(a, b):
    a, b = b, a
    return a, b


@case(((1, 2.5),), ((1.0, 2.0),))
def unpack_an_argument(t):
    a, b = t
    return a + b, b


@case(((1, 2.5, True),), ((1, 2, 3),))
def constant_index(t):
    return t[0], t[-1], len(t)


@case(((1, 2, 3), 1), ((1, 2, 3), -1), ((1.5, 2.5), 0))
def index_in_a_tuple_of_equal_types(t, i):
    return t[i]


@case(((1, 2, 3), 3), ((1, 2, 3), -4))
def index_out_of_range(t, i):
    return t[i]


@case(((1, (2.5, None)),))
def nested(t):
    a, (b, c) = t
    return (c, (a, b)), t


@case(())
def empty():
    return ()


@case((3, 4), (3.5, 2))
def returned_tuples(a, b):
    t = a, b
    return t, (t[1], t[0])


@case(((1, 2, 3),), ((1.5,),))
def iterate(t):
    s = 0.0
    for x in t:
        s = s * 2 + x
    return s


@case((np.arange(6.0).reshape(2, 3),))
def shape_is_a_tuple(a):
    m, n = a.shape
    return m * n, a.shape[0], a.shape


@case((1,), (2.5,))
def multiple_targets(x):
    a = b = c = x
    b += 1
    return a, b, c


@case(((1, 2), (1, 2)), ((1, 2), (1, 3)), ((2, 1), (1, 3)))
def comparison(a, b):
    return a == b, a != b


@case(((1, 2),))
def wrong_number_of_values(t):
    a, b, c = t
    return a


@case(((1, 2, 3),))
def too_many_values(t):
    a, b = t
    return a


@case((np.arange(3.0), 2))
def arrays_in_tuples(a, k):
    t = (a, k)
    b, n = t
    b[0] = n
    return t[0]


@case((2, 3))
def a_tuple_is_unpacked_left_to_right(a, b):
    x, y = a * b, a + b
    x, y = y - x, x
    return x, y
