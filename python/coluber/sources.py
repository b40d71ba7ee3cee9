"""Is a function's text still the text that it was made from? A file may have been edited since it was imported."""

import os
import types

# What a file's text says now, by file name: its state on disk and its code objects by place and name.
_compiled = {}


def is_edited(function):
    """Whether the function's file now says something else than the function's code does.

    Compiles the file (not running it) once for each state that it has on disk. Functions that no plain import made are taken at
    their word: notebook cells, whose text cannot change, and loaders that change what they read (pytest's assertions).
    """
    code = function.__code__
    loader = function.__globals__.get("__loader__")
    if loader is not None and type(loader).__module__ not in ("_frozen_importlib_external", "importlib._bootstrap_external"):
        return False
    try:
        state = os.stat(code.co_filename)
    except OSError:
        return False
    key = (state.st_mtime_ns, state.st_size)
    known = _compiled.get(code.co_filename)
    if known is None or known[0] != key:
        _compiled[code.co_filename] = known = (key, _code_objects(code.co_filename))
    return code not in known[1].get((code.co_qualname, code.co_firstlineno), ())


def _code_objects(filename):
    """All code objects of a file by qualified name and first line; none where the file does not compile."""
    try:
        with open(filename, "rb") as file:
            todo = [compile(file.read(), filename, "exec", dont_inherit=True)]
    except (OSError, SyntaxError, ValueError):
        return {}
    found = {}
    while todo:
        code = todo.pop()
        found.setdefault((code.co_qualname, code.co_firstlineno), []).append(code)
        todo.extend(item for item in code.co_consts if isinstance(item, types.CodeType))
    return found
