"""coluber: a compiler for Python. C speed from one decorator, with Python's answers.

>>> import coluber as cb
>>> @cb.jit
... def fib(n):
...     a, b = 0, 1
...     for _ in range(n):
...         a, b = b, a + b
...     return a
>>> fib(10)
55
"""

from ._core import typeof
from .decorators import jit, njit

__version__ = "0.1.0"

# Looked up when first used: importing coluber is to cost nothing that is not needed.
LAZY = {
    **dict.fromkeys(("CompileError", "ColuberWarning", "InternalError", "NotSupported", "SourceError", "TypingError"), "errors"),
    **dict.fromkeys(("boolean", "complex64", "complex128", "float32", "float64", "int8", "int16", "int32", "int64", "intp", "none",
                     "optional", "uint8", "uint16", "uint32", "uint64", "uintp", "void"), "types"),
    # Numba's names that refuse with a cure, and `prange`.
    **dict.fromkeys(("cfunc", "cuda", "generated_jit", "guvectorize", "jit_module", "literal_unroll", "literally", "objmode", "prange",
                     "stencil", "vectorize"), "numba_names"),
    **dict.fromkeys(("experimental", "extending", "typed")),
    "types": None,
    "errors": None,
}
__all__ = ["__version__", "jit", "njit", "typeof", *LAZY]


def __getattr__(name):
    if name not in LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module("." + (LAZY[name] or name), __name__)
    value = globals()[name] = getattr(module, name) if LAZY[name] else module
    return value


def __dir__():
    return sorted(__all__)
