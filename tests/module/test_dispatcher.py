"""The dispatcher, on a compiler library that compiles nothing (fake_compiler.cpp): which entry is called, when the compiler is asked,
how arguments are bound, what a changed global does, what threads and the garbage collector see.

Each test runs in a process of its own, because a process keeps the compiler library that it began with.
"""

import pathlib
import subprocess
import sys
import textwrap

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

PRELUDE = """
import copy, gc, inspect, pickle, sys, threading, weakref
import numpy as np
import pytest
import coluber as cb
from coluber import _core
_core.set_compiler({library!r})
stats = _core.stats
"""


def fake_library():
    import coluber

    package = pathlib.Path(coluber._core.__file__).resolve().parent
    candidates = [package.parent.parent / "tests/module", ROOT / "build/release/tests/module"]
    return next((folder / "fake_compiler.so" for folder in candidates if (folder / "fake_compiler.so").exists()), None)


@pytest.fixture
def run(tmp_path):
    """Runs a piece of Python in a fresh process, from a file (the functions have a source)."""
    library = fake_library()
    if library is None:
        pytest.skip("fake_compiler.so was not built")

    def run_text(text):
        script = tmp_path / "script.py"
        script.write_text(PRELUDE.format(library=str(library)) + textwrap.dedent(text))
        done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    return run_text


def test_each_type_compiles_once(run):
    run("""
    @cb.jit
    def add1(x): return x + 1
    assert not _core.is_compiler_loaded()
    for _ in range(5):
        assert add1(1) == 2 and type(add1(2.5)) is float
    assert add1.signatures == [("int",), ("float",)]
    assert stats(add1) == {"native_calls": 10 + 0, "entries": 2, "compiles": 2, "resumes": 0, "fallbacks": 0} or stats(add1)["compiles"] == 2
    """)


def test_code_for_objects_does_not_swallow_numbers(run):
    """An entry for `object` takes any argument; a float must get code of its own all the same."""
    run("""
    @cb.jit
    def add1(x): return x + 1
    assert add1([]) == "object list"
    assert add1(1.5) == 2.5 and add1(1) == 2
    assert add1({}) == "object dict" and add1(2**70) == "object int"
    assert stats(add1)["compiles"] == 3
    """)


@pytest.mark.parametrize("definition, calls", [
    ("all(a, b=2, c=3)", ["(1)", "(1, 5)", "(1, c=7)", "(c=1, a=2)", "(a=1)", "(1, 2, 3)", "()", "(1, 2, 3, 4)", "(1, a=2)", "(1, d=2)"]),
    ("all(a, /, b, *, c, d=4)", ["(1, 2, c=3)", "(1, b=2, c=3)", "(1, 2, d=1, c=2)", "(1, 2)", "(a=1, b=2, c=3)", "(1, 2, 3)", "(1, 2, 3, c=1)"]),
    ("all(*args)", ["()", "(1, 2, 3)", "(a=1)"]),
    ("all(a, *args, b=1, **kw)", ["(1)", "(1, 2, 3, b=4, x=5)", "(b=1)", "(1, a=2)", "(a=1, z=2)"]),
    ("all(**kw)", ["()", "(a=1, b=2)", "(1)"]),
    ("all()", ["()", "(1)"]),
    ("all(" + ", ".join(f"a{i}" for i in range(20)) + ")", ["(*range(20))", "(*range(19))", "(*range(19), a19=1)"]),
])
def test_arguments_are_bound_as_in_python(run, definition, calls):
    """Values and TypeErrors, word for word; each call twice, because the second goes by the plan of the first."""
    run(f"""
    def {definition}: return tuple(locals().values())
    python, native = all, cb.jit(all)
    def outcome(f, call):
        try:
            return eval("f" + call)
        except TypeError as error:
            return type(error), str(error)
    for call in {calls!r} * 2:
        assert outcome(native, call) == outcome(python, call), (call, outcome(native, call), outcome(python, call))
    """)


def test_keyword_calls_follow_changed_defaults(run):
    run("""
    @cb.jit
    def all(a, b=[2], *, c=[3]): return a, b, c
    def call(): return all(1)
    assert call() == (1, [2], [3])
    all.__defaults__ = ("new",)
    all.__kwdefaults__ = {"c": "newer"}
    assert call() == (1, "new", "newer")
    all.py_func.__defaults__ = None
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'b'"):
        call()
    """)


@pytest.mark.parametrize("change", ["FACTOR = 5", "globals()['FACTOR'] = 5", "exec('FACTOR = 5', globals())"])
def test_changed_global_is_seen(run, change):
    run(f"""
    FACTOR = 3
    @cb.jit
    def known_global(x): return FACTOR
    assert known_global(1) == 3 and known_global(1) == 3
    {change}
    assert known_global(1) == 5 and stats(known_global)["compiles"] == 2
    OTHER = 1                                   # another name of the same dictionary
    assert known_global(1) == 5 and stats(known_global)["compiles"] == 2
    FACTOR = 3                                  # the first entry holds again
    assert known_global(1) == 3 and stats(known_global)["compiles"] == 2
    del FACTOR
    assert known_global(1) == "nothing"
    import builtins
    builtins.FACTOR = "built in"
    assert known_global(1) == "built in"
    """)


def test_globals_that_are_equal_but_not_the_same(run):
    run("""
    FACTOR = -0.0
    @cb.jit
    def known_zero(): return FACTOR
    assert str(known_zero()) == "-0.0"
    FACTOR = 0.0
    assert str(known_zero()) == "0.0"
    FACTOR = 0
    assert str(known_zero()) == "0"
    """)


def test_global_that_keeps_changing_is_loaded_at_run_time(run):
    run("""
    @cb.jit
    def known_f(): return FACTOR
    for FACTOR in range(1000, 1020):
        known_f()
    assert stats(known_f)["compiles"] == 4      # the compiler was told of three values, then of none
    strict = cb.njit(known_f)
    for FACTOR in range(1000, 1010):
        assert strict() == FACTOR
    """)


def test_changed_cell_attribute_and_default_are_seen(run):
    run("""
    import types
    def outer():
        value = 1
        @cb.jit
        def cell_f(): return value
        def change(new):
            nonlocal value
            value = new
        return cell_f, change
    f, change = outer()
    assert f() == 1
    change("two")
    assert f() == "two"

    FACTOR = types.ModuleType("m")
    FACTOR.SIZE = 3
    @cb.jit
    def member_f(): return FACTOR.SIZE
    assert member_f() == 3
    FACTOR.SIZE = 4
    FACTOR.other = 4
    assert member_f() == 4
    class FACTOR:
        SIZE = 10
    assert member_f() == 10
    FACTOR.SIZE = 11
    assert member_f() == 11
    class FACTOR(FACTOR): pass
    assert member_f() == 11
    FACTOR.__bases__[0].SIZE = 12
    assert member_f() == 12

    @cb.jit
    def default_f(x=1): return x
    assert default_f() == 1
    default_f.__defaults__ = (2,)
    assert default_f() == 2
    """)


def test_global_array_that_changes_its_shape(run):
    run("""
    FACTOR = np.zeros(6)
    @cb.jit
    def known_array(): return FACTOR
    for _ in range(3):
        assert known_array() is FACTOR
    assert stats(known_array)["compiles"] == 1
    FACTOR.shape = (2, 3)
    assert known_array() is FACTOR and stats(known_array)["compiles"] == 2
    """)


def test_first_calls_of_eight_threads_compile_once(run):
    run("""
    @cb.jit
    def slow_known_x(x): return x
    FACTOR = 7
    results, barrier = [], threading.Barrier(8)
    def call():
        barrier.wait()
        results.append(slow_known_x(1))
    threads = [threading.Thread(target=call) for _ in range(8)]
    for t in threads: t.start()
    for t in threads: t.join()
    assert results == [7] * 8 and stats(slow_known_x)["compiles"] == 1
    """)


def test_global_changed_during_the_compile(run):
    run("""
    FACTOR = 1
    @cb.jit
    def slow_known_x(x): return x
    def change():
        global FACTOR
        import time
        time.sleep(0.05)
        FACTOR = 2
    t = threading.Thread(target=change); t.start()
    assert slow_known_x(1) == 2 or FACTOR == 1
    t.join()
    assert slow_known_x(1) == 2
    """)


def test_failures(run):
    run("""
    @cb.jit
    def unsupported(x): return x
    for f in (unsupported, cb.njit(unsupported)):
        for _ in range(2):
            with pytest.raises(cb.NotSupported, match="not compiled yet") as caught:
                f(1)
            assert isinstance(caught.value, NotImplementedError) and caught.value.code == "E0999"
    @cb.jit
    def wrong(x): return x
    with pytest.raises(SyntaxError) as caught:
        wrong(1)
    e = caught.value
    assert (e.filename, e.lineno, e.offset, e.msg, e.text) == ("t.py", 3, 5, "not Python", "x = = 1\\n")
    """)


def test_without_source_njit_refuses_and_jit_warns_once(run):
    run("""
    space = {}
    exec("def add1(x): return x + 100", space)
    with pytest.raises(cb.CompileError):
        cb.njit(space["add1"])(1)
    f = cb.jit(space["add1"])
    with pytest.warns(cb.ColuberWarning, match="`add1` runs in the interpreter"):
        assert f(1) == 101
    import warnings
    warnings.simplefilter("error")
    assert f(x=2) == 102 and stats(f)["fallbacks"] == 2
    def edited(x): return x
    with pytest.warns(cb.ColuberWarning, match="edited"):
        pass_through = cb.jit(edited)(3) == 3
    assert pass_through
    """)


def test_a_missing_compiler_is_said(run):
    run("""
    _core.set_compiler("/nonexistent/libcoluber_compiler.so")
    @cb.jit
    def add1(x): return x + 1
    with pytest.raises(ImportError, match="the compiler library does not load .*nonexistent"):
        add1(1)
    """)


def test_looks_like_the_function(run):
    run('''
    def add1(x: int, y=2) -> int:
        """Adds."""
        return x + 1
    add1.note = "kept"
    f = cb.jit(add1)
    for name in ("__name__", "__qualname__", "__doc__", "__module__", "__defaults__", "__kwdefaults__", "__annotations__", "__code__",
                 "__globals__", "__closure__", "note"):
        assert getattr(f, name) == getattr(add1, name), name
    assert f.__wrapped__ is f.py_func is add1
    assert f.__signature__ == inspect.signature(f) == inspect.signature(add1)
    f.extra = 1
    assert f.__dict__["extra"] == 1 and not hasattr(add1, "extra")
    assert copy.copy(f) is f and copy.deepcopy([f])[0] is f
    assert repr(f) == "<jit function add1>" and callable(f)
    import functools
    @functools.wraps(f)
    def wrapper(*args): return f(*args)
    assert wrapper.__name__ == "add1" and inspect.signature(wrapper) == inspect.signature(add1)
    ''')


def test_method_and_static_method(run):
    run("""
    class Box:
        @cb.jit
        def add1(self): return 0
        @staticmethod
        @cb.jit
        def all(a, b): return a, b
        @classmethod
        @cb.jit
        def all_of(cls, a): return cls, a
    box = Box()
    assert box.add1() == "object Box" and Box.add1(box) == "object Box" and box.add1.__self__ is box
    assert box.all(1, 2) == Box.all(1, 2) == (1, 2)
    assert str(inspect.signature(box.add1)) == "()"
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'self'"):
        Box.add1()
    """)


def test_nothing_leaks_and_cycles_are_collected(run):
    run("""
    def make():
        def add1(x): return x + 1
        f = cb.jit(add1)
        f.me = f
        f(1); f(2.0)
        return weakref.ref(f)
    refs = [make() for _ in range(20)]
    gc.collect()
    assert not any(r() for r in refs)
    @cb.jit
    def all(a, b=1): return a, b
    marker = object()
    for _ in range(3): all(marker); all(b=marker, a=marker)
    before = sys.getrefcount(marker)
    for _ in range(1000):
        all(marker); all(b=marker, a=marker); all(marker, marker)
        try: all(marker, c=marker)
        except TypeError: pass
    assert sys.getrefcount(marker) == before
    """)


def test_pickles_by_reference_or_by_source(run):
    run("""
    FACTOR = 3
    @cb.jit
    def known_top(x): return FACTOR
    assert pickle.loads(pickle.dumps(known_top)) is known_top
    def outer(n):
        @cb.njit(boundscheck=False)
        def cell_inner(x, y=4):
            return n + x + y + FACTOR + np.pi
        return cell_inner
    f = outer(10)
    g = pickle.loads(pickle.dumps(f))
    assert g is not f and g.__qualname__ == f.__qualname__ and g.py_func(1) == f.py_func(1)
    assert g(1) == 10 and _core.options(g) == {"strict": True, "fastmath": False, "boundscheck": False, "numpy_division": False}
    """)


def test_signatures_and_texts(run):
    run("""
    from coluber import float64, int64, types
    @cb.jit(["int64(int64)", "(float64,)"])
    def add1(x): return x + 1
    assert add1.signatures == [("int",), ("float",)] and stats(add1)["native_calls"] == 0
    assert add1.inspect_llvm("(int64,)") == "llvm text" and set(add1.inspect_ir()) == {("int",), ("float",)}
    assert add1.inspect_asm(add1.signatures[0]) == "asm text"
    with pytest.raises(TypeError, match="2 arguments, the function has 1"):
        add1.compile("int64(int64, int64)")
    """)


def test_watched_dictionaries_may_die(run):
    """The globals of a function that is gone are watched no longer."""
    run("""
    for _ in range(50):
        space = {"cb": cb, "FACTOR": 1, "__name__": "gone"}
        code = compile("def known_f(x): return FACTOR", __file__, "exec")
        exec(code, space)
        f = cb.jit(space["known_f"])
        assert f(1) == 1
        space["FACTOR"] = 2
        assert f(1) == 2
        del space, f
    gc.collect()
    """)
