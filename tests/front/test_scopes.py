"""Scopes are those of CPython's `symtable`, and the front end takes every function of the standard library or refuses it by name."""

import os
import pathlib
import random
import symtable
import sys
import tokenize
from collections import Counter

import pytest

from tests.front.tool import run_tool

STDLIB = pathlib.Path(os.__file__).parent
BINDINGS = {1: "local", 2: "global_explicit", 3: "global_implicit", 4: "free", 5: "cell"}
COMPREHENSIONS = {"listcomp": "comprehension", "setcomp": "comprehension", "dictcomp": "comprehension", "genexpr": "genexpr"}


def stdlib_files():
    return sorted(path for path in STDLIB.rglob("*.py") if not {"site-packages", "bad_coding", "lib2to3"} & set(path.parts))


def cpython_scopes(table, found):
    if table.get_type() == "function":
        name = table.get_name()
        kind = COMPREHENSIONS.get(name, "lambda" if name == "lambda" else "function")
        symbols = frozenset((s.get_name(), BINDINGS[s._Symbol__scope]) for s in table.get_symbols() if s.get_name() != ".0")
        found[kind, table.get_lineno(), name if kind == "function" else "", symbols] += 1
    for child in table.get_children():
        cpython_scopes(child, found)


def our_scopes(text):
    found, scope, symbols = Counter(), None, []

    def close():
        if scope and scope[0] in ("function", "lambda", "comprehension", "genexpr"):
            name = scope[2] if scope[0] == "function" else ""
            found[scope[0], int(scope[1]), name, frozenset(symbols)] += 1

    for line in text.splitlines():
        if line.startswith("scope "):
            close()
            scope, symbols = line.split(" ")[1:], []
        elif line.startswith("  "):
            symbols.append(tuple(line.split()))
    close()
    return found


def scopes_that_differ(path, text):
    expected = Counter()
    cpython_scopes(symtable.symtable(text, str(path), "exec"), expected)
    found = our_scopes(run_tool("scopes", path))
    return list((found - expected).items()), list((expected - found).items())


# From 3.12 on CPython mixes a comprehension's names into the function's table (PEP 709), and annotations have scopes of their own.
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="symtable shows inlined comprehensions from 3.12 on")
def test_scopes_are_cpythons():
    files = random.Random(1).sample(stdlib_files(), 150)
    wrong = []
    for path in files:
        try:
            with tokenize.open(path) as file:
                ours, theirs = scopes_that_differ(path, file.read())
        except (SyntaxError, UnicodeDecodeError):
            continue
        if ours or theirs:
            wrong.append((str(path), ours[:2], theirs[:2]))
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("future", ["", "from __future__ import annotations\n"], ids=["evaluated", "text"])
def test_names_in_annotations_count_where_they_are_evaluated(future, tmp_path):
    """The standard library of 3.11.2 has such a function in `tomllib/_re.py`."""
    text = future + "def f(a: A, *b: B) -> R:\n    x: L = 1\n    def g(c: C):\n        y: f\n        return a\n    return g, x\n"
    (tmp_path / "page.py").write_text(text)
    assert scopes_that_differ(tmp_path / "page.py", text) == ([], [])


def test_every_stdlib_function_is_lowered_or_refused_by_name():
    files = [path for path in stdlib_files() if "test" not in path.parts]
    lines = run_tool("check", *files).splitlines()
    refused = [line for line in lines[:-1] if "not compiled yet: " not in line]
    assert not refused and "0 bugs" in lines[-1], refused[:10] + lines[-1:]


WRONG = {
    "def f(x):\n    global x": "name 'x' is parameter and global",
    "def f(x):\n    nonlocal x": "name 'x' is parameter and nonlocal",
    "def f():\n    x = 1\n    global x": "name 'x' is assigned to before global declaration",
    "def f():\n    print(x)\n    global x": "name 'x' is used prior to global declaration",
    "def f():\n    x: int\n    global x": "annotated name 'x' can't be global",
    "def f():\n    global x\n    x: int = 1": "annotated name 'x' can't be global",
    "def f():\n    nonlocal x": "no binding for nonlocal 'x' found",
    "def f():\n    x = 1\n    def g():\n        nonlocal x\n        global x": "name 'x' is nonlocal and global",
    "nonlocal x": "nonlocal declaration not allowed at module level",
    "def f(x, x): pass": "duplicate argument 'x' in function definition",
    "lambda x, *x: 1": "duplicate argument 'x' in function definition",
    "return 1": "'return' outside function",
    "class A:\n    return 1": "'return' outside function",
    "yield 1": "'yield' outside function",
    "class A:\n    yield 1": "'yield' outside function",
    "def f():\n    return [(yield x) for x in y]": "'yield' inside list comprehension",
    "def f():\n    return ((yield x) for x in y)": "'yield' inside generator expression",
    "async def f():\n    yield from x": "'yield from' inside async function",
    "await x": "'await' outside function",
    "def f():\n    await x": "'await' outside async function",
    "def f():\n    async with x: pass": "'async with' outside async function",
    "def f():\n    async for x in y: pass": "'async for' outside async function",
    "def f():\n    return [x async for x in y]": "asynchronous comprehension outside of an asynchronous function",
    "break": "'break' outside loop",
    "continue": "'continue' not properly in loop",
    "for x in y:\n    def f():\n        break": "'break' outside loop",
    "while 1:\n    pass\nelse:\n    continue": "'continue' not properly in loop",
    "def f():\n    from x import *": "import * only allowed at module level",
    "[x := 1 for x in y]": "assignment expression cannot rebind comprehension iteration variable 'x'",
    "[1 for x in (y := z)]": "assignment expression cannot be used in a comprehension iterable expression",
    "class A:\n    [y := 1 for x in z]": "assignment expression within a comprehension cannot be used in a class body",
    "[[(j := 0) for i in x] for j in y]": "assignment expression cannot rebind comprehension iteration variable 'j'",
    "[i for i in x if (j := 0) for j in y]": "comprehension inner loop cannot rebind assignment expression target 'j'",
    "try:\n    pass\nexcept:\n    pass\nexcept A:\n    pass": "default 'except:' must be last",
    "def f():\n    try: pass\n    except* A:\n        return": "'break', 'continue' and 'return' cannot appear in an except* block",
    "for x in y:\n    try: pass\n    except* A:\n        break": "'break', 'continue' and 'return' cannot appear in an except* block",
    "__debug__ = 1": "cannot assign to __debug__",
    "def f(__debug__): pass": "cannot assign to __debug__",
    "import a as __debug__": "cannot assign to __debug__",
    "x = *a": "can't use starred expression here",
    "*a = b": "starred assignment target must be in a list or tuple",
    "*a, *b = c": "multiple starred expressions in assignment",
}


@pytest.mark.parametrize("text, sentence", WRONG.items(), ids=list(WRONG))
def test_refused_as_cpython_does(text, sentence, tmp_path):
    with pytest.raises(SyntaxError) as error:
        compile(text, "page.py", "exec")
    assert error.value.msg == sentence
    output = run_tool("lower", stdin=text, statuses=(1,))
    line, column = error.value.lineno, error.value.offset
    if "__debug__" in text:
        assert output.startswith(f"page.py:{line}:") and f"error E0201: {sentence}\n" in output  # our place is narrower
    else:
        assert output.startswith(f"page.py:{line}:{column}: error E0201: {sentence}\n"), output
