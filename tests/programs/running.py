"""Runs a program of `numba_programs/` with a module of one's choice in Numba's place."""

import importlib.util
import sys
import types


def plain_numba():
    """A module like Numba whose decorators leave functions as they are."""

    def decorator(*args, **options):
        return args[0] if args and callable(args[0]) else lambda function: function

    module = types.ModuleType("numba")
    module.jit = module.njit = decorator
    return module


def run_main(path, numba):
    """(what `main()` returns, the program as a module); `numba` is what the program imports under that name."""
    before = sys.modules.get("numba")
    sys.modules["numba"] = numba
    try:
        spec = importlib.util.spec_from_file_location(f"numba_programs_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module.main(), module
    finally:
        if before is None:
            del sys.modules["numba"]
        else:
            sys.modules["numba"] = before
