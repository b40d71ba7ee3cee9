"""The pages beside this file: a ```python block and after it what the parser makes of it.

    ```tree     the tree as `ast.dump` writes it, one line a statement, default fields left out
    ```error    the diagnostic as a user sees it

`--update` rewrites them. On `errors.md` the running CPython is asked as well: it must refuse each block, on our line, and in our column
where it says the same sentence. `place` in the fence's options: the place is ours, see the page.
The examples of docs/errors/E01xx.md are held to the truth in the same way.
"""

import ast
import functools
import pathlib

import probe
import pytest

from tests.pages import parse_page

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# E0102 is about null bytes, which cannot stand on a page; test_limits.py has them.
PAGES = [*sorted(HERE.glob("*.md")), *(p for p in sorted((ROOT / "docs/errors").glob("E01*.md")) if p.stem != "E0102")]
RESULTS = ("tree", "error", "text")


def examples():
    for page in PAGES:
        for case in parse_page(page.read_text()):
            for source, result in zip(case.blocks, case.blocks[1:]):
                if source.kind == "python" and result.kind in RESULTS:
                    yield pytest.param(page, source, result, id=f"{page.stem}:{source.line}")


def dumped(source):
    return probe.dump(source.text.encode()).replace("<test>", "example.py").rstrip("\n") + "\n"


@pytest.mark.parametrize(("page", "source", "result"), list(examples()))
def test_page(page, source, result, request):
    if request.config.getoption("--update"):
        update_page(page)
    else:
        assert dumped(source) == result.text


@functools.cache
def update_page(page):
    """Rewrites all results of a page, from its end, so that line numbers hold."""
    lines = page.read_text().splitlines()
    for parameters in reversed([p for p in examples() if p.values[0] == page]):
        _, source, result = parameters.values
        lines[result.line - 1 : result.line - 1 + len(result.lines)] = dumped(source).splitlines()
    page.write_text("\n".join(lines) + "\n")


def wrong_examples():
    return [p for p in examples() if p.values[0].name == "errors.md"]


@pytest.mark.parametrize(("page", "source", "result"), wrong_examples())
def test_cpython_refuses_the_same_place(page, source, result):
    with pytest.raises(SyntaxError) as caught:
        ast.parse(source.text)
    error, ours = caught.value, probe.parse(source.text)
    if "place" in result.options:  # ours is narrower, or CPython's version looks further
        return
    assert type(error).__name__ == ours[0]
    assert error.lineno == ours[1]
    if error.msg == ours[5]:
        line = source.text.split("\n")[ours[1] - 1].encode()
        assert error.offset == len(line[: ours[2]].decode()) + 1
