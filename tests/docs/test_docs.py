"""What the documentation shows is true: the sessions in README.md and docs/ are run, the examples of docs/errors/ give the text that stands
below them, and links lead somewhere.

A ```python block with `>>>` lines is a session; the blocks of a page share one namespace, in order, and are compared as doctest does. In
docs/errors/Exxxx.md the ```python block is a program that must be refused with that code and the text in the ```text block below it
(`make test-update` rewrites the text).
"""

import doctest
import linecache
import pathlib
import re
import subprocess
import sys

import numpy as np
import pytest

from tests.pages import Session, parse_page

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
SESSIONS = [page for page in PAGES if ">>> " in page.read_text()]
# Codes that a program can provoke. E01xx: tests/syntax. E0201 stops at CPython before it comes to us; E0905 to E0908 are our own mistakes, or a race.
REFUSALS = ("E0202", "E0300", "E0301", "E0302", "E0501", "E0502", "E0504")


def prose_of(page):
    return re.sub(r"^```.*?^```", "", page.read_text(), flags=re.S | re.M)


def name_of(page):
    return str(page.relative_to(ROOT))


def blocks_of(page):
    """All fenced blocks, also those before the first heading."""
    return [block for case in parse_page("# page\n" + page.read_text()) for block in case.blocks]


def remember_source(file, text):
    """Makes the text findable as the source of what is compiled under this file name."""
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)


def agrees(example, got):
    """As doctest compares: `...` stands for anything; of a traceback the exception counts."""
    checker = doctest.OutputChecker()
    if example.exc_msg is None:
        return checker.check_output(example.want, got, doctest.ELLIPSIS)
    return got.startswith("Traceback") and checker.check_output(example.exc_msg, got.split("    ...\n", 1)[1], doctest.ELLIPSIS)


def run_example(example, file, names):
    """What the example printed, as doctest shows it."""
    remember_source(file, example.source)
    session = Session.__new__(Session)  # without a door: the page decorates for itself
    session.names = names
    return session.output(example, file)


@pytest.mark.parametrize("page", SESSIONS, ids=name_of)
def test_session(page):
    pytest.importorskip("coluber", reason="coluber is not built: `make`")
    names, wrong = {"__name__": "page"}, []
    for block in blocks_of(page):
        if block.kind != "python" or ">>> " not in block.text:
            continue
        for example in doctest.DocTestParser().get_examples(block.text):
            line = block.line + example.lineno - 1
            got = run_example(example, f"<{page.name}:{line}>", names)
            if not agrees(example, got):
                wrong.append(f"{name_of(page)}:{line}: {example.source.strip()}\n  wanted {example.want!r}\n  got    {got!r}")
    assert not wrong, "\n".join(wrong)


def refusal(program):
    """The exception with which compiling the program's function ended."""
    import coluber

    remember_source("example.py", program)
    names = {"__name__": "example", "cb": coluber, "np": np}
    with pytest.raises(coluber.CompileError) as caught:
        exec(compile(program, "example.py", "exec"), names)
    return caught.value


@pytest.mark.parametrize("code", REFUSALS)
def test_error_page(code, update):
    pytest.importorskip("coluber", reason="coluber is not built: `make`")
    page = ROOT / "docs/errors" / f"{code}.md"
    program, text = [block for block in blocks_of(page) if block.kind in ("python", "text")][:2]
    error = refusal(program.text)
    assert error.code == code
    if update:
        page.write_text(page.read_text().replace("```text\n" + text.text, "```text\n" + str(error).rstrip() + "\n"))
    else:
        assert str(error).rstrip() == text.text.rstrip()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", re.sub(r"`[^`]*`", "", prose_of(page)))
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not dead, dead


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_are_named_exist(page):
    """`src/…`, `docs/…` and the like are files of this repository, or patterns that find some."""
    named = re.findall(r"(?<![\w/.])((?:src|runtime|python|tests|docs|bench|tools|examples)/[\w./*-]*[\w*])", prose_of(page))
    made = ("bench/results", "tools/oversized.txt", "docs/errors/Exxxx")  # there when there is something to say
    dead = [path for path in sorted(set(named)) if not path.startswith(made) and not any(ROOT.glob(path)) and not any(ROOT.glob(path + ".*"))]
    assert not dead, dead


def test_the_reference_of_operations_is_current():
    done = subprocess.run([sys.executable, ROOT / "tools/make_ir_reference.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
