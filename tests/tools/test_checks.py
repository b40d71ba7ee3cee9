"""The checks of `make check` find what they are for: each test plants one fault in a small tree."""

import importlib.util
import pathlib

import pytest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"


def tool(name: str):
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(root: pathlib.Path, files: dict[str, str]) -> pathlib.Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


FLOORS = [
    ({"src/ir/a.h": '#include "types/t.h"\n#include "base/id.h"\n'}, None),
    ({"src/ir/a.h": '#include "infer/i.h"\n'}, "src/ir/a.h:1: ir/ may not include infer/"),
    ({"src/front/a.cpp": "\n#include \"passes/p.h\"\n"}, "src/front/a.cpp:2: front/ may not include passes/"),
    ({"src/infer/a.cpp": '#include <Python.h>\n'}, "infer/ may not see Python.h"),
    ({"src/module/a.cpp": '#include <Python.h>\n#include "driver/api.h"\n'}, None),
    ({"src/module/a.cpp": '#include "driver/compile.h"\n'}, "module/ may not include driver/"),
    ({"src/lower/a.cpp": '#include "llvm/IR/Module.h"\n'}, None),
    ({"src/lower/a.h": '#include "llvm/IR/Module.h"\n', "src/driver/b.cpp": '#include "lower/a.h"\n'},
     "src/driver/b.cpp: driver/ may not see lower/a.h → llvm/IR/Module.h"),
    ({"runtime/native/a.c": '#include <Python.h>\n'}, "runtime/native/ may not see Python.h"),
    ({"runtime/python/a.c": '#include "runtime/native/n.h"\n#include <Python.h>\n'}, None),
    ({"src/new/a.cpp": "\n"}, "not in a floor"),
]


@pytest.mark.parametrize("files, expected", FLOORS)
def test_floor_check(tmp_path, files, expected):
    found = tool("check_floors").problems(write(tmp_path, files))
    assert any(expected in line for line in found) if expected else found == []


def test_size_check_measures_functions_by_their_braces(tmp_path):
    body = "".join(f'    f("}}{{", {i});  // }}\n' for i in range(70))
    files = {
        "src/base/a.cpp": f"MACRO(x)\n\nnamespace n {{\nstruct S {{\n  int short_one() const {{ return 1; }}\n}};\nvoid big(int x) {{\n{body}}}\n}}\n",
        "python/m.py": "def small():\n    pass\n" + "def long_one():\n" + "    pass\n" * 61,
    }
    found = tool("check_sizes").problems(write(tmp_path, files))
    assert found == ["python/m.py:long_one: 62 lines, the limit is 60", "src/base/a.cpp:big: 72 lines, the limit is 60"]


def test_size_check_list_may_only_shrink(tmp_path):
    files = {
        "src/base/a.cpp": "// Long: a list of facts.\n" + "int x;\n" * 700,
        "src/base/b.cpp": "// Nothing said.\n" + "int x;\n" * 700,
        "src/base/c.cpp": "// Table: of numbers.\n" + "int x;\n" * 700,
        "tools/oversized.txt": "src/base/a.cpp 701  # why\nsrc/base/b.cpp 900  # why\n",
    }
    found = tool("check_sizes").problems(write(tmp_path, files))
    assert found == [
        "tools/oversized.txt: src/base/b.cpp has 701 lines now: make its entry smaller or drop it",
        "src/base/b.cpp: the first line does not say why it is long (`Long: …`)",
    ]


def test_error_check_wants_a_page_and_a_test(tmp_path):
    files = {
        "src/front/diagnostics.h": 'Diag<> a{"E0101", "x"};\nDiag<> b{"E0102", "y"};\nDiag<> c{"E0103", "z"};\n',
        "src/infer/diagnostics.h": 'Diag<> d{"E0103", "x"};\nDiag<> e{"E0103", "of the same kind"};\n',
        "python/coluber/errors.py": 'if code == "E0101": pass\n',
        "docs/errors/E0101.md": "text\n```python\nx\n```\n",
        "docs/errors/E0103.md": "no example\n",
        "docs/errors/E0999.md": "old\n",
        "tests/front/a.md": "error E0101\n",
    }
    found = tool("check_errors").problems(write(tmp_path, files))
    assert found == [
        "E0102 (src/front/diagnostics.h): no page docs/errors/E0102.md",
        "E0102 (src/front/diagnostics.h): no test mentions it",
        "E0103: declared in src/front/diagnostics.h and src/infer/diagnostics.h",
        "docs/errors/E0103.md: shows no example",
        "E0103 (src/front/diagnostics.h): no test mentions it",
        "docs/errors/E0999.md: no such code is declared",
    ]
