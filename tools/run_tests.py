"""Runs all tests: the C++ unit tests through ctest, then pytest in parallel; ends with one line of totals.

Why not pytest alone: a C++ test must also run where no Python module can be built, and under a debugger.
Options of our own: --update, --fuzz, --sanitize; everything else is given to pytest.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as xml
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run_ctest(build: pathlib.Path, environment: dict[str, str]) -> Counter:
    """One ctest entry a floor; GoogleTest leaves a JSON file each, from which the cases are counted."""
    reports = build / "unit-reports"
    reports.mkdir(exist_ok=True)
    for old in reports.glob("*.json"):
        old.unlink()
    done = subprocess.run(
        ["ctest", "--test-dir", build, "--output-on-failure", "--no-tests=ignore", "-j2", "--timeout", "300"],
        env=environment | {"GTEST_OUTPUT": f"json:{reports}/"},
        stdin=subprocess.DEVNULL,
    )
    totals = Counter()
    for report in reports.glob("*.json"):
        for suite in json.loads(report.read_text())["testsuites"]:
            for case in suite["testsuite"]:
                if case.get("result") == "SKIPPED":
                    totals["skipped"] += 1
                    print(f"SKIPPED {suite['name']}.{case['name']}: {case.get('skipped', [{}])[0].get('message', '')}")
                else:
                    totals["failed" if case.get("failures") else "passed"] += 1
    if done.returncode and not totals["failed"]:
        totals["failed"] += 1  # an executable crashed before it could report
    return totals


def run_pytest(build: pathlib.Path, arguments: list[str], environment: dict[str, str]) -> Counter:
    report = build / "pytest.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    totals = Counter()
    if report.exists():
        suite = xml.parse(report).getroot().find("testsuite")
        failed, skipped = (sum(int(suite.get(k)) for k in keys) for keys in (("failures", "errors"), ("skipped",)))
        totals.update(failed=failed, skipped=skipped, passed=int(suite.get("tests")) - failed - skipped)
    if done.returncode not in (0, 5) and not totals["failed"]:  # 5: no tests were collected
        totals["failed"] += 1
    return totals


def sanitizer_environment() -> dict[str, str]:
    """The interpreter is not instrumented: ASan comes first through LD_PRELOAD, and CPython's own leaks are not ours."""
    runtime = [
        subprocess.run(["g++", f"-print-file-name={name}"], capture_output=True, text=True, check=True).stdout.strip()
        for name in ("libasan.so", "libubsan.so")
    ]
    return {
        "LD_PRELOAD": ":".join(runtime),
        "ASAN_OPTIONS": "detect_leaks=0:use_sigaltstack=0",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": str(ROOT / "build/asan/package"),
    }


def main() -> int:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--fuzz", action="store_true")
    parser.add_argument("--sanitize", action="store_true")
    parser.add_argument("--no-unit", action="store_true", help="leave the C++ tests out")
    ours, arguments = parser.parse_known_args()

    build = ROOT / "build" / ("asan" if ours.sanitize else "release")
    # The programs that Python tests call are this build's, whatever else lies in build/.
    environment = os.environ | {"COLUBER_BUILD": str(build), "COLUBER_SYNTAX_PROBE": str(build / "tests/libsyntax_probe.so")}
    if ours.update:
        arguments += ["--update", "-n", "0"]  # one after the other: cases of one page rewrite one file
    if ours.fuzz:
        arguments += ["-m", "fuzz", "--hypothesis-profile=fuzz"]
    if not {"-n", "-p"} & set(arguments) and not any(a.startswith("-n") for a in arguments):
        arguments += ["-n", "auto"]

    unit = Counter() if ours.update or ours.fuzz or ours.no_unit else run_ctest(build, environment)
    if ours.sanitize:
        environment |= sanitizer_environment()
    python = run_pytest(build, arguments, environment)
    total = unit + python
    print(f"C++: {unit['passed']} passed, {unit['failed']} failed; "
          f"Python: {python['passed']} passed, {python['failed']} failed; together:")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
