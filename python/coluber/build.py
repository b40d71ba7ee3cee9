"""`coluber build`: the functions of one Python file as an importable module, without a C compiler.

What is compiled: every function of the file whose signature is known, through an eager signature (``@jit("float64(int64)")``) or
through annotations of all parameters (``int``, ``float``, ``bool``, NumPy's scalars, coluber's types). The file is imported for it, so
that its globals are known; they are constants of the module.
"""

import importlib.machinery
import importlib.util
import pathlib
import sys
import types

from . import _core
from . import types as kinds
from .decorators import jit
from .errors import NotSupported


def build_file(file, output=None):
    """Compile `file`; returns the path of the module, which has the file's name and Python's suffix for extension modules.

    Raises   OSError (no such file), CompileError.
    """
    path = pathlib.Path(file).resolve()
    module = load(path)
    wanted = [item for name, value in vars(module).items() if is_own(value, module) for item in signatures_of(name, value)]
    if not wanted:
        raise NotSupported(f"{path.name} has no function with a known signature: annotate all parameters, or give one to @jit")
    suffix = importlib.machinery.EXTENSION_SUFFIXES[0]
    target = pathlib.Path(output or path.parent) / (path.stem + suffix)
    _core.build(wanted, path.stem, [str(archive) for archive in archives()], str(target))
    return target


def load(path):
    """The file as a module of its own, also when a module of that name is there already."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or not path.exists():
        raise FileNotFoundError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    before = sys.modules.get(path.stem)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    finally:
        if before is None:
            del sys.modules[path.stem]
        else:
            sys.modules[path.stem] = before
    return module


def is_own(value, module):
    return isinstance(value, (types.FunctionType, _core.Dispatcher)) and value.__module__ == module.__name__


def signatures_of(name, function):
    """(function, argument types) for each signature that is known."""
    if isinstance(function, _core.Dispatcher) and function.signatures:
        return [(function, arg_types) for arg_types in function.signatures]
    python = function.py_func if isinstance(function, _core.Dispatcher) else function
    code = python.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    texts = tuple(annotation_text(python.__annotations__[name]) if name in python.__annotations__ else None for name in names)
    if None in texts or code.co_flags & 0x0C:  # *args, **kwargs
        return []
    return [(function if isinstance(function, _core.Dispatcher) else jit(function), texts)]


def annotation_text(annotation):
    """The type text that an annotation means; None: none that is known."""
    known = {int: "int", float: "float", bool: "bool", None: "None", object: "object",
             "int": "int", "float": "float", "bool": "bool", "None": "None", "object": "object"}
    if isinstance(annotation, kinds.Type):
        return annotation.text
    try:
        return known.get(annotation)
    except TypeError:
        return None


def archives():
    """The runtime that the module links."""
    return sorted(pathlib.Path(_core.__file__).parent.glob("libcoluber_runtime_*.a"))
