"""The pages of this folder: IR in, the named passes run on it, the named operations out.

A case: a heading, prose that gives the reason, a block `before`, then blocks `after passes=…` (separated by commas; `pipeline`: all)
with `ops=…`, the operations that matter (none: everything). `--update` rewrites what is expected. Values and blocks are numbered anew
by each printing, in the order of the text.
"""

import os
import pathlib
import re
import subprocess

import pytest

from tests.pages import parse_page

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted(pathlib.Path(__file__).parent.glob("*.md"))
CASES = [(page, number, case.title) for page in PAGES for number, case in enumerate(parse_page(page.read_text()))]


def tool() -> pathlib.Path:
    if build := os.environ.get("COLUBER_BUILD"):
        return pathlib.Path(build) / "tests/ir/ir_tool"
    found = list(ROOT.glob("build/*/tests/ir/ir_tool"))
    assert found, "ir_tool is not built"
    return max(found, key=lambda file: file.stat().st_mtime)


def run_passes(text: str, passes: list[str]) -> str:
    done = subprocess.run([tool(), *passes], input=text, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def chosen(text: str, ops: list[str]) -> list[str]:
    """The lines of these operations; a block's label stays where one of its lines does."""
    if not ops:
        return [line for line in text.splitlines() if line.strip()]
    lines, label = [], ""
    for line in text.splitlines():
        if line.startswith("^"):
            label = line
        elif any(re.search(rf"(= |^  ){re.escape(op)}(\s|$)", line) for op in ops):
            lines += [label] * bool(label) + [line]
            label = ""
    return lines


@pytest.mark.parametrize("page, number, title", CASES, ids=[f"{page.stem}: {title}" for page, _, title in CASES])
def test_page(page: pathlib.Path, number: int, title: str, update: bool) -> None:
    case = parse_page(page.read_text())[number]
    text = next(block.text for block in case.blocks if block.kind == "before")
    for block in reversed([block for block in case.blocks if block.kind == "after"]):
        ops = [op for op in block.options.get("ops", "").split(",") if op]
        got = chosen(run_passes(text, block.options["passes"].split(",")), ops)
        if update:
            whole = page.read_text().splitlines()
            whole[block.line - 1 : block.line - 1 + len(block.lines)] = got
            page.write_text("\n".join(whole) + "\n")
        else:
            assert block.lines == got, f"{page.name}:{block.line}: {title}"


def test_a_mistake_in_the_text_is_told() -> None:
    done = subprocess.run([tool()], input="func @f() -> int {\n^0:\n  return %1\n}\n", capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "%1 is not defined" in done.stderr
