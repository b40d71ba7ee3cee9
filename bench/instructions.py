"""Instructions a call, counted by callgrind: exact where time is too noisy for small things.

    python -m bench.instructions [--contestant NAME ...] [CASE ...]

Counted are many calls, between two calls that switch the counting on and off; the interpreter's part of a call is in it.
valgrind 3.19 knows no AVX-512, so the C extensions are built for x86-64-v3; coluber asks the processor, which is then
valgrind's.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys

from bench import harness
from bench.contestants import C_CLANG, C_GCC, COLUBER, CYTHON, NUMBA, PLACES
from bench.worker import UNROLLED

CASES = {
    "f(int)": ("call", "f(int)"),
    "f(float)": ("call", "f(float)"),
    "f(array)": ("call", "f(array) → float"),
    "f(five)": ("call", "f(3 arrays, float, int) → float"),
    "f(element)": ("call", "f(array) → np.float64"),
    "fib": ("fib", "fib(200)"),
    "sqrt4": ("array_sqrt", "n = 4"),
    "sqrt1000": ("array_sqrt", "n = 1,000"),
}
ROUNDS = 1000
SCRIPT = """
import ctypes, gc, importlib
from bench import worker
gc.disable()
counting = ctypes.CDLL({counting!r})
call = importlib.import_module("bench.rows.{row}").call({contestant!r}, {case!r})
loop = worker.make_loop(len(call.arguments), worker.UNROLLED)
loop(call.function, *call.arguments, 10)
counting.start_counting()
loop(call.function, *call.arguments, {rounds})
counting.stop_counting()
"""


def measure(case, contestant, counting):
    """Instructions a call, or a sentence that says why there is no number."""
    row, case = CASES[case]
    python = harness.pythons()[PLACES[contestant]]
    if not shutil.which(python):
        return f"no interpreter {python}"
    code = SCRIPT.format(row=row, case=case, contestant=contestant, rounds=ROUNDS, counting=str(counting))
    command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=/dev/null"]
    environment = dict(os.environ, PYTHONPATH=str(harness.ROOT), BENCH_MARCH="x86-64-v3")
    run = subprocess.run(
        [*command, str(python), "-c", code], cwd=harness.ROOT, env=environment, capture_output=True, text=True
    )
    if run.returncode != 0:
        return next((line for line in reversed(run.stderr.splitlines()) if not line.startswith("==")), "failed")
    return int(re.search(r"Collected : (\d+)", run.stderr)[1]) / (ROUNDS * UNROLLED)


def build_counting():
    library = harness.BUILD / "counting.so"
    library.parent.mkdir(parents=True, exist_ok=True)
    source = harness.ROOT / "bench/peers/counting.c"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", str(source), "-o", str(library)], check=True)
    return library


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.instructions", description=__doc__.splitlines()[0])
    parser.add_argument("cases", metavar="CASE", nargs="*", help=f"default all: {', '.join(CASES)}")
    names = (COLUBER, C_GCC, C_CLANG, NUMBA, CYTHON)
    parser.add_argument("--contestant", action="append", choices=names, help="default coluber and both C")
    options = parser.parse_args()
    if unknown := [case for case in options.cases if case not in CASES]:
        parser.error(f"unknown case {unknown[0]}; there are: {', '.join(CASES)}")
    if not shutil.which("valgrind"):
        parser.error("needs valgrind")
    counting = build_counting()
    found = {}
    for case in options.cases or CASES:
        for contestant in options.contestant or (COLUBER, C_GCC, C_CLANG):
            found[f"{case} by {contestant}"] = value = measure(case, contestant, counting)
            shown = value if isinstance(value, str) else f"{value:,.1f} instructions a call"
            print(f"{case:<12} {contestant:<14} {shown}", flush=True)
    if not options.cases and not options.contestant:
        content = {"environment": harness.environment(), "instructions a call": found}
        harness.RESULTS.mkdir(exist_ok=True)
        (harness.RESULTS / "instructions.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
