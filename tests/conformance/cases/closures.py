"""Nested functions, lambdas and closures: their values are native, calls of them are direct, and Python's rules of binding hold."""

import numpy as np

import coluber
from coluber import _core
from tests.conformance.harness import case, scenario

OFFSET = 100


@case((3,), (2.5,))
def a_lambda_is_called(x):
    f = lambda a, b=2: a * b + 1  # noqa: E731
    return f(x), f(x, 10), f(b=x, a=1)


@case((3, 4), (1.5, 2))
def a_nested_function_captures(x, y):
    def scaled(a):
        return a * x + y

    return scaled(1) + scaled(2.0)


@case((4,), (0,))
def defaults_are_evaluated_once(n):
    made = n + 1

    def f(a, b=made * 2, *, c=n):
        return a + b + c

    return f(1), f(1, 2), f(1, c=5), f(a=2, b=3, c=4)


@case((10,), (1,))
def inner_recursion(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)

    return fact(n)


@case((25,))
def inner_recursion_beyond_64_bits(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)

    return fact(n // 2)


@case((5,), (0,))
def captured_functions(n):
    def double(x):
        return 2 * x

    def apply_twice(x):
        return double(double(x)) + OFFSET

    return apply_twice(n)


@case((5, 2.0))
def functions_as_arguments(x, y):
    def apply(f, value):
        return f(value)

    return apply(lambda v: v + 1, x), apply(lambda v: v * 0.5, y), apply(abs, -x)


@case((3,))
def functions_as_results(n):
    def adder(k):
        def add(x):
            return x + k
        return add

    return adder(n)(10) + adder(2 * n)(20)


@case((4,))
def star_arguments(n):
    def total(first, *rest, scale=1):
        s = first
        for r in rest:
            s += r
        return s * scale

    return total(n), total(n, 1, 2), total(n, 1, 2, scale=3)


@case((4,), njit=False)
def keyword_arguments(n):
    def named(a, **more):
        return a + len(more)

    return named(n), named(n, x=1, y=2)


@case((1, 2), (2.5, 1))
def a_tuple_is_spread(a, b):
    def pair(x, y, z=3):
        return x - y + z

    args = (a, b)
    return pair(*args), pair(*args, 1)


@case((5,), (0,))
def a_counter_in_a_cell(n):
    count = 0

    def tick():
        nonlocal count
        count += 2
        return count

    for _ in range(n):
        tick()
    return count


@case((5,))
def late_binding(n):
    factor = n

    def times(x):
        return factor * x

    before = times(2)
    factor = 10
    return before, times(2)


@case((4,))
def late_binding_in_a_loop(n):
    total = 0
    for i in range(n):
        f = lambda x: x * i  # noqa: E731, B023
        total += f(3)
    return total


@case((3,), njit=False)
def escaped_lambdas_see_the_last_value(n):
    made = []
    for i in range(n):
        made.append(lambda: i)  # noqa: B023
    return [f() for f in made]


@case((3,), njit=False)
def comprehension_lambdas(n):
    made = [lambda: i for i in range(n)]
    return [f() for f in made]


@case((3,))
def defaults_bind_early(n):
    total = 0
    for i in range(n):
        f = lambda x, i=i: x + 10 * i  # noqa: E731
        total += f(1)
    return total


@case((True,), (False,))
def a_captured_name_without_a_value(flag):
    if flag:
        value = 3

    def get():
        return value

    return get()


@case((True,), (False,))
def a_cell_without_a_value(flag):
    def get():
        return value

    if flag:
        value = 3
    return get()


@case((1,))
def a_deleted_cell(x):
    value = x

    def get():
        return value

    first = get()
    del value
    return first, get()


@case((3, 0), (3, 2))
def errors_inside(x, y):
    def divide(a):
        return a // y

    try:
        return divide(x)
    except ZeroDivisionError:
        return -1


@case((3,), same_message=True)
def too_few_arguments(x):
    def f(a, b, *, c):
        return a

    return f(x)


@case((3,))
def too_many_arguments(x):
    def f(a, b=1):
        return a

    return f(x, 2, 3)


@case((3,))
def an_unexpected_keyword(x):
    def f(a):
        return a

    return f(x, b=1)


@case((3,))
def shadowing(x):
    def f(x):
        x = x + 1
        return x

    return f(10) + x


@case((2,))
def three_levels(x):
    def outer(a):
        def middle(b):
            def inner(c):
                return a + b + c + x
            return inner(3)
        return middle(2)
    return outer(1)


@case((np.arange(5.0), 2.0))
def an_array_is_captured(a, s):
    def at(i):
        return a[i] * s

    total = 0.0
    for i in range(len(a)):
        total += at(i)
    return total


@case((np.zeros(3), 2.0))
def an_array_is_written_through_a_closure(a, s):
    def put(i):
        a[i] = s * i

    for i in range(len(a)):
        put(i)
    return a


@case((2**62,), njit=OverflowError, twin=True)
def a_guard_fails_in_an_inner_function(x):
    def grow(v):
        return v * 4

    return grow(x) + grow(1)


@case((2**62,), njit=OverflowError, twin=True)
def a_guard_fails_around_closures(x):
    y = 3

    def add(v):
        return v + y

    z = x * 4
    return add(1) + z


@case((2**62,), njit=OverflowError, twin=True)
def a_guard_fails_around_cells(x):
    n = 0

    def tick():
        nonlocal n
        n += 1
        return n

    tick()
    z = x * 4
    tick()
    return n, z


@case((3,), njit=TypeError, twin=True)
def a_cell_changes_its_type(x):
    value = x

    def change():
        nonlocal value
        value = 0.5

    change()
    return len([value]), value


@scenario
def an_escaped_function_is_pythons_own(decorate):
    @decorate
    def make(n, m):
        def f(a, b=n, *, c: int = m) -> float:
            """Says it."""
            return a + b + c + n
        return f

    f, plain = make(2, 3), make.__wrapped__(2, 3)
    assert type(f) is type(plain) and f.__code__ is plain.__code__
    for name in ("__name__", "__qualname__", "__doc__", "__defaults__", "__kwdefaults__", "__annotations__", "__module__"):
        assert getattr(f, name) == getattr(plain, name), name
    assert f(1) == plain(1) and [c.cell_contents for c in f.__closure__] == [2]


@scenario
def an_escaped_function_is_one_object(decorate):
    @decorate
    def make(n):
        def f():
            return n
        return f, f

    a, b = make(2)
    assert a is b and a() == 2


@scenario(doors=("jit",))
def escaped_functions_share_their_cell(decorate):
    @decorate
    def counter(start):
        count = start

        def tick(by=1):
            nonlocal count
            count += by
            return count

        def read():
            return count

        tick(10)
        return tick, read

    tick, read = counter(5)
    assert (read(), tick(), tick(2), read()) == (15, 16, 18, 18)


@scenario(doors=("jit",))
def recursive_functions_escape(decorate):
    @decorate
    def make():
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)
        return fib

    fib = make()
    assert fib(10) == 55 and fib.__closure__[0].cell_contents is fib


@scenario(doors=("jit",))
def lambdas_of_one_line_are_told_apart(decorate):
    @decorate
    def make(n):
        return [(lambda: n), (lambda: n + 1), (lambda x: x * n)]

    a, b, c = make(3)
    assert (a(), b(), c(5)) == (3, 4, 15)


@scenario(doors=("jit",))
def a_key_function(decorate):
    @decorate
    def by_distance(items, to):
        return sorted(items, key=lambda x: abs(x - to)), max(items, key=lambda x: -x)

    assert by_distance([5, 1, 9, 4], 4) == ([4, 5, 1, 9], 1)
    assert _core.stats(by_distance)["fallbacks"] == 0


@scenario(doors=("jit",))
def decorators_of_inner_functions(decorate):
    def twice(f):
        return lambda *args: f(*args) * 2

    @decorate
    def use(x):
        @twice
        def f(a):
            return a + x
        return f(1)

    assert use(3) == 8


@scenario
def a_jitted_function_as_argument(decorate):
    square = decorate(lambda_square)
    cube = decorate(lambda_cube)

    @decorate
    def integrate(f, n):
        s = 0.0
        for i in range(n):
            s += f(i / n)
        return s / n

    assert integrate(square, 10) == integrate.__wrapped__(lambda_square, 10)
    assert integrate(cube, 10) == integrate.__wrapped__(lambda_cube, 10)
    assert integrate(square, 10) == integrate.__wrapped__(lambda_square, 10)
    stats = _core.stats(integrate)
    assert stats["compiles"] == 2 and stats["fallbacks"] == 0 and _core.stats(square)["native_calls"] == 0


def lambda_square(x):
    return x * x


def lambda_cube(x):
    return x * x * x


@scenario
def a_global_function_as_argument_of_a_jitted_one(decorate):
    apply = decorate(apply_plain)
    globals()["apply_jitted"], globals()["inc_jitted"] = apply, decorate(increment)

    @decorate
    def use(x):
        return apply_jitted(inc_jitted, x) + apply_jitted(abs, -x)  # noqa: F821

    assert use(3) == 7


def apply_plain(f, x):
    return f(x)


def increment(x):
    return x + 1



@case((3,), (2.5,))
def a_jitted_inner_function(x):
    @coluber.jit
    def scaled(a):
        return a * x

    @coluber.njit
    def twice(a):
        return 2 * scaled(a)

    return scaled(2), twice(1)
