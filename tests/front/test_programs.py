"""Programs do in untyped IR what they do in CPython: result, exception with its context, and every side effect in order.

Also from the middle: at each checkpoint that a run passes, the function made to continue there must end as the whole run did. This is
what the twin does when a guard fails.
"""

import builtins
import copy
import pathlib
import types

import pytest

from tests.front import programs, programs_errors
from tests.front.machine import Machine, UNSET
from tests.front.tool import run_tool

SOURCES = [pathlib.Path(module.__file__) for module in (programs, programs_errors)]
CASES = [(f, a) for f, a in programs.CASES]


def outcome(call):
    """(what came out, what was noted)."""
    programs.LOG.clear()
    try:
        result = ("returned", repr(call()))
    except Exception as error:
        result = ("raised", describe(error))
    return result, list(programs.LOG)


def describe(error):
    chain = []
    while error is not None and len(chain) < 5:
        chain.append((type(error).__name__, str(error), type(error.__cause__).__name__, error.__suppress_context__))
        error = error.__context__
    return chain


@pytest.fixture(scope="module")
def texts():
    """function → its IR and that of its resume functions."""
    text = "".join(run_tool("resume", stdin=source.read_text()) for source in SOURCES)
    found, current = {}, None
    for line in text.splitlines(True):
        if line.startswith("func "):
            name = line[len("func @"):line.index("(")].partition("#")[0]
            current = found.setdefault(name, [])
        elif line.startswith("; resume"):
            continue
        elif line.startswith("page.py:"):
            current = None  # a diagnostic
        if current is not None:
            current.append(line)
    return {name: "".join(lines) for name, lines in found.items()}


def fresh(function):
    """The function with globals and cells that another run has not changed."""
    if function.__name__ == "closure":
        function = programs.make_closure()
    names = dict(function.__globals__, COUNTER=0, FLAG="before")
    return types.FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)


@pytest.mark.parametrize("function, arguments", CASES, ids=[f"{f.__name__}{a!r}" for f, a in CASES])
def test_whole_run(texts, function, arguments):
    text = texts[function.__qualname__]
    expected = outcome(lambda: fresh(function)(*arguments))
    found = outcome(lambda: Machine(text, fresh(function)).run(arguments))
    assert found == expected, text[:4000]


@pytest.mark.parametrize("function, arguments", CASES, ids=[f"{f.__name__}{a!r}" for f, a in CASES])
def test_from_each_checkpoint(texts, function, arguments):
    text = texts[function.__qualname__]
    taken = []

    def keep(number, values):
        bound = any(isinstance(v, types.BuiltinMethodType) and v.__self__ is not builtins for v in values)
        boxes = any(isinstance(v, (programs.Box, types.ModuleType, types.TracebackType)) for v in values)
        if bound or boxes:
            return  # what cannot be copied as it is now
        values = copy.deepcopy(values, {id(UNSET): UNSET})
        handled = machine.handled
        taken.append((number, values, handled, machine.globals.get("COUNTER"), len(programs.LOG)))

    machine = Machine(text, fresh(function), keep)
    expected, noted = outcome(lambda: machine.run(arguments))
    if expected[0] == "raised":
        expected = (expected[0], [entry[:2] for entry in expected[1]][:1])
    for number, values, handled, counter, log_length in taken:
        if handled is not None or function.__closure__ or function.__name__ == "globals_change":
            continue  # the thread's state is not the checkpoint's
        resumed = Machine(text, fresh(function))
        found, then_noted = outcome(lambda: resumed.run(values, 1 + number))
        if found[0] == "raised":
            found = (found[0], [entry[:2] for entry in found[1]][:1])
        assert (found, noted[:log_length] + then_noted) == (expected, noted), f"checkpoint #{number}\n{text[:4000]}"
