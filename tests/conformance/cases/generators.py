"""Generator expressions: where a loop or a builtin uses them up, their code runs in place."""

import numpy as np

from coluber import _core
from tests.conformance.harness import case, scenario


@case((5,), (0,))
def sum_of_ints(n):
    return sum(i * i for i in range(n))


@case((np.array([0.1] * 10),), (np.array([]),))
def sum_over_an_array(a):
    return sum(x * 2 for x in a)


@case((10,), (0,))
def sum_of_floats_is_pythons(n):
    return sum(0.1 * i for i in range(n)), sum((i * 1e16 - 1.0 for i in range(n)), 0.0)


@case((10,))
def sum_of_mixed_numbers(n):
    return sum(i if i % 2 else i * 0.1 for i in range(n)), sum((i for i in range(n)), start=1)


@case((1e308,))
def sum_that_overflows(x):
    return sum(x for _ in range(3)), sum(-0.0 for _ in range(2))


@case((2**62,), njit=OverflowError, twin=True)
def sum_beyond_64_bits(x):
    return sum(x for _ in range(5))


@case((7,), (1,), (0,))
def any_and_all(n):
    return any(i > 3 for i in range(n)), all(i < 5 for i in range(n))


@case((3,), njit=False)
def any_stops_at_once(limit):
    seen = []
    found = any(seen.append(i) or i > limit for i in range(10))
    return found, seen


@case((5,), (1,))
def extremes(n):
    return min((i - 2) * (i - 2) for i in range(n)), max(i * 0.5 for i in range(n))


@case((0,))
def extremes_of_nothing(n):
    return max(i for i in range(n))


@case((0,), (3,))
def extremes_with_default(n):
    return max((i for i in range(n)), default=-1), min((i for i in range(n)), default=7)


@case((4,), (0,))
def containers(n):
    return (list(i * i for i in range(n)), tuple(i + 0.5 for i in range(n)), set(i % 2 for i in range(n)),
            dict((i, i * i) for i in range(n)), sorted(-i for i in range(n)))


@case((4,), njit=False)
def joined(n):
    return ", ".join(str(i) for i in range(n))


@case((3,))
def nested_clauses(n):
    return sum(i * j for i in range(n) for j in range(i) if (i + j) % 2)


@case((3, 2.0))
def captured_variables(n, s):
    total = 0.0
    for k in range(n):
        total += sum(k * s + i for i in range(n))
    return total


@case((5,), (0,))
def a_loop_over_one(n):
    total = 0
    for square in (i * i for i in range(n)):
        if square == 4:
            continue
        if square > 9:
            break
        total += square
    else:
        total += 1000
    return total


@case((3,))
def one_inside_another(n):
    return sum(x + 1 for x in (i * i for i in range(n))), [y for y in (i + 1 for i in range(n))]


@case((3,))
def the_variables_stay_inside(i):
    s = sum(i for i in range(5))
    return s, i


@case((4, 0), (4, 2))
def errors_pass(n, d):
    try:
        return sum(i // d for i in range(n))
    except ZeroDivisionError:
        return -1


@case((3,), njit=False)
def a_stop_iteration_inside_is_an_error(n):
    it = iter(range(n))
    return list(next(it) + 0 * i for i in range(10))


@case((3,), njit=False)
def the_first_iterable_is_evaluated_first(n):
    log = []

    def note(x):
        log.append(x)
        return x

    total = sum(note(i) for i in (note("iterable"), range(n))[1])
    return total, log


@case((4,), njit=False)
def given_to_other_functions(n):
    return np.fromiter((i * i for i in range(n)), float), list(map(str, (i for i in range(n))))


@case((4,), njit=False)
def kept_in_a_variable(n):
    g = (i * n for i in range(n))
    first = next(g)
    return first, list(g), list(g)


@case((4,), njit=False)
def late_binding_of_a_kept_one(n):
    k = 1
    g = (i * k for i in range(n))
    k = 10
    return list(g)


@case(([1, 2], ["a"]), njit=False)
def sums_of_objects(a, b):
    return sum((x for x in (a, b)), [])


@scenario(doors=("jit",))
def a_shadowed_builtin(decorate):
    space = {"sum": lambda it: ["mine", *it], "kept": []}

    def use(n):
        k = 2
        return sum(i * k for i in range(n))

    import types
    made = decorate(types.FunctionType(use.__code__, space))
    assert made(3) == ["mine", 0, 2, 4]
    assert _core.stats(made)["fallbacks"] == 0


@scenario(doors=("jit",))
def a_generator_is_pythons_own(decorate):
    @decorate
    def make(n):
        return (i for i in range(n))

    g = make(3)
    assert type(g).__name__ == "generator" and g.__name__ == "<genexpr>" and list(g) == [0, 1, 2]
