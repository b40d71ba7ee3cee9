"""fib(200), the call included."""

from bench import harness, kernels
from bench.contestants import C_CLANG, C_GCC, COLUBER, CPYTHON, CYTHON, NUMBA, function, places
from bench.report import Row, timed_line
from bench.worker import Call

CASES = ("fib(200)",)
CONTESTANTS = places(COLUBER, C_GCC, C_CLANG, CYTHON, NUMBA, CPYTHON)


def call(contestant, case):
    return Call(function(contestant, "fib"), (200,), lambda result: result == kernels.fib(200))


def run(options):
    samples = harness.compare("fib", CASES, CONTESTANTS, options)
    peers = [one for one in CONTESTANTS if one != COLUBER]
    lines = [
        timed_line(samples, CASES[0], COLUBER, peers, "ns", to=CYTHON, at_most=1.0, bar="≥ typed Cython"),
        timed_line(samples, CASES[0], COLUBER, [], "ns", to=C_CLANG, at_most=1.0, bar="aim: clang's C"),
        timed_line(samples, CASES[0], COLUBER, [], "ns", to=CPYTHON, at_most=1.0, bar="(CPython)"),
    ]
    return Row("fib", "fib(200), call included", lines)
