"""Functions that tests/front/test_programs.py runs in CPython and from their untyped IR. `case` names arguments to try.

They write what they do to LOG through `note`, so that the order of evaluation is compared, not only the result.
"""

LOG: list = []
CASES: list = []
COUNTER = 0
FLAG = "before"


def case(*argument_lists):
    def add(function):
        CASES.extend((function, arguments) for arguments in (argument_lists or ((),)))
        return function

    return add


def note(value):
    LOG.append(repr(value))
    return value


class Box:
    """Notes every use."""

    def __init__(self, **fields):
        self.__dict__["fields"] = fields

    def __getattr__(self, name):
        note(("get", name))
        return self.__dict__["fields"][name]

    def __setattr__(self, name, value):
        note(("set", name, value))
        self.fields[name] = value

    def __delattr__(self, name):
        note(("del", name))
        del self.fields[name]

    def __getitem__(self, index):
        note(("item", index))
        return self.fields[index]

    def __setitem__(self, index, value):
        note(("store", index, value))
        self.fields[index] = value

    def __delitem__(self, index):
        note(("remove", index))
        del self.fields[index]

    def __repr__(self):
        return f"Box({self.fields})"


class Manager:
    def __init__(self, name, swallow=False, fail_on=None):
        self.name, self.swallow, self.fail_on = name, swallow, fail_on

    def __enter__(self):
        note(("enter", self.name))
        if self.fail_on == "enter":
            raise OSError("enter")
        return self.name

    def __exit__(self, kind, value, trace):
        note(("exit", self.name, kind, str(value), trace is not None))
        if self.fail_on == "exit":
            raise OSError("exit")
        return self.swallow


# ── loops, conditions, arithmetic ──


@case((0,), (1,), (10,))
def fib(n):
    a = 0.0
    b = 1.0
    for i in range(n):
        a, b = a + b, a
    return a


@case((0,), (7,), (27,))
def collatz(n):
    steps = 0
    while n > 1:
        if n % 2 == 0:
            n //= 2
        elif n == 27 and steps > 5:
            break
        else:
            n = 3 * n + 1
        steps += 1
    else:
        return "done", steps
    return "broken", steps


@case((5,), (0,))
def unset_after_loop(n):
    for i in range(n):
        if i == 3:
            continue
        last = i
    return i, last


@case((1, 2, 3), (3, 2, 1), (2, 2, 2))
def chains(a, b, c):
    first = note(a) < note(b) < note(c)
    second = a == note(b) == c is not None
    if note(a) <= note(b) <= note(c):
        note("ordered")
    if not (a < b < c > 2):
        note("not so")
    return first, second, a < b in (c, 3) , 1 < a < 3 < b


@case((0, 1), (1, 0), (0, 0), ([], "x"), (3, None))
def keeps_values(a, b):
    return note(a) and note(b), note(a) or note(b), a or b and 7, (a and b) or not a, (a if b else note("else"))


@case((1, 5), (5, 1), (None, 0))
def logic(a, b):
    out = []
    if a is None or a > b and b:
        out.append(1)
    if not (a is None) and (b == 1 or a == 1):
        out.append(2)
    while a and not (b > 3 or b == 1):
        b += 1
        out.append(b)
    if a if b else b:
        out.append(3)
    return out, a in (1, 2), a not in (1, 2), a is b, a is not b, not a


@case()
def constants():
    return (1, -1, -2.5, 0xFFFFFFFFFFFFFFFFFFFF, -9223372036854775808, 9223372036854775808, 0o777777777777777777777777,
            1e300, 2j, "text \u00e9 \"quoted\" \\ \n", b"bytes", None, True, ..., -0.0, 10**20, ~5, +3, not 0)


@case((3,))
def while_true(n):
    total = 0
    while True:
        while 1:
            n -= 1
            if n < 0:
                break
            total += n
            if n % 2:
                continue
        total += 100
        if total > 150:
            break
    return total


@case((3, 4))
def nested_else(n, m):
    for i in range(n):
        for j in range(m):
            if i * j == 2:
                note((i, j))
                break
        else:
            note("inner else")
            continue
        note("after break")
    else:
        note("outer else")
    return i, j


# ── names ──


@case((True,), (False,))
def maybe_unset(flag):
    if flag:
        x = 1
    return x


@case()
def deletes():
    x = 1
    y = [x]
    del x
    try:
        return x
    except UnboundLocalError as e:
        note(str(e))
    del y, e
    return "end"


@case()
def delete_in_loop():
    x = 0
    for i in range(3):
        try:
            x += i
            del x
        except UnboundLocalError:
            note(("unset", i))
            x = 10
    return i


@case()
def globals_change():
    global COUNTER, FLAG, NEW
    COUNTER += 1
    FLAG = "after"
    NEW = 5
    value = NEW
    del NEW
    try:
        return NEW
    except NameError as error:
        return value, COUNTER > 0, FLAG, str(error)


def make_closure():
    count = 10
    unset = 1
    del unset

    def closure(n):
        nonlocal count
        count += n
        try:
            return count, unset
        except NameError as error:
            return count, str(error)

    return closure


closure = case((1,), (2,))(make_closure())


class Private:
    __secret = 41

    def __repr__(self):
        return "Private()"

    def method(self, __x):
        self.__field = __x
        return self.__secret + self.__field, sorted(vars(self)), dict(__k=1)


private_method = case((Private(), 3))(Private.method)


class Base:
    def __repr__(self):
        return "Base()"

    def who(self, x):
        return ("base", x)


class Derived(Base):
    def who(self, x):
        return super().who(x + 1)


derived_who = case((Derived(), 3))(Derived.who)


@case((4,))
def walrus(n):
    if (half := n // 2) > 1:
        note(half)
    data = [last := x * half for x in range(n) if (keep := x % 2)]
    return data, last, keep, half


# ── assignments ──


@case()
def targets():
    box = Box(a=1, b=2)
    note("begin")
    a = box.x = box["y"] = note(5)
    box.x += 2
    box[note("y")] *= note(3)
    [c, (d, *e)], f = [1, "hello"], 3
    *g, h = range(4)
    i, j, k = note(1), note(2), note(3)
    i, j = j, i
    (l, m), n = (1, 2), 3
    del box.a, box["b"]
    x: int = 3
    y: note("never")
    box.z: note("never") = 4
    return box, a, c, d, e, f, g, h, i, j, k, l, m, n, x


@case(([1, 2],), ([1],), ([1, 2, 3],), (5,), ("ab",))
def unpack(value):
    a, b = value
    return a, b


@case(([1],), ([],), (range(5),))
def unpack_star(value):
    first, *rest, last = value
    return first, rest, last


@case(([1, 2, 3, 4, 5],))
def slices(x):
    y = x[:]
    y[1:3] = [9]
    y[::2] += [] if len(y[::2]) == 0 else []
    return x[1:], x[:2], x[1:4:2], x[-1], x[slice(1, 2)], y


@case(([1, 2, 3, 4],))
def slice_store(x):
    x = list(x)
    x[1:3] = "ab"
    del x[0], x[::2]
    return x


# ── displays and calls ──


def spread(*args, **kwargs):
    note((args, kwargs))
    return args, kwargs


@case()
def calls():
    more, named = [1, 2], {"p": 1, "q": 2}
    spread()
    spread(1, k=2)
    spread(*more)
    spread(*more, 3, *more, z=1)
    spread(**named)
    spread(note(1), *note(more), x=note(4), **note(named), y=note(5))
    return max(*more, key=lambda_like), "{}-{x}".format(1, x=2), [].append(3)


def lambda_like(x):
    return -x


@case()
def repeated_keyword():
    return spread(a=1, **{"a": 2})


@case()
def displays():
    a, b = [1, 2], {"x": 1}
    return ([*a, 3, *a], (*a, 0), {*a, 5}, {**b, "y": 2, "x": 3, **b, "w": 0}, {}, [], (), {1: 2, 3: 4}, {7, 7, 8},
            [note(1), note(2)], {note(3): note(4)})


@case((3.14159, "x"))
def f_strings(value, text):
    width = 10
    return (f"{value:.2f}|{text!r:>{width}}|{text}{text}", f"{text}", f"plain", f"{value!s}{text!a}", f"", f"{value:{width}.{3}}",
            f"{1 + 1 = }", f"{{}}{width:>5}")


@case()
def imports():
    import os.path
    import os.path as p
    from os.path import join, split as cut
    import math as m, sys
    return os.__name__, p.__name__, join("a", "b"), cut("a/b"), m.pi, sys.__name__


@case()
def import_fails():
    try:
        from string import no_such_thing
    except ImportError as error:
        return type(error).__name__


# ── comprehensions ──


@case((5,))
def comprehensions(n):
    x = "outer"
    a = [x * 2 for x in range(n)]
    b = {x: y for x in range(3) for y in range(x) if y or x}
    c = {x % 3 for x in range(n) if x if x > 1}
    d = [[i * j for j in range(i)] for i in range(4)]
    e = [(i, j) for i in range(3) if i for j in range(2) if note((i, j))]
    f = [x for x in [y for y in range(3)]]
    g = [v for _, (v, *_) in enumerate([[1, 2], [3]])]
    return a, b, c, d, e, f, g, x


@case()
def comprehension_fails():
    x = 5
    try:
        return [10 // x for x in (1, 0)]
    except ZeroDivisionError as error:
        return x, str(error)


@case((4,), (0,))
def generator_expressions(n):
    total = sum(note(i) * 2 for i in note(range(n)) if note(i % 3))
    found = any(note(i) > 1 for i in range(n)), all(note(i) < 2 for i in range(n))
    best = max((note(-i) for i in range(n)), default=None)
    return total, found, best, dict((i, note(i)) for i in range(n)), sorted(note(-i) for i in range(n))


@case((5,), (1,))
def a_loop_over_a_generator_expression(n):
    for pair in ((i, j) for i in range(n) for j in range(note(i))):
        if pair == (3, 1):
            break
        if pair[1]:
            continue
        note(pair)
    else:
        note("else")
    return n


@case((5,), (0,))
def an_inner_generator(n):
    before = 0

    def numbers(k, step=2):
        nonlocal before
        note("begins")
        for i in range(0, k, step):
            before += 1
            yield note(i)
            note("goes on")
            if i > 5:
                return
        yield from ("a", "b")

    for x in numbers(n):
        note(("took", x, before))
        if x == "b":
            break
    return [y for y in numbers(3)], before
