"""Checks that each diagnostic code has one declaration, a page in docs/errors/ and a test that mentions it.

Why: a user who meets a code looks it up, and a message nobody has ever produced is wrong.
Codes are declared as "E0123" in src/**/diagnostics.h, or in files of python/ that raise errors of their own.
"""

import argparse
import pathlib
import re
import sys
from collections import Counter

CODE = re.compile(r'"(E\d{4})"')
TEST_FILES = {".py", ".md", ".cpp", ".h", ".txt"}


def declared(root: pathlib.Path) -> list[tuple[str, str]]:
    """(code, file) for each declaration."""
    files = [*root.glob("src/**/*diagnostics*.h"), *root.glob("python/**/*.py"), *root.glob("src/module/**/*.cpp")]
    return [(code, str(f.relative_to(root))) for f in sorted(files) for code in CODE.findall(f.read_text())]


def mentioned_in_tests(root: pathlib.Path) -> set[str]:
    codes: set[str] = set()
    for file in (root / "tests").rglob("*"):
        if file.suffix in TEST_FILES and file.is_file():
            codes |= set(re.findall(r"E\d{4}", file.read_text(errors="replace")))
    return codes


def problems(root: pathlib.Path) -> list[str]:
    found = declared(root)
    codes = Counter(code for code, _ in found)
    pages = {page.stem: page for page in (root / "docs/errors").glob("E*.md")}
    tested = mentioned_in_tests(root)
    bad = [f"{code}: declared {count} times" for code, count in codes.items() if count > 1]
    for code, file in sorted(set(found)):
        if code not in pages:
            bad.append(f"{code} ({file}): no page docs/errors/{code}.md")
        elif "```" not in pages[code].read_text():
            bad.append(f"docs/errors/{code}.md: shows no example")
        if code not in tested:
            bad.append(f"{code} ({file}): no test mentions it")
    bad += [f"docs/errors/{code}.md: no such code is declared" for code in sorted(pages.keys() - codes.keys())]
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    root = parser.parse_args().root
    bad = problems(root)
    print("\n".join(bad) or f"errors: {len(declared(root))} codes, each with page and test")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
