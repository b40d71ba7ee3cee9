"""One case, every door: a plain Python function with inputs. CPython and NumPy say what is right; each door must give the same value,
*type*, dtype, exception and effects on its arguments, and must have run native code.

A case reads like documentation:

    @case((7, 2), (-7, 2), (7, -2))
    def floor_division_rounds_down(a, b):
        return a // b

Each tuple is one call's arguments. What differs from Python on purpose is said at the case:

    @case((2**62, 2**62), njit=OverflowError)      # strict code raises where plain jit goes on with big integers
    @case(([3, 1],), njit=Refused)                 # strict code refuses it by name
    @case((1,), uses="helper other")               # globals that are to be jitted by the same door

The doors: `jit`, `njit`; `build`, where the whole file of cases is made a module by `coluber build`, each case compiled for the types of
its inputs (a guard that fails raises there, as in njit); and `objects`, the same module compiled for any objects, as unannotated functions are.

A `scenario` is a function that is given the door's decorator and asserts for itself; only `jit` and `njit` are decorators.
"""

import copy
import dataclasses
import functools
import importlib.util
import inspect
import math
import pathlib
import struct
import sys
import tempfile
import types
from collections.abc import Callable

import numpy as np

CASES: list["Case"] = []
SCENARIOS: list["Scenario"] = []


class Refused(Exception):
    """As a door's expectation: the function must be refused by name (coluber.NotSupported or TypingError)."""


@dataclasses.dataclass
class Case:
    function: Callable
    inputs: tuple
    doors: dict           # door → None (as Python), or the exception expected instead
    uses: tuple
    same_message: bool
    twin: bool            # may plain jit leave native code for the twin?

    @property
    def name(self):
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__name__}"


@dataclasses.dataclass
class Scenario:
    function: Callable
    doors: tuple

    @property
    def name(self):
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__name__}"


USUAL = object()


def case(*inputs, jit=None, njit=None, build=USUAL, objects=USUAL, uses="", same_message=True, twin=False):
    """Marks a case. `njit=False`: not for that door; an exception class: that is raised instead of Python's answer.

    Usually what jit refuses is refused at the build too, and what njit raises is raised by the built code.
    """
    always_refused = Refused if jit is Refused else None
    if build is USUAL:
        build = always_refused if njit in (False, None, Refused) else njit
    given = {"jit": jit, "njit": njit, "build": build, "objects": always_refused if objects is USUAL else objects}

    def mark(function):
        doors = {door: expected for door, expected in given.items() if expected is not False}
        CASES.append(Case(function, inputs, doors, tuple(uses.split()), same_message, twin))
        return function
    return mark


def scenario(function=None, *, doors=("jit", "njit")):
    """Marks a function that gets the door's decorator and asserts for itself."""
    def mark(function):
        SCENARIOS.append(Scenario(function, doors))
        return function
    return mark(function) if function else mark


@dataclasses.dataclass
class Outcome:
    """What a call did: its value or exception, and its arguments afterwards."""

    value: object = None
    error: BaseException | None = None
    args: tuple = ()
    returned_arg: int | None = None   # which argument is the very object that was returned


def call(function, args) -> Outcome:
    args = tuple(map(own_copy, args))
    outcome = Outcome(args=args)
    try:
        with np.errstate(all="ignore"):
            outcome.value = function(*args)
    except Exception as error:
        outcome.error = error
    outcome.returned_arg = next((i for i, a in enumerate(args) if a is outcome.value and not isinstance(a, SIMPLE)), None)
    return outcome


SIMPLE = (int, float, complex, bool, type(None), str, tuple, np.generic)


def own_copy(arg):
    """A copy with the same strides: a view stays one."""
    if isinstance(arg, np.ndarray) and arg.base is not None:
        base = arg.base.copy()
        view = np.lib.stride_tricks.as_strided(base, arg.shape, arg.strides)
        offset = arg.__array_interface__["data"][0] - arg.base.__array_interface__["data"][0]
        view = np.ndarray(arg.shape, arg.dtype, base, offset, arg.strides)
        view.flags.writeable = arg.flags.writeable
        return view
    if isinstance(arg, np.ndarray):
        made = arg.copy(order="K")
        made.flags.writeable = arg.flags.writeable
        return made
    return arg if isinstance(arg, np.dtype) else copy.deepcopy(arg)  # NumPy keeps one descriptor a dtype


def difference(found, right, where="result") -> str | None:
    """What differs, in words; None: nothing. NaN equals NaN, -0.0 differs from 0.0, 1 from 1.0 and True, np.float64 from float."""
    if type(found) is not type(right):
        return f"{where}: {found!r} is a {type(found).__name__}, Python gives {right!r}, a {type(right).__name__}"
    if isinstance(right, (list, tuple)):
        if len(found) != len(right):
            return f"{where}: {found!r}, Python gives {right!r}"
        return next(filter(None, (difference(f, r, f"{where}[{i}]") for i, (f, r) in enumerate(zip(found, right)))), None)
    if isinstance(right, dict):
        return difference(list(found.items()), list(right.items()), where)
    if isinstance(right, np.ndarray):
        if found.dtype != right.dtype or found.shape != right.shape:
            return f"{where}: {found.dtype}{found.shape}, NumPy gives {right.dtype}{right.shape}"
        same = found.tobytes() == right.tobytes() or np.array_equal(found, right, equal_nan=right.dtype.kind in "fc")
        return difference_of_layouts(found, right, where) if same else f"{where}: {found!r}, NumPy gives {right!r}"
    if isinstance(right, (complex, np.complexfloating)):
        return difference(found.real, right.real, f"{where}.real") or difference(found.imag, right.imag, f"{where}.imag")
    if isinstance(right, (float, np.floating)):
        same = math.isnan(right) and math.isnan(found) or bits(found) == bits(right)
    else:
        same = found == right
    return None if same else f"{where}: {found!r}, Python gives {right!r}"


def difference_of_layouts(found, right, where):
    """Strides (of axes where they matter), whether it may be written, and whether it is a view."""
    strides = [tuple(s for s, n in zip(a.strides, a.shape) if n > 1 and a.size) for a in (found, right)]
    if strides[0] != strides[1]:
        return f"{where}: strides {strides[0]}, NumPy gives {strides[1]}"
    if found.flags.writeable != right.flags.writeable:
        return f"{where}: writeable {found.flags.writeable}, NumPy gives {right.flags.writeable}"
    if (found.base is None) != (right.base is None):
        return f"{where}: {'no ' if found.base is None else ''}view, NumPy gives {'none' if right.base is None else 'one'}"
    return None


def bits(number):
    return struct.pack("d", number)


def compare(found: Outcome, right: Outcome, case: Case, expected) -> None:
    if expected is Refused or expected is not None and not isinstance(right.error, expected):
        check_expected(found, expected)
        return
    if right.error is not None:
        assert found.error is not None, f"returned {found.value!r}, Python raises {right.error!r}"
        assert type(found.error) is type(right.error), f"raised {found.error!r}, Python raises {right.error!r}"
        if case.same_message:
            assert str(found.error) == str(right.error)
    elif found.error is not None:
        raise found.error
    else:
        problem = difference(found.value, right.value)
        assert problem is None, problem
        assert found.returned_arg == right.returned_arg, "the returned object is not the same argument as in Python"
    for i, (f, r) in enumerate(zip(found.args, right.args)):
        problem = difference(f, r, f"argument {i} afterwards")
        assert problem is None, problem


def check_expected(found: Outcome, expected) -> None:
    import coluber

    classes = (coluber.NotSupported, coluber.TypingError) if expected is Refused else expected
    assert isinstance(found.error, classes), f"returned {found.value!r}, raised {found.error!r}; expected {expected.__name__}"


def through(decorate, case: Case):
    """The case's function behind a door; the functions that it uses go through the same door."""
    space = dict(case.function.__globals__)
    for name in case.uses:
        space[name] = decorate(rebound(case.function.__globals__[name], space))
    made = decorate(rebound(case.function, space))
    space[case.function.__name__] = made  # for recursion
    return made


def rebound(function, space):
    made = types.FunctionType(function.__code__, space, function.__name__, function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    made.__qualname__, made.__module__ = function.__qualname__, function.__module__
    return made


# ── built modules ──

def signature_of(case: Case, args):
    """The types of a call's arguments, one a parameter; None (any objects) where there are `*args` or `**kwargs`."""
    from coluber import typeof

    signature = inspect.signature(case.function)
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in signature.parameters.values()):
        return None
    try:
        bound = signature.bind(*args)
    except TypeError:
        return None
    bound.apply_defaults()
    return tuple(typeof(bound.arguments[name]) for name in signature.parameters)


@functools.cache
def built(file: str, door: str):
    """The module that `coluber build` makes of a file of cases, and what was refused: {name: exception}."""
    from coluber.build import build_file

    path = pathlib.Path(file)
    own = [c for c in CASES if inspect.getfile(c.function) == file]
    # The file's functions that are no cases are used by cases; they too are compiled, for objects.
    signatures = {name: [None] for name, f in vars(inspect.getmodule(own[0].function)).items() if inspect.isfunction(f)}
    if door == "build":
        signatures |= {c.function.__name__: [signature_of(c, args) for args in c.inputs] for c in own}
    collected = list(CASES), list(SCENARIOS)
    try:  # the file's `@case` runs at the build and again in the built module
        with tempfile.TemporaryDirectory() as folder:
            report = build_file(path, folder, signatures=signatures)
            spec = importlib.util.spec_from_file_location(path.stem, report.path)
            module = importlib.util.module_from_spec(spec)
            sys.modules[path.stem] = module
            spec.loader.exec_module(module)
    finally:
        sys.modules.pop(path.stem, None)
        CASES[:], SCENARIOS[:] = collected
    return module, dict(report.refused)


def run_built_case(case: Case, door: str) -> None:
    module, refused = built(inspect.getfile(case.function), door)
    expected, name = case.doors[door], case.function.__name__
    assert expected is Refused or name not in refused, f"was refused: {refused[name]}"
    if expected is Refused:
        check_expected(Outcome(error=refused.get(name)), Refused)
        return
    function = getattr(module, name)
    assert type(function).__name__ == "built_function", "the interpreter would run"
    for args in case.inputs:
        compare(call(function, args), call(case.function, args), case, expected)


# ── decorated functions ──

def run_case(case: Case, door: str) -> None:
    if door in ("build", "objects"):
        run_built_case(case, door)
    else:
        run_decorated_case(case, door)


def run_decorated_case(case: Case, door: str) -> None:
    import coluber
    from coluber import _core

    decorate = {"jit": coluber.jit, "njit": coluber.njit}[door]
    function = through(decorate, case)
    expected = case.doors[door]
    for args in case.inputs:
        right = call(case.function, args)
        for _ in range(2):  # the second call goes the short way
            compare(call(function, args), right, case, expected)
    stats = _core.stats(function)
    assert stats["fallbacks"] == 0, "the interpreter ran"
    if expected is not Refused:
        assert stats["native_calls"] >= len(case.inputs), f"native code did not run: {stats}"
    if not case.twin or door == "njit":
        assert stats["resumes"] == 0, f"the twin ran: {stats}"
    elif expected is None:
        assert stats["resumes"] > 0, "the twin was to be tried, but did not run"
