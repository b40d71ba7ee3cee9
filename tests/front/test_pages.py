"""The pages beside this file: a ```python block and after it what the front end makes of it.

    ```untyped  the untyped IR, of the first function if there are several; places are left out
    ```error    the diagnostics as a user sees them

`--update` rewrites them.
"""

import functools
import pathlib
import re

import pytest

from tests.front.tool import run_tool
from tests.pages import parse_page

HERE = pathlib.Path(__file__).resolve().parent
PAGES = sorted(HERE.glob("*.md"))
RESULTS = ("untyped", "error")


def examples():
    for page in PAGES:
        for case in parse_page(page.read_text()):
            for source, result in zip(case.blocks, case.blocks[1:]):
                if source.kind == "python" and result.kind in RESULTS:
                    yield pytest.param(page, source, result, id=f"{page.stem}:{source.line}")


def made(source, result):
    output = run_tool("lower", stdin=source.text, statuses=(0, 1))
    if result.kind == "error":
        return re.split(r"^func ", output, flags=re.M)[0].replace("page.py", "example.py")  # inner functions follow
    lines = [re.sub(r"  ; \d+:\d+-\d+:\d+$", "", line) for line in output.splitlines()]
    lines = [line.replace(": dyn", "").replace(' file="page.py"', "").replace(" -> dyn", "") for line in lines]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("page", "source", "result"), list(examples()))
def test_page(page, source, result, request):
    if request.config.getoption("--update"):
        update_page(page)
    else:
        assert made(source, result) == result.text


@functools.cache
def update_page(page):
    """Rewrites all results of a page, from its end, so that line numbers hold."""
    lines = page.read_text().splitlines()
    for parameters in reversed([p for p in examples() if p.values[0] == page]):
        _, source, result = parameters.values
        lines[result.line - 1 : result.line - 1 + len(result.lines)] = made(source, result).splitlines()
    page.write_text("\n".join(lines) + "\n")
