"""Mutates pieces of the standard library and asks two questions: does our parser survive, and does it accept what `ast.parse` accepts?

Run with the newest Python at hand: `python3.13 fuzz/syntax_fuzz.py [--seconds 60] [--seed 1]`. Needs the target `syntax_probe`.
The text under test is first written to a file, so that a crash leaves its cause behind. Disagreements are printed; those that the
running version cannot know (syntax of 3.14 and 3.15) are counted apart.
"""

import argparse
import ast
import collections
import os
import pathlib
import random
import re
import sys
import time
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "syntax"))
import probe  # noqa: E402

TOKEN = re.compile(r"\s+|\w+|'[^'\n]*'|\"[^\"\n]*\"|\*\*|//|->|:=|[<>=!]=|.", re.S)
WORDS = """and as assert async await break case class continue def del elif else except except* finally for from global if import in
is lambda lazy match nonlocal not or pass print raise return try type while with yield None True _ a b x 0 1 1.5 0x1 2j 'a' "b" b'c' f'{a}'
f'{a!r:>{b}}' f'{a=}' f' t' u'a' r'\\' ( ) [ ] { } , : ; . ... -> := = += == != < > <= >= + - * ** / // % @ & | ^ ~ << >> ! $ ? \\ # ' " ''' \"\"\"
{{ }} \n \r\n \t \f é \u00a0 \u0301 \U0001d400""".split(" ")
NEWER = (
    "multiple exception types must be parenthesized", "iterable unpacking cannot be used in comprehension",
    "dict unpacking cannot be used in dict comprehension")  # fmt: skip
NEWER_TREE = re.compile(r"TemplateStr|is_lazy|Comp\(elt=Starred|Exp\(elt=Starred|DictComp\(key=(?!.*value=)")


def pieces(folder):
    """Statements of the library, of at most 30 lines."""
    found = []
    for file in sorted(pathlib.Path(folder).glob("*.py")):
        text = file.read_text(errors="replace")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.stmt) and node.col_offset == 0 and node.end_lineno - node.lineno < 30:
                found.append("\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno]) + "\n")
    return found


def mutated(text, rng):
    tokens = TOKEN.findall(text)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if not tokens:
            break
        i, j = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        action = rng.randrange(7)
        if action == 0:
            del tokens[i]
        elif action == 1:
            tokens.insert(i, rng.choice(WORDS))
        elif action == 2:
            tokens[i] = rng.choice(WORDS)
        elif action == 3:
            tokens[i], tokens[j] = tokens[j], tokens[i]
        elif action == 4:
            tokens.insert(i, tokens[j])
        elif action == 5:
            tokens.insert(i, rng.choice(WORDS) + " ")
        else:
            k = rng.randrange(len(tokens[i]) + 1)
            tokens[i] = tokens[i][:k] + chr(rng.choice((rng.randrange(1, 128), rng.randrange(128, 0x300)))) + tokens[i][k + 1 :]
    return "".join(tokens)


def verdict(text):
    """(CPython's error or None, ours or None)"""
    try:
        ast.parse(text)
        theirs = None
    except SyntaxError as error:
        theirs = error.msg
    return theirs, probe.parse(text)


def is_newer(text, theirs):
    return theirs is not None and (theirs in NEWER or bool(NEWER_TREE.search(probe.dump(text.encode()))))


def run(seconds, seed, last_file):
    rng, library = random.Random(seed), pieces(os.path.dirname(os.__file__))
    counts, shown, end = collections.Counter(), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        text = mutated(rng.choice(library), rng)
        last_file.write_text(text, encoding="utf-8", errors="replace")
        try:
            theirs, ours = verdict(text)
        except (ValueError, RecursionError, MemoryError):
            counts["not asked"] += 1
            continue
        if (theirs is None) == (ours is None):
            counts["accepted" if theirs is None else "refused"] += 1
            if theirs is not None:
                counts["same sentence"] += theirs == ours[5]
        elif ours is None and is_newer(text, theirs):
            counts["newer syntax"] += 1
        else:
            counts["disagree"] += 1
            if shown < 20:
                shown += 1
                print(f"--- CPython: {theirs or 'accepts'}; ours: {ours or 'accepts'}\n{text}")
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--last", type=pathlib.Path, default=pathlib.Path("/tmp/syntax_fuzz_last.py"))
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    counts = run(given.seconds, given.seed, given.last)
    print(dict(counts))
    return 1 if counts["disagree"] else 0


if __name__ == "__main__":
    sys.exit(main())
