"""`coluber build`: a file as an importable module that needs neither coluber nor a compiler to run.

That built functions give Python's answers is shown by the conformance cases (tests/conformance, doors `build` and `objects`); here is
what only a built module has: the report, the module's own statements, looks, binding, guards.
"""

import subprocess
import sys

import pytest

pytest.importorskip("coluber", reason="coluber is not built")

SOURCE = '''"""Sums and such."""
import math

import coluber as cb

SCALE = 2.0
TABLE = [1, 2, 3]
__all__ = ["fib", "half"]


def fib(n: int):
    """The n-th number."""
    a = 0.0
    b = 1.0
    for i in range(n):
        a, b = a + b, a
    return a


def half(x: float, n: int):
    if n == 0:
        raise ValueError("n must not be 0")
    return x / n


def scaled(x: float, *, by: float = 1.0, plus: "float" = 0.0):
    return helper(x) * by + plus


def helper(x: float):
    return x * SCALE + math.pi * 0


@cb.njit(["float64(float64)", "int64(int64)"])
def twice(x):
    return x + x


def total(array: cb.float64[:], start: cb.float64 = 0.0) -> cb.float64:
    for x in array:
        start = start + x
    return start


def pairs(items, /, sep="-", *rest, end=None, **named):
    return [f"{a}{sep}{b}" for a, b in zip(items, TABLE)] + list(rest) + [end, named]


def numbers(n):
    yield from range(n)


def counted(n):
    return sum(numbers(n))


def grow():
    global SIZE
    SIZE = SIZE + 1
    return SIZE


SIZE = 1


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def norm(self):
        return math.hypot(self.x, self.y)

    @staticmethod
    def origin():
        return Point(0.0, 0.0)


START = fib(10)
'''


def build(folder, source, name="fib"):
    (folder / f"{name}.py").write_text(source)
    (folder / "out").mkdir(exist_ok=True)
    return subprocess.run([sys.executable, "-m", "coluber", "build", str(folder / f"{name}.py"), "-o", str(folder / "out")],
                          capture_output=True, text=True)


def run(folder, program):
    """A program in a process that has the module and not coluber on its path."""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder / "out", capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    done = build(folder, SOURCE)
    assert done.returncode == 0, done.stderr
    (folder / "report").write_text(done.stdout)
    return folder


def shows(folder, expression, *, setup=""):
    return run(folder, f"import fib, inspect, pickle\n{setup}\nprint(({expression}))").rstrip("\n")


def test_the_module_gives_the_function_s_answer(folder):
    out = run(folder, "import fib, sys; print(fib.__file__.endswith('.so'), 'coluber' in sys.modules, repr(fib.fib(200)), fib.fib(n=3))")
    assert out == "True False 2.8057117299251016e+41 2.0\n"


def test_the_report_names_every_function_and_how_it_was_compiled(folder):
    lines = (folder / "report").read_text().splitlines()
    assert lines[0].endswith(".so")
    assert [line.split(":")[0] for line in lines[1:]] == [
        "  compiled   fib(int)", "  compiled   half(float, int)", "  compiled   scaled(float, float, float)", "  compiled   helper(float)",
        "  compiled   twice(float)", "  compiled   twice(int)", "  compiled   total(array(float64, 1, A), float)",
        "  compiled   pairs(any objects)", "  compiled   counted(any objects)", "  compiled   grow(any objects)",
        "  compiled   Point.__init__(any objects)", "  compiled   Point.norm(any objects)", "  compiled   Point.origin(any objects)",
        "  in Python  numbers", "  in Python  the other statements of the file, once, when the module is imported"]
    assert any("numbers" in line and "E0202" in line for line in lines)


def test_other_types_are_a_type_error(folder):
    expected = "TypeError: half() was not compiled for (int, int); it takes (float, int)"
    assert expected in shows(folder, "fib.half(1, 2)")
    assert "twice() was not compiled for (str); it takes (float), (int)" in shows(folder, "fib.twice('a')")


def test_exceptions_carry_the_line_of_the_source(folder):
    out = shows(folder, "fib.half(1.0, 0)")
    assert "ValueError: n must not be 0" in out and 'fib.py", line 22, in half' in out


def test_defaults_and_keywords(folder):
    assert shows(folder, "fib.scaled(1.5), fib.scaled(1.5, by=2.0), fib.scaled(plus=1.0, x=1.5)") == "(3.0, 6.0, 4.0)"
    assert shows(folder, "fib.pairs('ab'), fib.pairs('a', '+', 1, end=2, k=3)") == \
        "(['a-1', 'b-2', None, {}], ['a+1', 1, 2, {'k': 3}])"


@pytest.mark.parametrize("call, sentence", [
    ("fib.fib()", "fib() missing 1 required positional argument: 'n'"),
    ("fib.fib(1, 2)", "fib() takes 1 positional argument but 2 were given"),
    ("fib.scaled(1.0, 2.0)", "scaled() takes 1 positional argument but 2 were given"),
    ("fib.scaled(1.0, bz=2.0)", "scaled() got an unexpected keyword argument 'bz'"),
    ("fib.pairs()", "pairs() missing 1 required positional argument: 'items'"),
    ("fib.Point(1)", "Point.__init__() missing 1 required positional argument: 'y'")])
def test_wrong_arguments_are_cpython_s_type_error(folder, call, sentence):
    assert sentence in shows(folder, call)


def test_a_built_function_looks_like_the_function(folder):
    assert shows(folder, "fib.fib.__name__, fib.fib.__doc__, fib.fib.__module__, fib.__doc__, fib.__all__, fib.fib.signatures") == \
        "('fib', 'The n-th number.', 'fib', 'Sums and such.', ['fib', 'half'], ['int'])"
    assert shows(folder, "inspect.signature(fib.scaled), inspect.signature(fib.total)") == \
        "(<Signature (x: float, *, by: float = 1.0, plus: 'float' = 0.0)>, <Signature (array: 'cb.float64[:]', start: 'cb.float64' = 0.0) -> 'cb.float64'>)"
    assert shows(folder, "pickle.loads(pickle.dumps(fib.fib)) is fib.fib, fib.fib") == "(True, <built function fib>)"


def test_the_file_s_own_statements_run_at_the_import(folder):
    assert shows(folder, "fib.SCALE, fib.TABLE, fib.START, fib.counted(4)") == "(2.0, [1, 2, 3], 55.0, 6)"
    assert shows(folder, "type(fib.numbers(3)).__name__") == "generator"


def test_methods_are_compiled(folder):
    assert shows(folder, "fib.Point(3.0, 4.0).norm(), fib.Point.origin().x, type(fib.Point.norm).__name__") == "(5.0, 0.0, 'built_function')"


def test_arrays(folder):
    assert shows(folder, "fib.total(np.arange(5.0)), fib.total(np.arange(10.0)[::2], 1.0)", setup="import numpy as np") == "(np.float64(10.0), np.float64(21.0))"


def test_a_global_that_was_compiled_in_must_stay(folder):
    """The number is in the code: another one is an error, never a silent difference."""
    out = shows(folder, "fib.helper(1.0)", setup="fib.SCALE = 3.0")
    assert "RuntimeError: `SCALE`, which helper() uses, is 3.0 now" in out and "build it again" in out
    assert shows(folder, "fib.helper(1.0)", setup="fib.SCALE = float('2')") == "2.0"  # equal is the same


def test_a_global_that_functions_assign_is_looked_up(folder):
    assert shows(folder, "fib.grow(), fib.grow(), fib.SIZE") == "(2, 3, 3)"


def test_a_replaced_object_is_seen(folder):
    assert shows(folder, "fib.pairs('a')", setup="fib.TABLE = ['x']") == "['a-x', None, {}]"


def test_deep_recursion_is_an_error(tmp_path):
    assert build(tmp_path, "def f(n):\n    return f(n + 1)\n").returncode == 0
    assert "RecursionError: maximum recursion depth exceeded" in run(tmp_path, "import fib\nfib.f(0)")


def test_a_global_array_keeps_its_type(tmp_path):
    source = "import numpy as np\ntable = np.arange(3.0)\ndef f(i: int):\n    return table[i]\n"
    assert build(tmp_path, source).returncode == 0
    assert run(tmp_path, "import fib; print(repr(fib.f(1)))") == "np.float64(1.0)\n"
    assert run(tmp_path, "import fib; fib.table = fib.table * 3; print(repr(fib.f(1)))") == "np.float64(3.0)\n"
    assert "TypeError: the global `table` is no array(float64, 1, C) any more" in run(tmp_path, "import fib; fib.table = [1.0]; fib.f(0)")


def test_an_object_as_a_default_of_a_callee_cannot_be_built(tmp_path):
    """Called by Python the default is there; compiled code that calls directly would need the object in the file."""
    done = build(tmp_path, "def g(x, items=[]):\n    return x\ndef f(x: int):\n    return g(x)\n")
    assert done.returncode == 0 and "in Python  f: " in done.stdout and "E0303" in done.stdout
    assert run(tmp_path, "import fib; print(fib.f(2), type(fib.g).__name__, type(fib.f).__name__)") == "2 built_function function\n"


def test_without_annotations_a_function_takes_any_objects(tmp_path):
    assert build(tmp_path, "def add(a, b):\n    return a + b\n").returncode == 0
    assert run(tmp_path, "import fib; print(fib.add(1, 2), fib.add('a', 'b'), fib.add([1], [2]), fib.add(10**30, 1))") == \
        f"3 ab [1, 2] {10**30 + 1}\n"


def test_an_optional_annotation_is_two_signatures(tmp_path):
    source = "import coluber as cb\ndef f(x: cb.optional(cb.float64), z: complex):\n    return z if x is None else x * z\n"
    assert "f(float, complex)" in build(tmp_path, source).stdout
    assert run(tmp_path, "import fib; print(fib.f(None, 1j), fib.f(2.0, 1j), fib.f.signatures)") == \
        "1j 2j ['float, complex', 'None, complex']\n"


def test_a_file_without_anything_to_compile_is_refused(tmp_path):
    done = build(tmp_path, "def f():\n    yield 1\n")
    assert done.returncode != 0 and "nothing in fib.py can be compiled" in done.stderr and "E0202" in done.stderr


def test_a_build_leaves_the_linker_as_it_was(tmp_path):
    """lld keeps pointers from link to link; those into a module that is gone spoiled later compiles in the process."""
    (tmp_path / "fib.py").write_text("def f(x: int):\n    return x + 1\n\ndef g(x):\n    return x\n")
    names = ", ".join(f"f{i}" for i in range(20))
    (tmp_path / "many.py").write_text("\n".join(f"def f{i}(x):\n    return x + {i}\n" for i in range(20)))
    program = ("import os\nos.environ['COLUBER_CACHE_DIR'] = ''\nimport coluber, sys\nfrom coluber.build import build_file\n"
               f"from many import {names}\nfor folder in 'abc':\n    os.mkdir(folder)\n    build_file('fib.py', folder)\n"
               f"print(sum(coluber.jit(f)(1) for f in ({names})))")
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{20 + sum(range(20))}\n", "")
