"""What a call costs: against C functions that check and unbox the same and return the same type."""

import numpy as np

from bench import harness, kernels
from bench.contestants import C_CLANG, C_GCC, C_OBJECT, COLUBER, CPYTHON, CYTHON, NUMBA, function, places
from bench.report import Row, timed_line
from bench.worker import Call

# case: function, arguments, bar
ONE = np.array([2.0, 3.0, 5.0, 7.0])
CASES = {
    "f(int)": ("f_int", (12345,), 1.2),
    "f(float)": ("f_float", (2.5,), 1.2),
    "f(array) → float": ("f_array", (ONE,), 1.2),
    "f(3 arrays, float, int) → float": ("f_five", (ONE, ONE + 1, ONE + 2, 2.5, 3), 1.3),
    "f(array) → np.float64": ("f_element", (ONE,), None),
}
CONTESTANTS = places(COLUBER, C_GCC, C_CLANG, C_OBJECT, CPYTHON, NUMBA, CYTHON)


def call(contestant, case):
    name, arguments, _ = CASES[case]
    plain = getattr(kernels, name)(*arguments)

    def expected(result):
        # Numba turns a NumPy scalar into a Python number
        return result == plain and (type(result) is type(plain) or contestant == NUMBA)

    return Call(function(contestant, name), arguments, expected)


def run(options):
    samples = harness.compare("call", CASES, CONTESTANTS, options)
    lines = []
    for case, (_, _, bar) in CASES.items():
        text = f"≤ {bar} × C" if bar else ""
        best = samples.fastest(case, (C_GCC, C_CLANG))
        peers = [one for one in CONTESTANTS if one != COLUBER]
        lines.append(timed_line(samples, case, COLUBER, peers, "ns", to=best, at_most=bar, bar=text))
    return Row("call", "call, unboxing and boxing included", lines)
