"""Test pages are read, compared and rewritten as tests/pages.py says; shown on pages that only CPython runs."""

import pytest

from tests.pages import parse_page

PAGE = """# Title

## Doubling
Why it is so.

```python
def twice(x):
    return x + x
```
```run doors=cpython
>>> twice(2)
%s
>>> twice(None)
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +: 'NoneType' and 'NoneType'
```

## Types are compared
```run doors=cpython
>>> np.float64(1.5), 1.5
(np.float64(1.5), 1.5)
```
"""


def test_headings_open_cases_and_fences_may_be_longer():
    cases = parse_page("# A\ntext\n````run doors=jit\n```\n````\n# B\nno block\n# C\n```python\nx\n```\n")
    assert [(c.title, [(b.kind, b.options, b.line, b.lines) for b in c.blocks]) for c in cases] == [
        ("A", [("run", {"doors": "jit"}, 4, ["```"])]),
        ("C", [("python", {}, 10, ["x"])]),
    ]


@pytest.fixture
def run_page(tmp_path):
    import pathlib
    import subprocess
    import sys

    root = pathlib.Path(__file__).resolve().parents[2]
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "from tests.pages import collect_page\n"
        "def pytest_addoption(parser): parser.addoption('--update', action='store_true')\n"
        "def pytest_collect_file(file_path, parent): return collect_page(file_path, parent)\n"
    )

    def run(text: str, *options: str) -> tuple[str, str]:
        (tmp_path / "page.md").write_text(text)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", *options, tmp_path]
        out = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout
        return out, (tmp_path / "page.md").read_text()

    return run


def test_a_right_page_passes(run_page):
    assert "2 passed" in run_page(PAGE % "4")[0]


def test_a_wrong_value_is_shown_with_its_line(run_page):
    out, _ = run_page(PAGE % "5")
    assert "1 failed, 1 passed" in out
    assert "page.md:11: in cpython, twice(2)" in out and "wanted '5\\n'" in out and "got    '4\\n'" in out


def test_update_rewrites_only_what_was_printed(run_page):
    out, text = run_page(PAGE % "5\n6", "--update")
    assert text == (PAGE % "4").replace("last):\nTypeError", "last):\n    ...\nTypeError")
