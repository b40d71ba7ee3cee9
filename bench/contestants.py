"""The tools by name: where each lives, and how it takes a plain function."""

import sys
import types

from bench.harness import ROOT
from bench.worker import Missing

COLUBER, CPYTHON, NUMBA, CYTHON = "coluber", "CPython", "Numba", "Cython, typed"
C_GCC, C_CLANG = "C, gcc", "C, clang-19"
C_OBJECT = "C, gcc, as an object"  # not a built-in function: the floor of what a dispatcher can reach
PLACES = {C_OBJECT: "own", COLUBER: "own", CPYTHON: "own", C_GCC: "own", C_CLANG: "own", NUMBA: "peer", CYTHON: "peer"}
CFD_SOURCE = ROOT / "examples/cfd/variants/jit.py"


def places(*names):
    return {name: PLACES[name] for name in names}


def decorator(contestant):
    """What turns a plain function into the tool's compiled one."""
    if contestant == CPYTHON:
        return lambda function: function
    module, name = {COLUBER: ("coluber", "jit"), NUMBA: ("numba", "njit")}[contestant]
    try:
        return getattr(__import__(module), name)
    except (ImportError, AttributeError) as error:
        raise Missing(f"{sys.executable}: {error}") from None


def extension(contestant):
    """The built module of a contestant that is no decorator."""
    from bench.peers import build

    return build.typed_cython() if contestant == CYTHON else build.fastcall(contestant.split(", ")[1])


def function(contestant, name):
    """One of the functions of `kernels.py`, by a tool."""
    if contestant in (C_GCC, C_CLANG, C_OBJECT, CYTHON):
        found = getattr(extension(contestant), name + ("_object" if contestant == C_OBJECT else ""), None)
        if found is None:
            raise Missing("not written")
        return found
    from bench import kernels

    return decorator(contestant)(getattr(kernels, name))


def cfd_kernels(decorate):
    """The kernels of the CFD's jit variant, its source as it stands, with any decorator in coluber's place."""
    stand_in = types.ModuleType("coluber")
    stand_in.jit = decorate
    kept = sys.modules.get("coluber")
    sys.modules["coluber"] = stand_in
    try:
        scope = {"__name__": "cfd_kernels", "__file__": str(CFD_SOURCE)}
        exec(compile(CFD_SOURCE.read_text(), str(CFD_SOURCE), "exec"), scope)
    finally:
        if kept is None:
            del sys.modules["coluber"]
        else:
            sys.modules["coluber"] = kept
    return types.SimpleNamespace(irrotational=scope["irrotational"], viscous=scope["viscous"])
