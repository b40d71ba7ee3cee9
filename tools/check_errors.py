"""Checks that each diagnostic code is declared in one place, has a page in docs/errors/ and a test that mentions it.

Why: a user who meets a code looks it up, and a message nobody has ever produced is wrong.
Codes are declared as "E0123" in src/**/diagnostics.h; related sentences of one file may share a code, and so its page. src/module
and python/ raise a few codes of their own, and name some of the others.
"""

import argparse
import pathlib
import re
import sys

CODE = re.compile(r'"(E\d{4})"')
TEST_FILES = {".py", ".md", ".cpp", ".h", ".txt"}


def declared(root: pathlib.Path) -> dict[str, list[str]]:
    """code → the files that declare it; of the files that only name codes, those of no other."""
    codes: dict[str, list[str]] = {}
    for files, is_declaration in (("src/**/*diagnostics*.h", True), ("src/module/**/*.cpp", False), ("python/**/*.py", False)):
        for file in sorted(root.glob(files)):
            for code in set(CODE.findall(file.read_text())):
                if is_declaration or code not in codes:
                    codes.setdefault(code, []).append(str(file.relative_to(root)))
    return dict(sorted(codes.items()))


def mentioned_in_tests(root: pathlib.Path) -> set[str]:
    codes: set[str] = set()
    for file in (root / "tests").rglob("*"):
        if file.suffix in TEST_FILES and file.is_file():
            codes |= set(re.findall(r"E\d{4}", file.read_text(errors="replace")))
    return codes


def problems(root: pathlib.Path) -> list[str]:
    codes = declared(root)
    pages = {page.stem: page for page in (root / "docs/errors").glob("E*.md")}
    tested = mentioned_in_tests(root)
    bad = []
    for code, files in codes.items():
        if len(files) > 1:
            bad.append(f"{code}: declared in {' and '.join(files)}")
        if code not in pages:
            bad.append(f"{code} ({files[0]}): no page docs/errors/{code}.md")
        elif "```" not in pages[code].read_text():
            bad.append(f"docs/errors/{code}.md: shows no example")
        if code not in tested:
            bad.append(f"{code} ({files[0]}): no test mentions it")
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
