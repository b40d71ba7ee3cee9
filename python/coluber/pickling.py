"""Pickling of decorated functions: by reference where the name leads back to the function, else by source.

By source means: the text of the `def`, the options, and the globals and closure values that the function names (they must be
picklable themselves; modules go by name). The copy is compiled anew where it is loaded.
"""

import importlib
import inspect
import linecache
import sys
import textwrap
import types

from . import _core


def reduce(function):
    """What `__reduce__` gives (called by `_core`)."""
    if is_importable(function):
        return function.__qualname__
    python = function.py_func
    source = textwrap.dedent(inspect.getsource(python))
    free = python.__code__.co_freevars
    cells = dict(zip(free, (cell.cell_contents for cell in python.__closure__ or ())))
    used = {name: python.__globals__[name] for name in sorted(all_names(python.__code__)) if name in python.__globals__}
    modules = {name: value.__name__ for name, value in used.items() if isinstance(value, types.ModuleType)}
    values = {name: value for name, value in used.items() if name not in modules and value is not function}
    state = {"source": source, "name": python.__name__, "qualname": python.__qualname__, "module": python.__module__,
             "options": _core.options(function), "modules": modules, "globals": values, "cells": cells,
             "defaults": python.__defaults__, "kwdefaults": python.__kwdefaults__,
             "self": next((name for name, value in used.items() if value is function), None)}
    return rebuild, (state,)


def is_importable(function):
    found = sys.modules.get(function.__module__)
    if found is None or function.__module__ == "__main__" and not hasattr(found, "__file__"):
        return False
    for part in function.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is function


def all_names(code):
    """The global names in a code object and those inside it."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= all_names(constant)
    return names


def rebuild(state):
    """The function again, from its source."""
    lines = state["source"].splitlines(keepends=True)
    while lines and not lines[0].startswith(("def ", "async def ")):
        lines.pop(0)  # decorators: the options are in the state
    cells = state["cells"]
    if cells:
        text = f"def make({', '.join(cells)}):\n" + textwrap.indent("".join(lines), "    ") + f"    return {state['name']}\n"
    else:
        text = "".join(lines)
    file = f"<coluber pickle {abs(hash(text)):x}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space = {"__name__": state["module"], "__builtins__": __builtins__}
    space.update({name: importlib.import_module(module) for name, module in state["modules"].items()})
    space.update(state["globals"])
    exec(compile(text, file, "exec"), space)
    python = space.pop("make")(**cells) if cells else space[state["name"]]
    python.__qualname__, python.__defaults__, python.__kwdefaults__ = state["qualname"], state["defaults"], state["kwdefaults"]
    function = _core.Dispatcher(python, **state["options"])
    if state["self"]:
        space[state["self"]] = function
    return function
