"""The tour: the lecture's examples and the flow in a box, measured at this moment. Called by `make demo`.

    python examples/demo.py [--picture FILE]
"""

import argparse
import platform
import sys
import time
import timeit
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from examples.cfd import cfd, output, reference, variants

# variant, scale, iterations; each has a row of reference figures
RUNS = (("loops", 1, 100), ("jit", 1, 1000), ("c", 1, 1000), ("jit", 10, 1000), ("c", 10, 1000))
REPEATS = 5  # of compiled runs: they take milliseconds, and the best one counts
PICTURE = (2, 4000, 2.0)  # scale, iterations, Reynolds number: converged


def main():
    parser = argparse.ArgumentParser(prog="demo", description=__doc__.splitlines()[0])
    parser.add_argument("--picture", metavar="FILE", default="cfd.png", help="where the picture goes, default cfd.png")
    options = parser.parse_args()
    try:
        begin = time.process_time()
        from coluber import jit  # noqa: F401  (measured)
    except ImportError as error:
        if not (error.name or "").startswith("coluber"):
            raise
        sys.exit(f"demo: {sys.executable} cannot import coluber; run `make demo`, which builds it")
    imported = time.process_time() - begin
    print(f"coluber on Python {platform.python_version()}, NumPy {np.__version__}; imported in {imported * 1e3:.1f} ms\n")
    good = show_fib()
    good &= show_array_sqrt()
    good &= show_flow()
    draw_flow(options.picture)
    if not good:
        sys.exit("demo: a result is wrong, see above")


def show_fib():
    """The lecture's fib at n = 200."""
    from examples.lecture.fib import compiled_fib, fib

    first = cpu_seconds(lambda: compiled_fib(200))
    rows, times = [], {}
    for name, function in (("CPython", fib), ("coluber.jit", compiled_fib)):
        times[name] = nanoseconds(function, 200)
        rows.append((name, f"{times[name]:,.0f} ns", f"{times['CPython'] / times[name]:.1f} x", repr(function(200))))
    table("fib(200)", ("", "a call", "faster", "result"), rows)
    print(f"first call, compilation included: {first * 1e3:.1f} ms of processor time\n")
    return compiled_fib(200) == fib(200)


def show_array_sqrt():
    """The lecture's array_sqrt on four numbers."""
    from examples.lecture.array_sqrt import array_sqrt

    ain = np.array([4.0, 9.0, 16.0, 25.0])
    aout = np.empty_like(ain)
    print("array_sqrt(4, [4. 9. 16. 25.], out)")
    first = cpu_seconds(lambda: array_sqrt(4, ain, aout))
    print(aout)
    print(f"first call, compilation included: {first * 1e3:.1f} ms of processor time\n")
    return bool(np.array_equal(aout, [2.0, 3.0, 4.0, 5.0]))


def show_flow():
    """The flow in a box: each run against the reference figures."""
    rows, good = [], True
    for variant, scale, iterations in RUNS:
        with Progress(f"flow in a box: {variant}, scale {scale}, {iterations} iterations"):
            try:
                repeats = 1 if variant == "loops" else REPEATS
                runs = [cfd.run(variant, scale, iterations) for _ in range(repeats)]
            except variants.Unavailable as error:
                rows.append((variant, str(scale), str(iterations), "", "", "", str(error)))
                continue
        best = min(runs, key=lambda one: one.seconds)
        prepared = runs[0].prepared
        compared = reference.compare(scale, iterations, None, None, best.done, best.figures)
        wrong = [one.name for one in compared if not one.good]
        good &= not wrong
        verdict = f"WRONG: {', '.join(wrong)}" if wrong else f"all {len(compared)} agree"
        compiled = "" if prepared is None else f"{prepared * 1e3:.1f} ms"
        times = (compiled, f"{best.seconds * 1e3:,.1f} ms", f"{best.speed:,.1f}")
        rows.append((variant, str(scale), str(iterations), *times, verdict))
    columns = ("variant", "scale", "iterations", "compiled", "loop", "million updates/s", "reference figures")
    table("flow in a box (best of 5; interpreted: one run)", columns, rows)
    return good


def draw_flow(file):
    """The picture of a converged viscous flow, computed by the jit variant."""
    scale, iterations, reynolds = PICTURE
    try:
        with Progress(f"picture: jit, scale {scale}, {iterations} iterations, Re {reynolds:g}"):
            result = cfd.run("jit", scale, iterations, reynolds)
            output.draw(file, result.psi, scale, result.done, reynolds, result.error)
    except ModuleNotFoundError as error:
        print(f"no picture: it needs {error.name}")
        return
    print(f"the flow at Re {reynolds:g} is drawn in {Path(file).resolve()}")


class Progress:
    """One line that says what is going on, while it goes on; nothing where the output is no terminal."""

    def __init__(self, what):
        self._what = what

    def __enter__(self):
        if sys.stdout.isatty():
            print(f"... {self._what}", end="\r", flush=True)

    def __exit__(self, *_):
        if sys.stdout.isatty():
            print(" " * (len(self._what) + 4), end="\r", flush=True)


def cpu_seconds(call):
    begin = time.process_time()
    call()
    return time.process_time() - begin


def nanoseconds(function, n):
    """The best of a few rounds of many calls."""
    timer = timeit.Timer("function(n)", globals={"function": function, "n": n})
    calls, _ = timer.autorange()
    return min(timer.repeat(5, calls)) / calls * 1e9


def table(title, columns, rows):
    """Print a table, with rich if it is there."""
    try:
        from rich.console import Console
        from rich.table import Table
    except ModuleNotFoundError:
        plain_table(title, columns, rows)
        return
    drawn = Table(title=title, title_justify="left")
    for column in columns:
        drawn.add_column(column, justify="right" if column not in ("", "variant", "reference figures") else "left")
    for row in rows:
        drawn.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 120).print(drawn)


def plain_table(title, columns, rows):
    widths = [max(map(len, column)) for column in zip(columns, *rows)]
    print(title)
    for row in (columns, *rows):
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


if __name__ == "__main__":
    main()
