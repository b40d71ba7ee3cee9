"""array_sqrt, the call included, against C with -fno-math-errno."""

import numpy as np

from bench import harness
from bench.contestants import C_CLANG, C_GCC, C_OBJECT, COLUBER, CYTHON, NUMBA, function, places
from bench.report import Row, timed_line
from bench.worker import Call

CASES = {"n = 4": 4, "n = 1,000": 1_000, "n = 1,000,000": 1_000_000}
CONTESTANTS = places(COLUBER, C_GCC, C_CLANG, C_OBJECT, NUMBA, CYTHON)
ARRAYS = {n: (np.linspace(0.0, 9.0, n), np.empty(n)) for n in CASES.values()}  # the same ones for all of a process


def call(contestant, case):
    n = CASES[case]
    ain, aout = ARRAYS[n]
    aout[:] = -1.0
    right = np.sqrt(ain)
    return Call(function(contestant, "array_sqrt"), (n, ain, aout), lambda _: np.array_equal(aout, right))


def run(options):
    samples = harness.compare("array_sqrt", CASES, CONTESTANTS, options)
    peers = [one for one in CONTESTANTS if one != COLUBER]
    lines = []
    for case, n in CASES.items():
        best = samples.fastest(case, (C_GCC, C_CLANG))
        unit = "ns" if n <= 1000 else "µs"
        lines.append(timed_line(samples, case, COLUBER, peers, unit, to=best, at_most=1.2, bar="≤ 1.2 × C"))
    return Row("array_sqrt", "`array_sqrt`, call included", lines)
