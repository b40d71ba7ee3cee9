"""What coluber raises and warns of, beyond the exceptions that the user's own code raises.

Every failed compile is a `CompileError`; it is also the built-in exception of its kind, so that `except TypeError` and
`except SyntaxError` work. Imported when the first error is made: `coluber._core` calls the functions below.
"""

import re
import warnings


class ColuberWarning(UserWarning):
    """The program goes on, but not as its author would want."""


class CompileError(Exception):
    """A function cannot be compiled. `code` names the diagnostic (docs/errors/), e.g. "E0131"."""

    code = ""


class TypingError(CompileError, TypeError):
    """The types do not go together."""


class InvalidValue(CompileError, ValueError):
    """A value known when compiling is wrong."""


class NotSupported(CompileError, NotImplementedError):
    """Right Python, but not compiled yet, or not allowed in strict code."""


class SourceError(CompileError, SyntaxError):
    """The source is not Python. Has `filename`, `lineno`, `offset`, `text` as every SyntaxError."""


class InternalError(CompileError):
    """A mistake of coluber's. Please report it with the text."""


class OutOfMemory(CompileError, MemoryError):
    """There was not enough memory to compile."""


CLASSES = {
    "SyntaxError": SourceError,
    "IndentationError": SourceError,
    "TabError": SourceError,
    "TypeError": TypingError,
    "ValueError": InvalidValue,
    "NotSupported": NotSupported,
    "MemoryError": OutOfMemory,
    "CompileError": CompileError,
}


def make_compile_error(error_class, text, code):
    """The exception for a failed compile; `error_class` is the compiler's name for it (called by `_core`)."""
    error = CLASSES.get(error_class, InternalError)(text)
    error.code = code
    if isinstance(error, SyntaxError):
        locate(error, text)
    return error


def explain_arguments(error, function, values):
    """Says of each argument that has no native type what it is, behind the refusal of strict code (called by `_core`)."""
    names = function.__code__.co_varnames
    notes = [f"\n  note: `{name}` is {what}" for name, value in zip(names, values) if (what := without_native_type(value))]
    if notes and isinstance(error, CompileError):
        error.args = (str(error) + "".join(notes), *error.args[1:])


def without_native_type(value):
    """What an array or NumPy scalar is that has no native type, and what to do; None for others."""
    import numpy as np

    if not isinstance(value, (np.ndarray, np.generic)):
        return None
    what = "an array" if isinstance(value, np.ndarray) else "a scalar"
    name = value.dtype.name if value.dtype.names is None else f"structured ({', '.join(value.dtype.names)})"
    if isinstance(value, np.ndarray):
        if type(value) is not np.ndarray:
            return f"{what} of the subclass {type(value).__name__}: pass np.asarray(…) of it, or decorate with `@coluber.jit`"
        if not value.dtype.isnative:
            return f"{what} of {name} in the other byte order: pass `a.astype(a.dtype.newbyteorder('='))`"
        if not value.flags.aligned:
            return f"{what} of {name} that is not aligned: pass `a.copy()`"
        if value.ndim > 8:
            return f"{what} of {value.ndim} dimensions: 8 are native"
    narrow = {"float16": "float32", "longdouble": "float64", "longlong": "int64", "ulonglong": "uint64", "clongdouble": "complex128"}
    instead = narrow.get(value.dtype.type.__name__)
    cure = f"pass `.astype(np.{instead})`, or " if instead else ""
    is_known = value.dtype.kind in "biufc" and not instead
    return None if is_known else f"{what} of dtype {value.dtype.type.__name__ if instead else name}: {cure}decorate with `@coluber.jit`"


def locate(error, text):
    """Sets a SyntaxError's place from the rendered diagnostic: `file:line:column: error E0123: sentence`, then the line."""
    first, *rest = text.splitlines()
    found = re.match(r"(.*):(\d+):(\d+): error (?:\w+: )?(.*)", first)
    if found:
        error.filename, error.lineno, error.offset = found[1], int(found[2]), int(found[3])
        error.msg = found[4]
        error.text = re.sub(r"^\s*\d+ \| ?", "", rest[0]) + "\n" if rest else None


def warn_of_interpreter(function, reason):
    """Said once a function, when plain jit has no source to compile (called by `_core`)."""
    why = str(reason).splitlines()[0] if reason and str(reason) else "its source is not available"
    warnings.warn(f"`{function.__qualname__}` runs in the interpreter: {why}", ColuberWarning, stacklevel=2)
