"""Nothing crashes the parser: what is nested too deeply, too long or cut off ends in an error or in a tree."""

import os
import threading

import probe
import pytest

DEEP = {
    "sum": lambda n: "1" + "+1" * n,
    "attributes": lambda n: "a" + ".b" * n,
    "calls": lambda n: "f" + "()" * n,
    "elif": lambda n: "if a: pass\n" + "elif a: pass\n" * n,
    "minus": lambda n: "-" * n + "1",
    "not": lambda n: "not " * n + "1",
    "lambda": lambda n: "lambda:" * n + "1",
    "lambda defaults": lambda n: "lambda x=" * n + "1" + ":1" * n,
    "conditional": lambda n: "a if b else " * n + "1",
    "power": lambda n: "1" + "**1" * n,
}
BRACKETS = {
    "parentheses": lambda n: "(" * n + ")" * n,
    "lists": lambda n: "[" * n + "]" * n,
    "dicts": lambda n: "{1:" * n + "1" + "}" * n,
    "indices": lambda n: "a[" * n + "1" + "]" * n,
    "arguments": lambda n: "f(" * n + ")" * n,
    "mixed": lambda n: "-f(not " * n + "1" + ")" * n,
    "patterns": lambda n: "match x:\n case " + "[" * n + "]" * n + ": pass",
    "with": lambda n: "with " + "(" * n + "a" + ")" * n + ":pass",
    "walrus": lambda n: "(a:=" * n + "1" + ")" * n,
}
LONG = {
    "comparison": lambda n: "a" + "<a" * n,
    "and": lambda n: "a" + " and a" * n,
    "comprehension": lambda n: "[x" + " for x in y" * n + "]",
    "targets": lambda n: "a=" * n + "1",
    "strings": lambda n: "'a' " * n,
    "decorators": lambda n: "@a\n" * n + "def f(): pass",
    "statements": lambda n: "x;" * n + "x",
}
BROKEN = ["(a b ", "[x = ", "f(a=b c ", "-not ", "{**", "f'{a f'{b ", "lambda x: (y z", "print print ", "f() = (g() = ", "{a: **",
          "match match ", "case case ", "with (a as b, ", "\\\n", "' a", '""" a', "f'{a:{", "(", "if a:\n "]  # fmt: skip


def in_small_thread(function):
    """Runs the function in a thread with 2 MiB of stack; with 16 under sanitizers, which widen frames."""
    found = []
    before = threading.stack_size((16 if "ASAN_OPTIONS" in os.environ else 2) << 20)
    try:
        thread = threading.Thread(target=lambda: found.append(function()))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    return found[0]


@pytest.mark.parametrize("name", DEEP)
def test_deep_trees_are_refused(name):
    assert in_small_thread(lambda: probe.parse(DEEP[name](400))) is None
    error = in_small_thread(lambda: probe.parse(DEEP[name](20_000)))
    assert error[5:] == ("nested too deeply", "E0103")


@pytest.mark.parametrize("name", BRACKETS)
def test_brackets_nest_as_deep_as_in_cpython(name):
    assert in_small_thread(lambda: probe.parse(BRACKETS[name](200))) is None
    assert in_small_thread(lambda: probe.parse(BRACKETS[name](201)))[5] == "too many nested parentheses"


@pytest.mark.parametrize("name", LONG)
def test_long_flat_code_is_no_problem(name):
    assert probe.parse(LONG[name](20_000)) is None


@pytest.mark.parametrize("text", BROKEN)
def test_broken_code_repeated_ends_in_an_error_soon(text):
    assert in_small_thread(lambda: probe.parse(text * 5_001)) is not None


def test_indentation_and_fstrings_nest_as_deep_as_in_cpython():
    def blocks(n):
        return "".join(" " * i + "if a:\n" for i in range(n)) + " " * n + "x"

    assert probe.parse(blocks(99)) is None
    assert probe.parse(blocks(100))[:1] == ("IndentationError",)
    assert probe.parse("f'{" * 149 + "1" + "}'" * 149) is None
    assert probe.parse("f'{" * 150 + "1" + "}'" * 150)[6] == "E0103"


def test_huge_files():
    assert probe.parse("x = [1, 2.5, 'a']\n" * 200_000) is None
    assert probe.parse("#" * (33 << 20))[5:] == ("source is larger than 32 MiB", "E0102")


def test_odd_bytes():
    assert probe.parse(b"") is None
    assert probe.parse(b"\xef\xbb\xbf") is None
    assert probe.parse(b"x = '\0'")[6] == "E0102"
    assert probe.parse(b"x = '\xff'")[6] == "E0101"
    for n in range(256):
        probe.parse(bytes([n]))
        probe.parse(b"x = " + bytes([n]) + b" 1")
