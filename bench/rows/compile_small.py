"""Compiling and running `array_sqrt`: the first of a process, library loading included, and later ones."""

import statistics

from bench import harness
from bench.contestants import COLUBER, NUMBA, PLACES
from bench.harness import interval
from bench.report import Row, absolute_line

# Every compile gets a function of its own name from a file of its own, so that no cache can answer. The pause lets work
# that goes on after the call be counted as well.
SCRIPT = """
import importlib.util, json, os, tempfile, time
import numpy as np
from TOOL import DECORATOR as decorate
ain, aout = np.array([4.0, 9.0, 16.0, 25.0]), np.empty(4)
folder = tempfile.mkdtemp()
times = []
for turn in range(6):
    file = os.path.join(folder, f"sqrt_{turn}.py")
    with open(file, "w") as out:
        out.write(f"import numpy as np\\n\\ndef array_sqrt_{turn}(n, ain, aout):\\n    for i in range(n):\\n        aout[i] = np.sqrt(ain[i])\\n")
    spec = importlib.util.spec_from_file_location(f"sqrt_{turn}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    plain = getattr(module, f"array_sqrt_{turn}")
    aout[:] = 0.0
    begin = time.process_time()
    decorate(plain)(4, ain, aout)
    time.sleep(0.03)
    times.append(time.process_time() - begin)
    assert aout.tolist() == [2.0, 3.0, 4.0, 5.0]
    os.remove(file)
os.rmdir(folder)
print(json.dumps({"first": times[0], "later": times[1:]}))
"""
TOOLS = {COLUBER: ("coluber", "jit"), NUMBA: ("numba", "njit")}


def run(options):
    scripts = {
        name: (PLACES[name], SCRIPT.replace("TOOL", tool).replace("DECORATOR", decorate))
        for name, (tool, decorate) in TOOLS.items()
    }
    found, missing = harness.in_fresh_processes(scripts, options)
    first = {name: [1e3 * one["first"] for one in runs] for name, runs in found.items()}
    later = {name: [1e3 * statistics.median(one["later"]) for one in runs] for name, runs in found.items()}
    lines = []
    for case, values, bar in (("a later compile", later, 12), ("the first of a process", first, 30)):
        peers = {NUMBA: interval(values[NUMBA]) if values[NUMBA] else missing.get(NUMBA, "not measured")}
        lines.append(absolute_line(case, "ms CPU", values[COLUBER], bar, peers, missing.get(COLUBER, "")))
    return Row("compile_small", "compile and run `array_sqrt`", lines)
