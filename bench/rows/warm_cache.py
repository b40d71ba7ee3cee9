"""The first call of a process whose code is in the disk cache: after the import, call included."""

from bench import harness
from bench.contestants import COLUBER, NUMBA, PLACES
from bench.harness import interval
from bench.report import Row, absolute_line

# The kernel lies in a file of its own, which each tool may keep code for; a first process fills the cache and is not measured.
SCRIPT = """
import json, os, sys, tempfile, time
folder = os.path.join(tempfile.gettempdir(), f"coluber-bench-warm-{os.getuid()}")
os.environ["COLUBER_CACHE_DIR"] = os.path.join(folder, "cache")
os.makedirs(folder, exist_ok=True)
file = os.path.join(folder, "warm_TOOL.py")
text = "import numpy as np\\nfrom TOOL import DECORATOR\\n@DECORATOROPTIONS\\ndef array_sqrt(n, ain, aout):\\n    for i in range(n):\\n        aout[i] = np.sqrt(ain[i])\\n"
if not os.path.exists(file) or open(file).read() != text:
    open(file, "w").write(text)
sys.path.insert(0, folder)
from warm_TOOL import array_sqrt
import numpy as np
ain, aout = np.array([4.0, 9.0, 16.0, 25.0]), np.empty(4)
begin = time.perf_counter()
array_sqrt(4, ain, aout)
print(json.dumps({"ms": 1e3 * (time.perf_counter() - begin)}))
assert aout.tolist() == [2.0, 3.0, 4.0, 5.0]
"""
TOOLS = {COLUBER: ("coluber", "jit", ""), NUMBA: ("numba", "njit", "(cache=True)")}


def run(options):
    scripts = {
        name: (PLACES[name], SCRIPT.replace("TOOL", tool).replace("DECORATOR", decorate).replace("OPTIONS", extra))
        for name, (tool, decorate, extra) in TOOLS.items()
    }
    harness.in_fresh_processes(scripts, options)  # fills the caches
    found, missing = harness.in_fresh_processes(scripts, options)
    times = {name: [one["ms"] for one in runs] for name, runs in found.items()}
    peers = {NUMBA: interval(times[NUMBA]) if times[NUMBA] else missing.get(NUMBA, "not measured")}
    line = absolute_line("first call, code on disk", "ms", times[COLUBER], 2, peers, missing.get(COLUBER, ""))
    return Row("warm_cache", "first call from a warm disk cache", [line])
