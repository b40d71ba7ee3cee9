"""`match`: every kind of pattern, on numbers, tuples and strings natively, on all else through objects."""

import collections
import dataclasses
import enum

import numpy as np

from tests.conformance.harness import Refused, case, scenario


@case((0,), (1,), (-1,), (2,), (True,), (2.0,), (None,))
def literals(x):
    match x:
        case 0:
            return "zero"
        case 1 | -1:
            return "unit"
        case 2.0:
            return "two"
        case None:
            return "none"
        case "two":
            return "word"
    return "nothing"


@case((True,), (False,), (1,), (0,), (None,), (1.0,))
def singletons_are_compared_by_identity(x):
    match x:
        case True:
            return 1
        case False:
            return 2
        case None:
            return 3
        case _:
            return 4


@case(("two",), ("2",), njit=Refused)
def strings(x):
    match x:
        case "one" | "two":
            return 1
        case str(s):
            return s
    return 0


@case((5,), (-5,), (0,))
def guards(n):
    match n:
        case x if x > 0:
            return x * 10
        case x if x < 0:
            return x * 100
    return x


@case(((1, 2),), ((0, 7),), ((3, 0),), ((1, 2, 3),), ((),), (4,), ((0, 0),))
def tuples(point):
    match point:
        case (0, 0):
            return "origin"
        case (0, y):
            return y
        case (x, 0):
            return x
        case (x, y):
            return x * 100 + y
        case []:
            return "empty"
        case [x, y, z]:
            return x + y + z
    return "no tuple"


@case((1, 2), (2, 1), (3, 3))
def several_subjects(a, b):
    match a, b:
        case 1, y:
            return y
        case x, 1:
            return -x
        case x, y if x == y:
            return x * y
    return None


@case(((1, 2.5),), ((2, 3, 4),), ((7,),), ((),))
def stars(t):
    match t:
        case [first, *rest, last]:
            return first, rest, last
        case [only, *_]:
            return only
        case [*rest]:
            return rest


@case(((1, 2, 3, 4),), ((5, 6),), ((9,),))
def stars_that_are_not_looked_at(t):
    match t:
        case [a, *_, b, 4]:
            return a, b
        case [*_, last] if last > 6:
            return last
        case [a, *_]:
            return -a
    return 0


@case((3,), (2.5,), (True,), (np.float64(1.5),), (np.int64(4),), (np.float32(1),), (None,), ((1, 2),))
def builtin_classes(x):
    match x:
        case bool():
            return "bool"
        case int(n):
            return n + 1
        case float(f):
            return f * 2
        case str():
            return "text"
        case tuple((a, b)):
            return b, a
    return "other"


@case((1,), (2,), (3,))
def bindings_of_a_pattern_that_fails_later(n):
    x = 10
    match (n, n + 1):
        case (x, 2) if n > 5:
            return x
        case (2, 3) as both:
            return both, x
    return x


@case(((1, (2, 3)),), ((1, (2, 4)),), ((0, 0),))
def nested(t):
    match t:
        case (1 as one, (two, 3 as three)):
            return one, two, three
        case (1 | 2 as one, (two, _) as inner):
            return one, two, inner
        case _:
            return None


@case((0,), (1,), (5,), (8,))
def in_a_loop(n):
    total = 0
    for i in range(n):
        match i % 4:
            case 0:
                continue
            case 1 | 2 as k:
                total += k
            case k:
                total -= k
                if i > 6:
                    break
    return total


@case(([1, 2],), ([1],), ({"a": 1, "b": 2},), ({"b": 5, "c": 6},), ({},), ("ab",), (b"ab",), (range(2),), ({1, 2},), (np.arange(2),),
      (collections.deque([1, 2]),), (collections.UserDict(a=1),), njit=False)
def sequences_and_mappings_of_any_class(x):
    match x:
        case [a, b]:
            return a, b
        case [a]:
            return a
        case {"a": a, **rest}:
            return a, rest
        case {"b": b}:
            return b
        case {}:
            return "mapping"
    return "other"


@case((2,), (5,), (0,))
def ranges_are_sequences(n):
    match range(n):
        case [_, _]:
            return 2
        case [_, *_]:
            return 1
    return 0


@dataclasses.dataclass
class Point:
    x: object
    y: object


class Color(enum.Enum):
    RED = 1
    BLUE = 2


@case((Point(1, 2),), (Point(0, 5),), (Point("a", Point(1, 1)),), (3,), njit=False)
def classes(p):
    match p:
        case Point(0, y):
            return y
        case Point(x=1, y=y):
            return -y
        case Point(_, Point(x, y)):
            return x + y
    return "no point"


@case((Color.RED,), (Color.BLUE,), (1,), njit=False)
def enums(c):
    match c:
        case Color.RED:
            return "r"
        case Color.BLUE:
            return "b"
    return "?"


class Same:
    def __eq__(self, other):
        return type(self) is type(other)


class Wrong(Same):
    __match_args__ = ["x"]


class Twice(Same):
    __match_args__ = ("x",)
    x = 1


@case((Wrong(),), (Twice(),), (1,), njit=False)
def what_class_patterns_refuse(x):
    match x:
        case Wrong(a):
            return a
        case Twice(a, x=b):
            return a, b
        case int(a, b):
            return a
    return 0


NOT_A_CLASS = 5


@case((1,), (2,), njit=False)
def a_class_pattern_of_no_class(x):
    match x:
        case 2:
            return 2
        case NOT_A_CLASS():
            return 1


@case(({"k": 1},), ({"k": 2},), njit=False)
def keys_that_come_twice(d):
    key = Twice
    key.k = "k"
    match d:
        case {"k": 2}:
            return 2
        case {"k": a, key.k: b}:
            return a, b


@scenario(doors=("jit",))
def everything_is_asked_in_the_order_of_python(jit):
    class Watched(collections.abc.Sequence):
        def __init__(self, items, log):
            self.items, self.log = items, log

        def __len__(self):
            self.log.append("len")
            return len(self.items)

        def __getitem__(self, i):
            self.log.append(i)
            return self.items[i]

        def __eq__(self, other):
            self.log.append(("eq", other))
            return False

    def f(x):
        match x:
            case 1 | "a":
                return 1
            case [a, *_, 4]:
                return 4
            case [5, *rest]:
                return rest
            case [_, _, _]:
                return 3

    made = jit(f)
    for items in ([1, 2, 3], [1, 2, 4], [5, 6], [1], []):
        logs = [], []
        results = [function(Watched(items, log)) for function, log in zip((f, made), logs)]
        assert results[0] == results[1] and logs[0] == logs[1], (items, results, logs)


@scenario(doors=("jit",))
def a_default_dict_gets_no_new_key(jit):
    def f(d):
        match d:
            case {"missing": x}:
                return x
            case {"there": x, **rest}:
                return x, rest

    d = collections.defaultdict(int, there=1, more=2)
    assert jit(f)(d) == (1, {"more": 2}) and "missing" not in d and d["there"] == 1


@scenario
def an_error_in_a_guard_shows_its_line(jit):
    def f(n):
        match n:
            case x if 1 // x > 0:
                return x
        return 0

    made = jit(f)
    assert made(1) == 1 and made(2) == 0
    try:
        made(0)
    except ZeroDivisionError as error:
        assert error.__traceback__.tb_next.tb_lineno == f.__code__.co_firstlineno + 2
    else:
        raise AssertionError("nothing was raised")
