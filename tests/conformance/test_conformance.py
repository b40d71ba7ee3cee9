"""Runs every case of `cases/` through every door (see harness.py)."""

import importlib
import pathlib
import signal

import pytest

import coluber

from tests.conformance import harness

HERE = pathlib.Path(__file__).parent
LIBRARY = pathlib.Path(coluber._core.__file__).resolve().parent / "libcoluber_compiler.so"
TIME_LIMIT = 60  # seconds; a case takes milliseconds, so this is a hang

for file in sorted((HERE / "cases").glob("[a-z]*.py")):
    importlib.import_module(f"tests.conformance.cases.{file.stem}")

pytestmark = pytest.mark.skipif(not LIBRARY.exists(), reason="libcoluber_compiler.so is not built")


@pytest.fixture(autouse=True)
def no_hang():
    def stop(*_):
        raise TimeoutError(f"took longer than {TIME_LIMIT} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(TIME_LIMIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("case, door", [pytest.param(c, d, id=f"{c.name}-{d}") for c in harness.CASES for d in c.doors])
def test_case(case, door):
    harness.run_case(case, door)


@pytest.mark.parametrize("scenario, door", [pytest.param(s, d, id=f"{s.name}-{d}") for s in harness.SCENARIOS for d in s.doors])
def test_scenario(scenario, door):
    scenario.function(getattr(coluber, door))
