"""What `import` costs beyond NumPy's, and what memory it and a first compile add."""

from bench import harness
from bench.contestants import COLUBER, NUMBA, PLACES
from bench.harness import interval
from bench.report import Row, absolute_line

SCRIPT = """
import json, time
import numpy as np
from bench import kernels

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))

ain, aout = np.ones(4), np.ones(4)
kernels.array_sqrt(4, ain, aout)
start, begin = resident(), time.process_time()
from TOOL import DECORATOR as decorate
seconds, imported = time.process_time() - begin, resident()
decorate(kernels.array_sqrt)(4, ain, aout)
time.sleep(0.03)
print(json.dumps({"ms": seconds * 1e3, "import": imported - start, "compile": resident() - imported}))
"""
TOOLS = {COLUBER: ("coluber", "jit"), NUMBA: ("numba", "njit")}
CASES = (
    ("`import` beyond `import numpy`", "ms", "ms CPU", 10),
    ("memory added by import", "import", "MB", 10),
    ("memory added by a first compile", "compile", "MB", 50),
)


def run(options):
    scripts = {
        name: (PLACES[name], SCRIPT.replace("TOOL", tool).replace("DECORATOR", decorate))
        for name, (tool, decorate) in TOOLS.items()
    }
    found, missing = harness.in_fresh_processes(scripts, options)
    lines = []
    for case, key, unit, bar in CASES:
        theirs = [one[key] for one in found[NUMBA]]
        peers = {NUMBA: interval(theirs) if theirs else missing.get(NUMBA, "not measured")}
        ours = [one[key] for one in found[COLUBER]]
        lines.append(absolute_line(case, unit, ours, bar, peers, missing.get(COLUBER, "")))
    return Row("import_cost", "import and memory", lines)
