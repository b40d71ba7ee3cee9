"""The mini-app reaches the reference figures with every variant, writes the course's files, and says no properly."""

import hashlib
import importlib
import importlib.util
import shutil
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from examples.cfd import cfd, flow, output, reference, variants

ROOT = Path(__file__).resolve().parents[2]
COMPILED = [
    pytest.param("c", marks=pytest.mark.skipif(not shutil.which("gcc"), reason="needs gcc")),
    pytest.param("fortran", marks=pytest.mark.skipif(not shutil.which("gfortran"), reason="needs gfortran")),
]


def has_coluber():
    try:
        from coluber import jit
    except ImportError:
        return False
    return callable(jit)


needs_coluber = pytest.mark.skipif(not has_coluber(), reason="coluber is not built")


@pytest.fixture
def undecorated_jit(monkeypatch):
    """The jit variant with a decorator that does nothing: its logic, without the compiler."""
    stand_in = types.ModuleType("coluber")
    stand_in.jit = lambda function: function
    monkeypatch.setitem(sys.modules, "coluber", stand_in)
    spec = importlib.util.find_spec("examples.cfd.variants.jit")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    del module.prepare
    return module


def assert_agrees(variant, scale, iterations, reynolds, tolerance=None):
    result = cfd.run(variant, scale, iterations, reynolds, tolerance)
    compared = reference.compare(scale, iterations, reynolds, tolerance, result.done, result.figures)
    assert compared, "no reference for this"
    assert [one for one in compared if not one.good] == []


@pytest.mark.parametrize("variant", COMPILED)
@pytest.mark.parametrize("scale, iterations, reynolds", reference.ROWS)
def test_yardsticks_reach_every_row(variant, scale, iterations, reynolds):
    assert_agrees(variant, scale, iterations, reynolds)


@pytest.mark.parametrize("variant", COMPILED)
@pytest.mark.parametrize("scale, reynolds, tolerance", reference.ITERATIONS)
def test_yardsticks_stop_at_the_tolerance(variant, scale, reynolds, tolerance):
    assert_agrees(variant, scale, 20_000, reynolds, tolerance)


@pytest.mark.parametrize("scale, iterations, reynolds", [row for row in reference.ROWS if row[0] * row[1] <= 5000])
def test_slices_reach_the_rows(scale, iterations, reynolds):
    assert_agrees("slices", scale, iterations, reynolds)


@pytest.mark.parametrize("variant", ["lists", "slices"])
@pytest.mark.parametrize("reynolds", [None, 2.0])
def test_the_tolerance_stops_interpreted_variants(variant, reynolds):
    assert_agrees(variant, 1, 10_000, reynolds, 1e-3)


@pytest.mark.parametrize("variant", ["lists", "loops"])
@pytest.mark.parametrize("iterations, reynolds", [(1, None), (100, None), (100, 1.3)])
def test_interpreted_loops_reach_the_small_rows(variant, iterations, reynolds):
    assert_agrees(variant, 1, iterations, reynolds)


def test_lists_reach_the_course_figures():
    assert_agrees("lists", 1, 1000, None)


@pytest.mark.parametrize("iterations, reynolds", [(1, None), (100, None), (100, 1.3)])
def test_jit_is_right_without_its_decorator(undecorated_jit, iterations, reynolds):
    assert_agrees(undecorated_jit, 1, iterations, reynolds)


@pytest.mark.parametrize("reynolds, tolerance", [(None, 5e-3), (2.0, 4e-3)])
def test_jit_stops_at_an_odd_count_without_its_decorator(undecorated_jit, reynolds, tolerance):
    """The result then lies in the second of the swapped arrays."""
    expected = cfd.run("slices", 1, 1000, reynolds, tolerance)
    found = cfd.run(undecorated_jit, 1, 1000, reynolds, tolerance)
    assert found.done == expected.done and found.done % 2 == 1
    assert np.array_equal(found.psi, expected.psi)


@needs_coluber
@pytest.mark.parametrize("scale, iterations, reynolds", reference.ROWS)
def test_jit_reaches_every_row(scale, iterations, reynolds):
    assert_agrees("jit", scale, iterations, reynolds)


@needs_coluber
def test_jit_runs_native_code():
    cfd.run("jit", 1, 1)
    assert variants.load("jit").irrotational.signatures


@needs_coluber
@pytest.mark.parametrize("scale, reynolds, tolerance", [row for row in reference.ITERATIONS if row[0] < 4])
def test_jit_stops_at_the_tolerance(scale, reynolds, tolerance):
    assert_agrees("jit", scale, 20_000, reynolds, tolerance)


@needs_coluber
@pytest.mark.parametrize("variant", ["lists-jit", "loops-jit", "slices-jit"])
@pytest.mark.parametrize("reynolds", [None, 1.3])
def test_plain_variants_go_through_the_compiler_unchanged(variant, reynolds):
    assert_agrees(variant, 1, 100, reynolds)


@needs_coluber
@pytest.mark.parametrize("reynolds", [None, 2.0])
def test_jit_gives_the_bits_of_the_interpreter(reynolds):
    expected = cfd.run("loops", 1, 20, reynolds)
    found = cfd.run("jit", 1, 20, reynolds)
    assert np.array_equal(found.psi, expected.psi)
    assert found.error == expected.error


@pytest.mark.parametrize("variant", ["lists", "slices", *COMPILED])
@pytest.mark.parametrize("reynolds", [None, 2.0])
def test_variants_agree_bit_for_bit(variant, reynolds):
    """All of them add in the same order, and none of them contracts."""
    expected = cfd.run("loops", 1, 20, reynolds)
    found = cfd.run(variant, 1, 20, reynolds)
    assert np.array_equal(found.psi, expected.psi)
    if reynolds is not None:
        assert np.array_equal(found.zeta, expected.zeta)


@pytest.mark.parametrize("scale, viscous", reference.NORMS)
def test_norm(scale, viscous):
    psi = flow.start_psi(scale)
    found = flow.norm(psi, flow.start_zeta(psi) if viscous else None)
    assert found == pytest.approx(reference.NORMS[scale, viscous], rel=1e-14)


@pytest.mark.parametrize("scale, iterations, reynolds", reference.VELOCITY_SHA256)
def test_velocity_file_is_the_course_s(tmp_path, scale, iterations, reynolds):
    output.write_data(tmp_path, cfd.run("slices", scale, iterations, reynolds).psi, scale)
    found = hashlib.sha256((tmp_path / "velocity.dat").read_bytes()).hexdigest()
    assert found == reference.VELOCITY_SHA256[scale, iterations, reynolds]


def test_velocity_file_has_one_line_a_block(tmp_path):
    output.write_data(tmp_path, cfd.run("slices", 2, 3).psi, 2)
    assert (tmp_path / "velocity.dat").read_text().startswith("32 32\n    0     0 ")
    assert len((tmp_path / "velocity.dat").read_text().splitlines()) == 1 + 32 * 32
    assert (tmp_path / "colourmap.dat").read_text().startswith("64 64\n    0     0    0.00000\n")
    assert len((tmp_path / "colourmap.dat").read_text().splitlines()) == 1 + 64 * 64


def test_picture(tmp_path):
    pytest.importorskip("matplotlib")
    result = cfd.run("slices", 1, 1000, 2.0)
    output.draw(tmp_path / "flow.png", result.psi, 1, 1000, 2.0, result.error)
    assert (tmp_path / "flow.png").read_bytes().startswith(b"\x89PNG")


def test_check_sees_a_wrong_figure():
    result = cfd.run("slices", 1, 100)
    result.psi[16, 16] *= 1 + 1e-8
    compared = reference.compare(1, 100, None, None, result.done, result.figures)
    assert [one.name for one in compared if not one.good] == ["centre"]


def program(*arguments):
    return cfd.main([str(argument) for argument in arguments])


def test_program_prints_what_it_did(capsys):
    assert program(1, 100, "--variant", "slices", "--check") == 0
    printed = capsys.readouterr().out
    for part in ("32 x 32", "slices", "6.030271679446e-03", "million updates/s", "all figures agree"):
        assert part in printed


def test_program_without_reference_row():
    assert program(1, 7, "--variant", "slices", "--check") == 3


def test_program_checks_the_count_at_a_tolerance(capsys):
    assert program(1, 5000, "--tolerance", "1e-3", "--variant", "slices", "--check") == 0
    assert program(1, 400, "--tolerance", "1e-3", "--variant", "slices", "--check") == 3


@pytest.mark.parametrize(
    "arguments, said",
    [
        ((1, 10, 3.8), "stable for 0 <= REYNOLDS <= 3.7"),
        ((1, 10, "nan"), "stable for 0 <= REYNOLDS <= 3.7"),
        ((0, 10), "0 is not positive"),
        ((1, 10, "--variant", "fast"), "unknown variant `fast`; there are: lists, loops"),
        ((1, 10, "--variant", "gpu"), "variant `gpu` is not there yet"),
        ((1, 10, "--variant", "slices", "--threads", 2), "runs on one thread"),
        ((1, 10, "--tolerance", "-1"), "-1 is not a positive number"),
    ],
)
def test_program_refuses(capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        program(*arguments)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_c_variant_without_a_compiler(tmp_path):
    environment = {"PATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "examples.cfd", "1", "10", "--variant", "c"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 2
    assert "variant `c` needs the compiler `gcc`, which is not installed" in run.stderr


def test_program_runs_as_a_file(tmp_path):
    command = [sys.executable, str(ROOT / "examples/cfd/cfd.py"), "1", "100", "--variant", "slices", "--check"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
