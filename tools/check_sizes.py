"""Prints the ten longest files and functions, and refuses files over 600 and functions over 60 lines.

Why: a function fits a screen, a file can be read in one go (STYLE: "Sizes and habits").
What must be longer says why: a file in its first line (`Long: …`), and its length stands in tools/oversized.txt, which may
only shrink; an entry that is no longer needed, or larger than the truth, is refused too. Tables and generated files say
`Table: …`, `Generated …` or `Made by …` in the first line and are exempt.
Left undone: C++ is read by its braces, not parsed; a function behind a macro is not seen.
"""

import argparse
import ast
import pathlib
import re
import sys

FOLDERS = ("src", "runtime", "python", "library", "tools", "bench", "examples", "tests", "fuzz")
FILE_LIMIT, FUNCTION_LIMIT = 600, 60
EXEMPT = re.compile(r'^\W*(Table:|Generated\b|Made by\b)')
SKIP = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\''
    r'|^[ \t]*#(?:\\\n|[^\n])*', re.S | re.M)
NOT_A_BODY = re.compile(r'(^|\s)(namespace|class|struct|enum|union|concept)\b(?!.*\)\s*(const|noexcept|override)*\s*$)')


def blank(found: re.Match) -> str:
    """Nothing but the line ends of a comment, string or directive."""
    return "\n" * found[0].count("\n")


def cpp_functions(text: str):
    """(name, first line, lines) of every function body, lambdas and nested classes inside it included in it."""
    line, statement, statement_line, stack = 1, "", 1, []
    for token in re.findall(r"[{};]|\n|[^{};\n]+", SKIP.sub(blank, text)):
        inside = any(kind is not None for kind in stack)
        if token == "\n":
            line += 1
            statement += " " if statement else ""
        elif token == "{":
            is_body = "(" in statement and not NOT_A_BODY.search(statement) and "=" not in statement.split("(")[0]
            stack.append((statement, statement_line) if is_body and not inside else None)
            statement = ""
        elif token == "}":
            opened = stack.pop() if stack else None
            if opened:
                name = re.search(r"([\w:~<>]+|operator\W+)\s*\(", opened[0])
                yield (name[1] if name else "?"), opened[1], line - opened[1] + 1
            statement = ""
        elif token == ";":
            statement = ""
        else:
            if not statement.strip():
                statement_line = line
            statement += token if statement.strip() else token.lstrip()


def python_functions(text: str):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def measure(root: pathlib.Path):
    """({file: lines}, {file:function: lines}, {file: first line})"""
    files, functions, first_lines = {}, {}, {}
    for file in sorted(f for folder in FOLDERS for f in (root / folder).rglob("*") if f.suffix in (".py", ".cpp", ".h", ".c")):
        name, text = str(file.relative_to(root)), file.read_text()
        first_lines[name] = text.partition("\n")[0]
        if EXEMPT.match(first_lines[name]):
            continue
        files[name] = text.count("\n")
        try:
            found = python_functions(text) if file.suffix == ".py" else cpp_functions(text)
            for function, _, lines in found:
                functions[f"{name}:{function}"] = max(lines, functions.get(f"{name}:{function}", 0))
        except SyntaxError:
            continue  # test inputs in newer syntax
    return files, functions, first_lines


def allowed_sizes(root: pathlib.Path) -> dict[str, int]:
    listed = root / "tools/oversized.txt"
    lines = listed.read_text().splitlines() if listed.exists() else []
    entries = (line.split("#")[0].split() for line in lines)
    return {entry[0]: int(entry[1]) for entry in entries if len(entry) == 2}


def problems(root: pathlib.Path) -> list[str]:
    files, functions, first_lines = measure(root)
    allowed, bad = allowed_sizes(root), []
    for sizes, limit in ((files, FILE_LIMIT), (functions, FUNCTION_LIMIT)):
        for name, lines in sizes.items():
            if lines > max(limit, allowed.get(name, 0)):
                bad.append(f"{name}: {lines} lines, the limit is {max(limit, allowed.get(name, 0))}")
    for name, limit in allowed.items():
        lines = files.get(name, functions.get(name, 0))
        smallest = FILE_LIMIT if name in files else FUNCTION_LIMIT
        if lines < limit or limit <= smallest:
            bad.append(f"tools/oversized.txt: {name} has {lines} lines now: make its entry smaller or drop it")
        if name in files and "Long:" not in first_lines[name]:
            bad.append(f"{name}: the first line does not say why it is long (`Long: …`)")
    return bad


def report(root: pathlib.Path) -> str:
    out = []
    for title, sizes in zip(("files", "functions"), measure(root)):
        longest = sorted(sizes.items(), key=lambda item: -item[1])[:10]
        out += [f"longest {title}:", *(f"  {lines:5} {name}" for name, lines in longest)]
    return "\n".join(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    root = parser.parse_args().root
    bad = problems(root)
    print(report(root))
    print("\n".join(bad) or "sizes: all within the limits")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
