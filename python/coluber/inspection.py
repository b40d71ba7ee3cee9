"""The methods of a decorated function that look at, or ask for, compiled code. `_core` calls them with the function first."""

from . import _core, signatures
from .errors import TypingError


def compile(function, signature):
    """Compile for these argument types now.

    signature : as in the decorator: ``"float64(int64)"``, types, or a tuple of them.
    Raises   CompileError; TypingError where the function returns something else than the signature says.
    """
    parsed = signatures.parse(signature)
    found = _core.compile(function, tuple(arg.text for arg in parsed.args))
    if found is not None and not signatures.returns_as_said(parsed.returns, found):
        raise TypingError(f"the signature {parsed!r} says that `{function.__qualname__}` returns {parsed.returns!r}, "
                          f"but it returns {found}")


def texts(function, signature, kind):
    """One text, or all by signature."""
    if signature is not None:
        return _core.texts(function, signatures.arg_texts(signature))[kind]
    return {types: _core.texts(function, types)[kind] for types in dict.fromkeys(function.signatures)}


def inspect_ir(function, signature=None):
    return texts(function, signature, "ir")


def inspect_llvm(function, signature=None):
    return texts(function, signature, "llvm")


def inspect_asm(function, signature=None):
    return texts(function, signature, "asm")
