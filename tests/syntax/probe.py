"""The parser from Python, for tests: `build/<any>/tests/libsyntax_probe.so` (newest), or what COLUBER_SYNTAX_PROBE names."""

import ctypes
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def library_path():
    if path := os.environ.get("COLUBER_SYNTAX_PROBE"):
        return pathlib.Path(path)
    sanitized = "ASAN_OPTIONS" in os.environ  # a sanitized library loads only where the sanitizer is loaded first
    found = [p for p in ROOT.glob("build/*/tests/libsyntax_probe.so") if ("asan" in p.parts[-3]) == sanitized]
    return max(found, key=lambda path: path.stat().st_mtime) if found else None


def _load():
    library = ctypes.PyDLL(str(library_path()))
    text = [ctypes.c_char_p, ctypes.c_ssize_t]
    library.probe_compare.argtypes = [*text, ctypes.c_int, ctypes.py_object, ctypes.c_int]
    library.probe_parse.argtypes = [*text, ctypes.c_int, ctypes.c_int]
    library.probe_dump.argtypes = text
    for function in (library.probe_compare, library.probe_parse, library.probe_dump):
        function.restype = ctypes.py_object
    library.probe_seconds.argtypes = [*text, ctypes.c_int]
    library.probe_seconds.restype = ctypes.c_double
    return library


_library = _load() if library_path() else None


def compare(source, tree):
    """None if our tree of the source (bytes of a file, or str) equals `tree`; else a sentence, or our error as a tuple."""
    data, is_text = _data(source)
    return _library.probe_compare(data, len(data), is_text, tree, sys.version_info.minor)


def parse(source, is_expression=False):
    """None, or (class, line, column, end line, end column, sentence, code)."""
    data, is_text = _data(source)
    return _library.probe_parse(data, len(data), is_text, is_expression)


def dump(source):
    data, _ = _data(source)
    return _library.probe_dump(data, len(data))


def seconds(source, repeats=1):
    data, _ = _data(source)
    return _library.probe_seconds(data, len(data), repeats)


def _data(source):
    return (source.encode("utf-8", "surrogatepass"), True) if isinstance(source, str) else (source, False)
