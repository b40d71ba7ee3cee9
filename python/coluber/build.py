"""`coluber build`: a Python file as an importable extension module, without a C compiler.

Every function of the file is compiled: for the types of its eager signatures (``@jit("float64(int64)")``), or of its annotations
(``int``, ``float``, ``bool``, ``str``, NumPy's scalars, coluber's types; a parameter without one takes any object), or, without any
annotation, for Python objects. The file is imported for it, so that its globals are known. The file's other statements run in Python
when the built module is imported (module_body.py). A function that is not compiled yet stays a Python function, and the report says why.
"""

import ast
import dataclasses
import importlib.machinery
import importlib.util
import itertools
import marshal
import pathlib
import sys

from . import _core
from . import types as kinds
from .decorators import jit, njit
from .errors import CompileError, NotSupported
from .module_body import HOOKS, Body

PYTHON_TYPES = {int, float, complex, bool, str, bytes, list, dict, set}
OBJECTS = None  # in a list of signatures: the function for Python objects


@dataclasses.dataclass
class Report:
    """What became of a file: `path` of the module, and each function by qualified name."""

    path: pathlib.Path
    compiled: list[tuple[str, str]]     # with the types
    refused: list[tuple[str, Exception]]  # left to Python, and why

    def __str__(self):
        lines = [str(self.path)]
        lines += [f"  compiled   {name}({types})" for name, types in self.compiled]
        lines += [f"  in Python  {name}: {str(error).splitlines()[0]}" for name, error in self.refused]
        return "\n".join([*lines, "  in Python  the other statements of the file, once, when the module is imported"])


def build_file(file, output=None, *, signatures=None):
    """Compile `file` into a module with the file's name and Python's suffix for extension modules.

    output : the folder for it; None: beside the file.
    signatures : {qualified name: [(type text, …), …]} instead of those in the file; None in a list: for Python objects.
    Returns  a `Report`.
    Raises   OSError (no such file), CompileError (nothing can be compiled), whatever importing the file raises.
    """
    path = pathlib.Path(file).resolve()
    source = Source(path)
    wanted, refused = [], []
    for number in range(len(source.names)):
        try:
            function = source.function(number)
            wanted += [(number, function, types) for types in wanted_signatures(function, source.names[number], signatures)]
        except CompileError as error:
            refused.append((source.names[number], error))
    if not wanted:
        reason = refused[0][1] if refused else NotSupported("there are no functions in it")
        raise NotSupported(f"nothing in {path.name} can be compiled: {reason}")
    target = pathlib.Path(output or path.parent) / (path.stem + importlib.machinery.EXTENSION_SUFFIXES[0])
    failures = dict(_core.build(wanted, len(source.names), path.stem, source.runtime_body(), source.body.changing_globals(),
                                [str(archive) for archive in archives()], str(target)))
    report = Report(target, [], refused)
    for index, (number, function, types) in enumerate(wanted):
        if index in failures:
            refused.append((source.names[number], failures[index]))
        else:
            report.compiled.append((source.names[number], ", ".join(types) if types is not OBJECTS else "any objects"))
    return report


class Source:
    """A file, imported as a module of its own, and the functions that its `def` statements made."""

    def __init__(self, path):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or not path.exists():
            raise FileNotFoundError(f"{path} is no Python file")
        self.body = Body(path.read_bytes(), str(path))
        self.names = [".".join((*classes, node.name)) for classes, node in self.body.definitions]
        self.made = {}
        self.module = importlib.util.module_from_spec(spec)
        self.execute(path.stem)

    def execute(self, name):
        """Runs the file's statements under its name, also when a module of that name is there already."""
        space = vars(self.module)
        space[HOOKS] = [self.hook(number) for number in range(len(self.names))]
        before = sys.modules.get(name)
        sys.modules[name] = self.module
        try:
            exec(self.body.code(), space)
        finally:
            if before is None:
                del sys.modules[name]
            else:
                sys.modules[name] = before
        del space[HOOKS]

    def hook(self, number):
        def note(function):
            self.made[number] = function
            return function
        return note

    def function(self, number):
        """The dispatcher of a function. CompileError: it is one that is not compiled."""
        name, made = self.names[number], self.made.get(number)
        if made is None:
            raise NotSupported("its `def` was not executed at the build")
        if made.__code__.co_freevars:
            raise NotSupported(f"it closes over `{made.__code__.co_freevars[0]}`")
        visible = self.visible(name)
        function = visible if isinstance(visible, _core.Dispatcher) and visible.py_func is made else jit(made)
        if refusal := _core.refusal(function):
            raise refusal
        if visible is made and name in vars(self.module):
            setattr(self.module, name, function)  # the others call it directly
        return function

    def visible(self, qualname):
        """What stands under a qualified name now; None: nothing."""
        found = self.module
        for name in qualname.split("."):
            found = vars(found).get(name) if hasattr(found, "__dict__") else None
        return found

    def runtime_body(self):
        """The code that the built module executes, as bytes."""
        self.body.drop_coluber(self.is_decorator)
        return marshal.dumps(self.body.code())

    def is_decorator(self, expression):
        """Is it `jit` or `njit`, or a call of one?"""
        callee = expression.func if isinstance(expression, ast.Call) else expression
        parts = ast.unparse(callee).split(".")
        found = vars(self.module).get(parts[0])
        for part in parts[1:]:
            found = getattr(found, part, None)
        return found is jit or found is njit


def wanted_signatures(function, name, given):
    """The signatures that a function is to be compiled for, the most special first."""
    if given is not None:
        wanted = given.get(name, [])
    elif function.signatures:
        wanted = function.signatures
    else:
        wanted = annotated_signatures(function.py_func)
    return sorted(dict.fromkeys(wanted), key=generality)


def generality(types):
    return (1, 0, 0) if types is OBJECTS else (0, types.count("object"), sum(", A)" in text for text in types))


def annotated_signatures(function):
    """Of one type text a parameter; OBJECTS without any annotation, or where there are `*args` or `**kwargs`."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    found = function.__annotations__
    if code.co_flags & 0x0C or not found:
        return [OBJECTS]
    return list(itertools.product(*(annotation_texts(found[name], function) if name in found else ["object"] for name in names)))


def annotation_texts(annotation, function):
    """The type texts that an annotation means, two for `optional`; one that means none of ours takes any object."""
    if isinstance(annotation, str):
        try:
            annotation = eval(annotation, function.__globals__)  # the user's own source, as `inspect.get_annotations` does
        except Exception:
            return ["object"]
    if isinstance(annotation, kinds.Type):
        return [choice.text for choice in annotation.choices or (annotation,)]
    if annotation is None:
        return ["None"]
    if isinstance(annotation, type) and annotation in PYTHON_TYPES:
        return [annotation.__name__]
    return [numpy_scalar(annotation)]


def numpy_scalar(annotation):
    """The text for a class of NumPy's scalars."""
    import numpy as np

    if not (isinstance(annotation, type) and issubclass(annotation, np.generic)):
        return "object"
    try:
        return _core.typeof(annotation(0))
    except (TypeError, ValueError):  # an abstract class, a datetime
        return "object"


def archives():
    """The runtime that the module links."""
    folder = pathlib.Path(_core.__file__).parent
    suffix = importlib.machinery.EXTENSION_SUFFIXES[0].removesuffix(".so")
    return [folder / "libcoluber_runtime_native.a", folder / f"libcoluber_runtime_python{suffix}.a"]
