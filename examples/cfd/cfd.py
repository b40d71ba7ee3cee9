"""The program: flow in a box, by the strategy that is asked for.

    python -m examples.cfd SCALE ITERATIONS [REYNOLDS] [--tolerance T] [--variant NAME] [--threads N] [--check]
                           [--plot FILE] [--data DIR]

Exit status: 0 done (and, with --check, right); 1 --check found a wrong figure; 2 the arguments or the machine do not
allow the run; 3 --check has no reference for these arguments.
"""

import argparse
import hashlib
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from examples.cfd import flow, output, reference, variants


@dataclass(frozen=True)
class Result:
    """What a run gave, and how long it took. `seconds` is the loop alone, `prepared` compilation before it."""

    psi: object
    zeta: object
    done: int
    error: float
    seconds: float
    prepared: float | None

    @property
    def speed(self):
        """Million point updates a second."""
        m, n = self.psi.shape[0] - 2, self.psi.shape[1] - 2
        return m * n * self.done / self.seconds / 1e6

    @property
    def figures(self):
        return {"error": self.error} | flow.figures(self.psi, self.zeta)


def run(variant, scale, iterations, reynolds=None, tolerance=None):
    """Solve with a variant (a name, or its module). Raises `variants.Unavailable`."""
    begin = time.perf_counter()
    module = variants.load(variant) if isinstance(variant, str) else variant
    prepare = getattr(module, "prepare", None)
    if prepare:
        prepare(reynolds is not None)
    prepared = time.perf_counter() - begin if prepare else None

    psi = flow.start_psi(scale)
    zeta = None if reynolds is None else flow.start_zeta(psi)
    r = 0.0 if reynolds is None else reynolds / scale
    begin = time.perf_counter()
    done, error = module.solve(psi, zeta, r, iterations, tolerance)
    seconds = time.perf_counter() - begin
    return Result(psi, zeta, int(done), float(error), seconds, prepared)


def check(result, scale, iterations, reynolds, tolerance, data):
    """Compare with the reference, say so, and give the exit status."""
    compared = reference.compare(scale, iterations, reynolds, tolerance, result.done, result.figures)
    if compared is None:
        print("check: there is no reference for these arguments")
        return 3
    expected = reference.VELOCITY_SHA256.get((scale, iterations, reynolds))
    if data and tolerance is None and expected:
        found = hashlib.sha256((Path(data) / "velocity.dat").read_bytes()).hexdigest()
        compared.append(reference.Comparison("velocity.dat", expected, found, found == expected))
    for one in compared:
        print(f"  {one.name:<12} {_shown(one.found):>22} {'agrees' if one.good else f'WRONG, expected {one.expected}'}")
    wrong = sum(not one.good for one in compared)
    print(f"check: {wrong} of {len(compared)} figures are wrong" if wrong else "check: all figures agree")
    return 1 if wrong else 0


def _shown(value):
    return f"{value:.12e}" if isinstance(value, float) else str(value)


def main(arguments=None):
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.reynolds is not None and not 0.0 <= options.reynolds <= flow.MAX_REYNOLDS:
        parser.error(f"the iteration is stable for 0 <= REYNOLDS <= {flow.MAX_REYNOLDS}, not for {options.reynolds:g}")
    if options.threads != 1:
        parser.error(f"variant `{options.variant}` runs on one thread")
    try:
        result = run(options.variant, options.scale, options.iterations, options.reynolds, options.tolerance)
    except variants.Unavailable as error:
        parser.error(str(error))

    size = flow.box(options.scale)
    kind = "irrotational" if options.reynolds is None else f"Re {options.reynolds:g}"
    print(f"size        {size.m} x {size.n} (scale {options.scale}), {kind}")
    print(f"variant     {options.variant}: {variants.VARIANTS[options.variant]}")
    print(f"iterations  {result.done}")
    print(f"error       {result.error:.12e}")
    if result.prepared is not None:
        print(f"compiled in {result.prepared:.4f} s")
    print(f"loop        {result.seconds:.4f} s")
    print(f"speed       {result.speed:.1f} million updates/s")

    if options.data:
        output.write_data(options.data, result.psi, options.scale)
    if options.plot:
        output.draw(options.plot, result.psi, options.scale, result.done, options.reynolds, result.error)
    if options.check:
        asked = (options.scale, options.iterations, options.reynolds, options.tolerance)
        return check(result, *asked, options.data)
    return 0


def _parser():
    names = [f"{name:<12}{what}" for name, what in variants.VARIANTS.items()]
    parser = argparse.ArgumentParser(
        prog="cfd",
        description="Two-dimensional flow in a box, by Jacobi iteration.",
        epilog="variants:\n  " + "\n  ".join(names),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scale", metavar="SCALE", type=_positive, help="32*SCALE points each way")
    parser.add_argument("iterations", metavar="ITERATIONS", type=_positive, help="how many (at most, with --tolerance)")
    parser.add_argument("reynolds", metavar="REYNOLDS", type=float, nargs="?", help="viscous flow, up to 3.7")
    parser.add_argument("--tolerance", metavar="T", type=_tolerance, help="stop when the error is below it")
    parser.add_argument("--variant", metavar="NAME", default="jit", help="strategy, default jit; see below")
    parser.add_argument("--threads", metavar="N", type=_positive, default=1, help="for variants that use threads")
    parser.add_argument("--check", action="store_true", help="compare with the reference figures")
    parser.add_argument("--plot", metavar="FILE", help="draw the flow")
    parser.add_argument("--data", metavar="DIR", help="write velocity.dat and colourmap.dat")
    return parser


def _positive(text):
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


def _tolerance(text):
    value = float(text)
    if not (value > 0.0 and math.isfinite(value)):
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return value


if __name__ == "__main__":
    sys.exit(main())
