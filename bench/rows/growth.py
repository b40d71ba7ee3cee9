"""How compile time grows with the program: generated programs of 50 to 5,000 lines, in many functions and in one.

The exponent is the slope of log(time) over log(lines), by least squares over the sizes from 400 lines on: below, the
fixed cost of a first compile hides it. The times of all sizes are in the results.
"""

import math
import random

from bench import harness
from bench.harness import Interval, say
from bench.report import Line, Row

SIZES = (50, 100, 200, 400, 800, 1600, 3200, 5000)
FIT_FROM = 400
BARS = {"many functions": 1.1, "one function": 1.3}
REPEATS = 3  # the smallest counts: a compile never takes less than it must
TIMEOUT = 300
SCRIPT = """
import json, os, sys, tempfile, time
import numpy as np
import coluber
from bench.rows import growth
source = growth.generate({lines}, {shape!r})
with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, "generated.py")
    with open(file, "w") as out:
        out.write(source)
    plain, fast = {{}}, {{}}
    for scope in (plain, fast):
        exec(compile(source, file, "exec"), scope)
    expected = plain["f_0"](np.ones(8), 4)
    begin = time.process_time()
    for name in [name for name in fast if name.startswith("f_")]:
        fast[name] = coluber.jit(fast[name])
    result = fast["f_0"](np.ones(8), 4)
    time.sleep(0.05)
    seconds = time.process_time() - begin
assert repr(float(result)) == repr(float(expected)), (result, expected)
print(json.dumps({{"seconds": seconds}}))
"""


def generate(lines, shape):
    """A program of so many lines: `f_0(x, n)` is its root. In many functions: ten lines each, a binary tree of calls."""
    choose = random.Random(lines)
    text = ["import math", "import numpy as np", ""]
    if shape == "one function":
        return "\n".join(text + function(0, lines, "0.0", choose)) + "\n"
    count = max(1, lines // 11)  # with the empty line between them
    for at in range(count):
        below = [f"f_{child}(x, n)" for child in (2 * at + 1, 2 * at + 2) if child < count]
        text += function(at, 10, " + ".join(["0.0", *below]), choose) + [""]
    return "\n".join(text) + "\n"


def function(at, lines, more, choose):
    """A function of so many lines that does a bit of everything with six floats and an array."""
    names = [f"v{k}" for k in range(6)]
    text = [f"def f_{at}(x, n):", f"    {' = '.join(names)} = 0.5"]
    while len(text) < lines - 1:
        a, b, c = choose.sample(names, 3)
        left = lines - 1 - len(text)
        kind = choose.choice(["assign", "assign", "store", "call", "loop", "if"])
        if kind == "if" and left >= 4:
            text += [f"    if {a} > {b}:", f"        {c} = {a} - {b}", "    else:", f"        {c} = {b} * 0.5 + 0.125"]
        elif kind == "loop" and left >= 2:
            text += ["    for i in range(n):", f"        {a} = {a} * 0.5 + x[i] * {b}"]
        elif kind == "call":
            text.append(f"    {a} = np.sqrt({b} * {b} + 1.0)")
        elif kind == "store":
            text.append(f"    x[{choose.randrange(8)}] = {a} * 0.25 + 0.5")
        else:
            text.append(f"    {a} = {b} * 0.25 - {c} * 0.5 + {choose.random():.3f}")
    return text + [f"    return {' + '.join(names)} + {more}"]


def exponent(points):
    """The slope of log(y) over log(x), and its standard error."""
    x, y = [math.log(a) for a, _ in points], [math.log(b) for _, b in points]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((one - mean_x) ** 2 for one in x)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / spread
    rest = sum((b - mean_y - slope * (a - mean_x)) ** 2 for a, b in zip(x, y))
    return slope, math.sqrt(rest / max(len(points) - 2, 1) / spread)


def run(options):
    lines = []
    for shape, bar in BARS.items():
        points, trouble = [], ""
        for size in SIZES:
            say(f"growth: {shape}, {size} lines")
            code = SCRIPT.format(lines=size, shape=shape)
            runs = [harness.run_script(harness.pythons()["own"], code, TIMEOUT) for _ in range(REPEATS)]
            seconds = [one["seconds"] for one in runs if "seconds" in one]
            if not seconds:
                trouble = f"{size} lines: {runs[0]['missing']}"
                break
            points.append((size, min(seconds)))
        fitted = [point for point in points if point[0] >= FIT_FROM]
        line = Line(shape, "", trouble or "too few sizes", f"exponent ≤ {bar}")
        if len(fitted) >= 3 and not trouble:
            slope, error = exponent(fitted)
            line.value = Interval(slope, slope - 2 * error, slope + 2 * error, len(fitted))
            line.met = line.value.low <= bar
        line.peers = {f"{size} lines, ms": Interval(1e3 * s, 1e3 * s, 1e3 * s, REPEATS) for size, s in points}
        lines.append(line)
    return Row("growth", "compile time, 50 to 5,000 lines", lines)
