"""Writes src/syntax/unicode_tables.cpp and unicode_names.cpp from this interpreter's `unicodedata`.

Run by hand with the newest Python at hand when Unicode moves on: `python3.13 tools/make_unicode_tables.py`.
Names are kept as 43 bits of a hash beside the code point (21 bits): enough that a wrong name is not taken for a right one.
Aliases (which `unicodedata` looks up but does not list) come from Perl's name list, each asked of `unicodedata.lookup`.
"""

import pathlib
import re
import sys
import unicodedata

SYNTAX = pathlib.Path(__file__).resolve().parent.parent / "src" / "syntax"
PERL_NAMES = list(pathlib.Path("/usr/share/perl").glob("*/unicore/Name.pl"))
HEAD = f"""// Made by tools/make_unicode_tables.py from Unicode {unicodedata.unidata_version}. Do not edit.
#include "syntax/unicode_tables.h"

namespace coluber::syntax::unicode {{

"""
TAIL = "}  // namespace coluber::syntax::unicode\n"


def characters():
    return (chr(c) for c in range(0x80, 0x110000) if not 0xD800 <= c < 0xE000)


def ranges(holds):
    """[first, last] runs of the code points from 0x80 on for which `holds(text)`."""
    runs = []
    for c in range(0x80, 0x110000):
        if not 0xD800 <= c < 0xE000 and holds(chr(c)):
            if runs and runs[-1][1] == c - 1:
                runs[-1][1] = c
            else:
                runs.append([c, c])
    return runs


def array(kind, name, items, per_line=8):
    lines = [f"const {kind} {name}_items[] = {{"]
    for i in range(0, len(items), per_line):
        lines.append("    " + ", ".join(items[i : i + per_line]) + ",")
    lines += ["};", f"const std::span<const {kind}> {name}{{{name}_items}};", ""]
    return "\n".join(lines) + "\n"


def hangul(c):
    return 0xAC00 <= c < 0xD7A4


def decompositions():
    """(code point, offset, length) and the pool of full compatibility decompositions of identifier characters."""
    entries, pool = [], []
    for text in characters():
        if hangul(ord(text)) or not ("a" + text).isidentifier():
            continue
        parts = unicodedata.normalize("NFKD", text)
        if parts != text:
            entries.append((ord(text), len(pool), len(parts)))
            pool += map(ord, parts)
    return entries, pool


def compositions():
    """(first, second, composed) of the canonical pairs that compose."""
    found = []
    for text in characters():
        parts = unicodedata.decomposition(text).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            pair = "".join(chr(int(p, 16)) for p in parts)
            if unicodedata.normalize("NFC", pair) == text:
                found.append((ord(pair[0]), ord(pair[1]), ord(text)))
    return sorted(found)


def hash_name(name):
    value = 0xCBF29CE484222325
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value >> 21


def names():
    table = {}
    for c in range(0x110000):
        name = unicodedata.name(chr(c), "")
        if name and not name.startswith("CJK UNIFIED IDEOGRAPH-") and not hangul(c):
            table[name] = c
    for line in PERL_NAMES[0].read_text().split("\n") if PERL_NAMES else ():
        # An alias; sequences of several code points are not for \N{}.
        if not re.fullmatch(r"[A-Z][A-Z0-9 -]+", line):
            continue
        try:
            found = unicodedata.lookup(line)
        except KeyError:
            continue
        if len(found) == 1 and not line.startswith("CJK UNIFIED") and not hangul(ord(found)):
            table[line] = ord(found)
    hashed = {hash_name(name): c for name, c in table.items()}
    assert len(hashed) == len(table)
    return sorted(h << 21 | c for h, c in hashed.items())


def main():
    def pairs(runs):
        return [f"{{0x{a:x}, 0x{b:x}}}" for a, b in runs]

    entries, pool = decompositions()
    classes = [
        (ord(t), unicodedata.combining(t))
        for t in characters()
        if unicodedata.combining(t) and ("a" + t).isidentifier()
    ]
    text = HEAD
    text += array("Range", "identifier_start", pairs(ranges(str.isidentifier)), 6)
    text += array("Range", "identifier_continue", pairs(ranges(lambda t: ("a" + t).isidentifier())), 6)
    text += array("Range", "non_printable", pairs(ranges(lambda t: not t.isprintable())), 6)
    text += array("Decomposition", "decompositions", [f"{{0x{c:x}, {o}, {n}}}" for c, o, n in entries], 6)
    text += array("std::uint32_t", "decomposed", [f"0x{c:x}" for c in pool], 12)
    text += array("CombiningClass", "combining_classes", [f"{{0x{c:x}, {n}}}" for c, n in classes])
    text += array("Composition", "compositions", [f"{{0x{a:x}, 0x{b:x}, 0x{c:x}}}" for a, b, c in compositions()], 4)
    (SYNTAX / "unicode_tables.cpp").write_text(text + TAIL)
    text = HEAD + array("std::uint64_t", "hashed_names", [f"0x{n:x}" for n in names()], 6)
    (SYNTAX / "unicode_names.cpp").write_text(text + TAIL)


if __name__ == "__main__":
    sys.exit(main())
