"""How a number is measured here, so that it can be believed on a noisy machine.

* What is compared runs in one go: every round takes one sample of each contestant, in alternating order, and only samples
  of the same round are divided by each other. Reported: the median of at least 21 rounds and its 95 % interval (order
  statistics, no assumption on the distribution).
* Rounds are spread over several processes, because a process has luck of its own (addresses, alignment).
* Contestants live in two interpreters: coluber, CPython and the C extensions in coluber's, the other tools in PEER_PYTHON
  (default `.venv-bench/bin/python`). One worker process for each; see `worker.py`.
* Times are processor time of the thread, or of the process where compiling happens in threads. A call is measured in an
  unrolled loop, so what the interpreter needs to make a call is in it, for everybody.
* A contestant that is missing or fails is reported as such; nothing is left out silently.

Left undone: pinning and frequency control, which virtual machines do not give.
"""

import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
BUILD = ROOT / "build" / "bench"
ROUNDS = 21
PROCESSES = 3


def pythons():
    """The two interpreters: coluber's, and the one that has the other tools."""
    own = Path(os.environ.get("COLUBER_PYTHON") or sys.executable)
    peer = Path(os.environ.get("PEER_PYTHON") or ROOT / ".venv-bench" / "bin" / "python")
    return {"own": own, "peer": peer}


@dataclass(frozen=True)
class Interval:
    """A median and the interval that holds it with 95 % probability."""

    median: float
    low: float
    high: float
    count: int

    def scaled(self, factor):
        return Interval(self.median * factor, self.low * factor, self.high * factor, self.count)


def interval(values):
    """The median of some values and its interval by order statistics; with few values that is their range."""
    ordered = sorted(values)
    count = len(ordered)
    tail, rank = 0.0, 0  # the interval is from the rank-th smallest to the rank-th largest value
    while rank < (count - 1) // 2 and (tail := tail + math.comb(count, rank) / 2**count) <= 0.025:
        rank += 1
    rank = max(rank - 1, 0)
    return Interval(statistics.median(ordered), ordered[rank], ordered[count - 1 - rank], count)


def ratio(ours, theirs):
    """How many times as long `ours` took, round by round."""
    return interval([a / b for a, b in zip(ours, theirs)])


@dataclass
class Samples:
    """What a comparison gave: seconds a call by case and contestant (one value a round), and who was missing, and why."""

    seconds: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)

    def of(self, case, contestant):
        return self.seconds.get((case, contestant))

    def interval(self, case, contestant):
        values = self.of(case, contestant)
        return interval(values) if values else None

    def ratio(self, case, contestant, to):
        ours, theirs = self.of(case, contestant), self.of(case, to)
        return ratio(ours, theirs) if ours and theirs else None

    def fastest(self, case, contestants):
        """The one with the smallest median among those that were measured."""
        there = [one for one in contestants if self.of(case, one)]
        return min(there, key=lambda one: statistics.median(self.of(case, one)), default=None)


class Worker:
    """A process that holds contestants and takes samples when asked."""

    def __init__(self, python):
        environment = dict(os.environ, PYTHONPATH=str(ROOT), OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1", COLUBER_CACHE_DIR="")
        self._process = subprocess.Popen(
            [str(python), "-m", "bench.worker"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **question):
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the worker died (status {self._process.wait()}) when asked {question}")
        return json.loads(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def compare(row, cases, contestants, options, seconds_a_sample=0.005):
    """Measure calls. `contestants` maps a name to "own" or "peer"; `row` is the module that makes the calls."""
    samples = Samples()
    per_process = math.ceil(options.rounds / options.processes)
    for process in range(options.processes):
        say(f"{row}: process {process + 1} of {options.processes}")
        workers = _start(samples, set(contestants.values()))
        try:
            ready = _load(samples, workers, row, cases, contestants, seconds_a_sample)
            for case in cases:
                _measure(samples, workers, case, [one for one in contestants if (case, one) in ready], contestants, per_process)
        finally:
            for worker in workers.values():
                worker.__exit__()
    return samples


def _start(samples, places):
    workers = {}
    for place in places:
        python = pythons()[place]
        if shutil.which(python):
            workers[place] = Worker(python)
        else:
            samples.missing[place] = f"no interpreter {python}"
    return workers


def _load(samples, workers, row, cases, contestants, seconds):
    ready = set()
    for case in cases:
        for contestant, place in contestants.items():
            if place not in workers:
                samples.missing[case, contestant] = samples.missing[place]
                continue
            try:
                answer = workers[place].ask(do="load", row=row, case=case, contestant=contestant, seconds=seconds)
            except RuntimeError as died:
                answer = {"missing": str(died)}
                workers[place].__exit__()
                workers[place] = Worker(pythons()[place])
                ready = {key for key in ready if contestants[key[1]] != place}
            if "missing" in answer:
                samples.missing[case, contestant] = answer["missing"]
            else:
                ready.add((case, contestant))
    return ready


def _measure(samples, workers, case, there, contestants, rounds):
    for turn in range(rounds):
        for contestant in there if turn % 2 == 0 else reversed(there):
            answer = workers[contestants[contestant]].ask(do="sample", case=case, contestant=contestant)
            samples.seconds.setdefault((case, contestant), []).append(answer["seconds"])


def in_fresh_processes(scripts, options):
    """Run each of some scripts (name -> (place, code)) in new processes, in turn, and collect what they print as JSON.

    The first run of each warms the disk's cache and is not counted.
    """
    found, missing = {name: [] for name in scripts}, {}
    for turn in range(options.rounds + 1):
        say(f"fresh processes: round {turn} of {options.rounds}")
        for name, (place, code) in scripts.items():
            if name in missing:
                continue
            answer = run_script(pythons()[place], code)
            if "missing" in answer:
                missing[name] = answer["missing"]
            elif turn:
                found[name].append(answer)
    return found, missing


def run_script(python, code, timeout=600):
    """Run code in a new process; its last line of output is JSON."""
    if not shutil.which(python):
        return {"missing": f"no interpreter {python}"}
    environment = dict(os.environ, PYTHONPATH=str(ROOT), OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1", COLUBER_CACHE_DIR="")
    try:
        run = subprocess.run(
            [str(python), "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        return {"missing": f"took more than {timeout} s"}
    if run.returncode != 0:
        return {"missing": (run.stderr.strip().splitlines() or [f"exit status {run.returncode}"])[-1]}
    return json.loads(run.stdout.splitlines()[-1])


def environment():
    """What the numbers depend on."""
    return {
        "date": _output("date", "-u", "+%Y-%m-%d %H:%M"),
        "commit": _output("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"),
        "dirty": bool(_output("git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no")),
        "processor": next(
            (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?"
        ),
        "cores": os.cpu_count(),
        "load": [round(one, 2) for one in os.getloadavg()],
        "system": platform.platform(),
        "gcc": _output("gcc", "-dumpfullversion"),
        "clang": _output("clang-19", "-dumpversion"),
        "own": _versions("own", ("numpy", "coluber")),
        "peer": _versions("peer", ("numpy", "numba", "llvmlite", "Cython")),
    }


def _versions(place, names):
    code = (
        "import importlib.metadata as m, json, platform, sys\nfound = {'python': platform.python_version()}\n"
        f"for name in {names!r}:\n"
        "    try: found[name] = m.version(name)\n"
        "    except m.PackageNotFoundError: found[name] = 'not installed'\n"
        "print(json.dumps(found))"
    )
    return run_script(pythons()[place], code)


def _lines(file):
    try:
        return Path(file).read_text().splitlines()
    except OSError:
        return []


def _output(*command):
    if not shutil.which(command[0]):
        return "not installed"
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def say(what):
    """Progress, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K... {what}", end="\r", file=sys.stderr, flush=True)
