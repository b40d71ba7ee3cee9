"""Test pages: Markdown files whose headings name a behaviour and whose blocks show it (CONTRIBUTING.md, "Tests").

A heading opens a case. Its blocks, in order:

    ```python              source; later blocks of the case see it. Top-level functions are compiled for the compiled doors
    ```run                 doctest lines; they must print the same in CPython, `jit` and `njit`
    ```run doors=jit       … or only in the doors named (cpython, jit, njit), where they differ on purpose
    ```run native=f,g      … and these functions must have native code afterwards (default: those the lines call)
    ```ir func=f ops=load,check_bounds      the lines of f's IR (of its last signature) that hold these ops; no ops: all

`--update` rewrites what is expected from the first door. Why doctest lines: the page reads like a session, and a value is
compared with its type, because NumPy 2 prints `np.float64(1.0)`.
"""

import contextlib
import doctest
import inspect
import io
import linecache
import pathlib
import re
import traceback
from dataclasses import dataclass, field

import numpy as np
import pytest

DOORS = ("cpython", "jit", "njit")
FENCE = re.compile(r"^(`{3,})(\w*)[ \t]*(.*)$")


@dataclass
class Block:
    kind: str
    options: dict[str, str]
    line: int  # of the first line inside the fence, from 1
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass
class Case:
    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)


def parse_page(text: str) -> list[Case]:
    cases, block, fence = [], None, ""
    for number, line in enumerate(text.splitlines(), 1):
        found = FENCE.match(line)
        if block is not None:
            if line.strip() == fence:
                block = None
            else:
                block.lines.append(line)
        elif line.startswith("#"):
            cases.append(Case(line.lstrip("#").strip(), number))
        elif found:
            options = dict(part.partition("=")[::2] for part in found[3].split())
            block, fence = Block(found[2], options, number + 1, []), found[1]
            if cases:
                cases[-1].blocks.append(block)
    return [case for case in cases if case.blocks]


class Session:
    """One case in one door: a namespace, its functions compiled as the door says."""

    def __init__(self, door: str, name: str):
        self.door = door
        self.name = name
        self.names = {"__name__": "page", "np": np}
        if door != "cpython":
            import coluber  # here, so that the oracle's pages run without it

            self.names["cb"] = coluber

    def define(self, block: Block) -> None:
        file = f"<{self.name}:{block.line} in {self.door}>"
        linecache.cache[file] = (len(block.text), None, block.text.splitlines(True), file)
        before = dict(self.names)
        exec(compile(block.text, file, "exec"), self.names)
        if self.door == "cpython":
            return
        compiled = getattr(self.names["cb"], self.door)
        for name, value in list(self.names.items()):
            if inspect.isfunction(value) and before.get(name) is not value:
                self.names[name] = compiled(value)

    def outputs(self, block: Block) -> list[tuple[doctest.Example, str]]:
        """Each example of a run block with what it printed here."""
        found = []
        for example in doctest.DocTestParser().get_examples(block.text):
            found.append((example, self.output(example, f"<{self.name}:{block.line + example.lineno}>")))
        return found

    def output(self, example: doctest.Example, file: str) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(example.source, file, "single"), self.names)
            except Exception as error:  # shown as doctest shows it
                last = "".join(traceback.format_exception_only(error))
                out.write(f"Traceback (most recent call last):\n    ...\n{last}")
        return out.getvalue()

    def native(self, block: Block) -> list[str]:
        """The functions that should have native code by now and have none."""
        wanted = block.options.get("native")
        called = wanted.split(",") if wanted else re.findall(r"\b(\w+)\(", block.text)
        functions = {name: self.names.get(name) for name in called if name}
        return [name for name, f in functions.items() if hasattr(f, "signatures") and not f.signatures]

    def ir(self, block: Block) -> str:
        function = self.names[block.options["func"]]
        texts = function.inspect_ir()
        text = list(texts.values())[-1] if isinstance(texts, dict) else texts
        ops = [op for op in block.options.get("ops", "").split(",") if op]
        lines = [line for line in text.splitlines() if not ops or any(re.search(rf"\b{re.escape(op)}\b", line) for op in ops)]
        return "\n".join(re.sub(r"\s*;.*$", "", line) for line in lines if line.strip()) + "\n"


def same(example: doctest.Example, got: str) -> bool:
    """As doctest compares: `...` stands for anything, and of a traceback only the last line counts."""
    if example.exc_msg is not None:
        return got.startswith("Traceback") and got.strip().splitlines()[-1] == example.exc_msg.strip()
    return doctest.OutputChecker().check_output(example.want, got, doctest.ELLIPSIS)


def written(example: doctest.Example, output: str) -> list[str]:
    """The lines of an example with this output, as they stand in a page."""
    source = example.source.rstrip("\n").splitlines()
    lines = [f"{'>>>' if i == 0 else '...'} {line}".rstrip() for i, line in enumerate(source)]
    return lines + output.rstrip("\n").splitlines() if output else lines


class PageItem(pytest.Item):
    def __init__(self, *, case: Case, **kw):
        super().__init__(**kw)
        self.case = case

    def runtest(self) -> None:
        doors = {d for b in self.case.blocks if b.kind == "run" for d in b.options.get("doors", "cpython,jit,njit").split(",")}
        doors |= {"jit"} if any(b.kind == "ir" for b in self.case.blocks) else set()
        sessions = [Session(door, self.path.name) for door in DOORS if door in doors]
        problems, update = [], self.config.getoption("--update")
        for block in self.case.blocks:
            if block.kind == "python":
                for session in sessions:
                    session.define(block)
            elif block.kind == "run":
                problems += self.run_block(block, sessions, update)
            elif block.kind == "ir":
                got = next(s for s in sessions if s.door == "jit").ir(block)
                if update:
                    self.rewrite(block, got.splitlines())
                elif got != block.text:
                    problems.append(f"{self.path.name}:{block.line}: the IR is\n{got}")
        if problems:
            raise PageFailure("\n".join(problems))

    def run_block(self, block: Block, sessions: list[Session], update: bool) -> list[str]:
        named = block.options.get("doors", "cpython,jit,njit").split(",")
        problems = []
        for session in (s for s in sessions if s.door in named):
            results = session.outputs(block)
            if update:
                self.rewrite(block, [line for result in results for line in written(*result)])
                update = False
                results = []
            for example, got in results:
                if not same(example, got):
                    where = f"{self.path.name}:{block.line + example.lineno}"
                    problems.append(f"{where}: in {session.door}, {example.source.strip()}\n  wanted {example.want!r}\n  got    {got!r}")
            if session.door != "cpython":
                problems += [f"{self.path.name}:{block.line}: in {session.door}, {name} ran no native code"
                             for name in session.native(block)]
        return problems

    def rewrite(self, block: Block, lines: list[str]) -> None:
        """Puts new lines into the file in place of the block's; what stood further down has moved by `shift` by then."""
        whole = self.path.read_text().splitlines()
        start = block.line - 1 + self.parent.shift
        whole[start : start + len(block.lines)] = lines
        self.parent.shift += len(lines) - len(block.lines)
        self.path.write_text("\n".join(whole) + "\n")

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, PageFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, self.case.line - 1, self.case.title


class PageFailure(Exception):
    """A page's expectation that did not come true."""


class Page(pytest.File):
    shift = 0  # lines that `--update` has added so far

    def collect(self):
        for case in parse_page(self.path.read_text()):
            if any(block.kind in ("run", "ir") for block in case.blocks):
                yield PageItem.from_parent(self, name=case.title, case=case)


def collect_page(path: pathlib.Path, parent: pytest.Collector) -> Page | None:
    return Page.from_parent(parent, path=path) if path.suffix == ".md" and path.name != "README.md" else None
