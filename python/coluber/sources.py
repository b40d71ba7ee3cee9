"""Is a function's text still the text that it was made from? A file may have been edited since it was imported."""

import linecache
import os
import types

# What a text says: by file name, the text and its code objects by place and name.
_compiled = {}


def is_edited(function):
    """Whether the text found for the function says something else than the function's code does.

    Compiles the whole text (not running it) once for each state that it has. Loaders that change what they read (pytest's
    assertions) are taken at their word, and so is a text that is not plain Python (a notebook cell with magics).
    """
    code = function.__code__
    loader = function.__globals__.get("__loader__")
    if loader is not None and type(loader).__module__ not in ("_frozen_importlib_external", "importlib._bootstrap_external"):
        return False
    text = "".join(linecache.getlines(code.co_filename, function.__globals__))
    known = _compiled.get(code.co_filename)
    if known is None or known[0] != text:
        _compiled[code.co_filename] = known = (text, _code_objects(text, code.co_filename))
    if known[1] is None:
        return os.path.exists(code.co_filename)
    return code not in known[1].get((code.co_qualname, code.co_firstlineno), ())


def _code_objects(text, filename):
    """All code objects of a text by qualified name and first line; None where it does not compile."""
    try:
        todo = [compile(text, filename, "exec", dont_inherit=True)]
    except (SyntaxError, ValueError):
        return None
    found = {}
    while todo:
        code = todo.pop()
        found.setdefault((code.co_qualname, code.co_firstlineno), []).append(code)
        todo.extend(item for item in code.co_consts if isinstance(item, types.CodeType))
    return found
