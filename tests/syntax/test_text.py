"""Encodings, names in all scripts, character names: the parser against the running Python."""

import ast
import random
import unicodedata

import probe
import pytest

ENCODINGS = ["utf-8", "latin-1", "iso-8859-15", "cp1252", "koi8-r", "euc_jp", "shift_jis", "big5", "gb18030", "iso8859-5", "mac-roman", "ascii"]
SAMPLES = {"koi8-r": "Привет", "iso8859-5": "Привет", "euc_jp": "日本", "shift_jis": "日本", "big5": "中文", "gb18030": "中文", "ascii": "abc"}
ODD_LINES = [
    "x=1\r\ny=2\rz=3", 'x="""a\r\nb\rc"""\r\n', "\fx=1\n", "if a:\n  x\n\f  y\n", "if a:\n  x\n # c\n  y", "if a: \\\n  x", "  \\\nx=1", "", "#", "\\\nx=1",
    "x=1\\\n", "\ufeffx=1", "1if 2else 3", "0_0", "0XfF", "1e400", "1e-400", "0e999", "9223372036854775808", "1_0.0_1e1_0j", "é́ = ﬁ = 𝐱 = Å = 가",
    "x.ﬁ(ﬁ=1)", "import ﬁ.é as ñ", "global ﬁ", '"\\ud800\\udc00 \\x41\\101\\777\\N{LF}\\N{bom}"', 'b"\\400\\x41\\q"', "u'a' 'b'", "'a' u'b'",
]  # fmt: skip


def agrees(source):
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return probe.parse(source) is not None
    return probe.compare(source, tree) is None


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding):
    text = f"# -*- coding: {encoding} -*-\nx = '{SAMPLES.get(encoding, 'déjà')}'\n"
    assert agrees(text.encode(encoding))
    assert agrees(("\n" + text).encode(encoding))
    assert agrees(b"x = 1\n" + text.encode(encoding))  # too late for a cookie


def test_wrong_encodings():
    assert agrees("# coding: ascii\nx = 'é'".encode())
    assert agrees(b"\xef\xbb\xbf# coding: latin-1\nx = 1")
    assert probe.parse(b"# vim: fileencoding=klingon\n")[5:] == ("unknown encoding: klingon", "E0101")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("source", ODD_LINES)
def test_odd_lines(source):
    assert agrees(source)


def test_character_names():
    for code in [*range(0x3000), *range(0x3000, 0x110000, 97)]:
        if name := unicodedata.name(chr(code), ""):
            assert agrees('"\\N{%s}"' % name), name
    assert agrees('"\\N{hangul syllable gag}"')
    assert agrees('"\\N{latin small letter a}"')


def test_names_in_all_scripts():
    """Identifier characters of the running Unicode version, which may be older than ours; then random runs, for normal form."""
    characters = [chr(c) for c in range(0x80, 0x110000, 3) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    letters = [c for c in characters if ("a" + c).isidentifier()]
    for text in letters[:20_000:2]:
        assert agrees("a" + text), hex(ord(text))
    marks, rng = [c for c in letters if unicodedata.combining(c)], random.Random(1)
    for _ in range(5_000):
        name = "a" + "".join(rng.choice(marks if rng.random() < 0.4 else letters) for _ in range(rng.randrange(1, 5)))
        assert agrees(name), ascii(name)
