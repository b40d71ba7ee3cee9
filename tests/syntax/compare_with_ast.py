"""Compares our trees with `ast.parse`'s, field by field and position by position, for every file of this interpreter's library.

A script, because it runs under several interpreters: `python compare_with_ast.py folder…` prints one JSON object. `bad` lists what
must not be: trees that differ, right files refused, wrong files accepted. `faster` is ast.parse's time over ours (ours is the parse to
a tree in C++; ast.parse also makes Python objects, as its users need them).
"""

import ast
import json
import pathlib
import sys
import time
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import probe  # noqa: E402


def check(file, data):
    """(what is wrong or None, accepted by CPython, seconds of ast.parse)"""
    start = time.perf_counter()
    try:
        tree = ast.parse(data)
    except SyntaxError as error:
        return (None if probe.parse(data) else f"{file}: accepted, CPython says {error.msg}"), False, 0.0
    seconds = time.perf_counter() - start
    found = probe.compare(data, tree)
    return (found and f"{file}: {found}"), True, seconds


def main(folders):
    warnings.simplefilter("ignore")
    result = {"files": 0, "refused": 0, "bad": []}
    theirs = ours = 0.0
    for folder in folders:
        for file in sorted(pathlib.Path(folder).rglob("*.py")):
            if folder == folders[0] and "site-packages" in file.parts:
                continue
            data = file.read_bytes()
            wrong, accepted, seconds = check(file, data)
            result["files"] += 1
            result["refused"] += not accepted
            if wrong:
                result["bad"].append(wrong)
            if accepted:
                theirs += seconds
                ours += probe.seconds(data)
    result["faster"] = round(theirs / ours, 1)
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
