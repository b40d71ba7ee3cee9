"""Checks that includes go along the arrows of docs/architecture.md, and that foreign headers stay in their folders.

Why a script: a cycle between folders is never temporary, and a link error would show it months too late.
Holds after: no include leaves its floor but downwards; no file outside lower/ and engine/ sees an LLVM or lld header, not
even through another header; no file outside src/module and runtime/python sees Python.h or NumPy's headers.
"""

import argparse
import pathlib
import re
import sys

# Direct arrows; what a floor may include is their closure.
ARROWS = {
    "base": (),
    "syntax": ("base",),
    "types": ("base",),
    "ir": ("types",),
    "facts": ("ir",),
    "front": ("syntax", "ir"),
    "infer": ("facts",),
    "passes": ("facts",),
    "lower": ("facts", "loader"),  # loader: the image format only, which both sides of a file share
    "engine": ("lower",),
    "loader": ("base",),
    "driver": ("front", "infer", "passes", "engine"),
    "module": ("loader",),
    "runtime/native": (),
    "runtime/python": ("runtime/native",),
}
# Single headers that are an interface between floors, and who else may include them.
INTERFACES = {
    "runtime/native/context.h": {"lower", "module"},  # the shapes that compiled code and its callers agree on
    "runtime/native/functions.h": {"lower", "infer", "module"},  # the table of native functions
    "runtime/native/stack.h": {"module"},
    "runtime/python/runtime.h": {"module"},
    "runtime/python/ref.h": {"module"},
    "runtime/python/bind.h": {"module"},  # arguments to parameters, for dispatchers as for built functions
    "runtime/python/constants.h": {"module"},  # objects for slots, in images as in built modules
    "runtime/python/numpy_objects.h": {"module"},
    "loader/image.h": {"runtime/python"},  # a built module's images are filled by its own runtime
    "base/error_code.h": {"runtime/python"},
    "driver/api.h": {"module"},  # the table of C functions behind which the compiler library stands
}
FOREIGN = {  # pattern of the header → the folders that may see it
    r"(llvm|llvm-c|lld|clang)/": {"lower", "engine"},
    r"(Python\.h|numpy/|structmember\.h|frameobject\.h|internal/pycore)": {"module", "runtime/python"},
}
INCLUDE = re.compile(r'\s*#\s*include\s*["<]([^">]+)[">]')


def closure(floor: str) -> set[str]:
    reached = {floor}
    for below in ARROWS[floor]:
        reached |= closure(below)
    return reached


def floor_of(path: str) -> str | None:
    """'src/ir/ops.h' and 'ir/ops.h' → 'ir'; 'runtime/native/x.h' → 'runtime/native'; None: not ours."""
    parts = path.removeprefix("src/").split("/")
    for floor in ("/".join(parts[:2]), parts[0]):
        if floor in ARROWS and len(parts) > floor.count("/") + 1:
            return floor
    return None


class Tree:
    """The includes of every source file under `root`."""

    def __init__(self, root: pathlib.Path):
        self.includes: dict[str, list[tuple[int, str]]] = {}
        for folder in ("src", "runtime"):
            for file in sorted((root / folder).rglob("*.[ch]*")):
                lines = enumerate(file.read_text().splitlines(), 1)
                found = [(number, INCLUDE.match(text)) for number, text in lines]
                self.includes[str(file.relative_to(root))] = [(n, m[1]) for n, m in found if m]

    def file_named(self, include: str) -> str | None:
        return next((name for name in (f"src/{include}", include) if name in self.includes), None)

    def foreign_seen(self, file: str, pattern: str, seen: set[str]) -> str | None:
        """The way from `file` to a header that matches, as text, or None."""
        seen.add(file)
        for _, include in self.includes[file]:
            if re.match(pattern, include):
                return include
            inner = self.file_named(include)
            if inner and inner not in seen and (way := self.foreign_seen(inner, pattern, seen)):
                return f"{include} → {way}"
        return None


def problems(root: pathlib.Path) -> list[str]:
    tree = Tree(root)
    bad = []
    for file, includes in tree.includes.items():
        floor = floor_of(file)
        if floor is None:
            bad.append(f"{file}: not in a floor; tools/check_floors.py lists them")
            continue
        for line, include in includes:
            target = floor_of(include)
            if target and target not in closure(floor) and floor not in INTERFACES.get(include, ()):
                bad.append(f"{file}:{line}: {floor}/ may not include {target}/ ({include})")
        for pattern, allowed in FOREIGN.items():
            if floor not in allowed and (way := tree.foreign_seen(file, pattern, set())):
                bad.append(f"{file}: {floor}/ may not see {way}")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    bad = problems(parser.parse_args().root)
    print("\n".join(bad) or "floors: every include goes along an arrow")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
