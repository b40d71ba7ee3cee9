"""What has no native type stays Python: plain jit compiles it over real objects, strict code refuses it by name."""

import io
import contextlib

import numpy as np

from tests.conformance.harness import Refused, case, scenario


@case(([3, 1, 2],), ([],))
def sum_of_a_list(items):
    total = 0
    for x in items:
        total += x
    return total


@case(([3, 1, 2], 1), ([3, 1, 2], 5))
def list_index(items, i):
    return items[i]


@case(([1],))
def list_methods(items):
    items.append(2)
    items.extend([3, 4])
    return items, len(items)


@case((3,), njit=False)
def a_list_is_made(n):
    items = []
    for i in range(n):
        items.append(i * i)
    return items


@case((4,), njit=False)
def list_comprehension(n):
    return [i * 2 for i in range(n) if i != 1]


@case(({"a": 1},))
def dictionaries(d):
    d["b"] = d["a"] + 1
    return d, "b" in d, len(d)


@case(("abc",))
def strings(s):
    return s + "d", s.upper(), len(s), s[1:]


@case((3, 2.5), njit=False)
def formatted_strings(n, x):
    return f"{n} and {x:.2f}"


@case((2**70,), (5,), njit=False)
def big_integers(n):
    return n * n + 1


@case((1 + 2j,), njit=False)
def complex_numbers(z):
    return z * z, abs(z)


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x


@case((Point(3),), njit=Refused)
def attributes_of_objects(p):
    p.x = p.x + 1
    return p.x


@case(([1, 2],), ((1, 2),), ("ab",), njit=False)
def unpacking_of_objects(pair):
    a, b = pair
    return b, a


@case(([1, "x"],), njit=Refused)
def an_error_from_the_c_api(items):
    return items[0] + items[1]


@case((5,), (-5,), njit=False)
def slices_and_builtins(n):
    items = list(range(abs(n)))
    return items[1:3], sorted(items, reverse=True), sum(items)


@case(([1, 2, 3],), njit=False)
def enumerate_and_zip(items):
    s = 0
    for i, x in enumerate(items):
        s += i * x
    for x, y in zip(items, items):
        s += x * y
    return s


@case((1, 2, 3), (1,), njit=False)
def star_args(*args):
    return args, len(args)


@scenario
def print_prints(jit):
    @jit
    def f(n):
        print("n is", n, 2.5, True)
        return n

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert f(3) == 3
    assert out.getvalue() == "n is 3 2.5 True\n"


@scenario(doors=("jit",))
def an_unknown_callable_is_called(jit):
    calls = []

    @jit
    def f(g, n):
        for i in range(n):
            g(i)
        return n

    assert f(calls.append, 3) == 3 and calls == [0, 1, 2]


@case(([1], (2,)), (np.arange(3.0), 1), ({1}, {2}), ("a", "b"), (1, 2), (np.arange(3), 1.5), njit=False)
def augmented_assignment_is_in_place(a, x):
    b = a
    b += x
    return a, b


class Changer:
    """Its addition changes a global of this file."""

    def __add__(self, other):
        global CHANGING
        CHANGING = CHANGING + 1
        return 5


CHANGING = 0


@scenario(doors=("jit",))
def a_global_changed_in_between_is_seen(door):
    @door
    def f(x):
        before = CHANGING
        y = x + 1
        return CHANGING - before, y

    assert f(Changer()) == (1, 5)
    assert f(Changer()) == (1, 5)
