"""Writes docs/compatibility.md: what of Python and of Numba is native, goes through objects, or is refused.

Every cell is found by compiling and calling: the functions of tools/compatibility_rows.py, and the decorator with each option. With --check
nothing is written, and a page that is not up to date is an error.
"""

import argparse
import copy
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/compatibility.md"
OPTIONS = [
    {"nopython": True}, {"fastmath": True}, {"fastmath": {"contract", "reassoc", "nsz"}}, {"boundscheck": False}, {"cache": True},
    {"error_model": "numpy"}, {"inline": "always"}, {"debug": True}, {"no_cpython_wrapper": True}, {"no_cfunc_wrapper": True},
    {"target": "cpu"}, {"parallel": True}, {"nogil": True}, {"forceobj": True}, {"looplift": True}, {"locals": {"x": "float64"}},
    {"pipeline_class": object},
]
HEAD = """# What of Python and Numba works

Written by `tools/make_compatibility.py`, which compiles and calls each row (tools/compatibility_rows.py) and compares with Python; do not edit.

* **native**: machine code on unboxed values.
* **objects**: compiled code that calls Python's C API for at least one operation of the row.
* **refused**: with the code of the diagnostic (docs/errors/).

Not in the table, because Python 3.11 cannot read them: t-strings (Python 3.14) and lazy imports (3.15) are parsed and refused (E0202).
"""


def same(a, b):
    import numpy as np

    if isinstance(a, np.ndarray):
        return type(a) is type(b) and a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


def outcome(function, args):
    try:
        return "value", function(*copy.deepcopy(args))
    except Exception as error:
        return "error", error


def is_refusal(found):
    import coluber

    return found[0] == "error" and isinstance(found[1], coluber.CompileError)


def cell(decorate, function, args):
    """What a door makes of the function."""
    made = decorate(function)
    right, found = outcome(function, args), outcome(made, args)
    if is_refusal(found):
        return f"refused {found[1].code}"
    if right[0] == "error":
        agree = type(found[1]) is type(right[1]) and found[1].args == right[1].args
    else:
        agree = found[0] == "value" and same(found[1], right[1])
    if not agree:
        raise SystemExit(f"{function.__code__.co_firstlineno}: {found!r}, Python gives {right!r}")
    return "objects" if re.search(r"\bpy\.\w+", str(made.inspect_ir())) else "native"


def rows():
    import coluber

    import compatibility_rows

    section = None
    for name, title, function, args in compatibility_rows.ROWS:
        if name != section:
            section = name
            yield f"\n## {name}\n\n| | njit | jit |\n|---|---|---|"
        yield f"| {title.replace('|', chr(92) + '|')} | {cell(coluber.njit, function, args)} | {cell(coluber.jit, function, args)} |"


def options():
    import coluber

    yield "\n## Options of the decorator\n\n| option | |\n|---|---|"
    for option in OPTIONS:
        name, value = next(iter(option.items()))
        shown = f"{{{', '.join(map(repr, sorted(value)))}}}" if isinstance(value, set) else value.__name__ if isinstance(value, type) else repr(value)
        try:
            coluber.jit(**option)(lambda x: x)
            says = "accepted"
        except coluber.NotSupported as error:
            says = f"refused {error.code}: {str(error).partition('hint: ')[2]}"
        yield f"| `{name}={shown}` | {says} |"


def names():
    from coluber import numba_names

    yield "\n## Numba's names that refuse (E0601)\n\n| name | instead |\n|---|---|"
    for name, cure in numba_names.CURES.items():
        yield f"| `{name}` | {cure} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    sys.path[:0] = [str(ROOT / "python"), str(ROOT / "tools")]
    if not list((ROOT / "python/coluber").glob("libcoluber_compiler.so")):
        print("compatibility: not built, not checked")
        return 0
    text = "\n".join([HEAD.rstrip(), *rows(), *options(), *names(), ""])
    if not is_check:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        print("docs/compatibility.md is not what compiling gives: run tools/make_compatibility.py and look at the difference")
        return 1
    print(f"compatibility: {text.count('| native')} cells native, {text.count('| objects')} through objects, "
          f"{text.count('| refused')} refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
