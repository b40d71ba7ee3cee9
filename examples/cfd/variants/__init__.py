"""The strategies: one file each, and here the list of them.

Every variant has `solve(psi, zeta_or_None, r, iterations, tolerance) -> (iterations_done, error)`, which changes the
arrays in place. Some have `prepare(viscous_too)`, which compiles what a run needs.
"""

import importlib
import importlib.util
import sys

VARIANTS = {
    "lists": "lists of lists and loops, interpreted",
    "loops": "loops over NumPy arrays, interpreted",
    "slices": "NumPy slices",
    "jit": "loops over NumPy arrays, compiled by coluber.jit, arrays swapped instead of copied",
    "c": "the same in C (gcc -O3 -march=native)",
    "fortran": "the same in Fortran (gfortran -O3 -march=native)",
    "lists-jit": "`lists`, unchanged, compiled by coluber.jit",
    "loops-jit": "`loops`, unchanged, compiled by coluber.jit",
    "slices-jit": "`slices`, unchanged, compiled by coluber.jit",
}

NOT_YET = {
    "expr": "expression strings (coluber.evaluate)",
    "aot": "compiled ahead of time (coluber build)",
    "stencil": "a relative-index kernel (coluber.stencil)",
    "threads": "parallel loops (coluber.prange)",
    "mpi": "a decomposition over MPI ranks",
    "dask": "blocks in other processes",
    "gpu": "the kernel on a device",
}


class Unavailable(Exception):
    """The variant cannot run here; the text says what is missing."""


def load(name):
    """The module of a variant. Raises `Unavailable` with a sentence for the user."""
    if name in NOT_YET:
        raise Unavailable(f"variant `{name}` is not there yet: {NOT_YET[name]}")
    if name not in VARIANTS:
        raise Unavailable(f"unknown variant `{name}`; there are: {', '.join(VARIANTS)}")
    try:
        if name.endswith("-jit"):
            return _decorated(name.removesuffix("-jit"))
        return importlib.import_module(f"{__name__}.{name}")
    except ImportError as error:
        if not (error.name or "").startswith("coluber"):
            raise
        raise Unavailable(f"variant `{name}` needs coluber, which {sys.executable} cannot import") from None
    except Unavailable as error:
        raise Unavailable(f"variant `{name}` {error}") from None


def _decorated(name):
    """A second copy of a variant's module whose kernels are decorated; its source is used as it stands."""
    import coluber

    spec = importlib.util.find_spec(f"{__name__}.{name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for kernel in module.KERNELS:
        setattr(module, kernel, coluber.jit(getattr(module, kernel)))
    return module
