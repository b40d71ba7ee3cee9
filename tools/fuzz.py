"""`make fuzz`: every fuzzer in turn, each for SECONDS (default 60), with new seeds; stops at the first failure of each.

Property tests of pytest (marked `fuzz`) are run before, by tools/run_tests.py --fuzz. Fuzzers are: fuzz/*.py, which take
`--seconds N --seed N`, and the programs fuzz/<name>/ of CMake, `<name>_fuzz COUNT FIRST_SEED`.
"""

import os
import pathlib
import random
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BATCH = 200  # programs of one call: a second or so


def run_script(script: pathlib.Path, seconds: float, seed: int) -> bool:
    command = [sys.executable, script, "--seconds", str(int(seconds)), "--seed", str(seed)]
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode == 0


def run_program(program: pathlib.Path, seconds: float, seed: int) -> bool:
    end, done = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        if subprocess.run([program, str(BATCH), str(seed + done)], cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
            return False
        done += BATCH
    print(f"{done} programs from seed {seed}")
    return True


def main() -> int:
    seconds = float(os.environ.get("SECONDS_EACH", "60"))
    seed = int(os.environ.get("SEED", random.randrange(10**9)))
    fuzzers = [(f, run_script) for f in sorted(ROOT.glob("fuzz/*.py"))]
    fuzzers += [(f, run_program) for f in sorted(ROOT.glob("build/release/tests/**/*_fuzz")) if os.access(f, os.X_OK) and f.is_file()]
    os.environ["COLUBER_VERIFY"] = "1"
    failed = []
    for file, run in fuzzers:
        print(f"== {file.relative_to(ROOT)}, {seconds:.0f} s, seed {seed}", flush=True)
        if not run(file, seconds, seed):
            failed.append(file.name)
    print(f"fuzz failed: {', '.join(failed)}" if failed else "fuzz: nothing found")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
