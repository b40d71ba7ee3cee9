"""A function whose file was edited after the import is not compiled from the new text."""

import importlib
import sys

import pytest

coluber = pytest.importorskip("coluber", reason="coluber is not built")


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Imports a text as a module; called again, it only changes the file."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(name, text):
        (tmp_path / f"{name}.py").write_text(text)
        importlib.invalidate_caches()
        return sys.modules[name] if name in sys.modules else importlib.import_module(name)

    return write


def test_a_changed_constant_is_noticed(make):
    module = make("edited_constant", "def area(r):\n    return 3.0 * r * r\n")
    make("edited_constant", "def area(r):\n    return 3.14 * r * r\n")
    with pytest.raises(coluber.NotSupported, match="E0301"):
        coluber.njit(module.area)(1.0)
    with pytest.warns(coluber.ColuberWarning):
        assert coluber.jit(module.area)(1.0) == 3.0


def test_edits_elsewhere_do_not_matter(make):
    module = make("edited_below", "def twice(x):\n    return x + x\n")
    make("edited_below", "def twice(x):\n    return x + x\n\n\ndef thrice(x):\n    return 3 * x\n")
    assert coluber.njit(module.twice)(2.0) == 4.0


def test_comprehensions_and_lambdas_are_found(make):
    module = make("unedited", "K = 2\n\ndef add(xs):\n    return [x + K for x in xs]\n\nf, g = lambda x: x + 1, lambda x: x + 2\n")
    assert coluber.jit(module.add)([1, 2]) == [3, 4]
    assert (coluber.njit(module.f)(1), coluber.njit(module.g)(1)) == (2, 3)
