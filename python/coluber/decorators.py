"""`jit` and `njit`, each usable bare, with options, and with eager signatures; spelled as Numba does."""

from . import _core
from ._core import Dispatcher

# Numba's options that mean nothing here, or not yet, and what to say of them. Given as `False` (or None) they are always fine.
NOT_YET = {
    "parallel": "parallel loops are not there yet",
    "nogil": "running without the GIL is not there yet",
    "forceobj": "there is no object mode: plain `jit` compiles any Python, over real objects where it must",
    "looplift": "there is no object mode to lift loops from",
    "locals": "types of local variables cannot be set yet; they are inferred",
    "inline": "inlining cannot be asked for yet",
    "debug": "debug information cannot be asked for yet",
    "cache": "compiled code is not kept on disk yet",
}
NEUTRAL = {"inline": "never", "locals": {}}  # the value that asks for nothing


def refuse(option, why):
    raise NotImplementedError(f"`{option}` is not supported: {why}")


def check_options(options):
    """Refuses what is not there by name; the rest are `_core`'s options."""
    known = {}
    for option, value in options.items():
        if option in ("fastmath", "boundscheck"):
            if value is not None and not isinstance(value, bool):
                refuse(f"{option}={value!r}", "it is True or False; single flags of fastmath are not told apart")
            known[option] = value is None and option == "boundscheck" or bool(value)
        elif option == "error_model":
            if value != "python":
                refuse(f"error_model={value!r}", "division by zero raises for Python's numbers, as in Python")
        elif option not in NOT_YET:
            raise TypeError(f"jit has no option `{option}`")
        elif value and value != NEUTRAL.get(option):
            refuse(f"{option}={value!r}", NOT_YET[option])
    return known


def make(target, strict, options):
    """The decorated function, or a decorator that makes it."""
    if isinstance(target, Dispatcher):
        target = target.py_func
    options = check_options(options)
    if callable(target) and hasattr(target, "__code__"):
        return Dispatcher(target, strict=strict, **options)
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
    fastmath : allow reassociation and contraction of float arithmetic. Default False.
    boundscheck : False leaves out the checks of array indices, on your word.
    Returns  the compiled function: same answers as the Python function, or an exception.
    Raises   CompileError (at the first call, or here with signatures); NotImplementedError for options that are not there yet.

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


def overload(function):
    """Say what compiled code runs for a function that is not compiled itself.

    function : a Python function, or one of a C library, as compiled code will call it (``scipy.special.expit``).
    Returns  a decorator. What it decorates is compiled into each caller, for the types of the call; its body is the implementation
        (Numba's returns one). Outside compiled code `function` stays what it was. The definition itself is returned, unchanged.
    Raises   TypeError for what is no function, or compiled already; ValueError where `function` has an overload.
    Holds for what is compiled from then on, in this process.

    >>> import math
    >>> @overload(math.gamma)
    ... def gamma_of_whole_numbers(x):
    ...     product = 1.0
    ...     for i in range(2, int(x)):
    ...         product *= i
    ...     return product
    >>> @njit
    ... def f(x):
    ...     return math.gamma(x)
    >>> f(5.0)
    24.0
    """
    if not callable(function):
        raise TypeError(f"overload takes a function, as in @overload(math.gamma), not {function!r}")

    def decorate(definition):
        if not hasattr(definition, "__code__"):
            raise TypeError(f"overload decorates a Python function, not {definition!r}")
        _core.overload(function, Dispatcher(definition, strict=True))
        return definition

    return decorate
