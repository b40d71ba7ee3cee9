"""Table: the rows of docs/compatibility.md, one small function each, with arguments to call it with. tools/make_compatibility.py compiles and
calls every one of them by `njit` and by `jit`, compares with Python, and writes down what it found.

A row is a construct as a reader would look it up. The function shows it and little else.
"""

import collections
import contextlib
import enum
import functools
import itertools
import math
import operator
import random

import numpy as np

ROWS = []  # of (section, title, function, args)
SECTION = [""]


def section(title):
    SECTION[0] = title


def row(title, *args):
    def mark(function):
        ROWS.append((SECTION[0], title, function, args))
        return function
    return mark


class Point:
    def __init__(self, x):
        self.x = x


class Color(enum.Enum):
    RED = 1


class Mine(Exception):
    pass


class WithInit(Exception):
    def __init__(self, x):
        self.x = x


Pair = collections.namedtuple("Pair", "a b")
FACTOR = 3
A = np.arange(6.0)
M = np.arange(6.0).reshape(2, 3)

# ───────────────────────────── statements ─────────────────────────────
section("Statements")


@row("assignment, chained `a = b = x`", 2)
def _(n):
    a = b = n + 1
    return a * b


@row("unpacking `a, b = t`", (1, 2.5))
def _(t):
    a, b = t
    return b, a


@row("starred unpacking `a, *b = t`", (1, 2, 3))
def _(t):
    a, *b = t
    return a, b


@row("augmented assignment", 2, A)
def _(n, a):
    n += 1
    a = a.copy()
    a[0] += n
    return a[0]


@row("walrus `(x := …)`", 2)
def _(n):
    if (x := n * n) > 3:
        return x
    return 0


@row("annotated assignment", 2)
def _(n):
    x: int = n
    return x


@row("`if`, `elif`, `else`", 2)
def _(n):
    if n > 2:
        return 1
    elif n == 2:
        return 2
    else:
        return 3


@row("`while` with `else`, `break`, `continue`", 9)
def _(n):
    s = 0
    while n > 0:
        n -= 1
        if n % 2:
            continue
        s += n
        if s > 100:
            break
    else:
        s = -s
    return s


@row("`for` over `range`", 5)
def _(n):
    s = 0
    for i in range(n):
        s += i
    return s


@row("`for` over an array", A)
def _(a):
    s = 0.0
    for x in a:
        s += x
    return s


@row("`for` over a list", [1, 2])
def _(items):
    s = 0
    for x in items:
        s += x
    return s


@row("`match`: literals, `|`, guards, captures", 3)
def _(n):
    match n:
        case 0 | 1:
            return "small"
        case x if x > 2:
            return "big"


@row("`match`: tuples with stars", (1, 2, 3))
def _(t):
    match t:
        case (first, *_, last):
            return first + last


@row("`match`: built-in classes", 2.5)
def _(x):
    match x:
        case int(n):
            return n
        case float(f):
            return f * 2


@row("`match`: mappings", {"a": 1})
def _(d):
    match d:
        case {"a": x, **rest}:
            return x


@row("`match`: classes of the user's", Point(1))
def _(p):
    match p:
        case Point(x=x):
            return x


@row("`assert` with a message", 2)
def _(n):
    assert n > 1, "too small"
    return n


@row("`raise` of a built-in class with constants", -1)
def _(n):
    if n < 0:
        raise ValueError("negative", 1)
    return n


@row("`raise` with arguments made at run time", -1)
def _(n):
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n


@row("`raise` of a class of the user's", -1)
def _(n):
    if n < 0:
        raise Mine("negative")
    return n


@row("`raise` of a class with an `__init__` of its own", -1)
def _(n):
    if n < 0:
        raise WithInit(n)
    return n


@row("`try`, `except` by class and by tuple, `else`", 0)
def _(n):
    try:
        x = 1 // n
    except (ValueError, KeyError):
        x = 0
    except ZeroDivisionError:
        x = -1
    else:
        x += 1
    return x


@row("`except … as e`, `str(e)`", 0)
def _(n):
    try:
        n = 1 // n
    except ZeroDivisionError as e:
        return str(e)


@row("`raise … from`", 0)
def _(n):
    try:
        return 1 // n
    except ZeroDivisionError as e:
        raise ValueError("n") from e


@row("`finally`", 2)
def _(n):
    try:
        n = 1 // n
    finally:
        n = 5
    return n


@row("`except*`", 0)
def _(n):
    try:
        raise ValueError("v")
    except* ValueError:
        n = 1
    return n


@row("`with`", 2)
def _(n):
    with contextlib.nullcontext(n) as x:
        return x + 1


@row("`del` of a local", 2)
def _(n):
    x = n
    del x
    return n


@row("`del` of an item", [1, 2])
def _(items):
    items = list(items)
    del items[0]
    return items


@row("reading a global", 2)
def _(n):
    return n * FACTOR


@row("`global` with assignment", 2)
def _(n):
    global FACTOR
    FACTOR = 3
    return n


@row("`import` in a function", 2.0)
def _(x):
    import math
    return math.sqrt(x)


@row("nested `def`", 2)
def _(n):
    def inner(x):
        return x + n
    return inner(1)


@row("`class` in a function", 2)
def _(n):
    class C:
        pass
    return n


@row("`yield`", 2)
def _(n):
    def g():
        yield n
    return list(g())


# ───────────────────────────── expressions ─────────────────────────────
section("Expressions")


@row("arithmetic of ints", 7, 2)
def _(a, b):
    return a + b - a * b + a // b + a % b, a / b, a ** b


@row("arithmetic of floats", 7.5, 2.0)
def _(a, b):
    return a + b - a * b, a // b, a % b, a / b, a ** b


@row("bits `& | ^ ~ << >>`", 7, 2)
def _(a, b):
    return a & b | a ^ b, ~a, a << b, a >> b


@row("complex numbers", 1 + 2j)
def _(z):
    return z * z


@row("comparison, chained", 1, 2.5)
def _(a, b):
    return a < b <= 3, a == b, a != b


@row("`and`, `or`, `not`", 1, 0)
def _(a, b):
    return a and b, a or b, not a


@row("conditional expression", 1)
def _(a):
    return 2 if a else 3


@row("`is`, `is None`", 1)
def _(a):
    return a is None, a is not None


@row("`in` a tuple", 1)
def _(a):
    return a in (1, 2), a not in (1, 2)


@row("tuples: display, index, `+`", 1, 2.5)
def _(a, b):
    t = (a, b)
    return t[0], t[-1], t + (3,)


@row("list display and index", 1)
def _(a):
    return [a, 2][0]


@row("dict display and index", 1)
def _(a):
    return {"k": a}["k"]


@row("set display", 1)
def _(a):
    return {a, 2}


@row("starred displays `[*a, b]`", (1, 2))
def _(t):
    return [*t, 3]


@row("starred calls `f(*t)`", (1, 2))
def _(t):
    return max(*t)


@row("list comprehension", 3)
def _(n):
    return [i * i for i in range(n) if i != 1]


@row("dict and set comprehensions", 3)
def _(n):
    return {i: i * i for i in range(n)}, {i % 2 for i in range(n)}


@row("generator expression", 3)
def _(n):
    return sum(i * i for i in range(n))


@row("`lambda`", 3)
def _(n):
    return (lambda x: x + 1)(n)


@row("f-strings", 3, 2.5)
def _(n, x):
    return f"{n} and {x:.3f}"


@row("`%` formatting", 3)
def _(n):
    return "%d" % n


@row("strings: concatenation, index, methods", "abc")
def _(s):
    return (s + "d")[0].upper()


@row("array item `a[i]`, `a[i, j]`", A, M)
def _(a, m):
    return a[1] + m[1, 2] + m[0][1]


@row("array item assignment", A)
def _(a):
    a = a.copy()
    a[0] = 1.5
    return a[0]


@row("array slice `a[1:3]`", A)
def _(a):
    return a[1:3]


@row("arithmetic of whole arrays", A)
def _(a):
    return a + a * 2


@row("attributes of an object", Point(1))
def _(p):
    return p.x


@row("named tuples", Pair(1, 2))
def _(p):
    return p.a + p.b


@row("enums", Color.RED)
def _(c):
    return c is Color.RED


# ───────────────────────────── builtins ─────────────────────────────
section("Built-in functions")


@row("`abs`", -2)
def _(n):
    return abs(n)


@row("`all`, `any`", [1, 0])
def _(items):
    return all(items), any(items)


@row("`bool`, `int`, `float`", 2.5)
def _(x):
    return bool(x), int(x), float(x)


@row("`complex`", 1.0)
def _(x):
    return complex(x, 2)


@row("`divmod`", 7, 2)
def _(a, b):
    return divmod(a, b)


@row("`enumerate`", 3)
def _(n):
    s = 0
    for i, x in enumerate(range(n)):
        s += i * x
    return s


@row("`zip`", A)
def _(a):
    s = 0.0
    for x, y in zip(a, a):
        s += x * y
    return s


@row("`reversed`", 3)
def _(n):
    s = 0
    for i in reversed(range(n)):
        s = s * 10 + i
    return s


@row("`filter`, `map`", [1, 2])
def _(items):
    return list(map(abs, items))


@row("`hash`, `id`", 3)
def _(n):
    return hash(n)


@row("`hex`, `bin`, `oct`, `chr`, `ord`", 65)
def _(n):
    return hex(n), bin(n), oct(n), chr(n), ord("a")


@row("`isinstance`", 3)
def _(n):
    return isinstance(n, int)


@row("`len`", A)
def _(a):
    return len(a)


@row("`list`, `tuple`, `dict`, `set`", 3)
def _(n):
    return list(range(n)), tuple(range(n)), dict(a=n), set(range(n))


@row("`max`, `min` of arguments", 1, 2)
def _(a, b):
    return max(a, b), min(a, b)


@row("`max`, `min`, `sum` of a list", [1, 2])
def _(items):
    return max(items), min(items), sum(items)


@row("`pow`", 2, 3)
def _(a, b):
    return pow(a, b)


@row("`print`", 2)
def _(n):
    print(end="")
    return n


@row("`repr`, `str`, `format`", 2)
def _(n):
    return repr(n), str(n), format(n, "d")


@row("`round`", 2.5)
def _(x):
    return round(x), round(x, 1)


@row("`slice`", A)
def _(a):
    return a[slice(1, 3)]


@row("`sorted`", [2, 1])
def _(items):
    return sorted(items)


@row("`type`", 2)
def _(n):
    return type(n)


# ───────────────────────────── modules ─────────────────────────────
section("Modules")


@row("`math`", 2.0)
def _(x):
    return math.sqrt(x) + math.sin(x) + math.floor(x) + math.pi


@row("`random.random`", 2)
def _(n):
    random.seed(n)
    return random.random()


@row("`operator`", 1, 2)
def _(a, b):
    return operator.add(a, b)


@row("`functools.reduce`", [1, 2])
def _(items):
    return functools.reduce(operator.add, items)


@row("`itertools`", [1, 2])
def _(items):
    return list(itertools.chain(items, items))


# ───────────────────────────── NumPy ─────────────────────────────
section("NumPy")


@row("`a.shape`, `a.size`, `a.ndim`", M)
def _(m):
    return m.shape, m.size, m.ndim


@row("`np.zeros`, `np.empty`, `np.zeros_like`", 3)
def _(n):
    return np.zeros(n), np.zeros((n, 2)).shape, np.zeros_like(np.zeros(n)).shape


@row("`np.ones`, `np.full`, `np.arange`, `np.linspace`", 3)
def _(n):
    return np.ones(n), np.full(n, 1.5), np.arange(n), np.linspace(0, 1, n)


@row("`np.sqrt`, `np.exp`, … of a number", 2.0)
def _(x):
    return np.sqrt(x) + np.exp(x)


@row("`np.sqrt`, … of an array", A)
def _(a):
    return np.sqrt(a)


@row("`a.sum()`, `a.mean()`, `np.sum(a)`", A)
def _(a):
    return a.sum(), a.mean(), np.sum(a)


@row("`a.T`, `a.reshape`, `a.copy`", M)
def _(m):
    return m.T, m.reshape(3, 2), m.copy()


@row("scalars: `np.float32(x)`, `np.int64(n)`", 2.0)
def _(x):
    return np.float32(x) * np.float32(2), np.int64(3)
