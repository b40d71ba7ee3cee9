"""Signatures as users write them (strings, types, tuples of types) → `types.Signature`."""

import sys

from . import types


def parse(given):
    """One signature: ``"float64(int64)"``, ``float64(int64)``, ``(int64,)``, ``"(int64,)"``, ``"void()"``."""
    if isinstance(given, str):
        given = evaluate(given)
    if isinstance(given, types.Signature):
        return given
    if isinstance(given, tuple):
        return types.Signature(None, given)
    if isinstance(given, types.Type):
        raise TypeError(f"{given!r} is a type, not a signature: write {given!r}({given!r}) or ({given!r},)")
    raise TypeError(f"{given!r} is not a signature")


def evaluate(text):
    """The value of a signature in a string."""
    names = types.names()
    names["types"] = sys.modules[types.__name__]
    try:
        return eval(text, {"__builtins__": {}}, names)  # the user's own source, as in Numba
    except NameError as error:
        raise TypeError(f"{text!r} is not a signature: there is no type `{error.name}`{types.advice(error.name)}") from None
    except Exception as error:
        raise TypeError(f"{text!r} is not a signature: {error}") from None


def is_signature(given):
    """Is it what stands in a decorator's first place when it is not the function?"""
    return isinstance(given, (str, tuple, types.Signature)) or (
        isinstance(given, list) and all(is_signature(item) for item in given))


def arg_texts(given):
    """The argument types as `_core` takes them: from a signature, or a tuple of type texts as in `f.signatures`."""
    if isinstance(given, tuple) and given and all(isinstance(item, str) for item in given):
        return given
    return tuple(arg.text for arg in parse(given).args)


# What a function may return where the signature says float64 or int64: NumPy's scalars of that dtype too.
ALSO = {"float": {"np.float64", "float|np.float64"}, "int": {"np.int64", "int|np.int64"},
        "complex": {"np.complex128", "complex|np.complex128"}, "bool": {"np.bool", "bool|np.bool"}}


def returns_as_said(said, found):
    """Does the return type that was inferred agree with the signature's? An `object` may be anything."""
    if said is not None and said.choices:
        return found == "object" or any(returns_as_said(choice, found) for choice in said.choices)
    return said is None or found in (said.text, "object") or found in ALSO.get(said.text, ()) or (
        "array" in said.text and found in (said.text.replace(", A)", ", C)"), said.text.replace(", A)", ", F)")))
