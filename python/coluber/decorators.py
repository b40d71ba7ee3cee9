"""`jit` and `njit`, each usable bare, with options, and with eager signatures; spelled as Numba does."""

from ._core import Dispatcher

# Options that are fine with any of these values: they ask for what is so anyway, or for nothing that could be seen.
YES_OR_NO = (True, False)
ACCEPTED = {
    "cache": YES_OR_NO,                # compiled code is kept on disk without being asked
    "inline": ("never", "always"),     # LLVM decides
    "debug": YES_OR_NO,                # tracebacks know the lines without it
    "no_cpython_wrapper": YES_OR_NO, "no_cfunc_wrapper": YES_OR_NO, "no_rewrites": YES_OR_NO, "_nrt": YES_OR_NO,
    "looplift": (False,), "forceobj": (False,), "nogil": (False,), "parallel": (False,),
    "target": ("cpu",), "target_backend": (), "pipeline_class": (), "locals": ({},),
}
# What is not there, and what to do instead. Given as `None` they are always fine.
CURES = {
    "parallel": "parallel loops are not there yet; leave it out, and `prange` is `range`",
    "nogil": "a compiled function keeps the GIL; leave it out, and use processes for speed on several cores",
    "forceobj": "there is no object mode: plain `jit` compiles any Python, over real objects where it must",
    "looplift": "there is no object mode to lift loops from; leave it out",
    "locals": "types of local variables are inferred; convert where the value is made, as in `x = float(n)`",
    "inline": 'it is "never" or "always", and both are left to LLVM',
    "target": 'there is one target, "cpu"; leave it out',
    "target_backend": "there is one target, the processor; leave it out",
    "pipeline_class": "the compiler's passes cannot be exchanged; leave it out",
}
# LLVM's names of permissions: those that `fastmath=True` uses, and all that Numba knows. A permission may be left unused.
FASTMATH = {"reassoc", "contract", "nsz"}
ALL_FASTMATH = FASTMATH | {"nnan", "ninf", "arcp", "afn", "fast"}


def refuse(option, why):
    from .errors import not_there

    raise not_there(f"`{option}` is not supported", why)


def fastmath(value):
    """Numba's `fastmath`: a bool, or permissions by name. Fewer than we use are used not at all."""
    if value is None or isinstance(value, bool):
        return bool(value)
    names = {value} if isinstance(value, str) else set(value)
    if not names <= ALL_FASTMATH:
        raise TypeError(f"fastmath is True, False or a set of {', '.join(sorted(ALL_FASTMATH))}, not {value!r}")
    return "fast" in names or FASTMATH <= names


def check_options(options):
    """Refuses what is not there by name; the rest are `_core`'s options."""
    known = {}
    for option, value in options.items():
        if option == "fastmath":
            known[option] = fastmath(value)
        elif option == "boundscheck":
            if value is not None and not isinstance(value, bool):
                raise TypeError(f"boundscheck is True or False, not {value!r}")
            known[option] = value is not False
        elif option == "error_model":
            if value not in ("python", "numpy"):
                raise TypeError(f'error_model is "python" or "numpy", not {value!r}')
            known["numpy_division"] = value == "numpy"
        elif option not in ACCEPTED:
            raise TypeError(f"jit has no option `{option}`")
        elif value is not None and value not in ACCEPTED[option]:
            refuse(f"{option}={value!r}", CURES.get(option, "it is True or False"))
    return known


def make(target, strict, options):
    """The decorated function, or a decorator that makes it."""
    if isinstance(target, Dispatcher):
        target = target.py_func
    checked = check_options(options)
    if callable(target) and hasattr(target, "__code__"):
        return Dispatcher(target, strict=strict, **checked)
    if isinstance(target, (staticmethod, classmethod)):
        raise TypeError(f"put @{type(target).__name__} above @jit, not below it")
    wanted = []
    if target is not None:
        from . import signatures

        if not signatures.is_signature(target):
            raise TypeError(f"jit decorates Python functions; {target!r} is neither one nor a signature")
        given = [signatures.parse(one) for one in (target if isinstance(target, list) else [target])]
        wanted = [one for signature in given for one in signature.alternatives()]

    def decorate(function):
        made = make(function, strict, options)
        for signature in wanted:
            made.compile(signature)
        return made

    return decorate


def jit(signature_or_function=None, *, nopython=None, **options):
    """Compile a function for the types of its arguments, when it is first called with them.

    signature_or_function : the function (bare ``@jit``), or one signature or a list of them (``"float64(float64[:])"``,
        ``float64(int64)``) to be compiled at once.
    nopython : True is `njit`.
    fastmath : allow reassociation and contraction of float arithmetic. Default False. Or a set of LLVM's names of permissions.
    boundscheck : False leaves out the checks of array indices, on your word.
    error_model : "numpy": dividing by zero gives inf, nan or 0 as with NumPy's scalars, and does not raise. Default "python".
    cache, inline, debug, and Numba's other options, are taken where they ask for nothing that could be seen.
    Returns  the compiled function: same answers as the Python function, or an exception.
    Raises   CompileError (at the first call, or here with signatures); NotSupported for options that are not there yet.

    >>> @jit
    ... def twice(x):
    ...     return x + x
    >>> twice(2.0)
    4.0
    """
    return make(signature_or_function, bool(nopython), options)


def njit(signature_or_function=None, **options):
    """`jit` that refuses, by name, what can run unknown Python code; a failed guess about a value raises instead of going on slowly."""
    options.pop("nopython", None)
    return make(signature_or_function, True, options)
