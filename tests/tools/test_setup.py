"""Set-up says what it would need, and does nothing twice."""

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path):
    """A copy of what set-up needs, and a PATH where the stand-ins come first."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "bin").mkdir()
    return tmp_path


def stand_in(checkout, name: str, script: str) -> None:
    program = checkout / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def setup(checkout, *arguments: str, **environment: str):
    path = f"{checkout}/bin:/usr/sbin:/usr/bin:/bin"
    return subprocess.run([checkout / "tools/setup.sh", *arguments], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, env={**os.environ, "PATH": path, **environment})


def test_without_rights_the_missing_packages_and_the_command_are_named(checkout):
    stand_in(checkout, "dpkg-query", 'case "$*" in *ninja-build|*" lld-19") exit 1;; *) printf installed;; esac')
    stand_in(checkout, "id", "echo 1000")
    stand_in(checkout, "sudo", "exit 1")
    stand_in(checkout, "apt-get", "echo called; exit 9")
    done = setup(checkout, "packages", "build")
    assert done.returncode == 1 and "called" not in done.stdout
    assert "apt-get install --no-install-recommends ninja-build lld-19" in done.stderr


def test_as_root_only_the_missing_packages_are_installed(checkout):
    stand_in(checkout, "dpkg-query", 'case "$*" in *ccache*) exit 1;; *) printf installed;; esac')
    stand_in(checkout, "id", "echo 0")
    stand_in(checkout, "apt-get", "echo apt-get $*")
    done = setup(checkout, "packages", "build", "check")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "apt-get install -y -q --no-install-recommends ccache"


def test_with_everything_there_nothing_is_done(checkout):
    stand_in(checkout, "dpkg-query", "printf installed")
    stand_in(checkout, "apt-get", "echo called")
    done = setup(checkout, "packages", "build", "check", "bench")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_environment_is_made_once_and_again_when_its_list_changes(checkout):
    for name in ("build", "test"):
        (checkout / f"requirements/{name}.txt").write_text("# nothing\n")
    first = setup(checkout, "venv", ".venv", "build", "test")
    assert first.returncode == 0 and "making .venv" in first.stderr
    assert setup(checkout, "venv", ".venv", "build", "test").stderr == ""
    (checkout / "requirements/test.txt").write_text("# other\n")
    again = setup(checkout, "venv", ".venv", "build", "test").stderr
    assert "installing" in again and "making" not in again
    pointer = next((checkout / ".venv").rglob("coluber.pth"))
    assert pointer.read_text() == f"{checkout}/python\n"


def test_a_python_that_does_not_serve_is_refused(checkout):
    stand_in(checkout, "python3.10", "exit 1")
    done = setup(checkout, "venv", ".venv", "build", PYTHON=str(checkout / "bin/python3.10"))
    assert done.returncode == 1 and "no Python 3.11 or newer" in done.stderr
