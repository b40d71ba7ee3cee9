"""Compiling and running the CFD's kernels (irrotational and viscous, about 60 lines together), first of a process."""

from bench import harness
from bench.contestants import COLUBER, NUMBA, PLACES
from bench.harness import interval
from bench.report import Row, absolute_line

SCRIPT = """
import json, time
import numpy as np
from TOOL import DECORATOR as decorate
from bench.contestants import cfd_kernels
plain = cfd_kernels(lambda function: function)
psi, new, zeta, znew = (np.ones((6, 6)) for _ in range(4))
begin = time.process_time()
irrotational, viscous = decorate(plain.irrotational), decorate(plain.viscous)
irrotational(psi, new, 1.0, 3, 0.0)
viscous(psi, zeta, new, znew, 0.5, 1.0, 3, 0.0)
time.sleep(0.05)
print(json.dumps({"first": time.process_time() - begin}))
"""
TOOLS = {COLUBER: ("coluber", "jit"), NUMBA: ("numba", "njit")}


def run(options):
    scripts = {
        name: (PLACES[name], SCRIPT.replace("TOOL", tool).replace("DECORATOR", decorate))
        for name, (tool, decorate) in TOOLS.items()
    }
    found, missing = harness.in_fresh_processes(scripts, options)
    values = {name: [1e3 * one["first"] for one in runs] for name, runs in found.items()}
    peers = {NUMBA: interval(values[NUMBA]) if values[NUMBA] else missing.get(NUMBA, "not measured")}
    line = absolute_line("first of a process", "ms CPU", values[COLUBER], 60, peers, missing.get(COLUBER, ""))
    return Row("compile_cfd", "compile and run the CFD kernels", [line])
