"""Type checkers see decorated functions as what they are: mypy and pyrefly over tests/typing/program.py, and over the package's stubs.

Why an environment of its own (.venv-types): the checkers are 100 MB and nothing else needs them.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv-types/bin"
PROGRAM = "tests/typing/program.py"


def found_by_mypy() -> set[int]:
    """The lines of the program that have an error."""
    done = subprocess.run([BIN / "mypy", "--strict", "--no-incremental", "--cache-dir=/dev/null", "--no-error-summary", PROGRAM],
                          cwd=ROOT, env={"MYPYPATH": "python", "PATH": ""}, capture_output=True, text=True)
    if done.returncode > 1:
        raise RuntimeError(done.stdout + done.stderr)
    return lines_of(re.findall(r"^(.+?):(\d+): error: (.*)$", done.stdout, re.M))


def found_by_pyrefly() -> set[int]:
    done = subprocess.run([BIN / "pyrefly", "check", "--preset=default", "--output-format=json", "--search-path=python", PROGRAM],
                          cwd=ROOT, capture_output=True, text=True)
    if done.returncode > 1:
        raise RuntimeError(done.stdout + done.stderr)
    return lines_of([(e["path"], e["line"], e["description"]) for e in json.loads(done.stdout)["errors"]])


def lines_of(errors) -> set[int]:
    for file, line, sentence in errors:
        if not str(file).endswith(PROGRAM):
            raise RuntimeError(f"{file}:{line}: {sentence}")
    return {int(line) for _, line, _ in errors}


def main() -> int:
    expected = {number for number, line in enumerate((ROOT / PROGRAM).read_text().splitlines(), 1) if line.endswith("# error")}
    status = 0
    for name, find in (("mypy", found_by_mypy), ("pyrefly", found_by_pyrefly)):
        found = find()
        for number in sorted(found ^ expected):
            print(f"{PROGRAM}:{number}: {name} {'finds an error' if number in found else 'finds no error'}")
            status = 1
        print(f"types: {name} finds {len(found)} of {len(expected)} wrong lines")
    return status


if __name__ == "__main__":
    sys.exit(main())
