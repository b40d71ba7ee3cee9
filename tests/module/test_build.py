"""`coluber build`: a file's functions as an importable module that needs neither coluber nor a compiler to run."""

import subprocess
import sys

import pytest

pytest.importorskip("coluber", reason="coluber is not built")

SOURCE = '''
def fib(n: int):
    a = 0.0
    b = 1.0
    for i in range(n):
        a, b = a + b, a
    return a


def half(x: float, n: int):
    if n == 0:
        raise ValueError("n must not be 0")
    return x / n
'''


def build(folder, source):
    (folder / "fib.py").write_text(source)
    return subprocess.run([sys.executable, "-m", "coluber", "build", str(folder / "fib.py"), "-o", str(folder / "out")],
                          capture_output=True, text=True)


def run(folder, program):
    """A program in a process that has the module and not coluber on its path."""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder / "out", capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    (folder / "out").mkdir()
    done = build(folder, SOURCE)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_module_gives_the_function_s_answer(built):
    out = run(built, "import fib, sys; print(fib.__file__.endswith('.so'), 'coluber' in sys.modules, repr(fib.fib(200)), fib.fib(n=3))")
    assert out == "True False 2.8057117299251016e+41 2.0\n"


def test_other_types_are_a_type_error(built):
    assert "TypeError: half() was not compiled for arguments of these types; it takes (float, int)" in run(built, "import fib; fib.half(1, 2)")


def test_exceptions_carry_the_line_of_the_source(built):
    out = run(built, "import fib; fib.half(1.0, 0)")
    assert "ValueError: n must not be 0" in out and 'fib.py", line 12, in half' in out


def test_an_object_of_the_program_cannot_be_built(tmp_path):
    (tmp_path / "out").mkdir()
    done = build(tmp_path, "import numpy as np\ntable = np.arange(3.0)\ndef f(i: int):\n    return table[i]\n")
    assert done.returncode != 0 and "E0303" in done.stderr


def test_a_missing_annotation_is_no_annotation(tmp_path):
    """Not the type None: the function is left out, and a file without any other is refused."""
    (tmp_path / "out").mkdir()
    done = build(tmp_path, "def f(x):\n    return 1\n")
    assert done.returncode != 0 and "annotate all parameters" in done.stderr
