"""References: after a compiled function has run a hundred times, however it ended, every object has as many as before."""

import gc
import sys

import numpy as np
import pytest

import coluber as cb


class Tracked:
    live = 0

    def __init__(self):
        Tracked.live += 1

    def __del__(self):
        Tracked.live -= 1

    def __add__(self, other):
        return Tracked()

    def fails(self):
        raise ValueError


class Context:
    def __enter__(self):
        return Tracked()

    def __exit__(self, *exception):
        return False


def expression(x, y):
    z = x + y
    return z + x


def failing(x):
    z = x + x
    w = [z, z]
    z.fails()
    return w


def handled(x):
    kept = None
    try:
        y = x + x
        y.fails()
    except ValueError as error:
        kept = error
    return kept is None


def with_statement(context):
    with context as value:
        value.fails()


def loop(items):
    out = []
    for item in items:
        out.append((item, items))
    return out


def rebinding(a, b, n):
    for i in range(n):
        a, b = b, a
    return a


def one_branch(condition, x):
    if condition:
        y = x + x
    else:
        y = x
    return y


def unpacking(items):
    first, *rest = items
    return rest


def array_argument(a):
    return a


def array_row(a):
    return a[1]


def array_rows(a):
    total = 0.0
    for row in a:
        for value in row:
            total += value
    return total


def new_array(n):
    a = np.zeros((n, n))
    b = a
    return b


def new_array_lost(a, index):
    b = np.zeros(10)
    b[index] = a[0]
    return b


def overflowing(n, x):
    y = x + x
    z = np.zeros(3)
    r = n
    for i in range(5):
        r = r * n
    return r, y, z


def tuple_result(a):
    return a, a, 1.0


def views(a, n):
    v = a
    for i in range(n):
        v = a[i:][::-1]
        v[0] = v[-1]
    return v.T, v[None], a[1:3, 0]


def views_lost(a, index):
    v, w = a[1:], a[:, ::2]
    return v[index:, 1][index], w


def arrays_through_python(n, bad):
    s = 0.0
    for i in range(n):
        t = np.linspace(0.0, 1.0, 5)[1:]
        s += np.concatenate((t, np.ones(2)))[bad]
    return s


def a_result_of_another_type(x):
    items = [1.0, 2.0]
    items[0] = x
    a = np.array(items)
    return a, len(a)


CALLS = [
    (views, lambda: (np.zeros((3, 4)), 3)),
    (views, lambda: (np.zeros((3, 4)), 0)),
    (views_lost, lambda: (np.zeros((3, 4)), 20)),
    (arrays_through_python, lambda: (5, 3)),
    (arrays_through_python, lambda: (5, 6)),
    (a_result_of_another_type, lambda: (Tracked(),)),
    (expression, lambda: (Tracked(), Tracked())),
    (failing, lambda: (Tracked(),)),
    (handled, lambda: (Tracked(),)),
    (with_statement, lambda: (Context(),)),
    (loop, lambda: ([1, 2, 3],)),
    (rebinding, lambda: (np.zeros(3), np.ones(3), 4)),
    (rebinding, lambda: (np.zeros(3), np.ones(3), 5)),
    (one_branch, lambda: (True, Tracked())),
    (one_branch, lambda: (False, Tracked())),
    (unpacking, lambda: ([Tracked(), Tracked()],)),
    (array_argument, lambda: (np.zeros(3),)),
    (array_row, lambda: (np.zeros((3, 4)),)),
    (array_rows, lambda: (np.zeros((3, 4)),)),
    (new_array, lambda: (5,)),
    (new_array_lost, lambda: (np.zeros(3), 20)),
    (overflowing, lambda: (1 << 40, Tracked())),
    (tuple_result, lambda: (np.zeros(3),)),
]


def run(function, args):
    try:
        function(*args)
    except (ValueError, IndexError):
        pass


@pytest.mark.parametrize("function, make_args", CALLS, ids=[f"{f.__name__}-{i}" for i, (f, _) in enumerate(CALLS)])
def test_nothing_is_lost_or_kept(function, make_args):
    compiled, args = cb.jit(function), make_args()
    for _ in range(5):
        run(compiled, args)
    gc.collect()
    counted = [arg for arg in args if not isinstance(arg, int)]  # small ints are everybody's
    before = Tracked.live, [sys.getrefcount(arg) for arg in counted]
    for _ in range(100):
        run(compiled, args)
    gc.collect()
    assert (Tracked.live, [sys.getrefcount(arg) for arg in counted]) == before


def temporaries(n):
    s = 0.0
    for i in range(n):
        t = np.ones(10_000)
        u = np.copy(t[::-1])
        u[1:] = t[:-1]
        s += np.linspace(0.0, 1.0, 10_000)[1] + u[0]
    return s


def test_temporaries_are_freed_where_python_frees_them():
    tracemalloc = pytest.importorskip("tracemalloc")
    compiled = cb.njit(temporaries)
    compiled(2)
    tracemalloc.start()
    try:
        compiled(50)
        used, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert used < 10_000 and peak < 8 * 80_000  # NumPy's own temporaries included
