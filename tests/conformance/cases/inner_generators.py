"""Inner generator functions: where a loop or a builtin uses one up, its code runs in place, and the consumer's stands for `yield`."""

from coluber import _core
from tests.conformance.harness import case, scenario


@case((5,), (0,))
def a_counter(n):
    def count(limit):
        i = 0
        while i < limit:
            yield i
            i += 1

    total = 0
    for x in count(n):
        total += x * x
    return total


@case((6,))
def several_yields(n):
    def pieces(a, b=2, *, c=3.5):
        yield a
        for i in range(b):
            yield i * 0.5
        yield c

    total = 0.0
    for x in pieces(n):
        total += x
    for x in pieces(1, 4, c=2.0):
        total += 10 * x
    return total


@case((4,), (20,))
def breaks_and_continues(n):
    def numbers():
        i = 0
        while True:
            yield i
            i += 1

    total = 0
    for x in numbers():
        if x % 2:
            continue
        if x > n:
            break
        total += x
    else:
        total = -1
    return total


@case((10,), (3,))
def a_return_ends_it(n):
    def until(limit):
        for i in range(10):
            if i == limit:
                return
            yield i

    seen = 0
    for x in until(n):
        seen += 1
    else:
        seen += 100
    return seen


@case((5,))
def a_return_leaves_both(n):
    def numbers():
        for i in range(100):
            for j in range(i):
                yield i * j

    for x in numbers():
        if x > n:
            return x
    return -1


@case((4,))
def variables_around_are_seen_late(n):
    def scaled():
        for i in range(n):
            yield i * factor

    factor = 2
    total = 0
    for x in scaled():
        factor += 1
        total += x
    return total, factor


@case((4,))
def nonlocal_in_a_generator(n):
    steps = 0

    def counting():
        nonlocal steps
        for i in range(n):
            steps += 1
            yield i

    total = 0
    for x in counting():
        total += x * steps
    return total, steps


@case((3,))
def two_generators_nested(n):
    def rows():
        for i in range(n):
            yield i

    def columns(k):
        for j in range(k):
            yield j + 0.5

    total = 0.0
    for r in rows():
        for c in columns(r):
            total += r * c
    return total


@case((3,), njit=False)  # the inner one is Python's own
def one_generator_twice(n):
    def up(k):
        for i in range(k):
            yield i

    pairs = 0
    for a in up(n):
        for b in up(a):
            pairs += 10 * a + b
    return pairs


@case((3,))
def yield_from(n):
    def inner_range(k):
        yield from range(k)
        yield from (10, 20)
        yield 5

    total = 0
    for x in inner_range(n):
        total = total * 3 + x
    return total


@case((3,))
def the_value_of_yield_is_none(n):
    def asks():
        for i in range(n):
            got = yield i
            if got is not None:
                yield 1000

    return sum(x for x in asks())


@case((5,))
def builtins_use_them_up(n):
    def odd(k):
        for i in range(k):
            if i % 2:
                yield i

    return sum(odd(n)), max(odd(n)), list(odd(n)), [x + 1 for x in odd(n)], any(odd(n)), sum(x * 2 for x in odd(n))


@case((3, 0), (3, 1))
def errors_inside_and_outside(n, d):
    def quotients():
        for i in range(n):
            yield i // d

    try:
        total = 0
        for x in quotients():
            total += 6 // (2 - x)
        return total
    except ZeroDivisionError:
        return -1


@case((3,))
def a_handler_of_the_generators_own(n):
    def safe():
        for i in range(n):
            try:
                q = 1 // i
            except ZeroDivisionError:
                q = -1
            yield q

    return sum(q for q in safe())


@case((3,), njit=False)
def a_consumers_error_is_not_the_generators(n):
    def safe():
        for i in range(n):
            try:
                yield i
            except ZeroDivisionError:
                yield 100

    try:
        for x in safe():
            1 // x
    except ZeroDivisionError:
        return "here"


@case((3,), njit=False)
def finally_runs_at_a_break(n):
    log = []

    def guarded():
        try:
            for i in range(n):
                yield i
        finally:
            log.append("closed")

    for x in guarded():
        break
    return log


@case((2**62,), njit=OverflowError, twin=True)
def a_guard_fails_in_the_generator(n):
    def doubling(x):
        for _ in range(3):
            x = x * 2
            yield x

    total = 0
    for x in doubling(n):
        total += 1
    return total, x


@case((2**62,), njit=OverflowError, twin=True)
def a_guard_fails_in_the_consumer(n):
    def counting():
        for i in range(3):
            yield i

    total = n
    for x in counting():
        total += n
    return total, x


@case((4,), njit=False)
def a_generator_that_calls_itself(n):
    def down(k):
        if k:
            yield k
            yield from down(k - 1)

    return [x for x in down(n)]


@case((4,), njit=False)
def a_generator_that_is_kept(n):
    def up(k):
        for i in range(k):
            yield i * n

    g = up(3)
    first = next(g)
    return first, sum(x for x in g), sum(x for x in up(2))


@case((3,), njit=False)
def a_stop_iteration_inside_is_an_error(n):
    def broken():
        it = iter(())
        for i in range(n):
            yield i
            next(it)

    seen = 0
    for x in broken():
        seen += x
    return seen


@case((True,), (False,))
def a_generator_that_may_not_be_there(flag):
    if flag:
        def numbers():
            yield 1

    total = 0
    for x in numbers():
        total += x
    return total


@case((3,))
def a_name_that_both_have(n):
    x = 100

    def numbers():
        for x in range(n):
            yield x

    total = 0
    for y in numbers():
        total += x + y
    return total, x


@scenario(doors=("jit",))
def a_generator_function_escapes(decorate):
    @decorate
    def make(n):
        def up(k=2):
            for i in range(k):
                yield i * n
        return up

    up = make(3)
    assert list(up()) == [0, 3] and list(up(3)) == [0, 3, 6] and type(up()).__name__ == "generator"
    assert _core.stats(make)["fallbacks"] == 0
