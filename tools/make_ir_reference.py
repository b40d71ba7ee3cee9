"""Writes docs/ir.md, the reference of the IR's operations, from src/ir/ops.h: the sentence above a struct is its specification.

    python tools/make_ir_reference.py           rewrites the page
    python tools/make_ir_reference.py --check   says whether it is current (tests/docs does this)
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OPS, PAGE = ROOT / "src/ir/ops.h", ROOT / "docs/ir.md"
SECTION = re.compile(r"// ─+ (.+?) ─+$")
INFO = re.compile(r'OpInfo info\{\.name = "([^"]+)"(.*)\}')
FIELD = re.compile(r"^    ([\w:]+) ([\w, ]+);")
TITLE = """# The operations of the IR

Made by tools/make_ir_reference.py from `src/ir/ops.h`; do not edit. An operation's fields: immediates, then operands (`Operands`: the rest of them), then
targets. *Effect* is the strongest thing that it may do; *fails*: it has an implicit exit, or, inside `try`, is followed by `on_error`. What comes before and
after: docs/architecture.md.
"""


def operations(text):
    """("section", title) and ("op", specification, name, options, fields), in order."""
    comment, op = [], None
    for line in text.splitlines():
        if found := SECTION.match(line):
            yield "section", found[1]
        elif line.startswith("/// "):
            comment.append(line[4:])
        elif found := INFO.search(line):
            op = ("op", " ".join(comment), found[1], found[2], [])
        elif op and (found := FIELD.match(line)):
            op[4].extend((found[1].split("::")[-1], name.strip()) for name in found[2].split(","))
        elif line == "};":
            if op:
                yield op
            comment, op = [], None
        elif not line.startswith(("struct", "    ")):
            comment = []


def shown(fields):
    return ", ".join(f"{name}: {kind}" if kind not in ("ValueId", "Target") else f"%{name}" if kind == "ValueId" else f"^{name}"
                     for kind, name in fields)


def page(text):
    lines = [TITLE.rstrip("\n")]
    for what, *rest in operations(text):
        if what == "section":
            lines += ["", f"## {rest[0][0].upper()}{rest[0][1:]}", "", "| operation | fields | effect | fails | meaning |", "|---|---|---|---|---|"]
            continue
        meaning, name, options, fields = rest
        effect = re.search(r"Effects::(\w+)", options)
        fails = "yes" if "can_fail = true" in options else ""
        meaning = meaning.replace("|", "\\|") or "as the language reference says"
        lines.append(f"| `{name}` | {shown(fields)} | {effect[1].replace('_', ' ') if effect else ''} | {fails} | {meaning} |")
    return "\n".join(lines) + "\n"


def main():
    new = page(OPS.read_text())
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text() != new:
            sys.exit("docs/ir.md is not what src/ir/ops.h says: run tools/make_ir_reference.py")
    else:
        PAGE.write_text(new)


if __name__ == "__main__":
    main()
