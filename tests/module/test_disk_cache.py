"""The disk cache: a second process compiles nothing, and code is used only where World answers as it did.

Each test runs a small program in processes of its own, all with one cache folder. The program prints its answers and how its
functions came by their code.
"""

import os
import pathlib
import signal
import subprocess
import sys
import textwrap
import time

import pytest

pytest.importorskip("coluber", reason="coluber is not built")

PRINT = """
from coluber import _core
def report(*functions):
    for f in functions:
        s = _core.stats(f)
        print(f.__name__, s["compiles"], s["loads"], s["fallbacks"])
    print("compiler", _core.is_compiler_loaded())
"""


class Program:
    """A Python file and a cache folder; each run is a new process."""

    def __init__(self, folder: pathlib.Path):
        self.folder, self.cache = folder, folder / "cache"
        self.file = folder / "program.py"

    def write(self, text, name="program.py"):
        (self.folder / name).write_text("import coluber\nimport numpy as np\n" + PRINT + textwrap.dedent(text))

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [sys.executable, self.file, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"COLUBER_CACHE_DIR": str(self.cache)} | environment,
        )

    def run(self, *arguments, **environment):
        process = self.start(*arguments, **environment)
        out, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
        return out.split("\n")[:-1]

    def files(self):
        return sorted(self.cache.glob("*.coluber"))


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path)


TWICE = """
    @coluber.njit
    def twice(x):
        return x + x
    print(twice(4), twice(0.5))
    report(twice)
"""


def test_a_second_process_compiles_nothing_and_needs_no_compiler(program):
    program.write(TWICE)
    assert program.run() == ["8 1.0", "twice 2 0 0", "compiler True"]
    assert program.run() == ["8 1.0", "twice 0 2 0", "compiler False"]


def test_the_twin_is_kept_too(program):
    program.write("""
        @coluber.jit
        def factorial(n):
            f = 1
            for i in range(2, n + 1):
                f *= i
            return f
        print(factorial(25))
        report(factorial)
    """)
    assert program.run()[1] == "factorial 2 0 0"
    assert program.run() == ["15511210043330985984000000", "factorial 0 2 0", "compiler False"]


GLOBALS = """
    import sys
    SCALE = float(sys.argv[1])
    def plain(x): return x * 10
    @coluber.jit
    def callee(x, plus=0): return x * SCALE + plus
    def make(offset):
        @coluber.jit
        def caller(x, more=1): return callee(x) + offset + more
        return caller
    caller = make(int(sys.argv[2]))
    print(caller(1.0))
    report(caller)
"""


def test_globals_and_cells_of_other_values_are_other_code(program):
    program.write(GLOBALS)
    assert program.run("2", "5")[:2] == ["8.0", "caller 1 0 0"]
    assert program.run("2", "5")[:2] == ["8.0", "caller 0 1 0"]
    assert program.run("3", "5")[:2] == ["9.0", "caller 1 0 0"]
    assert program.run("3", "6")[:2] == ["10.0", "caller 1 0 0"]
    assert program.run("2", "5")[:2] == ["8.0", "caller 0 1 0"], "the first is still there"
    for scale in range(4, 12):
        assert program.run(str(scale), "5")[0] == f"{scale + 6.0}"
    assert len(program.files()) <= 4, "few states of the world are kept"


@pytest.mark.parametrize("old, new, answer", [
    ("return x * SCALE", "return x * SCALE - 1", "7.0"),          # the callee
    ("plus=0", "plus=1", "9.0"),                                  # a default of the callee
    ("+ offset + more", "- offset + more", "-2.0"),               # the function itself
    ("SCALE = float(sys.argv[1])", "SCALE = np.float64(sys.argv[1])", "8.0"),   # the type of a global
])
def test_whatever_changes_is_compiled_anew(program, old, new, answer):
    program.write(GLOBALS)
    program.run("2", "5")
    program.write(GLOBALS.replace(old, new))
    assert program.run("2", "5")[:2] == [answer, "caller 1 0 0"]
    assert program.run("2", "5")[:2] == [answer, "caller 0 1 0"]


def test_a_callee_in_another_file_counts(program):
    program.write("@coluber.jit\ndef callee(x): return x + 1\n", "other.py")
    program.write("""
        from other import callee
        @coluber.jit
        def caller(x): return callee(x) * 2
        print(caller(1))
        report(caller)
    """)
    assert program.run()[:2] == ["4", "caller 1 0 0"]
    assert program.run()[:2] == ["4", "caller 0 1 0"]
    program.write("@coluber.jit\ndef callee(x): return x + 2\n", "other.py")
    assert program.run(PYTHONDONTWRITEBYTECODE="1")[:2] == ["6", "caller 1 0 0"]


def test_a_global_that_changes_after_loading_is_seen(program):
    program.write("""
        K = 1
        @coluber.jit
        def f(x): return x + K
        print(f(1))
        K = 5
        print(f(1))
        report(f)
    """)
    assert program.run()[:3] == ["2", "6", "f 2 0 0"]
    assert program.run()[:3] == ["2", "6", "f 0 2 0"]


def test_options_are_part_of_the_key(program):
    program.write("""
        import sys
        def f(x): return x * x
        g = coluber.njit(fastmath=sys.argv[1] == "fast")(f)
        print(g(3.0))
        report(g)
    """)
    assert program.run("fast")[1] == "f 1 0 0"
    assert program.run("exact")[1] == "f 1 0 0"
    assert program.run("exact")[1] == "f 0 1 0"


def test_an_empty_name_turns_it_off(program):
    program.write(TWICE)
    assert program.run(COLUBER_CACHE_DIR="")[1] == "twice 2 0 0"
    assert not program.cache.exists()


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "garbage", "link", "open", "folder"])
def test_a_damaged_or_foreign_file_is_as_if_it_were_not_there(program, damage):
    program.write(TWICE)
    program.run()
    for file in program.files():
        content = bytearray(file.read_bytes())
        if damage == "cut":
            file.write_bytes(content[: len(content) // 2])
        elif damage == "flip":
            content[len(content) // 3] ^= 4
            file.write_bytes(content)
        elif damage == "empty":
            file.write_bytes(b"")
        elif damage == "garbage":
            file.write_bytes(os.urandom(len(content)))
        elif damage == "link":
            file.rename(file.with_suffix(".moved"))
            file.symlink_to(file.with_suffix(".moved"))
        elif damage == "open":
            file.chmod(0o666)
        else:
            file.unlink()
            file.mkdir()
    assert program.run()[:2] == ["8 1.0", "twice 2 0 0"]


def test_every_flipped_bit_of_a_trailer_is_noticed(program):
    """In one process: a fresh function each time, the same code object, a file that is damaged in another place."""
    program.write("""
        import pathlib, sys
        def f(x): return x + 1
        coluber.jit(f)(1)
        [file] = pathlib.Path(sys.argv[1]).glob("*.coluber")
        good = file.read_bytes()
        for bit in range(8 * (len(good) - 64), 8 * len(good)):
            bad = bytearray(good)
            bad[bit // 8] ^= 1 << bit % 8
            file.write_bytes(bad)
            g = coluber.jit(f)
            assert g(1) == 2 and _core.stats(g)["loads"] == 0, bit
            for other in pathlib.Path(sys.argv[1]).glob("*.coluber"):
                other.unlink()
            file.write_bytes(good)
        print("good")
    """)
    assert program.run(str(program.cache)) == ["good"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_no_error(program):
    program.cache.mkdir(mode=0o500)
    program.write(TWICE)
    assert program.run()[:2] == ["8 1.0", "twice 2 0 0"]


@pytest.mark.parametrize("place", ["/dev/null/cache", "/proc/cache", "relative/path", "/proc/self/mem"])
def test_an_impossible_folder_is_no_error(program, place):
    program.write(TWICE)
    assert program.run(COLUBER_CACHE_DIR=place)[:2] == ["8 1.0", "twice 2 0 0"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system")
def test_a_full_disk_is_no_error(program):
    program.cache.mkdir(mode=0o700)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k,mode=0700", "tmpfs", program.cache], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"this machine mounts nothing: {mounted.stderr.decode().strip()}")
    try:
        program.write(TWICE + "\n    for n in range(3):\n        coluber.jit(eval(f'lambda x: x + {n}'))\n")
        assert program.run()[:2] == ["8 1.0", "twice 2 0 0"]
        assert program.run()[0] == "8 1.0"
    finally:
        subprocess.run(["umount", program.cache], check=True)


def test_many_processes_at_once_compile_once(program):
    program.write("""
        import sys, time
        while time.time() < float(sys.argv[1]): pass
    """ + TWICE)
    at = str(time.time() + 1.5)
    running = [program.start(at) for _ in range(8)]
    outputs = [process.communicate(timeout=60)[0].split("\n") for process in running]
    assert [out[0] for out in outputs] == ["8 1.0"] * 8
    compiles = sum(int(out[1].split()[1]) for out in outputs)
    assert compiles == 2, outputs


@pytest.mark.slow
def test_killed_writers_do_no_harm(program):
    """Processes are killed at moments all over a compile; whoever comes after gets the right answer."""
    program.write("""
        import sys
        for k in range(3, 40):
            space = {"coluber": coluber}
            f = coluber.jit(eval(f"lambda x: x * {k}"))
        @coluber.jit
        def power(x, n):
            r = 1.0
            for i in range(n): r *= x
            return r
        print("start", flush=True)
        print(power(2.0, 10), power(3, 2))
    """)
    for turn in range(30):
        process = program.start()
        assert process.stdout.readline() == "start\n"
        time.sleep(turn * 0.0015)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert program.run()[1] == "1024.0 9.0"


def test_the_command_tells_and_clears(program):
    def coluber(*arguments):
        done = subprocess.run([sys.executable, "-m", "coluber", *arguments], capture_output=True, text=True,
                              env=os.environ | {"COLUBER_CACHE_DIR": str(program.cache)}, cwd=program.folder)
        return done.returncode, done.stdout + done.stderr

    program.write(TWICE)
    code, out = coluber("cache", "warm", str(program.file))
    assert code == 0 and "holds   2 files" in out, out
    assert program.run()[1] == "twice 0 2 0"
    assert "holds   2 files" in coluber("cache", "info")[1]
    code, out = coluber("cache", "clear")
    assert code == 0 and "holds   0 files" in out and not program.files()
    assert coluber("cache", "warm")[0] != 0
    assert "belongs to another user" in coluber_of_open_folder(program, coluber)


def coluber_of_open_folder(program, coluber):
    program.cache.chmod(0o777)
    return coluber("cache", "info")[1]


def test_a_forked_child_does_not_wait_for_its_parents_lock(program):
    program.write("""
        import os
        @coluber.jit
        def f(x): return x + 1
        f(1)
        children = []
        for k in range(4):
            pid = os.fork()
            if pid == 0:
                ok = f(1.5) == 2.5 and f((1).__float__()) == 2.0
                os._exit(0 if ok else 1)
            children.append(pid)
        print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children])
    """)
    assert program.run() == ["[0, 0, 0, 0]"]
