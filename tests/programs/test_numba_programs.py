"""Programs as people write them for Numba run with the import changed and nothing else, and give what plain Python gives.

Each file of `numba_programs/` is a program of the kind that Numba's documentation shows (its docstring names the topic), with
`from numba import njit` and a `main()` that returns its results. Here `numba` is coluber; and, for the right answer, a module
whose decorators do nothing. `python -m tests.programs.with_numba` runs the same files through the real Numba, where it is installed.
"""

import math
import pathlib

import numpy as np
import pytest

import coluber
from coluber import _core
from tests.programs.running import plain_numba, run_main

PROGRAMS = sorted((pathlib.Path(__file__).parent / "numba_programs").glob("*.py"))

# What `njit` still refuses, by the code of the refusal (each has a page in docs/errors/): a row goes when its program runs.
NOT_YET = {
    "generators": "E0202",        # a decorated generator function
    "haversine": "E0502",         # np.radians of an array
    "histogram": "E0501",         # a result that is an int or None
    "named_points": "E0502",      # making a named tuple
    "optional_result": "E0501",   # a result that is an int or None
    "random_walk": "E050[12]",    # np.random, by the attribute or by the call
    "run_length": "E0501",        # an int made of a str
    "sieve": "E0502",             # np.nonzero
}

# Elementary functions are within 1 ulp in both, but not the same bits (docs/semantics.md); what is computed from them differs a little.
RELATIVE, ABSOLUTE = 1e-11, 1e-13


def difference(found, right, where="main()"):
    """What differs, in words; classes and dtypes count."""
    if type(found) is not type(right):
        return f"{where}: {found!r} is a {type(found).__name__}, Python gives {right!r}, a {type(right).__name__}"
    if isinstance(right, dict):
        return difference(list(found.items()), list(right.items()), where)
    if isinstance(right, (list, tuple)):
        if len(found) != len(right):
            return f"{where}: {found!r}, Python gives {right!r}"
        return next(filter(None, (difference(f, r, f"{where}[{i}]") for i, (f, r) in enumerate(zip(found, right)))), None)
    if isinstance(right, np.ndarray):
        if found.dtype != right.dtype or found.shape != right.shape or found.strides != right.strides:
            return f"{where}: {found.dtype}{found.shape}{found.strides}, NumPy gives {right.dtype}{right.shape}{right.strides}"
        if right.dtype.kind in "fc":
            same = np.allclose(found, right, RELATIVE, ABSOLUTE, equal_nan=True)
        else:
            same = np.array_equal(found, right)
    elif isinstance(right, (float, np.floating)):
        same = math.isclose(found, right, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    else:
        same = found == right
    return None if same else f"{where}: {found!r}, Python gives {right!r}"


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_the_program_gives_what_python_gives(path):
    right, _ = run_main(path, plain_numba())
    if path.stem in NOT_YET:
        with pytest.raises((coluber.NotSupported, coluber.TypingError), match=NOT_YET[path.stem]):
            run_main(path, coluber)
        return
    found, module = run_main(path, coluber)
    assert difference(found, right) is None
    for name, value in vars(module).items():
        if isinstance(value, _core.Dispatcher):
            assert _core.stats(value)["fallbacks"] == 0, f"{name} was run by the interpreter"


def test_there_are_forty_programs_each_with_a_topic():
    topics = [path.read_text().splitlines()[0] for path in PROGRAMS]
    assert len(PROGRAMS) >= 40
    assert all(line.startswith('"""') and "Topic: " in line for line in topics)
