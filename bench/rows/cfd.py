"""The CFD's loops with checks on, against the better of gcc and clang-19, at the benchmark sizes of the mini-app."""

import numpy as np

from bench import harness
from bench.contestants import C_CLANG, C_GCC, COLUBER, CYTHON, NUMBA, cfd_kernels, decorator, extension, places
from bench.report import Interval, Row, timed_line
from bench.worker import Call, Missing
from examples.cfd import flow

# case: scale, iterations in a sample, Reynolds number
CASES = {
    "scale 1, 20,000 iterations": (1, 20_000, None),
    "scale 10, 400 iterations": (10, 400, None),
    "scale 32, 50 iterations": (32, 50, None),
    "scale 128, 10 iterations": (128, 10, None),
    "scale 4, 1,000 iterations, Re 2": (4, 1000, 2.0),
}
C = (C_GCC, C_CLANG)
UNCHECKED = "Cython, unchecked"
CONTESTANTS = places(COLUBER, *C, NUMBA, CYTHON) | {UNCHECKED: "peer"}
BAR = 0.9
_fields = {}  # all contestants of a process work on the same arrays


def fields(scale, viscous):
    """Arrays for a case, the start values, and a function that puts the start values back."""
    if (scale, viscous) not in _fields:
        psi = flow.start_psi(scale)
        starts = [psi] + ([flow.start_zeta(psi)] if viscous else [])
        arrays = [one.copy() for one in starts] + [one.copy() for one in starts]

        def reset():
            for array, start in zip(arrays, starts * 2):
                array[:] = start

        _fields[scale, viscous] = arrays, flow.norm(*starts), reset
    return _fields[scale, viscous]


def kernels(contestant, viscous):
    if contestant in C:
        return extension(contestant)
    if contestant in (CYTHON, UNCHECKED):
        if viscous:
            raise Missing("not written for Cython")
        module = extension(CYTHON)
        return module if contestant == CYTHON else type("", (), {"irrotational": module.irrotational_unchecked})
    return cfd_kernels(decorator(contestant))


def call(contestant, case):
    scale, iterations, reynolds = CASES[case]
    viscous = reynolds is not None
    found = kernels(contestant, viscous)
    arrays, norm, reset = fields(scale, viscous)

    def expected(result):
        done, error = result
        last = arrays[0] if done % 2 == 0 else arrays[len(arrays) // 2]
        return done == iterations and 0.0 <= error < 1.0 and bool(np.isfinite(last).all())

    if viscous:
        return Call(found.viscous, (*arrays, reynolds / scale, norm, iterations, 0.0), expected, reset)
    return Call(found.irrotational, (*arrays, norm, iterations, 0.0), expected, reset)


def run(options):
    samples = harness.compare("cfd", CASES, CONTESTANTS, options)
    peers = [one for one in CONTESTANTS if one != COLUBER]
    lines = []
    for case, (scale, iterations, reynolds) in CASES.items():
        best = samples.fastest(case, C)
        bar = BAR if reynolds is None else None
        text = f"≥ {BAR} of C's speed" if bar else ""
        line = timed_line(samples, case, COLUBER, peers, "ms", to=best, speed_at_least=BAR, bar=text)
        if bar is None:
            line.met = None
        updates = (32 * scale) ** 2 * iterations
        line.value = as_speed(line.value, updates)
        line.peers = {name: as_speed(value, updates) for name, value in line.peers.items()}
        line.unit = "M updates/s"
        lines.append(line)
    return Row("cfd", "CFD `jit` loops, checks on", lines)


def as_speed(value, updates):
    """Milliseconds as million updates a second."""
    if isinstance(value, str):
        return value
    speed = [updates / one / 1e3 for one in (value.median, value.high, value.low)]
    return Interval(*speed, value.count)
