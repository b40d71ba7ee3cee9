"""Our trees are `ast.parse`'s: the whole standard library of each interpreter at hand, and NumPy, field by field, positions included.

Left out, because the older version says otherwise: positions inside f-strings before 3.12; empty texts at the end of a format in 3.12.
Fields that a version lacks (`type_params`, `default_value`, `is_lazy`) are passed over.
"""

import json
import os
import pathlib
import subprocess
import sys

import numpy
import pytest

HERE = pathlib.Path(__file__).resolve().parent
PYENV = pathlib.Path("/root/.pyenv/versions")
FEWEST_FILES = 500  # a library without its tests has about 700


def interpreters():
    found = {f"{sys.version_info.major}.{sys.version_info.minor}": sys.executable}
    for version in ("3.12", "3.13", "3.14", "3.15"):
        for python in sorted(PYENV.glob(f"{version}.*/bin/python")):
            found.setdefault(version, str(python))
    return found


def run(python, *arguments):
    done = subprocess.run([python, *arguments], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(("version", "python"), interpreters().items(), ids=interpreters().keys())
def test_standard_library(version, python):
    folders = [run(python, "-c", "import os; print(os.path.dirname(os.__file__), end='')")]
    if python == sys.executable:
        folders.append(os.path.dirname(numpy.__file__))
    result = json.loads(run(python, str(HERE / "compare_with_ast.py"), *folders))
    assert result["bad"] == []
    assert result["files"] >= FEWEST_FILES
    assert result["faster"] > 1
